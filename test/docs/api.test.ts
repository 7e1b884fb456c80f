import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FORMATS } from '../../src/endpoint/exports/export-formats.ts';
import { createMetrics } from '../../src/endpoint/health/metrics.ts';
import { claimNames } from '../../src/endpoint/publishing/short-addresses.ts';
import { CALL_SCOPES } from '../../src/endpoint/tokens/call-scopes.ts';
import { SCOPES } from '../../src/endpoint/tokens/scopes.ts';
import { PROBLEMS, REQUEST_CODES } from '../../src/wire/problem.ts';
import { testApp } from '../endpoint/harness.ts';

const page = readFileSync('docs/api.md', 'utf8');
/** Rows of tables whose first cell is a call, and what their second cell says. */
const calls = [...page.matchAll(/^\| `((?:GET|POST|PUT|DELETE) [^`]+)` \| ([^|]+) \|/gm)].map(([, call, second]) => [
  call,
  second,
]);
const withoutPattern = (call: string) => call.replace(/\{.+?\}/g, '');

it('lists every route that the endpoint serves, and no other', async () => {
  const metrics = createMetrics();
  const never = async () => {
    throw new Error('no page is asked for');
  };
  const pages = {
    of: never,
    landing: never,
    preview: never,
    declaration: never,
    results: never,
    failures: () => 0,
    close: async () => {},
  };
  const { app, storage } = await testApp({ metrics, pages });
  metrics.close();
  const served = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => withoutPattern(`${method} ${path}`));
  expect(served.length).toBeGreaterThan(50);
  expect(calls.map(([call]) => call).sort()).toEqual([...new Set(served)].sort());
  // The short name of a survey cannot be the first part of a route, nor a folder of the release.
  const firsts = [...app.routes.map(({ path }) => path.split('/')[1] ?? ''), ...readdirSync('public'), 'assets'];
  for (const name of firsts.filter((one) => /^\w+$/.test(one)))
    expect(await claimNames(storage, 'garden', name), name).toMatch(/^short\.(mal|res)/);
});

it('gives the scope of every call that takes a token', () => {
  const scopes = CALL_SCOPES.filter(([, , ending]) => ending === undefined).map(([call, scope]) => [
    withoutPattern(call),
    scope === 'any' ? 'any' : `\`${scope}\``,
  ]);
  const isOrganisers = ([call = '']: (string | undefined)[]) => /\/api\/(organiser|export)\//.test(call);
  expect(calls.filter(isOrganisers)).toEqual(scopes);
  const [, named = ''] = /one or more of the scopes ([\s\S]+?), an end date/.exec(page) ?? [];
  expect(namesIn(named)).toEqual([...SCOPES]);
});

it('lists every format of the exports', () => {
  expect([...page.matchAll(/^\| `(\.[a-z.]+)` \|/gm)].map(([, ending]) => ending).sort()).toEqual(
    [...FORMATS.keys()].sort(),
  );
});

it('lists every problem of an envelope and every code of a request, with its status', () => {
  const table = (head: string) => page.slice(page.indexOf(head)).split(/\n\n/)[0] ?? '';
  const problems = [...table('| problem |').matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, names = '']) => namesIn(names));
  expect(problems.sort()).toEqual([...PROBLEMS].sort());
  const codes = [...table('| code |').matchAll(/^\| (`.+?`) \| (\d+) \|/gm)].flatMap(([, names = '', status]) =>
    namesIn(names).map((code) => [code, Number(status)]),
  );
  expect(Object.fromEntries(codes)).toEqual(REQUEST_CODES);
});

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}
