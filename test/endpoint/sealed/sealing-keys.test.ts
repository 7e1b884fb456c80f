import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseFile, settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { SEALING_FILE } from '../../../src/endpoint/sealed/key-file.ts';
import { provenKeys } from '../../../src/endpoint/sealed/opener.ts';
import { runCommand } from '../../../src/host/commands/commands.ts';
import { readPair } from '../../../src/host/commands/sealing-command.ts';
import { dayOf } from '../../../src/wire/day.ts';
import { NOTICE } from '../../support/notice.ts';
import { shippedSurveys } from '../../support/shipped.ts';
import {
  envelope,
  folderOfOne,
  openSqlite,
  receivedOf,
  studyOptions,
  studySurveys,
  temporaryFolder,
} from '../harness.ts';
import { bundleEndpoint } from '../process.ts';

const bundle = await bundleEndpoint();

const TODAY = '2026-11-25';

/** An organiser's surveys, and a data folder that has nothing yet. */
async function installation(env: Record<string, string> = {}) {
  const folder = await temporaryFolder();
  const surveysDir = await folderOfOne('numerique-territorial');
  const settings = { ...settingsFrom({ DATA_DIR: join(folder, 'data'), ...env }), surveysDir };
  const reserve = join(folder, 'reserve.json');
  return { folder, settings, reserve };
}

type Installation = Awaited<ReturnType<typeof installation>>;

/** Makes keys. Returns what the command says, and what of it belongs into the notice. */
async function make({ settings, folder }: Installation, reserve: string, from = TODAY) {
  const { says } = await runCommand(['keys', 'make', '--reserve', join(folder, reserve), '--from', from], settings);
  return { says, written: JSON.parse(/"sealing": (\{[\s\S]+?\n\})/.exec(says)?.[1] ?? '') };
}

/** The same, and writes it there, as an organiser would. */
async function sealing(here: Installation) {
  const made = await make(here, 'reserve.json');
  await writeNotice(here.settings, made.written);
  return made;
}

async function writeNotice({ surveysDir }: Installation['settings'], written: unknown) {
  const file = join(surveysDir, 'numerique-territorial', 'notice.json');
  await writeFile(file, JSON.stringify({ ...NOTICE, sealing: written }));
}

async function proven(settings: Installation['settings']) {
  return provenKeys(settings, (await shippedSurveys(settings.surveysDir)).surveys, TODAY);
}

test('the output of the command is valid in the notice, and the endpoint has the private key', async () => {
  const here = await installation();
  const { says, written } = await sealing(here);
  expect(says).toMatch(/Their four words: \p{L}+ \p{L}+ \p{L}+ \p{L}+\n/u);
  expect(written).toEqual({
    keys: [{ holder: 'opener' }, { holder: 'backup' }].map((key) => expect.objectContaining(key)),
  });
  expect([...(await proven(here.settings)).keys()]).toEqual([written.keys[0].id]);
  for (const file of [here.reserve, join(here.settings.dataDir, SEALING_FILE)])
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  const reserve = await readPair(here.reserve);
  expect(await readFile(join(here.settings.dataDir, SEALING_FILE), 'utf8')).not.toContain(reserve.private);
});

test('without the private key a survey that seals does not open, until the reserve takes its place', async () => {
  const here = await installation();
  const { written } = await sealing(here);
  const elsewhere = { ...here.settings, dataDir: join(here.folder, 'other') };
  await expect(proven(elsewhere)).rejects.toThrow(`${written.keys[0].id}, whose private half is not in`);
  await runCommand(['keys', 'restore', here.reserve], elsewhere);
  expect([...(await proven(elsewhere)).keys()]).toEqual([written.keys[1].id]);
});

test('an untested private key opens no survey until it is proven', async () => {
  const here = await installation();
  const { written } = await sealing(here);
  const file = join(here.settings.dataDir, SEALING_FILE);
  const { keys } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ keys: keys.filter(({ private: half }: { private?: string }) => half) }));
  await expect(proven(here.settings)).rejects.toThrow(`${written.keys[1].id}, which was never seen to open`);
  expect((await runCommand(['keys', 'prove', here.reserve], here.settings)).says).toContain(
    'opens what is sealed to it',
  );
  expect((await proven(here.settings)).size).toBe(1);
});

test('a file with another private key proves nothing', async () => {
  const here = await installation();
  await sealing(here);
  const other = join(here.folder, 'other.json');
  await make(here, 'other.json');
  const [reserve, wrong] = [await readPair(here.reserve), await readPair(other)];
  const forged = join(here.folder, 'forged.json');
  await writeFile(forged, JSON.stringify({ ...reserve, private: wrong.private }));
  await expect(runCommand(['keys', 'prove', forged], here.settings)).rejects.toThrow('does not open');
  await expect(runCommand(['keys', 'prove', join(here.folder, 'absent')], here.settings)).rejects.toThrow(
    'cannot read',
  );
});

test('with a passphrase the disk alone opens nothing, and a wrong passphrase is refused at the start', async () => {
  const here = await installation({ SEALING_PASSPHRASE: 'neuf chevaux bleus' });
  await sealing(here);
  const text = await readFile(join(here.settings.dataDir, SEALING_FILE), 'utf8');
  expect(text).not.toContain('"private"');
  expect((await proven(here.settings)).size).toBe(1);
  await expect(proven({ ...here.settings, sealingPassphrase: 'neuf chevaux bleu' })).rejects.toThrow(
    'SEALING_PASSPHRASE is not the one',
  );
  const { sealingPassphrase: _, ...without } = here.settings;
  await expect(proven(without)).rejects.toThrow('set SEALING_PASSPHRASE');
});

test('a second pair takes over on its day, the first still opens, and is not destroyed before it is retired', async () => {
  const here = await installation();
  const { written: first } = await sealing(here);
  const { written: second } = await make(here, 'second.json', '2026-11-26');
  await writeNotice(here.settings, { ...first, keys: [...first.keys, ...second.keys] });
  expect((await proven(here.settings)).size).toBe(2);
  const [old] = first.keys;
  const retired = first.keys.map((key: object) => ({ ...key, retiredFrom: '2020-01-01' }));
  // Whatever day it is, one of these is sealed to.
  await writeNotice(here.settings, first);
  await expect(runCommand(['keys', 'destroy', old.id], here.settings)).rejects.toThrow('retiredFrom');
  await writeNotice(here.settings, { ...first, keys: [...retired, ...second.keys] });
  expect((await runCommand(['keys', 'list'], here.settings)).says).toContain(`${old.id} opens here, tried on`);
  await expect(runCommand(['keys', 'destroy', old.id], here.settings)).rejects.toThrow('add --yes');
  expect((await proven(here.settings)).size).toBe(2);
  expect((await runCommand(['keys', 'destroy', old.id, '--yes'], here.settings)).says).toContain('destroyed');
  expect([...(await proven(here.settings)).keys()]).toEqual([second.keys[0].id]);
});

test('before a key is destroyed, the command says how many responses came and were refused, and that more may come', async () => {
  const here = await installation();
  const { written } = await sealing(here);
  const [opener, backup] = written.keys;
  const retired = { ...opener, from: '2026-11-01', retiredFrom: '2026-11-20' };
  const [next] = (await make(here, 'b.json')).written.keys;
  await writeNotice(here.settings, { ...written, keys: [retired, backup, next] });
  const env = { DATA_DIR: here.settings.dataDir, SURVEYS_DIR: here.settings.surveysDir };
  const destroy = (...more: string[]) => bundle.answerIn(env, 'keys', 'destroy', opener.id, ...more);
  expect((await destroy()).err).toMatch(/There is no database .+ cannot be counted/);
  const storage = openSqlite(databaseFile(here.settings), studyOptions(await studySurveys()));
  const received = (changes: object) => receivedOf(envelope({ mode: 'field', ...changes }));
  const yesterday = dayOf(new Date(Date.now() - 86_400_000));
  const refused = { code: 'sealed.key-unknown', survey: 'numerique-territorial' } as const;
  await storage.store(
    [received({ startedOn: '2026-11-02' }), received({ startedOn: '2026-11-19' })],
    [refused],
    yesterday,
  );
  await storage.store(
    [received({ startedOn: '2026-11-20' }), received({ mode: 'self', startedOn: '2026-11-02' })],
    [],
    TODAY,
  );
  await storage.store([], [refused], yesterday);
  await storage.close();
  const facts = [
    `numerique-territorial: 2 responses begun on tablets while they sealed to it have come, the last one on ${yesterday} (1 day ago).`,
    `numerique-territorial: 2 envelopes were refused because no key here opens them, the last one on ${yesterday} (1 day ago).`,
    'Tablets that have not sent since may hold more',
  ];
  const refusal = await destroy();
  expect(refusal.code).toBe(1);
  for (const fact of [...facts, 'Nothing is destroyed', 'add --yes']) expect(refusal.err).toContain(fact);
  expect((await runCommand(['keys', 'list'], here.settings)).says).toContain(opener.id);
  const done = await destroy('--yes');
  expect(done.code).toBe(0);
  for (const fact of [...facts, `destroyed ${opener.id}`]) expect(done.out).toContain(fact);
  expect((await runCommand(['keys', 'list'], here.settings)).says).not.toContain(opener.id);
  expect((await destroy('--yes')).err).toContain('there is no key');
});

test('keys are written into a notice, and those that it has are retired on the day of the new ones', async () => {
  const here = await installation();
  const file = join(here.settings.surveysDir, 'numerique-territorial', 'notice.json');
  await writeFile(file, JSON.stringify(NOTICE));
  const make = async (reserve: string, from: string) =>
    (
      await runCommand(
        ['keys', 'make', '--reserve', join(here.folder, reserve), '--from', from, '--into', file],
        here.settings,
      )
    ).says;
  expect(await make('first.json', TODAY)).toMatch(new RegExp(`^Written into ${file}. Restart the endpoint`));
  await make('second.json', '2026-12-24');
  const { sealing, ...notice } = JSON.parse(await readFile(file, 'utf8'));
  expect(notice).toEqual(NOTICE);
  const [first, second] = [{ from: TODAY, retiredFrom: '2026-12-24' }, { from: '2026-12-24' }];
  expect(sealing.keys).toMatchObject([first, first, second, second]);
  expect([...(await proven(here.settings)).keys()]).toContain(sealing.keys[0].id);
});

test('a file that is not a complete notice is left alone, and no key is made', async () => {
  const here = await installation();
  const file = join(here.folder, 'notice.json');
  const make = () =>
    runCommand(['keys', 'make', '--reserve', here.reserve, '--from', TODAY, '--into', file], here.settings);
  await expect(make()).rejects.toThrow('cannot read');
  for (const text of ['{"controller": ', JSON.stringify({ ...NOTICE, purpose: undefined })]) {
    await writeFile(file, text);
    await expect(make()).rejects.toThrow('is not a whole notice');
    expect(await readFile(file, 'utf8')).toBe(text);
  }
  expect((await runCommand(['keys', 'list'], here.settings)).says).toBe('no key');
});

test.each([
  ['no verb', []],
  ['another word after the key', ['destroy', 'x', '--no']],
  ['a confirmation of nothing', ['destroy', '--yes']],
  ['no day', ['make', '--reserve', 'x']],
  ['a day that is none', ['make', '--reserve', 'x', '--from', '2026-02-30']],
  ['an unknown option', ['make', '--reserve', 'x', '--from', TODAY, '--loud']],
  ['two files', ['prove', 'x', 'y']],
])('a command with %s says how it is written', async (_, words) => {
  const { settings } = await installation();
  await expect(runCommand(['keys', ...words], settings)).rejects.toThrow(/usage: .*keys (make|destroy|prove)/);
});

test.each([
  ['one recipient', (keys: object[]) => keys.slice(0, 1), 'two recipients'],
  ['the same key twice', (keys: object[]) => [...keys, keys[0]], 'a key appears twice'],
  ['both retired', (keys: object[]) => keys.map((key) => ({ ...key, retiredFrom: TODAY })), 'two recipients'],
])('a notice with %s is refused, with its place', async (_, change, reason) => {
  const here = await installation();
  const { written } = await sealing(here);
  await writeNotice(here.settings, { ...written, keys: change(written.keys) });
  await expect(shippedSurveys(here.settings.surveysDir)).rejects.toThrow(reason);
});
