import { hash } from 'node:crypto';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { isAnswered } from '../../core/answering/flow.ts';
import { holds } from '../../core/answering/rule.ts';
import { type Coding, encoderOf } from '../../core/results/answer-coding.ts';
import { PROFILE } from '../../core/results/columns.ts';
import type { Answer, PossibleAnswers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { withQuizFacts } from '../../core/typology/affinity.ts';
import { factsFrom } from '../../core/typology/facts.ts';
import { classify } from '../../core/typology/typology.ts';
import type { StoredResponse } from '../storage/storage.ts';
import { answerReader } from '../stored/stored-answers.ts';

/** A response as it is counted. */
export interface CountedResponse {
  readonly isComplete: boolean;
  readonly inField: boolean;
  /** A whole questionnaire that was answered faster than it can be read. */
  readonly isQuick: boolean;
  /** As `PROFILE` says, by the rule of the revision that was answered. */
  readonly profile: number;
  /** The number of the last question in its own revision; 0 for none. */
  readonly lastQuestion: number;
  /** 48 bits of a digest of the answers without texts; 0 where there are too few. */
  readonly alike: number;
  /** The answers by the coding of all revisions. */
  readonly code: Uint8Array;
}

/** What is counted of a survey: data, which a thread can be given. */
export type CountedSurvey = Pick<PublishedSurvey, 'current' | 'revisions' | 'results'>;
export type CountedSurveys = ReadonlyMap<string, CountedSurvey>;

/** Fewer answered items than this are trivial: people who answer the first screens alike are many. */
const TRIVIAL = 10;
/** Points of a typology whose profile is remembered; the shipped survey has 15 168. */
const MOST_POINTS = 20_000;

/** Reads responses to one revision for counting. */
export function counterOf(
  revision: Survey,
  current: Survey,
  coding: Coding,
): (response: StoredResponse) => CountedResponse {
  const encode = encoderOf(coding, revision);
  const profileOf = profilesOf(revision, current);
  const chosen = chosenItems(revision);
  const places = new Map(revision.questions.map(({ id, number }) => [id, number]));
  const items = coding.items.map(({ item }) => item);
  const readAnswers = answerReader(items);
  // One object for all responses: to make one with a hundred keys for each takes longer than all that is asked of it.
  const answers: Record<string, Answer | undefined> = {};
  return ({ status, mode, minutes, lastQuestion, answers: text }) => {
    const given = readAnswers(text);
    for (let place = 0; place < items.length; place++) answers[items[place] ?? ''] = given[place];
    const isComplete = status === 'complete';
    return {
      isComplete,
      inField: mode === 'field',
      isQuick: isComplete && minutes === 0 && isWhole(revision, answers),
      profile: isComplete ? profileOf(answers) : PROFILE.none,
      lastQuestion: places.get(lastQuestion ?? '') ?? 0,
      alike: isComplete ? alikeOf(revision, chosen, answers) : 0,
      code: encode({ answers, status, lastQuestion }),
    };
  };
}

/** By the rule of the revision that was answered, as a place among today's profiles. A million responses have a few thousand different facts. */
function profilesOf(survey: Survey, current: Survey): (answers: PossibleAnswers) => number {
  const { typology } = survey;
  if (!typology) return () => PROFILE.none;
  const read = withQuizFacts(survey);
  const known = new Map<string, number>();
  return (answers) => {
    const values = factsFrom(read, answers);
    const point = JSON.stringify(values);
    let profile = known.get(point);
    if (profile === undefined) {
      const found = classify(survey, values);
      if (found.kind !== 'profile') profile = PROFILE.none;
      else if (found.composite) profile = found.alsoNear.length > 0 ? PROFILE.between : PROFILE.apart;
      else {
        const place = current.typology?.profiles.findIndex(({ id }) => id === found.profile) ?? -1;
        profile = place < 0 ? PROFILE.none : PROFILE.first + place;
      }
      if (known.size >= MOST_POINTS) known.clear();
      known.set(point, profile);
    }
    return profile;
  };
}

/** Choices and numbers: the stratum and the territory are among them. */
function chosenItems(survey: Survey): readonly string[] {
  return survey.questions.flatMap((question) =>
    question.kind === 'text' ? [] : question.items.filter((item) => item !== question.otherItem),
  );
}

/** A digest of the answers without texts, which a machine varies at no cost; 0 when too few are given to mean anything. */
function alikeOf({ revision }: Survey, chosen: readonly string[], answers: PossibleAnswers): number {
  const given = chosen.map((item) => answers[item]);
  if (given.filter((answer) => answer !== undefined).length < TRIVIAL) return 0;
  // Neither an option id nor a number holds these marks.
  return Number.parseInt(hash('sha256', `${revision};${given.join(';')};`, 'hex').slice(0, 12), 16);
}

/** Every question on the path is answered, texts apart: in less than half a minute, which is too fast to have read it. */
function isWhole(survey: Survey, answers: PossibleAnswers): boolean {
  const asked = survey.questions.filter(
    ({ kind, showIf }) => kind !== 'text' && (showIf === undefined || holds(showIf, answers)),
  );
  return asked.length >= TRIVIAL && asked.every((question) => isAnswered(question, answers));
}
