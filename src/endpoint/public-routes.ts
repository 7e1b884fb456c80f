import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { PublishedSurvey } from '../authoring/published-surveys.ts';
import { dayOf } from '../wire/day.ts';
import { type ContactParts, receiveContact } from './contacts/contact-resource.ts';
import { type Health, replyWithHealth } from './health/health.ts';
import { deliver } from './http/assets.ts';
import { type AddressOf, limitedBy, limitedGuesses, sameSiteAs } from './http/guards.ts';
import type { Limits } from './http/rate-limit.ts';
import { refuse, reply, replyWithNothing } from './http/reply.ts';
import { bodyTurns } from './intake/body-turns.ts';
import { eraseByReceipt, receiptCodeIn, replyWithReceipt } from './intake/receipt-resource.ts';
import { receiveResponses } from './intake/responses-resource.ts';
import type { Lifecycles } from './lifecycle/lifecycles.ts';
import type { VerbatimsPublisher } from './moderation/draw-verbatims.ts';
import type { Program } from './process/settings.ts';
import { askedLanguage, type Pages } from './publishing/pages/pages.ts';
import { replyWithDraft } from './publishing/preview-reply.ts';
import type { Publisher } from './publishing/publisher.ts';
import { archivedBody, archiveOf } from './results/public-body.ts';
import type { Publications } from './results/publications.ts';
import { waveFile } from './results/wave-file.ts';
import { type Opener, openerOf } from './sealed/opener.ts';
import type { Standing, Storage } from './storage/storage.ts';
import { redeemEntryCode } from './tokens/entry-code.ts';
import type { OrganiserEnv } from './tokens/token-audit.ts';

/* The routes below `/api` that take no token. */

export type Env = OrganiserEnv & { Bindings: Partial<HttpBindings> };

export interface PublicParts extends ContactParts {
  readonly storage: Storage;
  readonly publications: Publications;
  readonly publisher: Publisher;
  readonly verbatims: VerbatimsPublisher;
  /** Without it nothing sealed can be opened. */
  readonly open?: Opener;
  /** Absent where the endpoint runs without the app. */
  readonly pages?: Pages;
  readonly program?: Program;
  /** Called for each token that a code has handed over, with its name. */
  readonly enteredByCode?: (name: string) => void;
  /** The responses are made up: publications, the desk and the names of exported files say so. */
  readonly isDemonstration?: boolean;
  /** The origin that respondents see, when a proxy hides it. */
  readonly publicUrl?: string;
}

/** What all routes share, made once. */
export interface SharedParts {
  readonly limits: Limits;
  readonly from: AddressOf;
  readonly health: Health;
  readonly standing: () => Promise<Standing>;
  readonly lifecycles: Lifecycles;
}

/** What respondents send: responses, addresses for a contact, and the receipts by which they erase a response. */
export function intakeRoutes(app: Hono<Env>, parts: PublicParts, shared: SharedParts): void {
  const { storage, now } = parts;
  const open = openerOf(new Map());
  const { limits, from, standing, lifecycles } = shared;
  const inTurn = bodyTurns();
  const sameSite = sameSiteAs(parts.publicUrl);
  const { closings } = lifecycles;
  app.post('/responses', sameSite, (c) =>
    receiveResponses(c.req.raw, from(c), { open, ...parts, standing, rate: limits.envelopes, inTurn, closings }),
  );
  app.post('/contacts', sameSite, limitedBy(limits.contacts, from), (c) => receiveContact(c.req.raw, parts));
  const receipts = limitedGuesses(limits.receipts, from);
  app.get('/receipt', receipts, (c) => replyWithReceipt(receiptCodeIn(c.req.raw), storage));
  app.delete('/receipt', sameSite, receipts, (c) => eraseByReceipt(receiptCodeIn(c.req.raw), storage, dayOf(now())));
  // A code hands a colleague's token over once.
  app.post('/entry', sameSite, receipts, (c) => replyWithToken(c.req.raw, parts));
}

/** What anyone may read. */
export function readingRoutes(app: Hono<Env>, parts: PublicParts, shared: SharedParts): void {
  const { storage, publications, verbatims, pages, program, publisher, now } = parts;
  const { limits, from, health, standing, lifecycles } = shared;
  const limited = limitedBy(limits.readings, from);
  /** Answers about the survey of the path, where there is one. */
  const about = (path: string, answer: (published: PublishedSurvey, c: Context<Env>) => Promise<Response>) =>
    app.get(path, limited, async (c) => {
      const published = await surveyOf(c.req.param('survey') ?? '', parts);
      return published ? await answer(published, c) : refuse('not-found');
    });
  app.get('/health', limited, () => replyWithHealth(storage, health, standing, pages?.failures() ?? 0, program));
  about('/results/:survey', async (published, c) => deliver(c.req.raw, await publications.of(published)));
  // Drawn here, a phone shows it before the code of the app has come.
  about('/results/:survey/front', async (published, c) => {
    const shown = { results: await publications.of(published), verbatims: await verbatims.of(published) };
    const front = await pages?.results(published.current.id, askedLanguage(c.req.raw), shown);
    return front ? deliver(c.req.raw, front) : replyWithNothing();
  });
  about('/results/:survey/archive', async (published) => {
    const { id: survey } = published.current;
    return reply(200, { survey, publications: await archiveOf(storage, survey) });
  });
  about('/results/:survey/archive/:night', async (published, c) => {
    const body = await archivedBody(published, Number(c.req.param('night')), parts);
    return body ? reply(200, body) : refuse('not-found');
  });
  about('/results/:survey/reference', async (published) => {
    const file = await waveFile(published, storage);
    return file ? reply(200, file.reference) : refuse('not-found');
  });
  about('/verbatims/:survey', async (published, c) => deliver(c.req.raw, await verbatims.of(published)));
  app.get('/preview', limitedGuesses(limits.previews, from), (c) => replyWithDraft(c.req.raw, publisher));
  // What was decided since the app was built, for a page to know before an interview begins, and the time by which it was.
  about('/surveys/:survey', async (published) => {
    const { id: survey, revision, opensOn = null } = published.current;
    const at = now();
    const isOnTrial = at.getTime() < (published.trialUntil ?? 0);
    const { closedFrom = null, finalOn = null } = (await lifecycles.closings()).get(survey) ?? {};
    return reply(200, { survey, revision, opensOn, closedFrom, finalOn, isOnTrial, now: at.toISOString() });
  });
}

/** Looks again before it finds nothing: the survey may have been published elsewhere a second ago. */
async function surveyOf(survey: string, { surveys, look }: PublicParts): Promise<PublishedSurvey | undefined> {
  const known = surveys.get(survey);
  if (known || !look) return known;
  await look(survey);
  return surveys.get(survey);
}

/** A wrong code, a used one and one that is too old look the same. */
async function replyWithToken(request: Request, { storage, now, enteredByCode }: PublicParts): Promise<Response> {
  const [, code] = /^Code +([\w-]{22})$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
  const entered = code === undefined ? undefined : await redeemEntryCode(storage, code, now());
  if (!entered) return refuse('not-found');
  enteredByCode?.(entered.name);
  return reply(200, { token: entered.token });
}
