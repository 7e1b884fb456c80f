import { Hono, type MiddlewareHandler } from 'hono';
import { dayOf, daysBetween } from '../../wire/day.ts';
import type { dossierReply } from '../../wire/organiser/dossier-reply.ts';
import type { journalReply, meReply, refusedReply } from '../../wire/organiser/organiser-reply.ts';
import { allowsSurvey } from '../../wire/organiser/survey-limit.ts';
import type { Dossier } from '../dossier/survey-dossier.ts';
import type { Metrics } from '../health/metrics.ts';
import type { limitedGuesses } from '../http/guards.ts';
import { refuse, replyAs } from '../http/reply.ts';
import { bodyHeaders } from '../http/security-headers.ts';
import { eraseByReceipt } from '../intake/receipt-resource.ts';
import { fairTurns } from '../process/fair-turns.ts';
import { TYPED } from '../process/settings.ts';
import { entriesOf } from '../publishing/catalogue.ts';
import type { JournalRow, RefusalCount } from '../storage/organiser-storage.ts';
import type { Storage } from '../storage/storage.ts';
import type { OrganiserEnv } from '../tokens/token-audit.ts';
import { asideRoutes } from './aside-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import { type ContactRouteParts, contactRoutes } from './contact-routes.ts';
import { countRoutes } from './count-routes.ts';
import { type DeskSurveyParts, deletingRoutes, deskSurveyRoutes } from './desk-survey-routes.ts';
import { type LifecycleParts, lifecycleRoutes } from './lifecycle-routes.ts';
import { eraseSchema, jsonAs } from './organiser-request.ts';
import { publishingRoutes } from './publishing-routes.ts';
import { allowsEverything, tokenHandlingRoutes } from './token-routes.ts';

interface OrganiserParts extends LifecycleParts, ContactRouteParts, DeskSurveyParts {
  readonly storage: Storage;
  /** Whether the storage takes writes. */
  readonly isUp: () => Promise<boolean>;
  readonly metrics?: Metrics;
  /** Limits receipt codes as the public calls do, from the same allowance. */
  readonly limitedCodes: ReturnType<typeof limitedGuesses>;
  /** The responses are made up: the desk says so on every page. */
  readonly isDemonstration?: boolean;
  readonly origins?: () => readonly string[];
  readonly dossier: Dossier;
}

/** Routes under `/api/organiser`. `app.ts` has already checked that the token's scopes allow the call. `audited` logs one use of the token. */
export function organiserRoutes(parts: OrganiserParts, audited: MiddlewareHandler<OrganiserEnv>): Hono<OrganiserEnv> {
  const { storage, metrics, isDemonstration = false } = parts;
  const routes = new Hono<OrganiserEnv>();
  // Read every minute by a machine: a line each time would hide the others.
  if (metrics) routes.get('/metrics', () => replyWithMetrics(parts, metrics));
  routes.use(audited);
  routes.get('/me', (c) => {
    const { name, scopes, until = null, surveys } = c.get('holder');
    return replyAs<typeof meReply>({
      name,
      scopes,
      until,
      ...(surveys && { limitedTo: surveys }),
      today: dayOf(parts.now()),
      program: TYPED,
      surveys: entriesOf(parts.catalogue).flatMap((entry) => {
        const published = c.get('surveys').get(entry.id);
        return published ? [{ ...entry, title: published.current.title }] : [];
      }),
      ...(isDemonstration && { demonstration: true }),
      ...(parts.origins && { origins: [...parts.origins()] }),
    });
  });
  routes.get('/journal', async (c) => {
    const { name, surveys, scopes } = c.get('holder');
    const seesAll = allowsEverything(c.get('holder'));
    const isSeen = (act: JournalRow) =>
      seesAll || act.name === name || (act.survey !== '' && allowsSurvey(surveys, act.survey));
    const acts = await storage.journal(c.req.query('month') ?? dayOf(parts.now()).slice(0, 7));
    const counted = acts.filter(isSeen).map((act) => ({ ...act, times: scopes.includes('read') ? act.times : null }));
    return replyAs<typeof journalReply>({ acts: counted });
  });
  routes.get('/refused', async (c) => {
    const refusals = await storage.refusals();
    // What names no survey of this endpoint may name one of another organiser.
    const isSeen = ({ survey }: RefusalCount) => c.get('holder').surveys === null || c.get('surveys').has(survey);
    return replyAs<typeof refusedReply>({ refused: refusals.filter(isSeen) });
  });
  // Each may have a body or a file of 5 MB in memory: no body is read before its turn.
  const turns = fairTurns({ atOnce: 8, waiting: 400, each: { atOnce: 2, waiting: 20 } });
  routes.use('/surveys/*', async (c, next) => {
    const end = await turns.take(c.get('holder').name);
    return end ? await next().finally(end) : refuse('rate.limited');
  });
  routes.get('/dossier/:survey', async (c) => {
    const published = c.get('surveys').get(c.req.param('survey'));
    if (!published) return refuse('not-found');
    c.get('note')({ survey: published.current.id });
    return replyAs<typeof dossierReply>(await parts.dossier(published, c.get('surveys')));
  });
  countRoutes(routes, parts);
  asideRoutes(routes, parts);
  lifecycleRoutes(routes, parts);
  contactRoutes(routes, parts);
  commentRoutes(routes, parts);
  publishingRoutes(routes, parts);
  deskSurveyRoutes(routes, parts);
  deletingRoutes(routes, parts);
  tokenHandlingRoutes(routes, parts);
  // The code alone says which response, of whichever survey: who holds it could erase it without a token. The log gets the token's name.
  routes.post('/erase', parts.limitedCodes, jsonAs(eraseSchema), (c) =>
    eraseByReceipt(c.req.valid('json').code, storage, dayOf(parts.now())),
  );
  return routes;
}

async function replyWithMetrics({ isUp, storage, now }: OrganiserParts, metrics: Metrics): Promise<Response> {
  const known = (await isUp()) ? await storage.standing() : undefined;
  const saved = known?.backedUpThrough;
  const backupAge = saved ? daysBetween(saved, dayOf(now())) : Number.POSITIVE_INFINITY;
  const text = metrics.text(known ? { isUp: true, backupAge } : { isUp: false });
  return new Response(text, { headers: bodyHeaders('text/plain; version=0.0.4; charset=utf-8') });
}
