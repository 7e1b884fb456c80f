import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Surveys } from '../../../src/authoring/published-surveys.ts';
import { readSurveyFiles } from '../../../src/authoring/read-survey-files.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { SEALING_FILE } from '../../../src/endpoint/sealed/key-file.ts';
import { openerOf, provenKeys } from '../../../src/endpoint/sealed/opener.ts';
import { readPair } from '../../../src/endpoint/sealed/sealing-commands.ts';
import { textOf } from '../../../src/endpoint/storage/packing.ts';
import { GIVEN } from '../../../src/endpoint/storage/texts.ts';
import { backUp } from '../../../src/endpoint/upkeep/backup.ts';
import { runCommand } from '../../../src/endpoint/upkeep/commands/commands.ts';
import { restore } from '../../../src/endpoint/upkeep/restore.ts';
import { makePair } from '../../../src/sealing/key-pair.ts';
import { type Recipient, recipientOf, seal } from '../../../src/sealing/seal.ts';
import { collected } from '../../contracts/storage.ts';
import { NOTICE } from '../../support/notice.ts';
import {
  DAY,
  digestOf,
  envelope,
  openSqlite,
  rows,
  studyOptions,
  TOKEN,
  temporaryFolder,
  testApp,
  verdicts,
} from '../harness.ts';

const CHANNELS = [{ id: 'salon', label: { fr: 'Salon', en: 'Fair' } }];

/** An organiser who makes the keys so that this machine never has what opens. */
async function installation() {
  const folder = await mkdtemp(join(tmpdir(), 'organiser-only-'));
  const surveysDir = join(folder, 'surveys');
  await cp('public/surveys', surveysDir, { recursive: true });
  const settings = settingsFrom({ DATA_DIR: join(folder, 'data'), SURVEYS_DIR: surveysDir });
  const [opener, reserve] = [join(folder, 'opener.json'), join(folder, 'reserve.json')];
  const make = ['keys', 'make', '--reserve', reserve, '--opener', opener, '--from', '2026-01-01'];
  const says = await runCommand(make, settings);
  const sealing = JSON.parse(/"sealing": (\{[\s\S]+?\n\})/.exec(says)?.[1] ?? '');
  const notice = join(surveysDir, 'numerique-territorial', 'notice.json');
  await writeFile(notice, JSON.stringify({ ...NOTICE, channels: CHANNELS, sealing }));
  const read = await readSurveyFiles(surveysDir);
  if (read.kind === 'faulty') throw new Error(read.lines.join('\n'));
  const pairs = await Promise.all([opener, reserve].map(readPair));
  const recipients = (await Promise.all(pairs.map(recipientOf))).filter((one) => one !== undefined);
  return { folder, settings, surveys: read.surveys, sealing, says, opener, reserve, recipients };
}

let here: Awaited<ReturnType<typeof installation>>;
let surveys: Surveys;
let recipients: readonly Recipient[];
beforeAll(async () => {
  here = await installation();
  ({ surveys, recipients } = here);
});

afterAll(() => rm(here.folder, { recursive: true, force: true }));

function sealed(changes: Parameters<typeof envelope>[0] = {}, to = recipients) {
  const { answers, ...header } = envelope({ mode: 'field', channel: 'salon', ...changes });
  return seal(header, answers, to);
}

const closedApp = () => testApp({ surveys, open: openerOf(new Map()) });

async function participation({ app }: Awaited<ReturnType<typeof closedApp>>) {
  const headers = { Authorization: `Bearer ${TOKEN}` };
  return (await app.request('/api/organiser/participation/numerique-territorial', { headers })).json();
}

test('keys made so say it in the notice, and the endpoint starts without what opens, and not with it', async () => {
  const { settings, sealing, says, opener } = here;
  expect(sealing).toMatchObject({ opens: 'organiser', keys: [{ holder: 'opener' }, { holder: 'backup' }] });
  expect(says).toContain('Take both files away');
  expect(await readFile(join(settings.dataDir, SEALING_FILE), 'utf8')).not.toMatch(/private|locked/);
  const proven = () => provenKeys({ dataDir: settings.dataDir, passphrase: undefined }, surveys, '2026-11-25');
  expect([...(await proven()).keys()]).toEqual([]);
  const file = join(settings.dataDir, SEALING_FILE);
  const kept = await readFile(file, 'utf8');
  await writeFile(file, JSON.stringify({ keys: [{ ...(await readPair(opener)), provenOn: '2026-11-25' }] }));
  await expect(proven()).rejects.toThrow(/says that the organiser alone opens .+ take it away/);
  await writeFile(file, kept);
});

test('what nobody here can open is kept as it came, counted by its header, and in no export; what is clear goes on', async () => {
  const here = await closedApp();
  const { app, storage } = here;
  const [one, partial] = [await sealed(), await sealed({ status: 'partial', lastQuestion: 'digital-plan' })];
  const digest = digestOf(one);
  expect(await verdicts(app, one, partial, envelope())).toEqual([
    { id: one.id, sequence: 1, digest, verdict: 'stored' },
    { id: partial.id, sequence: 1, digest: digestOf(partial), verdict: 'stored' },
    expect.objectContaining({ verdict: 'stored' }),
  ]);
  expect(await verdicts(app, one)).toMatchObject([{ verdict: 'already-stored', digest }]);
  expect(await rows(app)).toHaveLength(1);
  expect(await participation(here)).toMatchObject({
    complete: 2,
    partial: 1,
    sealed: { complete: 1, partial: 1 },
    dropOuts: [{ lastQuestion: 'digital-plan', responses: 1 }],
  });
  expect((await app.request('/api/health')).status).toBe(200);
  expect(await storage.receiptState(one.receiptHash)).toBe('received');
  // A link can carry any word: one that is not declared is told to nobody, and the response is kept.
  expect(await verdicts(app, await sealed({ channel: 'jean-dupont' }))).toMatchObject([{ verdict: 'stored' }]);
  expect(JSON.stringify(await participation(here))).not.toContain('jean-dupont');
});

test('sealed to others, with more than can be answered, or of a header that is none, it is refused', async () => {
  const { app } = await closedApp();
  const strangers = (await Promise.all([await makePair()].map(recipientOf))).filter((one) => one !== undefined);
  const full = await sealed();
  const said = await verdicts(
    app,
    await sealed({}, strangers),
    { ...full, sealed: { ...full.sealed, body: 'A'.repeat(150_000) } },
    await sealed({ revision: 99 }),
    await sealed({ lastQuestion: 'nonsense' }),
    { ...full, sealed: 'x' },
  );
  expect(said.map(({ problem }) => problem)).toEqual([
    'sealed.key-unknown',
    'sealed.unreadable',
    'survey.revision-unknown',
    'envelope.invalid',
    'envelope.invalid',
  ]);
});

test('on the laptop each is opened and checked, those that cannot be are told and hold up no other, and restore takes the file', async () => {
  const { app, folder } = await closedApp();
  const long = { 'authority-type': 'commune', 'free-comment': 'é'.repeat(1_000) };
  const all = await Promise.all([
    sealed({ answers: long, channel: 'jean-dupont' }),
    sealed({ answers: { nonsense: 'yes' } }),
    sealed(),
    sealed(),
  ]);
  const damaged = all[3];
  if (!damaged) throw new Error('there are four');
  const { body } = damaged.sealed;
  const spoilt = `${body.slice(0, 300)}${body[300] === 'A' ? 'B' : 'A'}${body.slice(301)}`;
  const sent = [...all.slice(0, 3), { ...damaged, sealed: { ...damaged.sealed, body: spoilt } }];
  expect((await verdicts(app, ...sent, envelope())).map(({ verdict }) => verdict)).toEqual(Array(5).fill('stored'));
  const backup = join(folder, 'backup.sqlite');
  expect(await backUp(join(folder, 'responses.sqlite'), backup, DAY)).toBe(5);

  const opened = join(folder, 'opened.sqlite');
  const unseal = (to: string, key: string) => runCommand(['unseal', backup, '--key', key, '--to', to], here.settings);
  const says = await unseal(opened, here.reserve);
  expect(says.split('\n')).toEqual([
    `opened 2 responses into ${opened}, 2 cannot be and stay sealed in it:`,
    ...[
      `${all[1]?.id} answer.unknown-question (answers.(unknown key))`,
      `${damaged.id} sealed.unreadable (sealed)`,
    ].toSorted(),
  ]);
  await expect(unseal(opened, here.opener)).rejects.toThrow(/exists already/);
  expect(await unseal(join(folder, 'again.sqlite'), here.opener)).toContain('opened 2 responses');

  const laptop = await temporaryFolder();
  const file = join(laptop, 'data', 'responses.sqlite');
  expect(await restore(opened, file, { day: DAY })).toEqual({ responses: 5 });
  const there = await testApp({ surveys, storage: openSqlite(file, studyOptions(surveys)) });
  const found = await rows(there.app);
  expect(found).toHaveLength(3);
  expect(found.find(({ id }) => id === all[0]?.id)).toMatchObject({ channel: null, receivedOn: DAY });
  // What was written stands in the opened file, and apart from the rest where it is put.
  const texts = await collected(there.storage.texts('numerique-territorial'));
  expect(texts.map(({ text }) => text)).toEqual([long['free-comment']]);
  expect((await readFile(file)).includes('é'.repeat(1_000))).toBe(true);
  const [kept] = (await collected(there.storage.all('numerique-territorial'))).filter(({ id }) => id === all[0]?.id);
  expect(JSON.parse(textOf(kept?.answers ?? ''))).toEqual({ ...long, 'free-comment': GIVEN });
  // Sent again by a tablet that never heard of its receipt.
  expect(await verdicts(there.app, all[2])).toMatchObject([{ verdict: 'already-stored' }]);
  expect((await readFile(opened)).includes('jean-dupont')).toBe(false);
  const database = new SQLite(file, { readonly: true });
  expect(database.prepare('SELECT COUNT(*) FROM sealed').pluck().get()).toBe(2);
  database.close();
});
