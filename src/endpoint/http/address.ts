import type { HttpBindings } from '@hono/node-server';

/**
 * Where a request comes from, for the rate limit alone. `proxies` is how many of ours it passed: each appends the address
 * it saw, so that the one to believe is that many from the end; what stands before it was written by anyone.
 */
export function addressOf(request: Request, bindings: Partial<HttpBindings> | undefined, proxies: number): string {
  const chain = proxies > 0 ? (request.headers.get('X-Forwarded-For') ?? '').split(',') : [];
  const forwarded = chain.at(-proxies)?.trim();
  return forwarded || bindings?.incoming?.socket.remoteAddress || 'unknown';
}
