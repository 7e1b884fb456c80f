import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import { refuse } from './reply.ts';

/** Limits concurrent replies. A slot is held from the request to the last byte or the client's disconnection; excess requests get 429. */
export function inTurns(most: number): MiddlewareHandler<{ Bindings: Partial<HttpBindings> }> {
  let taken = 0;
  return async (c, next) => {
    // A client that has already disconnected emits no `close` any more, so its slot would never be released.
    if (taken >= most || c.req.raw.signal.aborted) return refuse('rate.limited');
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
