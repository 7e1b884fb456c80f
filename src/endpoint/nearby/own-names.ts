import { BlockList, isIP, isIPv6 } from 'node:net';
import type * as os from 'node:os';

/** Tells the name and addresses of the machine that serves. Tests answer in its place, and name where it listens: else it does on all its addresses. */
export type Machine = Pick<typeof os, 'hostname' | 'networkInterfaces'> & {
  readonly listening?: { readonly host: string };
};

/** The names that are kept for machines close by (RFC 6761, RFC 6762). */
export const NEARBY_NAMES = ['local', 'localhost'] as const;

/** The networks without public addresses, in the order in which a tablet is likely to be there: 172.16/12 is often a virtual one. */
const SUBNETS = [
  ['192.168.0.0', 16],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['169.254.0.0', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['127.0.0.0', 8],
] as const;
export const NEARBY_NETWORKS = SUBNETS.map(([address, prefix]) => `${address}/${prefix}`);

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');
const lists = SUBNETS.map(([address, prefix]) => {
  const list = new BlockList();
  list.addSubnet(address, prefix, familyOf(address));
  return list;
});

/** Returns whether this is the host of an address that a machine close by has. */
export function isNearby(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '');
  if (isIP(address) === 0) return NEARBY_NAMES.some((name) => `.${host}`.endsWith(`.${name}`));
  return lists.some((list) => list.check(address, familyOf(address)));
}

/** Returns how a certificate introduces a machine, and how others reach it: its `.local` name, if an address can hold it, then its addresses. */
export function ownNames({ hostname, networkInterfaces }: Machine) {
  const [machine = ''] = hostname().split('.');
  const isName = /^[a-z\d]([a-z\d-]*[a-z\d])?$/i.test(machine);
  const found = Object.values(networkInterfaces())
    .flatMap((all = []) => all)
    // No browser takes an address with a scope, which names an interface of the device itself.
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address);
  const addresses = lists.flatMap((list) => found.filter((address) => list.check(address, familyOf(address))));
  return { machine, hosts: [...(isName ? [`${machine.toLowerCase()}.local`] : []), ...addresses] };
}
