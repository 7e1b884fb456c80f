import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { refuseUntil } from './reply.ts';

/** When whoever finds every turn taken is to come back. */
const RETRY_SECONDS = 10;

/** So many replies at a time, from the request to the last byte or to whoever asked being gone; more are told to come back. */
export function inTurns(most: number): MiddlewareHandler<{ Bindings: Partial<HttpBindings> }> {
  let taken = 0;
  return async (c, next) => {
    // Whoever has left already does not leave again, and would keep the turn for ever.
    if (taken >= most || c.req.raw.signal.aborted) return refuseUntil('rate.limited', RETRY_SECONDS);
    taken++;
    const giveBack = () => {
      taken--;
    };
    const outgoing = c.env?.outgoing;
    outgoing?.once('close', giveBack);
    await next();
    if (!outgoing) giveBack();
  };
}
