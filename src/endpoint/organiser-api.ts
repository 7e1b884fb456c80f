import { answer, refuse, refuseMethod } from './answer.ts';
import { dayOf } from './day.ts';
import { flagsOf } from './flags.ts';
import type { Metrics } from './metrics.ts';
import { participationOf } from './organiser-participation.ts';
import { boundsIn, readRequest, setAsideSchema, takeBackSchema, toBounds } from './organiser-request.ts';
import { API_HEADERS } from './security-headers.ts';
import { type Storage, StorageUnavailable } from './storage.ts';
import type { PublishedSurvey, Surveys } from './surveys.ts';

export interface OrganiserParts {
  readonly storage: Storage;
  readonly surveys: Surveys;
  readonly now: () => Date;
  readonly metrics?: Metrics;
}

/** Ids shown with a flag; setting the flag aside takes them all. */
const MOST_IDS = 100;

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
  if (what === 'refused') return async () => answer(200, { refused: await storage.refusals() });
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
  const aside = () => storage.aside(survey);
  switch (what) {
    case 'participation':
      return async () =>
        answer(200, participationOf(published.current, await storage.tallies(survey), (await aside()).length));
    case 'set-aside':
      return async () => answer(200, { survey, setAside: await aside() });
    case 'flags': {
      const bounds = boundsIn(search);
      if (!bounds) return undefined;
      return async () => {
        const kept = new Set((await aside()).map((one) => one.id));
        const flags = (await flagsOf(published, storage, bounds)).map(({ flag, bound, ids }) => ({
          flag,
          bound,
          responses: ids.length,
          setAside: ids.filter((id) => kept.has(id)).length,
          ids: ids.slice(0, MOST_IDS),
        }));
        return answer(200, { survey, flags });
      };
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

/** Out of the results and the publications from the next one on; the export goes on holding them. */
async function setAside(request: Request, { storage, surveys, now }: OrganiserParts): Promise<Response> {
  const asked = await readRequest(request, setAsideSchema);
  if (!asked) return refuse('batch.unreadable');
  const published = surveys.get(asked.survey);
  if (!published) return refuse('not-found');
  let ids: readonly string[] | undefined;
  if ('ids' in asked) ids = asked.ids;
  else ids = (await flagsOf(published, storage, toBounds(asked))).find(({ flag }) => flag === asked.flag)?.ids;
  if (!ids) return refuse('not-found');
  return answer(200, { setAside: await storage.setAside(asked.survey, ids, asked.reason, dayOf(now())) });
}

async function takeBack(request: Request, { storage, surveys }: OrganiserParts): Promise<Response> {
  const asked = await readRequest(request, takeBackSchema);
  if (!asked) return refuse('batch.unreadable');
  if (!surveys.has(asked.survey)) return refuse('not-found');
  let ids: readonly string[];
  if ('ids' in asked) ids = asked.ids;
  else ids = (await storage.aside(asked.survey)).flatMap(({ id, reason }) => (reason === asked.reason ? [id] : []));
  return answer(200, { takenBack: await storage.takeBack(asked.survey, ids) });
}
