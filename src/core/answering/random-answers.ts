import type { Answer, Answers } from '../survey/answers.ts';
import type { Question, Survey } from '../survey/questionnaire.ts';
import { pathThrough } from './flow.ts';
import { holds } from './rule.ts';

/** Returns a number from 0 up to 1, 1 excluded. */
export type Chance = () => number;

/** Returns a generator of the same numbers for the same seed on every machine (mulberry32). Not for secrets. */
export function randomFrom(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The share of exclusive answers, and of « je ne sais pas » among numbers. */
const SELDOM = 0.15;
const SHORT_SCALE = 100;
/** Paths that are tried before a question is taken to be out of reach. */
const MOST_TRIES = 5_000;

/** Answers every question that is asked, at random. Texts stay blank, but for those that are required. */
export function randomAnswers(survey: Survey, chance: Chance): Answers {
  const given: Record<string, Answer> = {};
  for (const question of survey.questions)
    if (!question.showIf || holds(question.showIf, given)) Object.assign(given, randomAnswer(question, chance));
  return given;
}

/** Returns answers to the questions before this one which lead to it; `undefined` where none were found. */
export function answersLeadingTo(survey: Survey, question: Question, chance: Chance): Answers | undefined {
  for (let time = 0; time < MOST_TRIES; time++) {
    const answers = randomAnswers(survey, chance);
    const { questions } = pathThrough(survey, answers);
    if (!questions.includes(question)) continue;
    const before = questions.slice(0, questions.indexOf(question)).flatMap(({ items }) => items);
    return Object.fromEntries(Object.entries(answers).filter(([item]) => before.includes(item)));
  }
  return undefined;
}

function randomAnswer(question: Question, chance: Chance): Answers {
  const ofEach =
    question.kind === 'matrix' ? question.items.filter((item) => item !== question.otherItem) : [question.id];
  const given: Record<string, Answer> = {};
  for (const item of ofEach) {
    const answer = answerTo(question, chance);
    if (answer !== undefined) given[item] = answer;
  }
  return given;
}

function answerTo(question: Question, chance: Chance): Answer | undefined {
  const one = <T>(list: readonly T[]): T | undefined => list[Math.floor(chance() * list.length)];
  switch (question.kind) {
    case 'text':
      return question.required ? '…' : undefined;
    case 'number': {
      if (question.unknown && chance() < SELDOM) return 'unknown';
      const { min, max, decimals } = question;
      const steps = (max - min) * 10 ** decimals;
      // Each number of a short scale has the same chance.
      if (steps <= SHORT_SCALE)
        return Number((min + Math.floor(chance() * (steps + 1)) / 10 ** decimals).toFixed(decimals));
      // Small numbers are as likely as large ones.
      return Number((min + (max - min) * chance() ** 4).toFixed(decimals));
    }
    case 'multiple': {
      const alone = question.choices.filter(({ exclusive }) => exclusive);
      const together = question.choices.filter(({ exclusive }) => !exclusive);
      const exclusive = chance() < SELDOM || together.length === 0 ? one(alone) : undefined;
      if (exclusive) return [exclusive.id];
      const { min = 1, max = together.length } = question;
      const size = Math.max(1, min + Math.floor(chance() * (Math.min(max, together.length) - min + 1)));
      const chosen = new Set<string>();
      while (chosen.size < Math.min(size, together.length)) chosen.add(one(together)?.id ?? '');
      return together.flatMap(({ id }) => (chosen.has(id) ? [id] : []));
    }
    case 'territory':
      // A few places have many people, so that some are enough for a map.
      return question.choices[Math.floor(question.choices.length * chance() ** 4)]?.id;
    default:
      return one(question.choices)?.id;
  }
}
