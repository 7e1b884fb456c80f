import * as v from 'valibot';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { Filter } from '../../core/results/passing.ts';
import { daysAfter } from '../../wire/day.ts';
import { isCalendarDate } from '../../wire/envelope.ts';

/** More would be a search for somebody. */
const MOST_FILTERS = 2;

const day = v.pipe(v.string(), v.check(isCalendarDate));
const count = v.pipe(v.string(), v.regex(/^[1-9]\d{0,9}$/), v.transform(Number));

const askedFilters = v.objectWithRest(
  {
    /** Empty for those that came by none. */
    channel: v.optional(v.string()),
    from: v.optional(day),
    to: v.optional(day),
    revision: v.optional(count),
    mode: v.optional(v.picklist(['self', 'field'])),
    /** Those that have come since midnight too. */
    today: v.optional(v.literal('1')),
  },
  // `item.authority-type=commune|region`.
  v.string(),
);

/**
 * `?rows=digital-plan&columns=elected-digital-rep&channel=linkedin&item.authority-type=commune|region`: any question against any other,
 * or `@profile`, `@channel` and `@mode`, among what `amongIn` lets through.
 */
export function crossingIn(search: URLSearchParams, published: PublishedSurvey, now: string) {
  const others = new URLSearchParams([...search].filter(([name]) => name !== 'rows' && name !== 'columns'));
  const among = amongIn(others, published, now);
  const [rows, ...moreRows] = search.getAll('rows');
  const [columns, ...moreColumns] = search.getAll('columns');
  if (!among || rows === undefined || columns === undefined || moreRows.length + moreColumns.length > 0)
    return undefined;
  return { rows, columns, ...among };
}

/**
 * Two filters at most, among what was received before today: two tables of one hour tell what somebody has just answered. With
 * `&today=1` what has come since is in it. Nothing when it is written otherwise, asked twice, or names an item that `results.json` does
 * not name as a filter.
 */
export function amongIn(search: URLSearchParams, { results }: PublishedSurvey, now: string) {
  const names = [...search.keys()];
  if (new Set(names).size < names.length) return undefined;
  const parsed = v.safeParse(askedFilters, Object.fromEntries(search));
  if (!parsed.success) return undefined;
  const { channel, from, to, revision, mode, today, ...others } = parsed.output;
  const filters: Filter[] = [];
  if (channel !== undefined)
    filters.push({ by: 'channel', channels: channel.split('|').map((one) => (one === '' ? null : one)) });
  if (from !== undefined || to !== undefined) filters.push({ by: 'days', ...(from && { from }), ...(to && { to }) });
  if (revision !== undefined) filters.push({ by: 'revision', revision });
  if (mode !== undefined) filters.push({ by: 'mode', mode });
  for (const [name, option] of Object.entries(others)) {
    const item = /^item\.(.+)$/.exec(name)?.[1];
    if (item === undefined || !results.filters?.includes(item)) return undefined;
    filters.push({ by: 'item', item, options: option.split('|') });
  }
  if (filters.length > MOST_FILTERS) return undefined;
  const withToday = today !== undefined;
  if (!withToday) filters.push({ by: 'days', to: daysAfter(now, -1) });
  return { filters, withToday };
}
