import { Hono, type MiddlewareHandler } from 'hono';
import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { dayOf } from '../../wire/day.ts';
import type { Counting } from '../columns/counting.ts';
import { idsIn } from '../columns/flag-columns.ts';
import { ID } from '../columns/row-index.ts';
import { inTurns } from '../http/concurrency-limit.ts';
import { streamOf } from '../http/export-stream.ts';
import type { limitedGuesses } from '../http/guards.ts';
import { refuse, reply } from '../http/reply.ts';
import { API_HEADERS } from '../http/security-headers.ts';
import { eraseByReceipt } from '../intake/receipt-resource.ts';
import { type Catalogue, entriesOf } from '../publishing/catalogue.ts';
import type { RefusalCount } from '../storage/organiser-storage.ts';
import type { Storage } from '../storage/storage.ts';
import { changeAll } from '../stored/set-aside.ts';
import { type Note, type OrganiserEnv, tellingEnd } from '../tokens/token-audit.ts';
import type { Metrics } from '../upkeep/metrics.ts';
import { amongIn, crossingIn } from './asked-crossing.ts';
import { commentRoutes } from './comment-routes.ts';
import { type ConductParts, conductRoutes } from './conduct-routes.ts';
import { type ContactRouteParts, contactRoutes } from './contact-routes.ts';
import { deletingRoutes } from './deleting-routes.ts';
import { type DeskSurveyParts, deskSurveyRoutes } from './desk-survey-routes.ts';
import { eventParticipation } from './event-participation.ts';
import { boundsIn, eraseSchema, readRequest, setAsideSchema, takeBackSchema, toBounds } from './organiser-request.ts';
import { type PublishingRouteParts, publishingRoutes } from './publishing-routes.ts';
import { tokenHandlingRoutes } from './token-routes.ts';

export interface OrganiserParts extends ConductParts, ContactRouteParts, PublishingRouteParts, DeskSurveyParts {
  readonly catalogue: Catalogue;
  readonly storage: Storage;
  readonly now: () => Date;
  readonly counting: Pick<Counting, 'ask'>;
  /** Whether the storage takes writes. */
  readonly isUp: () => Promise<boolean>;
  readonly metrics?: Metrics;
  /** Limits receipt codes as the public calls do, from the same allowance. */
  readonly limitedCodes: ReturnType<typeof limitedGuesses>;
  /** The responses are made up: the desk says so on every page. */
  readonly isDemonstration?: boolean;
}

/** Routes under `/api/organiser`. `app.ts` has already checked that the token's scopes allow the call. `audited` logs one use of the token. */
export function organiserRoutes(parts: OrganiserParts, audited: MiddlewareHandler<OrganiserEnv>): Hono<OrganiserEnv> {
  const { storage, counting, metrics, isDemonstration = false } = parts;
  const routes = new Hono<OrganiserEnv>();
  // Read every minute by a machine: a line each time would hide the others.
  if (metrics) routes.get('/metrics', () => replyWithMetrics(parts, metrics));
  routes.use(audited);
  routes.get('/me', (c) => {
    const { name, scopes, until = null, surveys } = c.get('holder');
    return reply(200, {
      name,
      scopes,
      until,
      ...(surveys && { limitedTo: surveys }),
      today: dayOf(parts.now()),
      surveys: entriesOf(parts.catalogue).flatMap((entry) => {
        const published = c.get('surveys').get(entry.id);
        return published ? [{ ...entry, title: published.current.title }] : [];
      }),
      ...(isDemonstration && { demonstration: true }),
    });
  });
  routes.get('/refused', async (c) => {
    const refusals = await storage.refusals();
    // What names no survey of this endpoint may name one of another organiser.
    const isSeen = ({ survey }: RefusalCount) => c.get('holder').surveys === null || c.get('surveys').has(survey);
    return reply(200, { refused: refusals.filter(isSeen) });
  });
  routes.get('/participation/:survey', async (c) => {
    const published = c.get('surveys').get(c.req.param('survey'));
    if (!published) return refuse('not-found');
    const survey = published.current;
    const before = c.req.query('today') === '1' ? undefined : dayOf(parts.now());
    const found = await participationOf(parts, published, before);
    const responses = found.complete + found.partial;
    c.get('note')({ survey: survey.id, responses, ...(before === undefined && { today: 'yes' }) });
    return reply(200, found);
  });
  routes.get('/flags/:survey', inTurns(1), async (c) => {
    const published = c.get('surveys').get(c.req.param('survey'));
    const bounds = boundsIn(new URL(c.req.url).searchParams, dayOf(parts.now()));
    if (!published || !bounds) return refuse('not-found');
    const { id } = published.current;
    c.get('note')({ survey: id, ...(bounds.before === undefined && { today: 'yes' }) });
    return reply(200, { survey: id, flags: await counting.ask(id, 'flags', bounds) });
  });
  routes.get('/crossings/:survey', async (c) => {
    const published = c.get('surveys').get(c.req.param('survey'));
    const found = published && crossingIn(new URL(c.req.url).searchParams, published, dayOf(parts.now()));
    if (!published || !found) return refuse('not-found');
    const { withToday, ...asked } = found;
    const { id } = published.current;
    const crossing = await counting.ask(id, 'crossTab', asked);
    c.get('note')({ survey: id, ...(withToday && { today: 'yes' }) });
    return crossing ? reply(200, { survey: id, ...crossing }) : refuse('not-found');
  });
  routes.get('/questions/:survey', async (c) => {
    const published = c.get('surveys').get(c.req.param('survey'));
    const among = published && amongIn(new URL(c.req.url).searchParams, published, dayOf(parts.now()));
    if (!published || !among) return refuse('not-found');
    const { id } = published.current;
    const found = await counting.ask(id, 'distributions', among.filters);
    c.get('note')({ survey: id, ...(among.withToday && { today: 'yes' }) });
    return found ? reply(200, { survey: id, ...found }) : refuse('not-found');
  });
  routes.get('/set-aside/:survey', (c) => {
    const survey = c.req.param('survey');
    const isSeen = c.get('surveys').has(survey);
    return isSeen ? replyWithAside(survey, storage, c.req.raw.signal, c.get('note')) : refuse('not-found');
  });
  conductRoutes(routes, parts);
  contactRoutes(routes, parts);
  commentRoutes(routes, parts);
  publishingRoutes(routes, parts);
  deskSurveyRoutes(routes, parts);
  deletingRoutes(routes, parts);
  tokenHandlingRoutes(routes, parts);
  routes.post('/set-aside', (c) => setAside(c.req.raw, parts, c.var));
  routes.post('/take-back', (c) => takeBack(c.req.raw, parts, c.var));
  // The code alone says which response, of whichever survey: who holds it could erase it without a token. The log gets the token's name.
  routes.post('/erase', parts.limitedCodes, async (c) => {
    const asked = await readRequest(c.req.raw, eraseSchema);
    return asked ? eraseByReceipt(asked.code, storage, dayOf(parts.now())) : refuse('batch.unreadable');
  });
  return routes;
}

/** Participation up to a day, or including today where `before` is `undefined`. */
async function participationOf(
  { storage, counting }: OrganiserParts,
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

async function replyWithMetrics({ isUp, storage, now }: OrganiserParts, metrics: Metrics): Promise<Response> {
  const known = (await isUp()) && (await storage.standing());
  const text = metrics.text(
    known ? { isUp: true, backupAge: daysSince(known.backedUpThrough, now()) } : { isUp: false },
  );
  return new Response(text, {
    headers: {
      ...API_HEADERS,
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  });
}

/** Streamed: an organiser may have set half of them aside. */
async function replyWithAside(survey: string, storage: Storage, gone: AbortSignal, note: Note): Promise<Response> {
  let responses = 0;
  async function* text() {
    yield `{"survey":"${survey}","setAside":[`;
    let separator = '';
    for await (const one of storage.aside(survey)) {
      yield separator + JSON.stringify(one);
      separator = ',';
      responses++;
    }
    yield ']}';
  }
  const end = (whole: 'yes' | 'no') => note({ responses, whole });
  note({ survey });
  const headers = { ...API_HEADERS, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  return new Response(await streamOf(gone, (left) => tellingEnd(text(), left, end)), { headers });
}

/** What the token may see, and what notes the use of it. */
type Seen = Pick<OrganiserEnv['Variables'], 'surveys' | 'note'>;

/** Out of the results and the publications from the next one on; the export goes on holding them. */
async function setAside(
  request: Request,
  { storage, counting, now }: OrganiserParts,
  { surveys, note, holder }: Seen & Pick<OrganiserEnv['Variables'], 'holder'>,
): Promise<Response> {
  const asked = await readRequest(request, setAsideSchema);
  if (!asked) return refuse('batch.unreadable');
  if (!surveys.has(asked.survey)) return refuse('not-found');
  const mark = (ids: readonly string[]) => storage.setAside(asked.survey, ids, asked.reason, dayOf(now()));
  // A token that may decide and not read gets no count, which would confirm guessed ids.
  const mayRead = holder.scopes.includes('read');
  const done = (responses: number) => {
    note({ survey: asked.survey, responses });
    return reply(200, { setAside: mayRead ? responses : null });
  };
  if ('ids' in asked) return done(await mark(asked.ids));
  if (!mayRead) return refuse('token.scope');
  const hasChanged = (found: number) => asked.responses !== undefined && asked.responses !== found;
  const bounds = toBounds(asked, dayOf(now()));
  const flagged = await counting.ask(asked.survey, 'flaggedIds', { bounds, flag: asked.flag });
  if (!flagged) return refuse('not-found');
  // The rest of its name is what people answered.
  const [kind = ''] = asked.flag.split('/');
  note({ flag: kind });
  return hasChanged(flagged.length / ID) ? refuse('flag.changed') : done(await changeAll(idsIn(flagged), mark));
}

async function takeBack(
  request: Request,
  { storage }: OrganiserParts,
  { surveys, note, holder }: Seen & Pick<OrganiserEnv['Variables'], 'holder'>,
): Promise<Response> {
  const asked = await readRequest(request, takeBackSchema);
  if (!asked) return refuse('batch.unreadable');
  if (!surveys.has(asked.survey)) return refuse('not-found');
  const unmark = (ids: readonly string[]) => storage.takeBack(asked.survey, ids);
  const takenBack = 'ids' in asked ? await unmark(asked.ids) : await changeAll(asideFor(storage, asked), unmark);
  note({ survey: asked.survey, responses: takenBack });
  return reply(200, { takenBack: holder.scopes.includes('read') ? takenBack : null });
}

interface Act {
  readonly survey: string;
  readonly reason: string;
  readonly day?: string | undefined;
}

async function* asideFor(storage: Storage, { survey, reason, day }: Act): AsyncGenerator<string> {
  for await (const one of storage.aside(survey))
    if (one.reason === reason && (day === undefined || one.day === day)) yield one.id;
}

/** Infinite since a day that never was. */
function daysSince(day: string | null, now: Date): number {
  return day === null ? Number.POSITIVE_INFINITY : (Date.parse(dayOf(now)) - Date.parse(day)) / 86_400_000;
}
