import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { log } from '../process/log.ts';
import { addressOf } from './client-address.ts';
import type { RateLimit } from './rate-limit.ts';
import { refuse, refuseUntil } from './reply.ts';

/** A guard runs before a route, and may refuse for it. */
interface Env {
  Bindings: Partial<HttpBindings>;
}

export type AddressOf = (c: Pick<Context<Env>, 'req' | 'env'>) => string;

/** Finds the address of a client. An untrusted proxy, whose address all clients would share, is logged once. */
export function addressBehind(proxies: number): AddressOf {
  let isProxyKnown = proxies > 0;
  return (c) => {
    if (!isProxyKnown && c.req.header('X-Forwarded-For') !== undefined) {
      isProxyKnown = true;
      log('forwarded-for-ignored', { setting: 'TRUST_PROXY' });
    }
    return addressOf(c.req.raw, c.env, proxies);
  };
}

/** Answers 404 to a path that is not spelled canonically: a proxy may block some paths by their spelling. */
export const asWritten: MiddlewareHandler<Env> = async (c, next) => {
  const written = c.env?.incoming?.url ?? new URL(c.req.url).pathname;
  return pathIn(written) === c.req.path ? await next() : refuse('not-found');
};

/** Refuses cross-site requests (CSRF). */
export function sameSiteAs(publicUrl: string | undefined): MiddlewareHandler<Env> {
  return async (c, next) => {
    const host = c.req.header('Host') ?? new URL(c.req.url).host;
    return isCrossSite(c.req.raw.headers, host, publicUrl) ? refuse('origin.refused') : await next();
  };
}

/** Returns whether the browser marks the request as cross-site. Other clients send no such headers, and are not at risk. */
function isCrossSite(headers: Headers, host: string, publicUrl: string | undefined): boolean {
  if (headers.get('Sec-Fetch-Site') === 'cross-site') return true;
  const origin = headers.get('Origin');
  if (origin === null) return false;
  if (!URL.canParse(origin)) return true;
  // A proxy that ends TLS changes the scheme, so only hosts are compared; one that changes the host needs PUBLIC_URL.
  const url = new URL(origin);
  return url.host !== host && url.origin !== publicUrl;
}

export function limitedBy(limit: RateLimit, from: AddressOf): MiddlewareHandler<Env> {
  return async (c, next) => {
    const wait = limit.take(from(c), 1);
    return wait > 0 ? refuseUntil('rate.limited', wait) : await next();
  };
}

/** An unknown receipt code or secret costs so many more requests. */
const WRONG_CODE = 9;

/** Limits requests that carry a code or a secret, so that guessing one is slow. */
export function limitedGuesses(limit: RateLimit, from: AddressOf): MiddlewareHandler<Env> {
  return async (c, next) => {
    const wait = limit.take(from(c), 1);
    if (wait > 0) return refuseUntil('rate.limited', wait);
    await next();
    if (c.res.status === 404) limit.charge(from(c), WRONG_CODE);
  };
}

/** Returns the path of a request's target without normalisation: `/api/%2e%2e/x` and `/%61pi` stay as they are. */
export function pathIn(target: string): string {
  return target.split('?', 1)[0] ?? target;
}

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
