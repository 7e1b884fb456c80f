import { FIRST, STATUS } from './answer-coding.ts';
import type { HeadedColumns } from './columns.ts';
import { countEach, type ItemValues, sideOf } from './count-pairs.ts';
import { headSide } from './head-sides.ts';
import { type Filter, passing } from './passing.ts';

/* Every question at a glance, among some of the complete responses: exact, for the organiser alone. */

interface ItemDistribution {
  readonly item: string;
  readonly isMultiple: boolean;
  /** Responses in each state; `given` to a text, or to a multiple choice any option. */
  readonly states: Readonly<Record<string, number>>;
  readonly options: readonly string[];
  /** Responses with each option; of a multiple choice one response may have several. */
  readonly counts: readonly number[];
}

export interface Distributions {
  /** Complete responses that pass the filters. */
  readonly n: number;
  /** In the order of the questionnaire, `@profile` last. */
  readonly items: readonly ItemDistribution[];
}

/** Nothing where a filter names what is not there. */
export function distributions(columns: HeadedColumns, filters: readonly Filter[]): Distributions | undefined {
  const passes = passing(columns, filters);
  const profiles = headSide(columns, '@profile');
  if (!passes || !profiles) return undefined;
  const items = columns.coding.items.map((coding) => {
    const { item, kind, options } = coding;
    return { item, isMultiple: kind === 'mask', options, ...countsOf(passes, sideOf(columns, coding)) };
  });
  const { options, values } = profiles;
  return {
    n: passes.reduce((sum, one) => sum + one, 0),
    items: [...items, { item: '@profile', isMultiple: false, options, ...countsOf(passes, values) }],
  };
}

function countsOf(passes: Uint8Array, values: ItemValues): Pick<ItemDistribution, 'states' | 'counts'> {
  const all = countEach(passes, values);
  const states = Object.entries(STATUS).map(([state, value]) => [state, all[value] ?? 0] as const);
  return { states: Object.fromEntries(states), counts: all.slice(FIRST) };
}
