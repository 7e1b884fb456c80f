import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, it, onTestFinished, vi } from 'vitest';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { startEndpoint } from '../../src/endpoint/start.ts';
import { IN_PROCESS, machineAt, temporaryFolder } from '../endpoint/harness.ts';
import { bundleEndpoint, startProcess } from '../endpoint/process.ts';
import { gardenFiles } from '../endpoint/publishing/garden.ts';
import { publish, TOKEN } from '../support/ask.ts';

const bundle = await bundleEndpoint();

interface Finding {
  readonly about: string;
  readonly state: string;
  readonly says: string;
}

async function examined(env: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, Finding>> {
  const { code, out, err } = await bundle.answerIn(env, 'doctor', '--json');
  expect([code, err]).toEqual([0, '']);
  const { findings } = JSON.parse(out) as { readonly findings: readonly Finding[] };
  return new Map(findings.map((one) => [one.about, one]));
}

async function serving() {
  const folder = await temporaryFolder();
  const { url, child } = await startProcess(bundle.main, folder);
  onTestFinished(() => void child.kill('SIGKILL'));
  await publish(url, 'garden', gardenFiles('garden'));
  return { folder, url, env: { DATA_DIR: folder, PUBLIC_URL: url } };
}

it('says of an installation that serves where its address leads, and which editions phones load', async () => {
  const { env, url } = await serving();
  const found = await examined(env);
  expect(found.get('address')).toMatchObject({ state: 'ok', says: `${url} leads to this database` });
  expect(found.get('clock')?.state).toBe('ok');
  expect(found.get('database')?.says).toMatch(/^SQLite by better-sqlite3 \d+\.\d+\.\d+, schema version \d+,/);
  expect(found.get('proxies')?.state).toBe('care');
  expect(found.get('certificate')?.says).toContain('not https');
  expect(found.get('fsync')?.says).toMatch(/^\d+\.\d ms/);
  expect(found.get('backup')).toMatchObject({ state: 'fault' });
  expect(found.get('survey garden')?.says).toMatch(/^published, revision 1, edition [0-9a-f]{32}$/);
  expect(found.get('columns garden')).toMatchObject({
    state: 'care',
    says: 'missing: the next start counts every response',
  });
  const columns = async () => (await examined(env)).get('columns numerique-territorial');
  await vi.waitFor(async () => expect((await columns())?.state).toBe('ok'), 20_000);
  await truncate(join(env.DATA_DIR, 'columns/numerique-territorial'), 99);
  expect(await columns()).toMatchObject({ state: 'care', says: expect.stringContaining('damaged') });
  const backup = await bundle.answerIn(env, 'backup', join(env.DATA_DIR, 'backup'));
  expect(backup.code).toBe(0);
  expect((await examined(env)).get('backup')?.state).toBe('ok');
  const page = await bundle.answerIn(env, 'doctor');
  expect(page.out).toMatch(/^ok {5}versions: Baromètre|^care {3}versions: Baromètre/);
  expect(page.out).not.toContain(TOKEN);
}, 60_000);

it('says that an address leads elsewhere, or nowhere', async () => {
  const [one, other] = [await serving(), await serving()];
  expect((await examined({ ...one.env, PUBLIC_URL: other.url })).get('address')?.says).toContain('another database');
  const nowhere = await examined({ ...one.env, PUBLIC_URL: 'http://127.0.0.1:9' });
  expect(nowhere.get('address')).toMatchObject({ state: 'fault' });
}, 60_000);

it('checks before an upgrade that every published survey is read, and changes nothing', async () => {
  const { env, folder } = await serving();
  expect((await bundle.answerIn(env, 'upgrade', '--check')).out).toContain('this release reads all of it');
  const database = new SQLite(join(folder, 'responses.sqlite'));
  database.prepare('DELETE FROM survey_piece').run();
  const { code, err } = await bundle.answerIn(env, 'upgrade', '--check');
  expect([code, err]).toEqual([1, expect.stringContaining('FAULT  survey garden')]);
  // The release that serves a newer database is an older one.
  database.pragma('user_version = 999');
  database.close();
  for (const words of [['upgrade', '--check'], ['doctor']])
    expect((await bundle.answerIn(env, ...words)).err).toContain('storage.newer');
}, 60_000);

it('says whose authority the port for tablets has, for how long, and whether the port answers', async () => {
  const env = { DATA_DIR: await temporaryFolder(), PORT: '0', HTTPS_PORT: '0', ASSETS_DIR: 'nothing' };
  const { serve = settingsFrom(env) } = await bundle.answerIn(env, 'serve', '--https');
  const { tablets, close } = await startEndpoint(
    serve,
    IN_PROCESS,
    machineAt('former', () => []),
  );
  const { port } = new URL(tablets?.origins[0] ?? '');
  const found = await examined({ ...env, HTTPS_PORT: port });
  expect(found.get('authority')).toMatchObject({ state: 'care', says: expect.stringContaining('made on former') });
  expect(found.get('certificate')).toMatchObject({ state: 'ok', says: '89 days left' });
  await close();
  expect((await examined({ ...env, HTTPS_PORT: port })).get('certificate')?.state).toBe('fault');
});

it('says on an empty folder that there is no database yet', async () => {
  const found = await examined({ DATA_DIR: await temporaryFolder() });
  expect(found.get('database')?.state).toBe('care');
  expect(found.get('address')?.says).toContain('PUBLIC_URL is not set');
  const before = await examined({ DATA_DIR: join(await temporaryFolder(), 'none') });
  expect(before.get('disk')?.says).toContain('the first start makes it');
});
