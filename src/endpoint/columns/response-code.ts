import { createHash, hash } from 'node:crypto';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { isAnswered } from '../../core/answering/flow.ts';
import { holds } from '../../core/answering/rule.ts';
import { type Coding, codingOf, encoderOf } from '../../core/results/answer-coding.ts';
import { PROFILE } from '../../core/results/columns.ts';
import type { ResultsFile } from '../../core/results/results-file.ts';
import type { PossibleAnswers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { factsFrom } from '../../core/typology/facts.ts';
import { classify } from '../../core/typology/typology.ts';
import { canonicalForm } from '../../wire/canonical.ts';
import { fillSheet, sheetOf } from '../../wire/wire-answers.ts';
import type { Codable, Coders, RevisionCoder } from '../storage/codes.ts';
import { type KeySecret, responseKey } from './response-key.ts';

/*
 * A response as it is counted: a head of a few numbers, then the code of its answers by the coding of the revision that was
 * answered. A published revision stays as it is, and so do the codes of its responses when a later one comes.
 */

/** Where each number of the head begins, and how long the head is. */
export const HEAD = {
  revision: 0,
  marks: 4,
  language: 5,
  minutes: 6,
  lastQuestion: 8,
  profile: 10,
  key: 11,
  alike: 15,
  length: 21,
} as const;

export const MARK = { complete: 1, field: 2, quick: 4 } as const;

/** Raised whenever the same response would be coded otherwise: what is held is then coded anew. */
const RULE = 3;
/** Fewer answered items than this are trivial: people who answer the first screens alike are many. */
const TRIVIAL = 10;
/** Points of a typology whose profile is remembered; the shipped survey has 15 168. */
const MOST_POINTS = 20_000;

/** The coding of one revision alone. */
export function revisionCoding(survey: Survey, results: ResultsFile): Coding {
  return codingOf([survey], results);
}

/** What is counted of a survey: data, which a thread can be given. */
export type CountedSurvey = Pick<PublishedSurvey, 'current' | 'revisions' | 'results'>;
export type CountedSurveys = ReadonlyMap<string, CountedSurvey>;

export function codersOf(surveys: CountedSurveys, secret: KeySecret): Coders {
  const coders = new Map([...surveys].map(([id, published]) => [id, revisionCoders(published, secret)]));
  return {
    find: (survey, revision) => coders.get(survey)?.get(revision),
    codings: new Map([...coders].map(([id, revisions]) => [id, [...revisions.values()].map(({ coding }) => coding)])),
  };
}

function revisionCoders({ revisions, results }: CountedSurvey, secret: KeySecret): ReadonlyMap<number, RevisionCoder> {
  return new Map(
    [...revisions].map(([revision, survey]) => {
      const coding = revisionCoding(survey, results);
      return [revision, { coding: nameOf(survey, coding, secret.digest), code: coderOf(survey, coding, secret) }];
    }),
  );
}

/** Of everything that decides a code. */
function nameOf(
  { id, revision, languages, questions, facts, typology }: Survey,
  coding: Coding,
  secret: string,
): number {
  const rules = questions.map(({ id, items, showIf }) => ({ id, items, showIf }));
  const items = coding.items.map(({ item, at, kind, width, options }) => ({ item, at, kind, width, options }));
  const decisive = { RULE, id, revision, languages, rules, items, facts, typology, secret };
  const text = canonicalForm(JSON.parse(JSON.stringify(decisive))) ?? '';
  // Zero is no coding.
  return createHash('sha256').update(text).digest().readUInt32BE() >>> 1 || 1;
}

function coderOf(survey: Survey, coding: Coding, secret: KeySecret): (response: Codable) => Uint8Array {
  const encode = encoderOf(coding, survey);
  const profileOf = profilesOf(survey);
  const chosen = chosenItems(survey);
  const places = new Map(survey.questions.map(({ id, number }) => [id, number]));
  const blank = sheetOf(coding.items.map(({ item }) => item));
  return (response) => {
    const answers = blank();
    fillSheet(answers, response.answers);
    const { status, lastQuestion } = response;
    const isComplete = status === 'complete';
    const code = Buffer.alloc(HEAD.length + coding.width);
    code.writeUInt32BE(response.revision, HEAD.revision);
    code[HEAD.marks] =
      (isComplete ? MARK.complete : 0) |
      (response.mode === 'field' ? MARK.field : 0) |
      (isComplete && response.minutes === 0 && isWhole(survey, answers) ? MARK.quick : 0);
    code[HEAD.language] = Math.max(0, survey.languages.indexOf(response.language));
    code.writeUInt16BE(Math.min(response.minutes, 65_535), HEAD.minutes);
    code.writeUInt16BE(places.get(lastQuestion ?? '') ?? 0, HEAD.lastQuestion);
    code[HEAD.profile] = isComplete ? profileOf(answers) : PROFILE.none;
    code.writeUInt32BE(responseKey(secret, response.id), HEAD.key);
    if (isComplete) code.writeUIntBE(alikeOf(survey, chosen, answers), HEAD.alike, 6);
    code.set(encode({ answers, status, lastQuestion }), HEAD.length);
    return new Uint8Array(code.buffer, code.byteOffset, code.byteLength);
  };
}

/** By the rule of the revision that was answered, as a place among its own profiles. A million responses lie on a few thousand points. */
function profilesOf(survey: Survey): (answers: PossibleAnswers) => number {
  const { typology } = survey;
  if (!typology) return () => PROFILE.none;
  const known = new Map<string, number>();
  return (answers) => {
    const values = factsFrom(survey, answers);
    const point = JSON.stringify(values);
    let profile = known.get(point);
    if (profile === undefined) {
      const found = classify(survey, values);
      if (found.kind !== 'profile') profile = PROFILE.none;
      else if (found.composite) profile = PROFILE.composite;
      else profile = PROFILE.first + typology.profiles.findIndex(({ id }) => id === found.profile);
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

/** Of the answers without texts, which a machine varies at no cost; 0 when too few are given to mean anything. */
function alikeOf({ revision }: Survey, chosen: readonly string[], answers: PossibleAnswers): number {
  const given = chosen.map((item) => answers[item]);
  if (given.filter((answer) => answer !== undefined).length < TRIVIAL) return 0;
  // Neither an option id nor a number holds these marks.
  return Number.parseInt(hash('sha256', `${revision};${given.join(';')};`, 'hex').slice(0, 12), 16);
}

/** Every question on the path is answered, texts apart: in less than a minute, nobody reads so fast. */
function isWhole(survey: Survey, answers: PossibleAnswers): boolean {
  const asked = survey.questions.filter(
    ({ kind, showIf }) => kind !== 'text' && (showIf === undefined || holds(showIf, answers)),
  );
  return asked.length >= TRIVIAL && asked.every((question) => isAnswered(question, answers));
}
