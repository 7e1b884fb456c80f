import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import { dayOf } from '../../wire/day.ts';
import { streamOf } from '../http/export-stream.ts';
import { refuse, refuseMethod, reply } from '../http/reply.ts';
import { API_HEADERS } from '../http/security-headers.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import { changeAll } from '../stored/set-aside.ts';
import type { Metrics } from '../upkeep/metrics.ts';
import { flaggedIds, flagsOf } from './flags.ts';
import { boundsIn, readRequest, setAsideSchema, takeBackSchema, toBounds } from './organiser-request.ts';
import { participationOf } from './participation.ts';

export interface OrganiserParts {
  readonly storage: Storage;
  readonly surveys: Surveys;
  readonly now: () => Date;
  readonly metrics?: Metrics;
}

/** `/api/organiser/<what>[/<survey>]`, for whoever holds the token: `app.ts` has made sure of that. */
export async function answerOrganiser(request: Request, parts: OrganiserParts): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [, what, id] = /^\/api\/organiser\/([a-z-]+)(?:\/([a-z0-9-]+))?$/.exec(pathname) ?? [];
  const changes = id === undefined && (what === 'set-aside' || what === 'take-back');
  if (changes && request.method === 'POST')
    return what === 'set-aside' ? await setAside(request, parts) : await takeBack(request, parts);
  if (changes) return refuseMethod('POST');
  const published = id === undefined ? undefined : parts.surveys.get(id);
  const showing = published ? showingOf(what, published, searchParams, parts) : showingAll(what, id, parts);
  if (!showing) return refuse('not-found');
  return request.method === 'GET' || request.method === 'HEAD' ? await showing() : refuseMethod('GET, HEAD');
}

type Showing = (() => Promise<Response>) | undefined;

function showingAll(what: string | undefined, id: string | undefined, { storage, metrics }: OrganiserParts): Showing {
  if (id !== undefined) return undefined;
  if (what === 'refused') return async () => reply(200, { refused: await storage.refusals() });
  if (what === 'metrics' && metrics) return () => showMetrics(storage, metrics);
  return undefined;
}

function showingOf(
  what: string | undefined,
  published: PublishedSurvey,
  search: URLSearchParams,
  { storage }: OrganiserParts,
): Showing {
  const survey = published.current.id;
  switch (what) {
    case 'participation':
      return async () =>
        reply(200, participationOf(published.current, await storage.tallies(survey), await storage.asideCount(survey)));
    case 'set-aside':
      return () => listAside(survey, storage);
    case 'flags': {
      const bounds = boundsIn(search);
      if (!bounds) return undefined;
      return async () => reply(200, { survey, flags: await flagsOf(published, storage, bounds) });
    }
    default:
      return undefined;
  }
}

async function showMetrics(storage: Storage, metrics: Metrics): Promise<Response> {
  const up = await storage.probe().then(
    () => true,
    (error: unknown) => {
      if (error instanceof StorageUnavailable) return false;
      throw error;
    },
  );
  return new Response(metrics.text(up), {
    headers: {
      ...API_HEADERS,
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
    },
  });
}

/** Streamed: an organiser may have set half of them aside. */
async function listAside(survey: string, storage: Storage): Promise<Response> {
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
  return new Response(await streamOf(text), { headers });
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
