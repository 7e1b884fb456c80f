import type { Survey } from '../survey/questionnaire.ts';
import { HIDDEN_UNDER } from './disclosure/calendar.ts';
import type { Noise } from './disclosure/geometric.ts';
import {
  besideContext,
  type CountContext,
  countContext,
  countRange,
  displayCount,
  PROFILE_ITEM,
} from './disclosure/shares.ts';
import type { ShownItem, ShownTables } from './disclosure/shown-tables.ts';
import { type PastStudy, pastOf } from './past-study.ts';

/* Every published number in long format, one a line: what one may publish is what is published. */

export const LONG_COLUMNS = [
  'item',
  'option',
  'group',
  'date',
  'base',
  'count',
  'least',
  'most',
  'past',
  'past_base',
  'phase',
] as const;

/** In the order of `LONG_COLUMNS`; empty where there is no such number. */
export type LongRow = Readonly<Record<(typeof LONG_COLUMNS)[number], string | number>>;

/** The column names states that are no option in brackets, which no option has. */
const STATES = {
  blank: '(blank)',
  unknown: '(unknown)',
  notAsked: '(not-asked)',
  rest: '(rest)',
  without: '(without)',
} as const;

interface Counted extends ShownItem {
  readonly without?: number;
  /** If the counts are not alike: those that are, and how many of these another one is the sum of. */
  readonly cells?: ShownItem['counts'];
  readonly summed?: ShownItem['counts'];
}

export function longTable(
  shown: Pick<ShownTables, 'phase' | 'epsilon' | 'strata'>,
  survey: Pick<Survey, 'stratum' | 'questionOfItem'>,
  past: PastStudy | undefined,
): readonly LongRow[] {
  const { phase } = shown;
  return Object.entries(shown.strata).flatMap(([name, stratum]) => {
    if (!stratum) return [];
    const { asOf: date, n, items, crossings, profiles } = stratum;
    const rowsOf = (item: string, group: string, of: Counted | null, noise?: Noise) => {
      if (!of || of.base < HIDDEN_UNDER) return [];
      const { base, counts, cells = counts, summed = {} } = of;
      const context = noise
        ? { phase, noise, parts: Object.keys(counts).length }
        : countContext(shown, survey, stratum, item, { ...of, counts: cells });
      const line = (option: string, count: number, base: number, context: CountContext): LongRow => {
        // A count that no page displays, because its range is too wide, is not in the table either.
        const isVague = displayCount(count, base, context).isVague;
        const numbers = isVague ? { count: '', least: '', most: '' } : { count, ...countRange(count, context) };
        const [printed] = pastOf(past, item, [option], group);
        const before = { past: printed?.published ?? '', past_base: printed?.base ?? '' };
        return { item, option, group, date, base, ...numbers, ...before, phase };
      };
      const states = (Object.keys(STATES) as (keyof typeof STATES)[]).flatMap((state) => {
        const count = of[state];
        return count === undefined ? [] : [line(STATES[state], count, n, besideContext(context, state))];
      });
      const options = Object.entries(counts).map(([option, count]) => {
        return line(option, count, base, { ...context, summed: summed[option] ?? 1 });
      });
      return [...options, ...states];
    };
    const { base = 0, counts, pairs, between = 0, apart = 0, without = 0 } = profiles ?? {};
    const cells = { ...counts, ...(pairs ?? { '(between)': between }), '(apart)': apart };
    const summed = { '(between)': pairs ? Object.keys(pairs).length : 1 };
    const profiled = { base, counts: { ...cells, '(between)': between }, cells, summed, without };
    return [
      ...Object.entries(items).flatMap(([item, of]) => rowsOf(item, name, of)),
      ...Object.entries(crossings).flatMap(([id, { rows, ...noise }]) =>
        Object.entries(rows).flatMap(([row, of]) => rowsOf(`crossing:${id}`, `${name}:${row}`, of, noise)),
      ),
      ...rowsOf(PROFILE_ITEM, name, profiled),
    ];
  });
}
