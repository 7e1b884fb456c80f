import { chmod, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, it, onTestFinished, vi } from 'vitest';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { startEndpoint } from '../../src/endpoint/start.ts';
import { IN_PROCESS, machineAt, openSqlite, temporaryFolder } from '../endpoint/harness.ts';
import { bundleEndpoint, startProcess } from '../endpoint/process.ts';
import { gardenFiles } from '../endpoint/publishing/garden.ts';
import { publish, TOKEN } from '../support/ask.ts';
import { NOTICE_EN } from '../support/notice.ts';

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

it('doctor reports where the address of a running installation leads, and which editions phones load', async () => {
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
});

it('doctor reports an address that leads elsewhere, or nowhere', async () => {
  const [DATA_DIR, other] = [await temporaryFolder(), await serving()];
  await openSqlite(join(DATA_DIR, 'responses.sqlite')).close();
  expect((await examined({ DATA_DIR, PUBLIC_URL: other.url })).get('address')?.says).toContain('another database');
  const nowhere = await examined({ DATA_DIR, PUBLIC_URL: 'http://127.0.0.1:9' });
  expect(nowhere.get('address')).toMatchObject({ state: 'fault' });
});

it('doctor checks before an upgrade that every published survey can be read, and changes nothing', async () => {
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
});

it('doctor reports the certificate authority of the port for tablets, its expiry, and whether the port answers', async () => {
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

it('doctor reports that an empty folder has no database yet', async () => {
  const found = await examined({ DATA_DIR: await temporaryFolder() });
  expect(found.get('database')?.state).toBe('care');
  expect(found.get('address')?.says).toContain('PUBLIC_URL is not set');
  const before = await examined({ DATA_DIR: join(await temporaryFolder(), 'none') });
  expect(before.get('disk')?.says).toContain('the first start makes it');
});

/** An endpoint with a release that has a page and a bill of materials, and a survey with a notice at its bare address. */
async function servingRelease() {
  const [folder, release] = [await temporaryFolder(), await temporaryFolder()];
  const env = { DATA_DIR: folder, ASSETS_DIR: join(release, 'dist/app'), HOME_SURVEY: 'garden' };
  await mkdir(env.ASSETS_DIR, { recursive: true });
  await writeFile(join(release, 'package.json'), '{"version":"1.2.3"}');
  await writeFile(join(env.ASSETS_DIR, '.release.json'), '{"name":"r1","commit":"0f1e2d3c4b5a"}');
  const page = '<!doctype html><script>begin()</script>';
  await writeFile(join(env.ASSETS_DIR, 'same.html'), page);
  const components = [{ name: 'pako', version: '1.0.11', licenses: [{ expression: '(MIT AND Zlib)' }] }];
  await writeFile(join(release, 'dist/sbom.cdx.json'), JSON.stringify({ components }));
  const { url, child } = await startProcess(bundle.main, folder, env);
  onTestFinished(() => void child.kill('SIGKILL'));
  // Only now: without the rest of a release, no service starts with one.
  await writeFile(join(env.ASSETS_DIR, 'index.html'), page);
  const notice = Buffer.from(JSON.stringify(NOTICE_EN));
  await publish(url, 'garden', new Map([...gardenFiles('garden'), ['notice.json', notice]]));
  return { folder, release, env: { ...env, PUBLIC_URL: url } };
}

it('doctor writes a page about the machine for the IT department, without secrets', async () => {
  const { folder, release, env } = await servingRelease();
  const secrets = { ORGANISER_TOKEN: TOKEN, SEALING_PASSPHRASE: 'a passphrase of many words' };
  const own = {
    ...env,
    ...secrets,
    CONTACTS_URL: 'postgres://writer:p4ssw0rd@db.example:5432/contacts?sslmode=require',
  };
  await bundle.answerIn(own, 'backup', join(release, 'backup'));
  await bundle.answerIn(own, 'purge', '--before', '2020-01-01');
  await chmod(join(folder, 'disclosure.key'), 0o644);
  const file = join(release, 'report.html');
  const { code, out, err } = await bundle.answerIn(own, 'doctor', '--report', file);
  expect([code, err, out]).toEqual([0, '', `wrote ${file}, which only this user can read\n`]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const html = await readFile(file, 'utf8');
  const page = html
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ');
  expect(await (await fetch(`${env.PUBLIC_URL}/api/health`)).json()).toMatchObject({
    version: '1.2.3',
    commit: '0f1e2d3c4b5a',
  });
  const { headers } = await fetch(`${env.PUBLIC_URL}/same.html`);
  const released = ['Content-Security-Policy', 'Permissions-Policy', 'Cross-Origin-Opener-Policy'].map(
    (name) => `${name} : ${headers.get(name)}`,
  );
  for (const fact of [
    'Baromètre 1.2.3, fait de l’état 0f1e2d3c4b5a du code',
    ': versions: Baromètre 1.2.3, commit 0f1e2d3c4b5a, Node ',
    `Node.js ${process.versions.node}`,
    '4173 sur 127.0.0.1',
    'PostgreSQL, sur db.example (CONTACTS_URL)',
    `Dossier de données : ${folder}`,
    'responses.sqlite (0600, ',
    'disclosure.key (0644, 1 ko) : secret : relie les textes aux reçus — à fermer',
    'La dernière sauvegarde contient tout ce qui a été reçu jusqu’au',
    'Dernier effacement noté',
    'barometre restore FICHIER',
    ...released,
    'Ni adresse IP',
    'pako 1.0.11, (MIT AND Zlib)',
    join(release, 'dist/sbom.cdx.json'),
    'Contact: mailto:enquete@mairie.example',
    'à voir : retention garden: the notice promises 24 months, and PURGE_MONTHS is not set',
  ])
    expect(page).toContain(fact);
  const key = (await readFile(join(folder, 'disclosure.key'), 'utf8')).trim();
  for (const secret of [...Object.values(secrets), 'p4ssw0rd', 'writer', key]) expect(html).not.toContain(secret);
  expect(page.match(/à fermer/g)).toHaveLength(1);
  expect(html).not.toMatch(/<script|\s(src|href)=|url\(|@import/);
  expect(await bundle.answerIn(own, 'doctor', '--report', file)).toMatchObject({ code: 1, out: '' });
  expect((await bundle.answerIn(own, 'doctor', file)).err).toContain('FILE is for --report');
  expect((await bundle.answerIn(own, 'doctor', '--report')).out).toMatch(/^<!doctype html>/);
  const retention = async (PURGE_MONTHS: string) => (await examined({ ...env, PURGE_MONTHS })).get('retention garden');
  expect((await retention('12'))?.says).toBe('the notice promises 24 months, and PURGE_MONTHS is 12');
  expect(await retention('24')).toBeUndefined();
});

it('finds a clock that was never set, by which nothing is served, received or erased', async () => {
  const env = { DATA_DIR: await temporaryFolder(), PORT: '0', ASSETS_DIR: 'nothing', PURGE_MONTHS: '24' };
  vi.setSystemTime(new Date(1970, 0, 1, 12));
  onTestFinished(() => void vi.useRealTimers());
  expect((await examined(env)).get('clock')).toMatchObject({ state: 'fault' });
  await expect(startEndpoint(settingsFrom(env), IN_PROCESS)).rejects.toThrow(
    /^clock\.unset: the clock says 1970-01-01: /,
  );
  const invented = await bundle.answerIn(env, 'demo', join(await temporaryFolder(), 'demonstration'));
  expect([invented.code, invented.err]).toEqual([1, expect.stringContaining('clock.unset')]);
  expect(await readdir(env.DATA_DIR)).toEqual([]);
});
