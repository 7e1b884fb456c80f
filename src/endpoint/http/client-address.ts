import { isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';

/**
 * Where a request comes from, for the rate limit alone. `proxies` is how many of ours it passed: each appends the address
 * it saw, so that the one to believe is that many from the end; what stands before it was written by anyone.
 */
export function addressOf(request: Request, bindings: Partial<HttpBindings> | undefined, proxies: number): string {
  const chain = proxies > 0 ? (request.headers.get('X-Forwarded-For') ?? '').split(',') : [];
  const forwarded = withoutPort(chain.at(-proxies)?.trim() ?? '');
  return isIP(forwarded) ? forwarded : (bindings?.incoming?.socket.remoteAddress ?? 'unknown');
}

/** Some proxies write `192.0.2.1:443` or `[2001:db8::1]:443`: a port differs at each connection. */
function withoutPort(text: string): string {
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(text) ?? [];
  return bracketed ?? dotted ?? text;
}

export interface Network {
  readonly name: string;
  /** How many times the allowance of one address it has. */
  readonly share: number;
}

/** A household or a site has a whole /64 of IPv6; whoever rents a server has a /48, where other households may be too. */
export function networksOf(address: string): readonly Network[] {
  if (isIP(address) !== 6) return [{ name: address, share: 1 }];
  const groups = groupsOf(address);
  const mapped = mappedIPv4(groups);
  if (mapped !== undefined) return [{ name: mapped, share: 1 }];
  return [
    { name: groups.slice(0, 4).join(':'), share: 1 },
    { name: groups.slice(0, 3).join(':'), share: 10 },
  ];
}

/** The narrowest of them: the IPv4 address itself, or the /64 of IPv6. */
export function networkOf(address: string): string {
  return networksOf(address)[0]?.name ?? address;
}

/** The eight groups, however the address was written. */
function groupsOf(address: string): readonly string[] {
  const [bare = ''] = address.split('%');
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [before = [], after = []] = canonical.split('::').map((part) => part.split(':').filter(Boolean));
  return [...before, ...new Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

/** `::ffff:192.0.2.1`, which a socket that takes both kinds gives for IPv4. */
function mappedIPv4(groups: readonly string[]): string | undefined {
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined;
  const bytes = groups.slice(6).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
  return bytes.join('.');
}
