import { expect, it } from 'vitest';
import { connectionLimits } from '../../../src/endpoint/http/server.ts';

const A_MINUTE = 60_000;

it('all addresses of an IPv6 /64, and both spellings of an IPv4 address, share one allowance', () => {
  const limits = connectionLimits(A_MINUTE);
  for (let turn = 0; turn < 200; turn++) expect(limits.admits(`2001:db8:1:2::${turn.toString(16)}`)).toBe(true);
  expect(limits.admits('2001:db8:1:2:ffff::1')).toBe(false);
  expect(limits.admits('2001:db8:1:3::1')).toBe(true);
  limits.closed('2001:db8:1:2::7');
  expect(limits.admits('2001:db8:1:2:ffff::1')).toBe(true);
  limits.bar('::ffff:192.0.2.1');
  expect(limits.admits('192.0.2.1')).toBe(false);
});

it('at most ten thousand networks are blocked at once', () => {
  const limits = connectionLimits(A_MINUTE);
  const address = (number: number) => `10.0.${number >> 8}.${number & 255}`;
  for (let number = 0; number <= 10_000; number++) limits.bar(address(number));
  expect(limits.admits(address(9_999))).toBe(false);
  expect(limits.admits(address(10_000))).toBe(true);
});
