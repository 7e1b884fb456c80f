import type { Noise } from '../../core/results/disclosure/geometric.ts';
import type { ShownItem, ShownStratum } from '../../core/results/disclosure/shown-tables.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import type { Results } from '../../wire/results.ts';

/** The published numbers of one item or of the profiles in one group, with what it takes to display them. */
export interface PublishedNumbers {
  readonly base: number;
  readonly counts: Readonly<Record<string, number>>;
  /** The noise of each count. */
  readonly noise: Noise;
  /** The parameters of `displayCount`; `summed` by level, where a crossing displays several bands as one, or a level holds several pairs. */
  readonly parts: number;
  readonly sizeDraws?: number;
  readonly summed?: Readonly<Record<string, number>>;
  /** The options of a multiple choice that cite something. */
  readonly cited?: readonly string[];
  /** Numbers without an answer among `counts`; absent where they are zero by definition. */
  readonly beside?: Pick<ShownItem, 'blank' | 'unknown' | 'notAsked'> & { readonly without?: number };
}

/** The ids of what is no option or profile: the options that are published together, and responses between two profiles or without a dominant one. */
export const NO_OPTION = '?rest';
export const BETWEEN = '?between';
export const APART = '?apart';

/** Reads one table of a group; `null` if too few answered, `undefined` if the publication does not have it. */
export type ReadNumbers = (stratum: ShownStratum, results: Results) => PublishedNumbers | null | undefined;

export function readItemCounts(id: string, question: Question | undefined): ReadNumbers {
  return ({ items, draws, sizeDraws }, { epsilon }) => {
    const item = items[id];
    return item && shownNumbers(item, question, { epsilon, draws }, sizeDraws);
  };
}

export function readProfileCounts({ profiles, draws }: ShownStratum, { epsilon }: Results): PublishedNumbers | null {
  if (!profiles) return null;
  const { base, counts, pairs, between, apart, without } = profiles;
  const summed = pairs ? Object.keys(pairs).length : 1;
  return {
    base,
    counts: { ...counts, ...pairs, [BETWEEN]: between, [APART]: apart },
    // Profiles have half of what other cells may tell.
    noise: { epsilon: epsilon / 2, draws },
    parts: Object.keys(counts).length + summed + 1,
    summed: { [BETWEEN]: summed },
    beside: { without },
  };
}

export function shownNumbers(
  { base, counts, rest, ...beside }: ShownItem,
  question: Question | undefined,
  noise: Noise,
  sizeDraws = noise.draws,
): PublishedNumbers {
  const isMultiple = question?.kind === 'multiple';
  const cited = Object.keys(counts).filter((id) => !question?.choice.get(id)?.exclusive);
  return {
    base,
    counts: rest === undefined ? counts : { ...counts, [NO_OPTION]: rest },
    noise: { epsilon: noise.epsilon, draws: noise.draws },
    parts: Object.keys(counts).length,
    ...(isMultiple && { cited, sizeDraws }),
    beside,
  };
}
