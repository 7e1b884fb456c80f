import type { Context, MiddlewareHandler } from 'hono';
import type { Surveys } from '../../authoring/published-surveys.ts';
import { dayOf } from '../../wire/day.ts';
import { withinLimit } from '../../wire/organiser/survey-limit.ts';
import type { RateLimit } from '../http/rate-limit.ts';
import { refuse, refuseUntil } from '../http/reply.ts';
import { scopeOf } from './call-scopes.ts';
import { FIRST_NAME, type Keyring } from './keyring.ts';
import { callOf, nameOf, type OrganiserEnv, type Use } from './token-audit.ts';
import type { NoteUse } from './token-journal.ts';

interface GateParts {
  readonly keyring: Keyring;
  readonly surveys: Surveys;
  /** Reads the tokens again, before an unknown one is refused. */
  readonly look: () => Promise<void>;
  readonly now: () => Date;
  readonly guesses: RateLimit;
  readonly from: (c: Context) => string;
  readonly audit: (use: Use) => void;
  /** Called for each token that opens something. */
  readonly noteUse: NoteUse;
  /** Called for each wrong token. */
  readonly wrongToken: () => void;
}

/**
 * Middleware: accepts a token that allows the call, and sets its holder and the surveys that it may see. While an address has guessed too
 * often, the host's token is refused like a wrong one: a person may have chosen it, so that its guesses must stay slow. A named token is
 * 192 random bits, which no rate of guesses finds, so a neighbour who guesses does not keep its holder out.
 */
export function gate(parts: GateParts): MiddlewareHandler<OrganiserEnv> {
  const { keyring, surveys, look, now, guesses, from, audit, noteUse, wrongToken } = parts;
  return async (c, next) => {
    const day = dayOf(now());
    const known = keyring.holderOf(c.req.raw, day);
    const waitNow = () => (known && known.name !== FIRST_NAME ? 0 : guesses.wait(from(c)));
    const owed = waitNow();
    if (owed > 0) return refuseUntil('rate.limited', owed);
    if (!known) await look();
    // Checked again after the `await`: of a thousand concurrent guesses from one address, twenty are compared.
    const wait = waitNow();
    if (wait > 0) return refuseUntil('rate.limited', wait);
    const holder = keyring.holderOf(c.req.raw, day);
    if (!holder) {
      guesses.charge(from(c), 1);
      wrongToken();
      return refuse('token.invalid', { 'WWW-Authenticate': 'Bearer' });
    }
    const call = callOf(c);
    noteUse(holder.name, day);
    // An unknown route gets 404 further on, whatever the token allows.
    const needed = call === undefined ? 'any' : scopeOf(call, c.req.path);
    if (needed !== 'any' && !holder.scopes.includes(needed)) {
      audit({ by: holder.name, use: nameOf(call), status: 403 });
      return refuse('token.scope');
    }
    c.set('holder', holder);
    c.set('surveys', withinLimit(surveys, holder.surveys));
    await next();
  };
}
