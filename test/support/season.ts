import { randomFrom } from '../../src/core/answering/random-answers.ts';
import { holds } from '../../src/core/answering/rule.ts';
import { codingOf, encoderOf } from '../../src/core/results/answer-coding.ts';
import { countedProfileOf } from '../../src/core/results/disclosure/counted-profile.ts';
import { nextBook, type Phase } from '../../src/core/results/disclosure/ledger.ts';
import { shownIn } from '../../src/core/results/disclosure/publication.ts';
import { definitionsOf } from '../../src/core/results/disclosure/table-definitions.ts';
import { takeCensus } from '../../src/core/results/disclosure/take-census.ts';
import type { ResultsFile } from '../../src/core/results/results-file.ts';
import type { Answer, Answers } from '../../src/core/survey/answers.ts';
import type { Question, Survey } from '../../src/core/survey/questionnaire.ts';
import { daysAfter } from '../../src/wire/day.ts';
import type { Results } from '../../src/wire/results.ts';

/*
 * A publication made by the endpoint's code from invented responses: deterministic for the same survey and numbers. It needs neither
 * disk nor clock, so tests in a browser can use it too.
 */

export interface SeasonOptions {
  readonly file?: ResultsFile;
  readonly phase?: Phase;
  /** YYYY-MM-DD. */
  readonly day?: string;
  readonly unfinished?: number;
}

/** The number of people by stratum; by `all` for a survey without strata. */
export function publicationOfPeople(
  survey: Survey,
  people: Readonly<Record<string, number>>,
  options: SeasonOptions = {},
): Results {
  const { phase = 'preview', day = '2026-05-12' } = options;
  const { definitions, census, random } = countedPeople(survey, people, options);
  const occasion = { night: 8, asOf: day, phase, isOrdered: false, withTerritories: true, left: 0 };
  const uniform = (bound: number) => Math.floor(random() * bound);
  const shown = shownIn(nextBook(undefined, census, definitions, occasion, uniform), definitions, phase);
  const next = phase === 'preview' ? { openedOn: daysAfter(day, -8), next: daysAfter(day, 5) } : {};
  // As it comes out of JSON.
  return JSON.parse(JSON.stringify({ survey: survey.id, revision: survey.revision, ...shown, ...next }));
}

/** What a publication is made from. */
export function countedPeople(
  survey: Survey,
  people: Readonly<Record<string, number>>,
  { file = {}, phase = 'preview', unfinished = 40 }: SeasonOptions = {},
) {
  const random = randomFrom(20_170_630);
  const responses = [
    ...Object.entries(people).flatMap(([stratum, count]) =>
      Array.from({ length: count }, () => ({ stratum, whole: true })),
    ),
    ...Array.from({ length: unfinished }, () => ({ stratum: Object.keys(people)[0] ?? '', whole: false })),
  ].map(({ stratum, whole }) => ({ answers: someAnswers(survey, stratum, random), whole }));
  const profileOf = countedProfileOf(survey, survey);
  const coding = codingOf([survey], file);
  const encode = encoderOf(coding, survey);
  const lastQuestion = survey.questions[0]?.id ?? null;
  const codes = responses.map(({ answers, whole }) =>
    encode({ answers, status: whole ? 'complete' : 'partial', lastQuestion }),
  );
  const columns = {
    coding,
    length: responses.length,
    counted: Uint8Array.from(responses, ({ whole }) => (whole ? 1 : 0)),
    unfinished: Uint8Array.from(responses, ({ whole }) => (whole ? 0 : 1)),
    inField: new Uint8Array(responses.length),
    readBy: new Uint8Array(responses.length),
    channels: new Uint32Array(responses.length),
    channelNames: [null],
    minutes: Uint16Array.from(responses, (_, at) => (7 * at) % 41),
    profiles: Uint8Array.from(responses, ({ answers }) => profileOf(answers)),
    bytes: Array.from({ length: coding.width }, (_, at) => Uint8Array.from(codes, (code) => code[at] ?? 0)),
  };
  const definitions = definitionsOf({ current: survey, results: file }, coding);
  const census = takeCensus(columns, definitions, phase === 'results');
  return { definitions, census, random };
}

/** One question in twelve is left blank; earlier options are chosen more often than later ones, differently for each question. */
function someAnswers(survey: Survey, stratum: string, random: () => number): Answers {
  const answers: Record<string, Answer> = survey.stratum === undefined ? {} : { [survey.stratum]: stratum };
  for (const question of survey.questions) {
    if (question.id === survey.stratum || (question.showIf && !holds(question.showIf, answers))) continue;
    for (const item of question.items) {
      if (item === question.otherItem || random() < 1 / 12) continue;
      const answer = answerTo(question, item, random);
      // Most people know most of what a profile is computed from.
      const isBlank = survey.typology?.blankOptions?.includes(answer as string) && random() < 0.9;
      if (answer !== undefined && !isBlank) answers[item] = answer;
    }
  }
  return answers;
}

function answerTo(question: Question, item: string, random: () => number): Answer | undefined {
  const { choices } = question;
  const pick = () => choices[Math.floor(random() ** (1 + (hash(item) % 3) / 2) * choices.length)]?.id;
  switch (question.kind) {
    case 'multiple': {
      const plain = choices.filter((option) => option.exclusive !== true).map(({ id }) => id);
      const from = Math.floor(random() * plain.length);
      return plain.slice(from, from + 3);
    }
    case 'number':
      return random() < 0.2 && question.unknown === true
        ? 'unknown'
        : Math.round(question.min + (question.max - question.min) * random() ** 12);
    case 'text':
      return undefined;
    default:
      return pick();
  }
}

/** 32 bits. */
function hash(text: string): number {
  let value = 2_166_136_261;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return value;
}
