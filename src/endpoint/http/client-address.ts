import { isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';

/**
 * Returns the address of the client, for the rate limit alone. `proxies` is the number of our proxies in front: each appends the
 * address it saw, so the trusted entry is that many from the end; the entries before it can be forged.
 */
export function addressOf(request: Request, bindings: Partial<HttpBindings> | undefined, proxies: number): string {
  const chain = proxies > 0 ? (request.headers.get('X-Forwarded-For') ?? '').split(',') : [];
  const forwarded = withoutPort(chain.at(-proxies)?.trim() ?? '');
  return isIP(forwarded) ? forwarded : (bindings?.incoming?.socket.remoteAddress ?? 'unknown');
}

/** Removes the port: some proxies write `192.0.2.1:443` or `[2001:db8::1]:443`, and it differs at each connection. */
function withoutPort(text: string): string {
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\](?::\d+)?|([\d.]+):\d+)$/.exec(text) ?? [];
  return bracketed ?? dotted ?? text;
}

/**
 * A household or a site has an IPv6 /64. A rented server has a /48, in which other households may be too. `share` is the allowance of
 * a network, as a multiple of that of one address.
 */
export function networksOf(address: string): readonly { readonly name: string; readonly share: number }[] {
  if (isIP(address) !== 6) return [{ name: address, share: 1 }];
  const groups = groupsOf(address);
  const mapped = mappedIPv4(groups);
  if (mapped !== undefined) return [{ name: mapped, share: 1 }];
  return [
    { name: groups.slice(0, 4).join(':'), share: 1 },
    { name: groups.slice(0, 3).join(':'), share: 10 },
  ];
}

/** Returns the narrowest of them: the IPv4 address itself, or the IPv6 /64. */
export function networkOf(address: string): string {
  return networksOf(address)[0]?.name ?? address;
}

/** Expands an IPv6 address to its eight groups. */
function groupsOf(address: string): readonly string[] {
  const [bare = ''] = address.split('%');
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [before = [], after = []] = canonical.split('::').map((part) => part.split(':').filter(Boolean));
  return [...before, ...new Array<string>(8 - before.length - after.length).fill('0'), ...after];
}

/** `::ffff:192.0.2.1`: how a dual-stack socket reports an IPv4 address. */
function mappedIPv4(groups: readonly string[]): string | undefined {
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return undefined;
  const bytes = groups.slice(6).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
  return bytes.join('.');
}
