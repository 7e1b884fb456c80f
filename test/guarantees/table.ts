import * as v from 'valibot';
import { randomFrom } from '../../src/core/answering/random-answers.ts';
import { codingOf } from '../../src/core/results/answer-coding.ts';
import type { Epsilon, Uniform } from '../../src/core/results/disclosure/geometric.ts';
import { definitionsOf } from '../../src/core/results/disclosure/table-definitions.ts';
import { resultsFileSchema } from '../../src/core/results/results-file.ts';
import { builtSurvey, readPublic, study } from '../support/surveys.ts';
import { type Exposure, guaranteeOf } from './guarantees.ts';
import { followedOf, participationOf, relatedOf, type Simulation } from './simulated.ts';

/* The table of the method page. The privacy parameters are those that the study is published with. */

const survey = builtSurvey(study.json());
const results = v.parse(resultsFileSchema, readPublic('numerique-territorial/results.json'));
const definitions = definitionsOf({ current: survey, results }, codingOf([survey], results));
const { epsilon, profileEpsilon } = definitions;

const crossed = (times: number): readonly Exposure[] => {
  const shared: Epsilon = { s: epsilon.s, t: epsilon.t * times };
  return times === 0 ? [] : [{ epsilon: shared, times }];
};
const draws = (times: number): readonly Exposure[] => [{ epsilon, times }];
const profile: readonly Exposure[] = [{ epsilon: profileEpsilon, times: 2 }];

/** By what is published of an answer; a restore and an edit are one exposure more each: previews edited once are as with the final. */
export const CASES: Readonly<Record<string, readonly Exposure[]>> = {
  'previews, however many, and the gate that a group waits at': draws(1),
  'previews and final': draws(2),
  'final, one crossing': [...draws(2), ...crossed(1)],
  'final, two crossings': [...draws(2), ...crossed(2)],
  'final, three crossings': [...draws(2), ...crossed(3)],
  'final, four crossings': [...draws(2), ...crossed(4)],
  'final, profile': [...draws(2), ...profile],
  'final, one crossing, profile': [...draws(2), ...crossed(1), ...profile],
  'final, four crossings, profile': [...draws(2), ...crossed(4), ...profile],
  'previews and final, edited or restored once': draws(3),
};

export const OPTIONS = [2, 3, 5] as const;

const PHASES = [1, 2] as const;

/** Always the same numbers. */
function simulated(phases: number, rounds: number): Simulation {
  const random = randomFrom(2017);
  const uniform: Uniform = (bound) => Math.floor(random() * bound);
  return { definitions, phases, rounds, uniform };
}

/** What several answers tell, with the per cents that are printed: in previews, and with the final. */
export const SEVERAL = {
  matrix: { words: 'twelve rows of two levels, all filled with one (50 %)', printed: [89, 96] },
  right: { words: 'that somebody took part (50 % by chance)', printed: [82, 91] },
  sure: { words: 'over 90 % sure of it', printed: [41, 72] },
  followed: { words: 'one of three answers, the first with six options behind it (33 %)', printed: [51, 59] },
  above: { words: 'above the middle of related answers (50 %)', printed: [78, 83] },
  profile: { words: 'the profile of somebody who has one (30 %)', printed: [41, 49] },
} as const;

type Measured = Readonly<Partial<Record<keyof typeof SEVERAL, readonly number[]>>>;

export function measured(): Measured {
  const took = PHASES.map((phases) => participationOf(simulated(phases, 1200)));
  return {
    matrix: PHASES.map((phases) => guaranteeOf(2, draws(12 * phases)).right),
    right: took.map(({ right }) => right),
    sure: took.map(({ sure }) => sure),
    // The question of the study that has the most behind one of its answers.
    followed: PHASES.map((phases) => followedOf('support-wanted', simulated(phases, 10_000)).right),
  };
}

/** Takes minutes. */
export function measuredLong(): Measured {
  const found = PHASES.map((phases) => relatedOf(survey, simulated(phases, 4000)));
  return { above: found.map(({ above }) => above), profile: found.map(({ profile }) => profile) };
}

export function printed(simulations: Measured = { ...measured(), ...measuredLong() }): string {
  const lines = Object.entries(CASES).map(([name, exposures]) => {
    const found = OPTIONS.map((options) => guaranteeOf(options, exposures));
    const odds = (found[0]?.odds ?? 0).toFixed(1);
    return `${name.padEnd(62)} ${odds.padStart(6)}  ${found.map(({ right, sure }) => `${right.toFixed(2)} ${(sure * 100).toFixed(1).padStart(5)} %`).join('   ')}`;
  });
  return [
    'What one learns who knows every other response, keeps every publication and reckons perfectly.',
    `${'Of one answer, all others of the target known:'.padEnd(62)}   odds  ${OPTIONS.map((options) => `${options} options: right, sure`).join(' ')}`,
    ...lines,
    'Several answers, simulated with the study’s tables and shares: in previews, and with the final (took part: 0.75, 0.84 before)',
    ...Object.entries(SEVERAL).map(([name, { words }]) => {
      const values = simulations[name as keyof Measured] ?? [];
      return `${words.padEnd(68)} ${values.map((value) => value.toFixed(2)).join(', ')}`;
    }),
    '',
  ].join('\n');
}
