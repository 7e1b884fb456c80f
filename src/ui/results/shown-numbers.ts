import {
  besideContext,
  type CountContext,
  countContext,
  type DisplayedCount,
  displayCount,
  PROFILE_ITEM,
} from '../../core/results/disclosure/shares.ts';
import type { ShownItem, ShownStratum } from '../../core/results/disclosure/shown-tables.ts';
import type { Question, Survey } from '../../core/survey/questionnaire.ts';
import type { Results } from '../../wire/results.ts';

/** The published numbers of one item or of the profiles in one group, with what it takes to display them. */
export interface PublishedNumbers {
  readonly base: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly context: CountContext;
  /** By band, where a number's figure displays several as one. */
  readonly published?: Readonly<Record<string, number>>;
  /** By level, where a figure displays several bands as one, or a level holds several pairs of profiles. */
  readonly summed?: Readonly<Record<string, number>>;
  /** The options of a multiple choice that cite something. */
  readonly cited?: readonly string[];
  /** The whole group. */
  readonly all?: number;
  /** Numbers without an answer among `counts`; absent where they are zero by definition, or the noise leaves nothing of them. */
  readonly beside?: Beside;
}

type Beside = Pick<ShownItem, 'blank' | 'unknown' | 'notAsked'> & { readonly without?: number };

/** The ids of what is no option or profile: the options that are published together, and responses between two profiles or without a dominant one. */
export const NO_OPTION = '?rest';
export const BETWEEN = '?between';
export const APART = '?apart';

/** Reads one table of a group; `null` if too few answered, `undefined` if the publication does not have it. */
export type ReadNumbers = (stratum: ShownStratum, results: Results) => PublishedNumbers | null | undefined;

export function readItemCounts(id: string, survey: Survey): ReadNumbers {
  return (stratum, results) => {
    const item = stratum.items[id];
    return item && shownNumbers(item, survey.questionOfItem.get(id), countContext(results, survey, stratum, id, item));
  };
}

export function readProfileCounts(survey: Survey): ReadNumbers {
  return (stratum, results) => {
    if (!stratum.profiles) return stratum.profiles;
    const { base, pairs, between, apart, without } = stratum.profiles;
    const cells = { ...stratum.profiles.counts, ...(pairs ?? { [BETWEEN]: between }), [APART]: apart };
    const context = countContext(results, survey, stratum, PROFILE_ITEM, { counts: cells, without });
    const summed = { [BETWEEN]: pairs ? Object.keys(pairs).length : 1 };
    return { base, counts: { ...cells, [BETWEEN]: between }, context, summed, ...besideOf({ without }, base, context) };
  };
}

/** The count of a level as displayed; `undefined` where the publication has none. */
export function displayedIn(shown: PublishedNumbers, id: string): DisplayedCount | undefined {
  const { base, counts, context, summed = {} } = shown;
  const count = counts[id];
  return count === undefined ? undefined : displayCount(count, base, { ...context, summed: summed[id] ?? 1 });
}

/** Whether the noise leaves nothing to display. */
export function isVague(shown: PublishedNumbers): boolean {
  return Object.keys(shown.counts).every((id) => displayedIn(shown, id)?.isVague);
}

export function shownNumbers(
  { base, counts, rest, ...states }: ShownItem,
  question: Question | undefined,
  context: CountContext,
): PublishedNumbers {
  const cited = Object.keys(counts).filter((id) => !question?.choice.get(id)?.exclusive);
  return {
    base,
    counts: rest === undefined ? counts : { ...counts, [NO_OPTION]: rest },
    context,
    ...(context.isMultiple && { cited }),
    ...besideOf(states, base, context),
  };
}

function besideOf(states: Beside, base: number, context: CountContext): Pick<PublishedNumbers, 'all' | 'beside'> {
  const counts = Object.entries(states);
  const all = counts.reduce((total, [, count = 0]) => total + count, base);
  const shown = counts.filter(([state, count = 0]) => !displayCount(count, all, besideContext(context, state)).isVague);
  return { all, beside: Object.fromEntries(shown) };
}
