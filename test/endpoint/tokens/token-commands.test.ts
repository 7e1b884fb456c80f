import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOKEN, temporaryFolder } from '../harness.ts';
import { bundleEndpoint, type EndpointProcess, runProgram, startProcess } from '../process.ts';

let bundle: Awaited<ReturnType<typeof bundleEndpoint>>;
beforeAll(async () => {
  bundle = await bundleEndpoint();
}, 60_000);
afterAll(() => bundle.remove());

const token = (dataDir: string, ...words: string[]) => bundle.answer(dataDir, 'token', ...words);
/** In a process of its own, as an operator would. */
const program = (dataDir: string, ...words: string[]) => runProgram(bundle.main, dataDir, 'token', ...words);
const UNTIL = ['--until', '2999-12-31'];

async function statusOf({ url }: EndpointProcess, path: string, key: string) {
  const response = await fetch(`${url}/api/${path}`, { headers: { Authorization: `Bearer ${key}` } });
  await response.arrayBuffer();
  return response.status;
}

describe('a token of the command line', () => {
  it('opens what it allows at once, until it is revoked, and is never stored or logged', async () => {
    const folder = await temporaryFolder();
    const endpoint = await startProcess(bundle.main, folder);
    const added = await program(folder, 'add', 'supervision', '--scope', 'metrics', ...UNTIL);
    expect(added).toMatchObject({ code: 0, out: expect.stringMatching(/^[\w-]{32}\n$/), err: '' });
    const key = added.out.trim();
    expect(await statusOf(endpoint, 'organiser/metrics', key)).toBe(200);
    expect(await statusOf(endpoint, 'organiser/refused', key)).toBe(403);
    for (const name of await readdir(folder)) {
      expect((await readFile(join(folder, name))).includes(key), name).toBe(false);
      expect((await stat(join(folder, name))).mode & 0o077, name).toBe(0);
    }
    expect(await program(folder, 'list')).toEqual({
      code: 0,
      out: 'supervision metrics until 2999-12-31\n',
      err: '',
    });
    expect(await program(folder, 'revoke', 'supervision')).toMatchObject({ code: 0, err: '' });
    expect(await statusOf(endpoint, 'organiser/metrics', key)).toBe(401);
    expect(await statusOf(endpoint, 'organiser/metrics', TOKEN)).toBe(200);
    expect(endpoint.printed()).toContain('"by":"supervision"');
    expect(endpoint.printed()).not.toContain(key);
    endpoint.child.kill('SIGTERM');
    expect(await endpoint.ended).toBe(0);
  }, 30_000);

  it('goes on as it was while its file cannot be read, which no endpoint starts with', async () => {
    const folder = await temporaryFolder();
    const key = (await token(folder, 'add', 'lecture', '--scope', 'read,comments', ...UNTIL)).out.trim();
    const endpoint = await startProcess(bundle.main, folder);
    await writeFile(join(folder, 'tokens.json'), '{"tokens":[{"name":"x"}]}');
    expect(await statusOf(endpoint, 'organiser/refused', key)).toBe(200);
    await expect.poll(() => endpoint.printed()).toContain('tokens.json: tokens.0.');
    // Of which many a program reads its files again, and any other ends.
    endpoint.child.kill('SIGHUP');
    expect(await statusOf(endpoint, 'organiser/refused', key)).toBe(200);
    endpoint.child.kill('SIGTERM');
    expect(await endpoint.ended).toBe(0);
    await expect(startProcess(bundle.main, folder)).rejects.toThrow('tokens.json: tokens.0.');
    expect(await token(folder, 'add', 'y', '--scope', 'read', ...UNTIL)).toMatchObject({ code: 1, out: '' });
    expect(await readdir(folder)).not.toContain('tokens.json.part');
  }, 30_000);

  it('joins those that are there, two at once included or refused', async () => {
    const folder = await temporaryFolder();
    const names = ['a', 'b', 'c', 'd'];
    const added = await Promise.all(names.map((name) => program(folder, 'add', name, '--scope', 'read', ...UNTIL)));
    const kept = names.filter((_, place) => added[place]?.code === 0);
    const { out } = await token(folder, 'list');
    expect(out.trim().split('\n').toSorted()).toEqual(kept.map((name) => `${name} read until 2999-12-31`));
    expect(kept.length).toBeGreaterThan(0);
  }, 30_000);

  it.each<[string, string[], RegExp]>([
    ['a name that is taken', ['add', 'dsi', '--scope', 'read', ...UNTIL], /a token named dsi/],
    ['the name of the first one', ['add', 'organiser', '--scope', 'read', ...UNTIL], /a token named organiser/],
    ['a day that is past', ['add', 'x', '--scope', 'read', '--until', '2020-01-01'], /2020-01-01 is past/],
    ['a name that nothing has', ['revoke', 'x'], /no token is named x/],
  ])('is refused with %s', async (_, words, reason) => {
    const folder = await temporaryFolder();
    await token(folder, 'add', 'dsi', '--scope', 'read', ...UNTIL);
    const before = await readFile(join(folder, 'tokens.json'), 'utf8');
    const answered = await token(folder, ...words);
    expect(answered).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^[^\n]+\n$/) });
    expect(answered.err).toMatch(reason);
    expect(await readFile(join(folder, 'tokens.json'), 'utf8')).toBe(before);
  });

  it.each([
    [['add']],
    [['add', 'x', '--scope', 'read']],
    [['add', 'x', '--scope', 'everything', ...UNTIL]],
    [['add', 'x', '--scope', '', ...UNTIL]],
    [['add', 'Jean Dupont', '--scope', 'read', ...UNTIL]],
    [['add', 'x', '--scope', 'read', '--until', '2026-02-31']],
    [['list', 'x']],
    [['revoke']],
    [['forget', 'x']],
  ])('is told how it is written when it is not: %j', async (words) => {
    const folder = await temporaryFolder();
    expect(await token(folder, ...words)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/usage: [^\n]*token (add|list|revoke)[^\n]*\n$/),
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
