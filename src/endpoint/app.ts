import { type Context, Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { OWN } from '../core/own-paths.ts';
import { isReviewed } from '../core/survey/presentation.ts';
import { dayOf } from '../wire/day.ts';
import type { Counting } from './columns/counting.ts';
import { type ContactList, createContactList } from './contacts/contact-list.ts';
import { expireContacts } from './contacts/expire-contacts.ts';
import type { Dossier } from './dossier/survey-dossier.ts';
import { exportInThread, type StartExport } from './exports/export-client.ts';
import type { Asking } from './exports/export-order.ts';
import { exportSurvey } from './exports/export-survey.ts';
import { createHealth, isUp } from './health/health.ts';
import type { Metrics } from './health/metrics.ts';
import type { Assets } from './http/assets.ts';
import { addressBehind, asWritten, inTurns, limitedGuesses, sameSiteAs } from './http/guards.ts';
import { createLimits } from './http/rate-limit.ts';
import { refuse, refuseMethod, refuseUntil } from './http/reply.ts';
import { API_HEADERS } from './http/security-headers.ts';
import { serveAsset } from './http/static.ts';
import { createLifecycles } from './lifecycle/lifecycles.ts';
import { organiserRoutes } from './organiser/organiser-routes.ts';
import { keptFresh } from './process/kept-fresh.ts';
import { logError } from './process/log.ts';
import { type RateSettings, SHIPPED_SURVEYS } from './process/settings.ts';
import { type Env, intakeRoutes, type PublicParts, readingRoutes, type SharedParts } from './public-routes.ts';
import type { Catalogue } from './publishing/catalogue.ts';
import { examplesIn } from './publishing/copies/examples.ts';
import { surveyRoutes } from './publishing/survey-routes.ts';
import { lastPublication } from './results/kept-publications.ts';
import { replyWithSecurityTxt } from './security-txt.ts';
import { StorageUnavailable } from './storage/storage.ts';
import type { Keyring } from './tokens/keyring.ts';
import { auditing, type Use } from './tokens/token-audit.ts';
import { gate } from './tokens/token-gate.ts';
import { tokenJournal, tokenUses } from './tokens/token-journal.ts';

export interface AppParts extends PublicParts {
  readonly contactList?: ContactList;
  readonly counting: Pick<Counting, 'ask'>;
  readonly keyring: Keyring;
  readonly dossier: Dossier;
  /** Looks for tokens created a moment ago, before refusing an unknown one. */
  readonly lookAtTokens?: () => Promise<void>;
  readonly rate: RateSettings;
  readonly assets?: Assets;
  readonly catalogue: Catalogue;
  readonly metrics?: Metrics;
  /** Starts an export; by default in a worker thread of the built endpoint. */
  readonly startExport?: StartExport;
  /** Called for each use of a token with its name, the call and the number of records; never with their contents. */
  readonly audit?: (use: Use) => void;
  /** Called for each wrong token. */
  readonly wrongToken?: () => void;
  /** The origins that tablets of the network may open, where links name another than the desk's own. */
  readonly origins?: () => readonly string[];
  /** How many of our own proxies are in front. */
  readonly proxies?: number;
}

/** How long the state of the database is cached, in milliseconds: every reply carries it, and it changes with a backup, once a night. */
const STANDING_FRESH = 10_000;
const RETRY_SECONDS = 5;
/** Concurrent exports: each uses up to 128 MB (comments) for as long as its reader takes. */
const EXPORTS = 2;

/** Returns the application: requests in, responses out. It does not listen on a port. */
export function createApp(parts: AppParts) {
  const { storage, surveys, now, proxies = 0, publicUrl } = parts;
  const shared: SharedParts = {
    limits: createLimits(parts.rate, () => now().getTime()),
    from: addressBehind(proxies),
    health: createHealth(storage),
    standing: keptFresh(storage.standing, STANDING_FRESH).get,
    lifecycles: createLifecycles({
      storage,
      surveys,
      today: () => dayOf(now()),
      last: (survey) => lastPublication(storage, survey),
    }),
  };
  const app = new Hono<Env>();
  const api = app.basePath(OWN.api);
  api.use(asWritten);
  api.use(methodNotAllowed({ app, onMethodNotAllowed: (_, methods) => refuseMethod(methods.join(', ')) }));
  intakeRoutes(api, parts, shared);
  readingRoutes(api, parts, shared);
  tokenRoutes(api, parts, shared);
  app.get('/.well-known/security.txt', async (_, next) => {
    // The site's, and the host alone chooses the survey of its bare address.
    const { published, contacts = [] } = parts.catalogue.served(parts.catalogue.home() ?? '') ?? {};
    if (!published || contacts.length === 0) return await next();
    const { current, presentation } = published;
    const languages = current.languages.filter((tag) => isReviewed(presentation, tag));
    return replyWithSecurityTxt({ contacts, languages, now: now(), publicUrl });
  });
  app.route('/', surveyRoutes(parts));
  app.all('*', (c) =>
    /^\/+api(\/|$)/i.test(c.req.path)
      ? refuse('not-found')
      : serveAsset(c.req.raw, c.env?.incoming?.url, parts.assets ?? new Map()),
  );
  app.onError(replyToFailure);
  return app;
}

/** Exports and the calls of the desk, which take a token. */
function tokenRoutes(app: Hono<Env>, parts: AppParts, { limits, from, health, lifecycles }: SharedParts): void {
  const { contactList = createContactList(parts), startExport = exportInThread } = parts;
  const { wrongToken = () => {}, lookAtTokens = async () => {} } = parts;
  const journal = tokenJournal(parts.storage, () => dayOf(parts.now()));
  const audit = (use: Use) => {
    parts.audit?.(use);
    journal(use);
  };
  const keysOnly = gate({
    ...parts,
    look: lookAtTokens,
    guesses: limits.guesses,
    from,
    audit,
    noteUse: tokenUses(parts.storage),
    wrongToken,
  });
  const audited = auditing(audit);
  app.get('/export/:file', keysOnly, audited, inTurns(EXPORTS), (c) =>
    exportSurvey(c.req.raw, c.req.param('file'), askedOf(c), {
      ...parts,
      surveys: c.get('surveys'),
      note: c.get('note'),
      startExport,
      scopes: c.get('holder').scopes,
    }),
  );
  app.use('/organiser/*', sameSiteAs(parts.publicUrl), keysOnly);
  const expire = () => expireContacts(parts);
  app.route(
    '/organiser',
    organiserRoutes(
      {
        ...parts,
        contactList,
        lifecycles,
        expire,
        isUp: () => isUp(health),
        examples: examplesIn(SHIPPED_SURVEYS),
        limitedCodes: limitedGuesses(limits.receipts, from),
      },
      audited,
    ),
  );
}

function replyToFailure(error: Error): Response {
  if (error instanceof StorageUnavailable) {
    logError('storage-unavailable', error);
    return refuseUntil('storage.unavailable', RETRY_SECONDS);
  }
  logError('bug', error);
  return new Response(null, { status: 500, headers: API_HEADERS });
}

function askedOf({ req }: Context): Asking {
  const { labels, reader, choices, after, today } = req.query();
  return { labels, reader, choices, after, withToday: today === '1' };
}
