import { isBeyondNoise } from '../../core/results/disclosure/geometric.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import { bandsOf, type ResultsFile } from '../../core/results/results-file.ts';
import type { EarlierOptions } from '../../core/survey/earlier-option.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import type { Results } from '../../wire/results.ts';
import type { ResultsWords } from '../words/results-words.ts';
import { bandInWords } from './bands.ts';
import { NO_OPTION } from './shown-numbers.ts';

/** The fill of a part of a bar. Hue belongs to profiles: answers are one ink, in up to four washes. */
export type Tone = 1 | 2 | 3 | 4 | 'dots' | 'hatch';

/** An option, level, band or profile. */
export interface Level {
  readonly id: string;
  readonly label: string;
  readonly tone: Tone;
  /** The profile whose colour and emblem it has. */
  readonly profile?: string;
  /** The levels whose sum continues its bar, in a lighter tone. */
  readonly also?: readonly string[];
  /** Two profiles whose colours share its bar. */
  readonly pair?: readonly string[];
  /** The published counts that it is the sum of, where it is not one alone. */
  readonly bands?: readonly string[];
  /** The names of the earlier options that are counted with it. */
  readonly earlier?: readonly string[];
}

/** `results.json` as the edition has it: with whether there is a logo. */
export type LogoResultsFile = ResultsFile & { readonly logo?: true };

export interface LevelsInput {
  readonly results: Results;
  readonly file: LogoResultsFile;
  /** Options that only earlier revisions of this survey offered. */
  readonly earlier?: EarlierOptions;
  readonly words: ResultsWords;
}

/** Returns the levels in the order of the questionnaire. Options that only earlier revisions offered come last, if anybody chose them. */
export function levelsOf(question: Question, input: LevelsInput): readonly Level[] {
  const { file, results, words } = input;
  if (question.kind === 'number') {
    // The bands of the publication, which may be older than the file.
    const known = results.strata[EVERYONE]?.items[question.id]?.counts;
    const edges = known
      ? Object.keys(known)
          .map(Number)
          .sort((a, b) => a - b)
      : bandsOf(question, file);
    return edges.map((from, index) => bandLevel(from, edges[index + 1], question, words));
  }
  const levels = [
    ...question.choices.map(({ id, label }): Level => {
      const tone = (file.apart ?? []).includes(id) ? 'dots' : 2;
      const alike = countedWith(id, question, input);
      const bands = [id, ...alike.map((one) => one.id)];
      const earlier = alike.map((one) => words.of(one.label));
      return { id, label: words.of(label), tone, ...(alike.length > 0 && { bands, earlier }) };
    }),
    ...goneFrom(question, input).map(
      ({ id, label }): Level => ({ id, label: words.results['level.earlier'](words.of(label)), tone: 'dots' }),
    ),
    ...(hasRest(question, results)
      ? [{ id: NO_OPTION, label: words.results['level.rest'], tone: 'dots' } as const]
      : []),
  ].filter(({ id }) => !isMerged(question, id, results));
  // « Ne sait pas » is hatched, or else the second level outside the order.
  const hatched = levels.find(({ id }) => id === 'unknown') ?? levels.filter(({ tone }) => tone !== 2)[1];
  return levels.map((level) => (level === hatched && level.tone !== 2 ? { ...level, tone: 'hatch' } : level));
}

export function bandLevel(
  from: number,
  to: number | undefined,
  question: Extract<Question, { kind: 'number' }>,
  words: ResultsWords,
): Level {
  return { id: String(from), label: bandInWords({ from, to }, question, words), tone: 2 };
}

function hasRest({ items }: Question, { strata }: Results): boolean {
  return Object.values(strata).some((shown) => items.some((item) => shown?.items[item]?.rest !== undefined));
}

/** Tells whether an option is published in the rest, with others. */
function isMerged({ items }: Question, option: string, { strata }: Results): boolean {
  return items.some((item) => {
    const shown = strata[EVERYONE]?.items[item];
    return shown?.rest !== undefined && option !== NO_OPTION && shown.counts[option] === undefined;
  });
}

/** Returns the options that today's questionnaire no longer offers and counts with none of today, where more chose them than the noise may have made. */
export function goneFrom(question: Question, input: LevelsInput): EarlierOptions[string] {
  return countedWith(undefined, question, input);
}

function countedWith(option: string | undefined, question: Question, { earlier, file, results }: LevelsInput) {
  return (earlier?.[question.id] ?? []).filter(
    ({ id }) => file.countedWith?.[question.id]?.[id] === option && isShown(question, id, results),
  );
}

function isShown({ items }: Question, option: string, { strata, epsilon }: Results): boolean {
  const { draws = 1, items: shown = {} } = strata[EVERYONE] ?? {};
  return items.some((item) => isBeyondNoise(shown[item]?.counts[option] ?? 0, { epsilon, draws }));
}

const WASHES: Readonly<Record<number, readonly Tone[]>> = { 1: [1], 2: [1, 4], 3: [1, 3, 4], 4: [1, 2, 3, 4] };

/** Ordered answers take the washes from the darkest to the lightest, or from the lightest to the darkest where they rise. */
export function washed(levels: readonly Level[], between: number, isRising: boolean): readonly Level[] {
  let place = isRising ? between : -1;
  const next = () => WASHES[between]?.[isRising ? --place : ++place] ?? 2;
  return levels.map((level) => (typeof level.tone === 'number' ? { ...level, tone: next() } : level));
}
