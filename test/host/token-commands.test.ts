import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/wire/day.ts';
import { temporaryFolder } from '../endpoint/harness.ts';
import { end } from '../endpoint/honest.ts';
import { bundleEndpoint, type EndpointProcess, runProgram, startProcess } from '../endpoint/process.ts';
import WRONG from '../fixtures/cases/wrong-token-commands.json' with { type: 'json' };
import { ask, TOKEN } from '../support/ask.ts';
import { onlyLong } from '../support/long.ts';

const bundle = await bundleEndpoint();

const token = (dataDir: string, ...words: string[]) => bundle.answer(dataDir, 'token', ...words);
/** In a separate process, as an operator would. */
const program = (dataDir: string, ...words: string[]) => runProgram(bundle.main, dataDir, 'token', ...words);
const UNTIL = ['--until', '2999-12-31'];

const statusOf = async ({ url }: EndpointProcess, call: string, token: string) =>
  (await ask(url, call, undefined, { token })).status;

describe('a token of the command line', () => {
  it('works at once, is refused five seconds after it is revoked at most, and is never stored or logged', async () => {
    const folder = await temporaryFolder();
    const endpoint = await startProcess(bundle.main, folder);
    const added = await program(folder, 'add', 'supervision', '--scope', 'metrics', ...UNTIL);
    expect(added).toMatchObject({ code: 0, out: expect.stringMatching(/^[\w-]{32}\n$/), err: '' });
    const key = added.out.trim();
    // Looked up before it is refused, but for a look that began within the last second.
    await expect.poll(() => statusOf(endpoint, 'metrics', key)).toBe(200);
    expect(await statusOf(endpoint, 'refused', key)).toBe(403);
    // It writes files under other names first, and renames them.
    endpoint.child.kill('SIGSTOP');
    for (const name of await readdir(folder, { recursive: true })) {
      const found = await stat(join(folder, name));
      expect(found.mode & 0o077, name).toBe(0);
      if (found.isFile()) expect((await readFile(join(folder, name))).includes(key), name).toBe(false);
    }
    endpoint.child.kill('SIGCONT');
    expect(await token(folder, 'list')).toEqual({
      code: 0,
      out: `supervision metrics until 2999-12-31, last used ${dayOf(new Date())}\n`,
      err: '',
    });
    expect(await program(folder, 'revoke', 'supervision')).toMatchObject({ code: 0, err: '' });
    await expect.poll(() => statusOf(endpoint, 'metrics', key)).toBe(401);
    expect(await statusOf(endpoint, 'metrics', TOKEN)).toBe(200);
    expect(endpoint.printed()).toContain('"by":"supervision"');
    expect(endpoint.printed()).not.toContain(key);
    await end(endpoint);
  });

  it('is added to the others, also when two commands run at once', async () => {
    const folder = await temporaryFolder();
    const names = ['a', 'b', ...onlyLong(['c', 'd'])];
    const added = await Promise.all(names.map((name) => program(folder, 'add', name, '--scope', 'read', ...UNTIL)));
    expect(added.map(({ code }) => code)).toEqual(names.map(() => 0));
    const { out } = await token(folder, 'list');
    expect(out.trim().split('\n')).toEqual(names.map((name) => `${name} read until 2999-12-31, never used`));
  });

  it('may be limited to surveys, which the list says', async () => {
    const folder = await temporaryFolder();
    await token(folder, 'add', 'ville', '--scope', 'author,publish', '--survey', 'mairie-*,autre', ...UNTIL);
    expect((await token(folder, 'list')).out).toBe(
      'ville author,publish for mairie-*,autre until 2999-12-31, never used\n',
    );
  });

  it.each<[string, string[], RegExp]>([
    ['a name that is taken', ['add', 'dsi', '--scope', 'read', ...UNTIL], /a token named dsi/],
    ['the name of the first one', ['add', 'organiser', '--scope', 'read', ...UNTIL], /a token named organiser/],
    ['a day that is past', ['add', 'x', '--scope', 'read', '--until', '2020-01-01'], /2020-01-01 is past/],
    ['a name that nothing has', ['revoke', 'x'], /no token is named x/],
  ])('is refused with %s', async (_, words, reason) => {
    const folder = await temporaryFolder();
    await token(folder, 'add', 'dsi', '--scope', 'read', ...UNTIL);
    const before = await token(folder, 'list');
    const answered = await token(folder, ...words);
    expect(answered).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^[^\n]+\n$/) });
    expect(answered.err).toMatch(reason);
    expect(await token(folder, 'list')).toEqual(before);
  });

  it.each(WRONG)('gets the usage when it is wrong: $words', async ({ words }) => {
    const folder = await temporaryFolder();
    expect(await token(folder, ...words)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/usage: [^\n]*token (add|list|revoke)[^\n]*\n$/),
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
