import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Surveys } from '../authoring/published-surveys.ts';
import { dayOf } from '../wire/day.ts';
import type { Counting } from './columns/counting.ts';
import { createConducting } from './conduct/conducting.ts';
import { replyWithSurvey } from './conduct/survey-resource.ts';
import { type ContactList, createContactList } from './contacts/contact-list.ts';
import { receiveContact } from './contacts/contact-resource.ts';
import type { Contacts } from './contacts/contacts.ts';
import { exportInThread, type StartExport } from './exports/export-client.ts';
import type { Asking } from './exports/export-formats.ts';
import { exportSurvey } from './exports/export-survey.ts';
import type { Assets } from './http/assets.ts';
import { addressOf } from './http/client-address.ts';
import { inTurns } from './http/concurrency-limit.ts';
import { isCrossSite } from './http/cross-site.ts';
import type { RateLimit } from './http/rate-limit.ts';
import { createLimits } from './http/rate-limits.ts';
import { pathIn } from './http/raw-path.ts';
import { refuse, refuseMethod, refuseUntil } from './http/reply.ts';
import { API_HEADERS } from './http/security-headers.ts';
import { serveAsset } from './http/static.ts';
import { bodyTurns } from './intake/body-turns.ts';
import { eraseByReceipt, replyWithReceipt } from './intake/receipt-resource.ts';
import { receiveResponses } from './intake/responses-resource.ts';
import type { VerbatimsPublisher } from './moderation/draw-verbatims.ts';
import { replyWithVerbatims } from './moderation/verbatims-resource.ts';
import { organiserRoutes } from './organiser/organiser-routes.ts';
import { log, logError } from './process/log.ts';
import type { RateSettings } from './process/settings.ts';
import { lastPublication } from './results/kept-publications.ts';
import type { Publications } from './results/publications.ts';
import { replyWithResults } from './results/results-resource.ts';
import { type Opener, openerOf } from './sealed/opener.ts';
import { replyWithSecurityTxt } from './security-txt.ts';
import { type Storage, StorageUnavailable } from './storage/storage.ts';
import type { Keyring } from './tokens/keyring.ts';
import { auditing, type OrganiserEnv, type Use } from './tokens/token-audit.ts';
import { gate } from './tokens/token-gate.ts';
import { createHealth, isUp, replyWithHealth } from './upkeep/health.ts';
import type { Metrics } from './upkeep/metrics.ts';
import { createStanding } from './upkeep/standing.ts';

export interface AppParts {
  readonly storage: Storage;
  readonly contacts: Contacts;
  readonly contactList?: ContactList;
  readonly surveys: Surveys;
  readonly now: () => Date;
  readonly counting: Pick<Counting, 'ask'>;
  readonly publications: Publications;
  readonly verbatims: VerbatimsPublisher;
  readonly keyring: Keyring;
  /** Called before a token is looked up: those that are kept in a file may have changed. */
  readonly lookAtTokens?: () => Promise<void>;
  readonly rate: RateSettings;
  /** Without it nothing sealed can be opened. */
  readonly open?: Opener;
  readonly assets?: Assets;
  readonly metrics?: Metrics;
  /** In a thread of what was built, where nothing else is said. */
  readonly startExport?: StartExport;
  /** Told of each use of a token: whose, what for, of how many; never what it gave. */
  readonly audit?: (use: Use) => void;
  /** Told of each wrong token. */
  readonly wrongToken?: () => void;
  /** The origin that respondents see, when a proxy hides it. */
  readonly publicUrl?: string;
  /** The responses are made up: publications, the desk and the names of exported files say so. */
  readonly isDemonstration?: boolean;
  /** How many proxies of ours stand in front. */
  readonly proxies?: number;
}

type Env = OrganiserEnv & { Bindings: Partial<HttpBindings> };

/** A receipt code that nobody holds counts for so many more. */
const WRONG_CODE = 9;
const RETRY_SECONDS = 5;
/** Exports at a time: one holds what its format needs, up to 128 MB for comments, for as long as its reader takes. */
const EXPORTS = 2;

/** Request in, response out: nothing here listens. */
export function createApp(parts: AppParts) {
  const { storage, surveys, now } = parts;
  const limits = createLimits(parts.rate, () => now().getTime());
  const inTurn = bodyTurns();
  const health = createHealth(storage);
  const standing = createStanding(storage);
  const conducting = createConducting({
    storage,
    surveys,
    today: () => dayOf(now()),
    last: (survey) => lastPublication(storage, survey),
  });
  const { proxies = 0, contactList = createContactList(parts) } = parts;
  let isProxyKnown = proxies > 0;
  const from = (c: Context<Env>) => {
    // Everybody would share the address of a proxy that is not trusted: whoever runs the endpoint is told, once.
    if (!isProxyKnown && c.req.header('X-Forwarded-For') !== undefined) {
      isProxyKnown = true;
      log('forwarded-for-ignored', { setting: 'TRUST_PROXY' });
    }
    return addressOf(c.req.raw, c.env, proxies);
  };
  const sameSite: MiddlewareHandler<Env> = async (c, next) => {
    const host = c.req.header('Host') ?? new URL(c.req.url).host;
    return isCrossSite(c.req.raw.headers, host, parts.publicUrl) ? refuse('origin.refused') : await next();
  };

  /** A proxy may keep paths from the world: what is asked in another spelling than ours is nothing of ours. */
  const asWritten: MiddlewareHandler<Env> = async (c, next) => {
    const written = c.env?.incoming?.url ?? new URL(c.req.url).pathname;
    return pathIn(written) === c.req.path ? await next() : refuse('not-found');
  };

  const limitedBy = (limit: RateLimit): MiddlewareHandler<Env> => {
    return async (c, next) => {
      const wait = limit.take(from(c), 1);
      return wait > 0 ? refuseUntil('rate.limited', wait) : await next();
    };
  };

  const guessedCode: MiddlewareHandler<Env> = async (c, next) => {
    await next();
    if (c.res.status === 404) limits.receipts.charge(from(c), WRONG_CODE);
  };

  const { startExport = exportInThread() } = parts;
  const { audit = () => {}, wrongToken = () => {}, lookAtTokens = async () => {} } = parts;
  const keysOnly = gate({
    keyring: parts.keyring,
    lookAtTokens,
    now,
    guesses: limits.guesses,
    from,
    audit,
    wrongToken,
  });
  const audited = auditing(audit);

  const app = new Hono<Env>();

  app.use('/api/*', asWritten);
  app.use('/api/*', methodNotAllowed({ app, onMethodNotAllowed: (_, methods) => refuseMethod(methods.join(', ')) }));

  app.post('/api/responses', sameSite, (c) =>
    receiveResponses(c.req.raw, from(c), {
      storage,
      surveys,
      now,
      standing,
      rate: limits.envelopes,
      inTurn,
      open: parts.open ?? openerOf(new Map()),
      closings: conducting.closings,
    }),
  );

  app.post('/api/contacts', sameSite, limitedBy(limits.contacts), (c) => receiveContact(c.req.raw, parts));

  app.get('/api/receipt', limitedBy(limits.receipts), guessedCode, (c) => replyWithReceipt(c.req.raw, storage));
  app.delete('/api/receipt', sameSite, limitedBy(limits.receipts), guessedCode, (c) =>
    eraseByReceipt(c.req.raw, storage, dayOf(now())),
  );

  app.get('/api/health', limitedBy(limits.readings), () => replyWithHealth(storage, health, standing));

  app.get('/api/results/:survey', limitedBy(limits.readings), (c) =>
    replyWithResults(c.req.raw, surveys.get(c.req.param('survey')), parts.publications),
  );

  app.get('/api/verbatims/:survey', limitedBy(limits.readings), (c) =>
    replyWithVerbatims(c.req.raw, surveys.get(c.req.param('survey')), parts.verbatims),
  );

  app.get('/api/surveys/:survey', limitedBy(limits.readings), (c) =>
    replyWithSurvey(surveys.get(c.req.param('survey')), conducting),
  );

  app.get('/api/export/:file', keysOnly, audited, inTurns(EXPORTS), (c) =>
    exportSurvey(c.req.raw, c.req.param('file'), askedOf(c), {
      surveys,
      storage,
      counting: parts.counting,
      now,
      note: c.get('note'),
      startExport,
      ...(parts.isDemonstration && { isDemonstration: true }),
    }),
  );

  app.use('/api/organiser/*', sameSite, keysOnly);
  app.route(
    '/api/organiser',
    organiserRoutes({ ...parts, contactList, conducting, isUp: () => isUp(health) }, audited),
  );

  app.get('/.well-known/security.txt', async (_, next) => {
    const { publicUrl } = parts;
    return replyWithSecurityTxt({ surveys, now: now(), publicUrl }) ?? (await next());
  });

  app.all('*', (c) =>
    /^\/+api(\/|$)/i.test(c.req.path)
      ? refuse('not-found')
      : serveAsset(c.req.raw, c.env?.incoming?.url, parts.assets ?? new Map()),
  );

  app.onError((error) => {
    if (error instanceof StorageUnavailable) {
      logError('storage-unavailable', error);
      return refuseUntil('storage.unavailable', RETRY_SECONDS);
    }
    logError('bug', error);
    return new Response(null, { status: 500, headers: API_HEADERS });
  });

  return app;
}

function askedOf({ req }: Context): Asking {
  const { labels, headers, choices, after, items, today } = req.query();
  return { labels, headers, choices, after, items, withToday: today === '1' };
}
