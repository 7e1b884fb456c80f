import { hash } from 'node:crypto';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { isAnswered } from '../../core/answering/flow.ts';
import { holds } from '../../core/answering/rule.ts';
import { type Coding, encoderOf } from '../../core/results/answer-coding.ts';
import { PROFILE } from '../../core/results/columns.ts';
import { countedProfileOf } from '../../core/results/disclosure/counted-profile.ts';
import type { Answer, PossibleAnswers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { StoredResponse } from '../storage/storage.ts';
import { answerReader } from '../stored/stored-answers.ts';

export type CountedResponse = ReturnType<ReturnType<typeof counterOf>>;

/** A survey as it is counted: data, which a thread can be given. */
export type CountedSurvey = Pick<PublishedSurvey, 'current' | 'revisions' | 'results'>;
export type CountedSurveys = ReadonlyMap<string, CountedSurvey>;

/** Fewer answered items than this are trivial: people who answer the first screens alike are many. */
const TRIVIAL = 10;

/** Reads responses to one revision for counting. */
export function counterOf(revision: Survey, current: Survey, coding: Coding) {
  const encode = encoderOf(coding, revision);
  const profileOf = countedProfileOf(revision, current);
  const chosen = chosenItems(revision);
  const places = new Map(revision.questions.map(({ id, number }) => [id, number]));
  // What a revision alone asks may decide its path and its profile.
  const items = [...new Set([...coding.item.keys(), ...revision.questions.flatMap((question) => question.items)])];
  const readAnswers = answerReader(items);
  // One object for all responses: to make one with a hundred keys for each takes longer than all that is asked of it.
  const answers: Record<string, Answer | undefined> = {};
  return ({ status, mode, readBy, minutes, lastQuestion, answers: text }: StoredResponse) => {
    const given = readAnswers(text);
    for (let place = 0; place < items.length; place++) answers[items[place] ?? ''] = given[place];
    const isComplete = status === 'complete';
    return {
      isComplete,
      inField: mode === 'field',
      isTranslated: readBy === 'translated',
      /** A whole questionnaire that was answered faster than it can be read. */
      isQuick: isComplete && minutes === 0 && isWhole(revision, answers),
      /** As `PROFILE` says, by the rule of the revision that was answered. */
      profile: isComplete ? profileOf(answers) : PROFILE.none,
      /** The number of the last question in its own revision; 0 for none. */
      lastQuestion: places.get(lastQuestion ?? '') ?? 0,
      /** 48 bits of a digest of the answers without texts; 0 where there are too few. */
      alike: isComplete ? alikeOf(revision, chosen, answers) : 0,
      /** The answers by the coding of the published revisions. */
      code: encode({ answers, status, lastQuestion }),
    };
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
