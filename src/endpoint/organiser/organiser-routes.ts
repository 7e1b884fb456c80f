import { Hono, type MiddlewareHandler } from 'hono';
import type { Surveys } from '../../authoring/published-surveys.ts';
import { dayOf } from '../../wire/day.ts';
import { streamOf } from '../http/export-stream.ts';
import { refuse, reply } from '../http/reply.ts';
import { API_HEADERS } from '../http/security-headers.ts';
import { inTurns } from '../http/turns.ts';
import type { Storage } from '../storage/storage.ts';
import { changeAll } from '../stored/set-aside.ts';
import type { Metrics } from '../upkeep/metrics.ts';
import { flaggedIds, flagsOf } from './flags.ts';
import { boundsIn, readRequest, setAsideSchema, takeBackSchema, toBounds } from './organiser-request.ts';
import { participationOf } from './participation.ts';

export interface OrganiserParts {
  readonly storage: Storage;
  readonly surveys: Surveys;
  readonly now: () => Date;
  /** Whether the storage takes writes. */
  readonly isUp: () => Promise<boolean>;
  readonly metrics?: Metrics;
}

/** What stands under `/api/organiser`, for whoever holds the token: `app.ts` has made sure of that. `audited` notes one use of it. */
export function organiserRoutes(parts: OrganiserParts, audited: MiddlewareHandler): Hono {
  const { storage, surveys, metrics } = parts;
  const routes = new Hono();
  // Read every minute by a machine: a line each time would hide the others.
  if (metrics) routes.get('/metrics', () => replyWithMetrics(parts, metrics));
  routes.use(audited);
  routes.get('/refused', async () => reply(200, { refused: await storage.refusals() }));
  routes.get('/participation/:survey', async (c) => {
    const survey = surveys.get(c.req.param('survey'))?.current;
    if (!survey) return refuse('not-found');
    return reply(200, participationOf(survey, await storage.tallies(survey.id), await storage.asideCount(survey.id)));
  });
  routes.get('/flags/:survey', inTurns(1), async (c) => {
    const published = surveys.get(c.req.param('survey'));
    const bounds = boundsIn(new URL(c.req.url).searchParams);
    if (!published || !bounds) return refuse('not-found');
    return reply(200, {
      survey: published.current.id,
      flags: await flagsOf(published, storage, bounds, c.req.raw.signal),
    });
  });
  routes.get('/set-aside/:survey', (c) => {
    const survey = c.req.param('survey');
    return surveys.has(survey) ? replyWithAside(survey, storage, c.req.raw.signal) : refuse('not-found');
  });
  routes.post('/set-aside', (c) => setAside(c.req.raw, parts));
  routes.post('/take-back', (c) => takeBack(c.req.raw, parts));
  return routes;
}

async function replyWithMetrics({ isUp }: OrganiserParts, metrics: Metrics): Promise<Response> {
  return new Response(metrics.text(await isUp()), {
    headers: {
      ...API_HEADERS,
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  });
}

/** Streamed: an organiser may have set half of them aside. */
async function replyWithAside(survey: string, storage: Storage, gone: AbortSignal): Promise<Response> {
  async function* text() {
    yield `{"survey":"${survey}","setAside":[`;
    let separator = '';
    for await (const one of storage.aside(survey)) {
      yield separator + JSON.stringify(one);
      separator = ',';
    }
    yield ']}';
  }
  const headers = { ...API_HEADERS, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  return new Response(await streamOf(gone, text), { headers });
}

/** Out of the results and the publications from the next one on; the export goes on holding them. */
async function setAside(request: Request, { storage, surveys, now }: OrganiserParts): Promise<Response> {
  const asked = await readRequest(request, setAsideSchema);
  if (!asked) return refuse('batch.unreadable');
  const published = surveys.get(asked.survey);
  if (!published) return refuse('not-found');
  const mark = (ids: readonly string[]) => storage.setAside(asked.survey, ids, asked.reason, dayOf(now()));
  if ('ids' in asked) return reply(200, { setAside: await mark(asked.ids) });
  const raised = await flagsOf(published, storage, toBounds(asked));
  if (!raised.some(({ flag }) => flag === asked.flag)) return refuse('not-found');
  return reply(200, { setAside: await changeAll(flaggedIds(published, storage, asked.flag), mark) });
}

async function takeBack(request: Request, { storage, surveys }: OrganiserParts): Promise<Response> {
  const asked = await readRequest(request, takeBackSchema);
  if (!asked) return refuse('batch.unreadable');
  if (!surveys.has(asked.survey)) return refuse('not-found');
  const unmark = (ids: readonly string[]) => storage.takeBack(asked.survey, ids);
  if ('ids' in asked) return reply(200, { takenBack: await unmark(asked.ids) });
  return reply(200, { takenBack: await changeAll(asideFor(storage, asked.survey, asked.reason), unmark) });
}

async function* asideFor(storage: Storage, survey: string, reason: string): AsyncGenerator<string> {
  for await (const one of storage.aside(survey)) if (one.reason === reason) yield one.id;
}
