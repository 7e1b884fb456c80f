import * as v from 'valibot';
import { codingOf } from '../../src/core/results/answer-coding.ts';
import type { Epsilon, Uniform } from '../../src/core/results/disclosure/geometric.ts';
import { definitionsOf } from '../../src/core/results/disclosure/table-definitions.ts';
import { resultsFileSchema } from '../../src/core/results/results-file.ts';
import { randomFrom } from '../support/random-from.ts';
import { builtSurvey, readPublic, study } from '../support/surveys.ts';
import { type Exposure, guaranteeOf } from './guarantees.ts';
import { participationRight } from './participation.ts';

/* The table of the method page. The privacy parameters are those that the study is published with. */

const survey = builtSurvey(study.json());
const revisions = new Map([[survey.revision, survey]]);
const results = v.parse(resultsFileSchema, readPublic('numerique-territorial/results.json'));
const definitions = definitionsOf({ current: survey, revisions, results }, codingOf([survey], results));
const { epsilon, profileEpsilon } = definitions;

const crossed = (times: number): readonly Exposure[] => {
  const shared: Epsilon = { s: epsilon.s, t: epsilon.t * times };
  return times === 0 ? [] : [{ epsilon: shared, times }];
};
const draws = (times: number): readonly Exposure[] => [{ epsilon, times }];
const profile: readonly Exposure[] = [{ epsilon: profileEpsilon, times: 2 }];

/** By what is published of an answer; a restore and an edit are one exposure more each. */
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
  'previews, edited or restored once': draws(2),
  'previews and final, edited or restored once': draws(3),
};

export const OPTIONS = [2, 3, 5] as const;

/** Rows of a matrix that one level was given to. */
export const UNIFORM_ROWS = 12;

/** Rounds of the simulation of participation: twice as many people, half of whom took part. */
const ROUNDS = 1500;

let simulated: readonly [number, number] | undefined;

/** While the survey is open, and with the final results, rounded up: always the same. */
export function participation(): readonly [number, number] {
  simulated ??= simulate();
  return simulated;
}

function simulate(): readonly [number, number] {
  const random = randomFrom(2017);
  const uniform: Uniform = (bound) => Math.floor(random() * bound);
  const right = (phases: 1 | 2) => Math.ceil(100 * participationRight(definitions, phases, ROUNDS, uniform)) / 100;
  return [right(1), right(2)];
}

export function printed(): string {
  const lines = Object.entries(CASES).map(([name, exposures]) => {
    const found = OPTIONS.map((options) => guaranteeOf(options, exposures));
    const odds = (found[0]?.odds ?? 0).toFixed(1);
    return `${name.padEnd(62)} ${odds.padStart(6)}  ${found.map(({ right, sure }) => `${right.toFixed(2)} ${(sure * 100).toFixed(1).padStart(5)} %`).join('   ')}`;
  });
  const uniform = [1, 2].map((phases) => guaranteeOf(2, draws(UNIFORM_ROWS * phases)).right.toFixed(2));
  return [
    'What one learns who knows every other response, keeps every publication and reckons perfectly.',
    `${''.padEnd(62)}   odds  ${OPTIONS.map((options) => `${options} options: right, sure`).join(' ')}`,
    ...lines,
    `${UNIFORM_ROWS} rows of two levels, all filled with one: right ${uniform[0]} in previews, ${uniform[1]} with the final`,
    `that somebody took part, of whom one knows how but no answer: right ${participation()
      .map((right) => right.toFixed(2))
      .join(' in previews, ')} with the final`,
    '',
  ].join('\n');
}
