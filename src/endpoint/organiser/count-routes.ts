import type { Hono } from 'hono';
import * as v from 'valibot';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { sum } from '../../core/results/disclosure/fit-tables.ts';
import type { Filter } from '../../core/results/passing.ts';
import { dayOf, daysAfter } from '../../wire/day.ts';
import { isCalendarDate } from '../../wire/envelope.ts';
import type {
  crossingReply,
  EventParticipation,
  flagsReply,
  participationReply,
  questionsReply,
} from '../../wire/organiser/organiser-reply.ts';
import type { CountedEvent } from '../columns/participation.ts';
import { inTurns } from '../http/guards.ts';
import { refuse, replyAs } from '../http/reply.ts';
import type { EventRefusalCount } from '../storage/organiser-storage.ts';
import type { OrganiserEnv } from '../tokens/token-audit.ts';
import type { DeskSurveyParts } from './desk-survey-routes.ts';
import { boundsIn } from './organiser-request.ts';

type CountRouteParts = Pick<DeskSurveyParts, 'storage' | 'now' | 'counting'>;

/** Exact counts of the responses to a survey. */
export function countRoutes(routes: Hono<OrganiserEnv>, parts: CountRouteParts): void {
  const { counting, now } = parts;
  routes.get('/participation/:survey', async (c) => {
    const published = c.get('surveys').get(c.req.param('survey'));
    if (!published) return refuse('not-found');
    const survey = published.current;
    const before = c.req.query('today') === '1' ? undefined : dayOf(now());
    const found = await participationOf(parts, published, before);
    const responses = found.complete + found.partial;
    c.get('note')({ survey: survey.id, responses, ...(before === undefined && { today: 'yes' }) });
    return replyAs<typeof participationReply>(found);
  });
  routes.get('/flags/:survey', inTurns(1), async (c) => {
    const published = c.get('surveys').get(c.req.param('survey'));
    const bounds = boundsIn(new URL(c.req.url).searchParams, dayOf(now()));
    if (!published || !bounds) return refuse('not-found');
    const { id } = published.current;
    c.get('note')({ survey: id, ...(bounds.before === undefined && { today: 'yes' }) });
    return replyAs<typeof flagsReply>({ survey: id, flags: await counting.ask(id, 'flags', bounds) });
  });
  routes.get('/crossings/:survey', async (c) => {
    const published = c.get('surveys').get(c.req.param('survey'));
    const found = published && crossingIn(new URL(c.req.url).searchParams, published, dayOf(now()));
    if (!published || !found) return refuse('not-found');
    const { withToday, ...asked } = found;
    const { id } = published.current;
    const crossing = await counting.ask(id, 'crossTab', asked);
    c.get('note')({ survey: id, ...(withToday && { today: 'yes' }) });
    return crossing ? replyAs<typeof crossingReply>({ survey: id, ...crossing }) : refuse('not-found');
  });
  routes.get('/questions/:survey', async (c) => {
    const published = c.get('surveys').get(c.req.param('survey'));
    const among = published && amongIn(new URL(c.req.url).searchParams, published, dayOf(now()));
    if (!published || !among) return refuse('not-found');
    const { id } = published.current;
    const found = await counting.ask(id, 'distributions', among.filters);
    c.get('note')({ survey: id, ...(among.withToday && { today: 'yes' }) });
    return found ? replyAs<typeof questionsReply>({ survey: id, ...found }) : refuse('not-found');
  });
}

/** Participation up to a day, or including today where `before` is `undefined`. */
async function participationOf(
  { storage, counting }: CountRouteParts,
  published: PublishedSurvey,
  before: string | undefined,
) {
  const { id } = published.current;
  const counted = await counting.ask(id, 'participation', before);
  const erasures = await storage.erasures(id);
  const refused = await storage.eventRefusals(id);
  return {
    ...counted,
    events: eventParticipation({ counted: counted.events, refused }, published),
    erased: before === undefined ? erasures : erasures.filter(({ day }) => day < before),
    ...(await storage.losses(id)),
  };
}

interface Counts {
  readonly counted: readonly CountedEvent[];
  readonly refused: readonly EventRefusalCount[];
}

/** Counts what the tablets of each event have sent, for comparison with the count on the tablet. No channel first, then by name. */
function eventParticipation(
  { counted, refused }: Counts,
  { current }: Pick<PublishedSurvey, 'current'>,
): readonly EventParticipation[] {
  const days = new Map(counted.map((one) => [one.channel, one.days]));
  for (const { channel } of refused) if (!days.has(channel)) days.set(channel, []);
  const isKnown = (channel: string | null) =>
    channel === null || current.notice?.channels?.some(({ id }) => id === channel) === true;
  return [...days]
    .toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    .map(([channel, all]) => ({
      channel,
      complete: sum(all.map(({ complete }) => complete)),
      partial: sum(all.map(({ partial }) => partial)),
      days: all.toSorted((a, b) => (a.receivedOn < b.receivedOn ? -1 : 1)),
      refused: isKnown(channel)
        ? refused.filter((one) => one.channel === channel).map(({ channel: _, ...count }) => count)
        : null,
    }));
}

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
function crossingIn(search: URLSearchParams, published: PublishedSurvey, now: string) {
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
function amongIn(search: URLSearchParams, { results }: PublishedSurvey, now: string) {
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
