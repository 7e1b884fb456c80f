import type { Hono } from 'hono';
import * as v from 'valibot';
import { dayOf } from '../../wire/day.ts';
import { isCalendarDate } from '../../wire/envelope.ts';
import type { doneReply } from '../../wire/organiser/organiser-reply.ts';
import { LIMIT } from '../../wire/organiser/survey-limit.ts';
import type { codeReply, newTokenReply, tokensReply } from '../../wire/organiser/survey-reply.ts';
import { refuse, replyAs } from '../http/reply.ts';
import { endPreviewsOf } from '../publishing/draft-links.ts';
import { CODE_PREFIX, newEntryCode } from '../tokens/entry-code.ts';
import { type Holder, newToken, RESERVED_NAMES, tokenDigest } from '../tokens/keyring.ts';
import { SCOPES, TOKEN_NAME } from '../tokens/scopes.ts';
import type { OrganiserEnv } from '../tokens/token-audit.ts';
import type { DeskSurveyParts } from './desk-survey-routes.ts';
import { jsonAs } from './organiser-request.ts';

const name = v.pipe(v.string(), v.regex(TOKEN_NAME));
const until = v.pipe(v.string(), v.check(isCalendarDate));
const addSchema = v.strictObject({
  name,
  until,
  scopes: v.pipe(v.array(v.picklist(SCOPES)), v.minLength(1)),
  surveys: v.nullable(v.pipe(v.array(v.pipe(v.string(), v.regex(LIMIT))), v.minLength(1))),
});
const revokeSchema = v.strictObject({ name });

/** Giving, prolonging and revoking the tokens of colleagues, for those whose own token allows everything. */
export function tokenHandlingRoutes(
  routes: Hono<OrganiserEnv>,
  { storage, now, look = async () => {} }: Pick<DeskSurveyParts, 'storage' | 'now' | 'look'>,
): void {
  routes.use('/tokens/*', async (c, next) =>
    allowsEverything(c.get('holder')) ? await next() : refuse('token.scope'),
  );
  routes.get('/tokens', async () => {
    const tokens = (await storage.look()).tokens.map(({ digest: _, ...told }) => told);
    return replyAs<typeof tokensReply>({ tokens });
  });
  routes.post('/tokens', jsonAs(addSchema), async (c) => {
    const asked = c.req.valid('json');
    c.get('note')({ token: asked.name });
    if (asked.until < dayOf(now())) return refuse('day.too-early');
    const token = newToken();
    const isAdded =
      !RESERVED_NAMES.includes(asked.name) && (await storage.addToken({ ...asked, digest: tokenDigest(token) }));
    await look();
    return isAdded ? replyAs<typeof newTokenReply>({ token }) : refuse('token.exists');
  });
  routes.post('/tokens/prolong', jsonAs(v.strictObject({ name, until })), async (c) => {
    const asked = c.req.valid('json');
    c.get('note')({ token: asked.name });
    if (asked.until < dayOf(now())) return refuse('day.too-early');
    const isProlonged = await storage.prolongToken(asked.name, asked.until);
    await look();
    return isProlonged ? replyAs<typeof doneReply>({}) : refuse('not-found');
  });
  routes.post('/tokens/revoke', jsonAs(revokeSchema), async (c) => {
    const asked = c.req.valid('json');
    c.get('note')({ token: asked.name });
    await storage.revokeToken(CODE_PREFIX + asked.name);
    const isRevoked = await storage.revokeToken(asked.name);
    await endPreviewsOf(storage, asked.name);
    await look();
    return isRevoked ? replyAs<typeof doneReply>({}) : refuse('not-found');
  });
  // The desk holds the token, which it was shown once; the endpoint keeps it only under the code.
  routes.post('/tokens/code', jsonAs(v.strictObject({ name, token: v.string() })), async (c) => {
    const asked = c.req.valid('json');
    c.get('note')({ token: asked.name });
    const known = (await storage.look()).tokens.find((one) => one.name === asked.name);
    if (known?.digest !== tokenDigest(asked.token)) return refuse('not-found');
    return replyAs<typeof codeReply>(await newEntryCode(storage, { ...asked, until: known.until }, now()));
  });
}

/** Somebody with less could give themselves more. */
export function allowsEverything({ scopes, surveys }: Holder): boolean {
  return surveys === null && SCOPES.every((scope) => scopes.includes(scope));
}
