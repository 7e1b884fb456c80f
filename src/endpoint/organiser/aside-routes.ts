import type { Hono } from 'hono';
import type * as v from 'valibot';
import { dayOf } from '../../wire/day.ts';
import type { Aside, setAsideReply, takenBackReply } from '../../wire/organiser/organiser-reply.ts';
import { idsIn } from '../columns/flag-columns.ts';
import { ID } from '../columns/row-index.ts';
import { streamOf } from '../http/export-stream.ts';
import { refuse, replyAs } from '../http/reply.ts';
import { bodyHeaders } from '../http/security-headers.ts';
import { changeAll } from '../stored/set-aside.ts';
import { type Note, type OrganiserEnv, tellingEnd } from '../tokens/token-audit.ts';
import type { DeskSurveyParts } from './desk-survey-routes.ts';
import { jsonAs, setAsideSchema, takeBackSchema, toBounds } from './organiser-request.ts';

type AsideRouteParts = Pick<DeskSurveyParts, 'storage' | 'now' | 'counting'>;

/** Excluding responses from what is counted, reinstating them, and the list of those that are excluded. */
export function asideRoutes(routes: Hono<OrganiserEnv>, parts: AsideRouteParts): void {
  routes.get('/set-aside/:survey', (c) => {
    const survey = c.req.param('survey');
    const isSeen = c.get('surveys').has(survey);
    return isSeen ? replyWithAside(survey, parts.storage, c.req.raw.signal, c.get('note')) : refuse('not-found');
  });
  routes.post('/set-aside', jsonAs(setAsideSchema), (c) => setAside(c.req.valid('json'), parts, c.var));
  routes.post('/take-back', jsonAs(takeBackSchema), (c) => takeBack(c.req.valid('json'), parts, c.var));
}

/** Streamed: an organiser may have set half of them aside. */
async function replyWithAside(
  survey: string,
  storage: AsideRouteParts['storage'],
  gone: AbortSignal,
  note: Note,
): Promise<Response> {
  let responses = 0;
  async function* text() {
    yield `{"survey":"${survey}","setAside":[`;
    let separator = '';
    for await (const one of storage.aside(survey)) {
      yield separator + JSON.stringify(one satisfies Aside);
      separator = ',';
      responses++;
    }
    yield ']}';
  }
  const end = (whole: 'yes' | 'no') => note({ responses, whole });
  note({ survey });
  const headers = bodyHeaders('application/json');
  return new Response(await streamOf(gone, (left) => tellingEnd(text(), left, end)), { headers });
}

/** Out of the results and the publications from the next one on; the export goes on holding them. */
async function setAside(
  asked: v.InferOutput<typeof setAsideSchema>,
  { storage, counting, now }: AsideRouteParts,
  { surveys, note, holder }: OrganiserEnv['Variables'],
): Promise<Response> {
  if (!surveys.has(asked.survey)) return refuse('not-found');
  const mark = (ids: readonly string[]) => storage.setAside(asked.survey, ids, asked.reason, dayOf(now()));
  // A token that may decide and not read gets no count, which would confirm guessed ids.
  const mayRead = holder.scopes.includes('read');
  const done = (responses: number) => {
    note({ survey: asked.survey, responses });
    return replyAs<typeof setAsideReply>({ setAside: mayRead ? responses : null });
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
  asked: v.InferOutput<typeof takeBackSchema>,
  { storage }: AsideRouteParts,
  { surveys, note, holder }: OrganiserEnv['Variables'],
): Promise<Response> {
  if (!surveys.has(asked.survey)) return refuse('not-found');
  const unmark = (ids: readonly string[]) => storage.takeBack(asked.survey, ids);
  const takenBack = 'ids' in asked ? await unmark(asked.ids) : await changeAll(asideFor(storage, asked), unmark);
  note({ survey: asked.survey, responses: takenBack });
  return replyAs<typeof takenBackReply>({ takenBack: holder.scopes.includes('read') ? takenBack : null });
}

type Act = Exclude<v.InferOutput<typeof takeBackSchema>, { readonly ids: unknown }>;

async function* asideFor(storage: AsideRouteParts['storage'], { survey, reason, day }: Act): AsyncGenerator<string> {
  for await (const one of storage.aside(survey))
    if (one.reason === reason && (day === undefined || one.day === day)) yield one.id;
}
