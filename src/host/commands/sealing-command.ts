import { createECDH } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import * as v from 'valibot';
import type { Surveys } from '../../authoring/published-surveys.ts';
import { type Notice, noticeSchema } from '../../core/survey/notice.ts';
import { recipientsOn, type SealingKey } from '../../core/survey/sealing-keys.ts';
import { orCannotStart, putInPlace } from '../../endpoint/process/atomic-write.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import { readSurveys } from '../../endpoint/process/read-surveys.ts';
import { databaseFile, type Settings } from '../../endpoint/process/settings.ts';
import {
  changeKeptKeys,
  type KeySettings,
  keepPair,
  readKeptKeys,
  toKept,
  withKeys,
} from '../../endpoint/sealed/key-file.ts';
import type { Storage } from '../../endpoint/storage/storage.ts';
import { toBase64url } from '../../sealing/base64url.ts';
import { fingerprintOf } from '../../sealing/fingerprint.ts';
import { idOfKey } from '../../sealing/key-id.ts';
import { isPair, type KeyPair, makePair, privateKeyOf } from '../../sealing/key-pair.ts';
import { dayOf } from '../../wire/day.ts';
import { fromSymbols } from '../../wire/receipt-code.ts';
import { type CommandResult, everySurvey, hasDatabase, withStorage } from './command.ts';
import { type Command, DAY_VALUE, FILE } from './command-line.ts';

/** Commands for the keys of shared tablets. */
export const SEALING_COMMANDS: Readonly<Record<string, Command>> = {
  'keys make': {
    options: {
      reserve: { value: FILE, isRequired: true },
      from: { value: DAY_VALUE, isRequired: true },
      into: { value: { name: 'NOTICE' } },
    },
    run: ({ options: { reserve = '', from = '', into } }, settings) =>
      done(makeKeys({ reserve, from, ...(into !== undefined && { into }) }, settings, today()), 'keys make'),
  },
  'keys prove': {
    words: [FILE],
    run: ({ words: [file = ''] }, settings) => done(proveKey(file, settings, today()), 'keys prove'),
  },
  'keys restore': {
    words: [FILE],
    run: ({ words: [file = ''] }, settings) => done(proveKey(file, settings, today(), true), 'keys restore'),
  },
  'keys list': {
    run: async (_, settings) => ({ says: await listKeys(settings) }),
  },
  'keys destroy': {
    words: [{ name: 'ID' }],
    options: { yes: {} },
    run: ({ words: [id = ''], flags }, settings) => done(destroy(id, settings, flags.has('yes')), 'keys destroy'),
  },
};

const today = () => dayOf(new Date());

/** Destroys a private key: this endpoint can then open nothing sealed to it. Refused while a survey seals to it; first shows what may be lost. */
async function destroy(id: string, settings: Settings, isSure: boolean): Promise<string> {
  const day = today();
  const { surveys } = hasDatabase(settings)
    ? await withStorage(settings, (storage) => everySurvey(settings, storage))
    : await readSurveys(settings);
  for (const [survey, { current }] of surveys) {
    const sealing = current.notice?.sealing;
    if (sealing && recipientsOn(sealing, day).some((one) => one.id === id))
      throw new CannotStart(`${survey} seals to the key ${id}: write its retiredFrom in the notice first`);
  }
  const { dataDir } = settings;
  if (!(await readKeptKeys(dataDir)).some((one) => one.id === id)) throw new CannotStart(`there is no key ${id}`);
  const facts = [...(await sealedUnderWay(id, surveys, settings, day)), UNKNOWN_REST].join('\n');
  if (!isSure && !(await confirmed(`${facts}\nTo destroy the key, write its id: `, id)))
    throw new CannotStart(`${facts}\nNothing is destroyed. To destroy the key ${id}, add --yes`);
  await changeKeptKeys(dataDir, (keys) => keys.filter((one) => one.id !== id));
  return `${facts}\ndestroyed ${id}: what is still sealed to it alone is lost`;
}

const UNKNOWN_REST =
  'Tablets that have not sent since may hold more, which cannot be counted here: look at the screen of each, which says whether anything waits. ' +
  'What comes afterwards is refused and stays on its tablet, and only the reserve key opens it.';

/** Asks for confirmation on a terminal only. */
async function confirmed(question: string, expected: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question)).trim() === expected;
  } finally {
    terminal.close();
  }
}

async function done(saying: Promise<string>, use: string): Promise<CommandResult> {
  return { says: await saying, record: { use } };
}

/** Counts the responses sealed to a key that arrived, and those that were refused. */
async function sealedUnderWay(
  id: string,
  surveys: Surveys,
  settings: Settings,
  today: string,
): Promise<readonly string[]> {
  if (!hasDatabase(settings))
    return [`There is no database at ${databaseFile(settings)}: what was sealed to the key ${id} cannot be counted.`];
  return await withStorage(settings, async (storage) => {
    const lines: string[] = [];
    for (const [survey, { current }] of surveys) {
      const key = current.notice?.sealing?.keys.find((one) => one.id === id);
      if (key) lines.push(await arrivedLine(survey, key, storage, today), await refusedLine(survey, storage, today));
    }
    return lines;
  });
}

/** The key of a stored response is not stored: it is derived from the day on which the response was begun. */
async function arrivedLine(survey: string, key: SealingKey, storage: Storage, today: string): Promise<string> {
  let arrived = 0;
  let last = '';
  for await (const { mode, startedOn, receivedOn } of storage.all(survey)) {
    if (mode !== 'field' || startedOn < key.from || (key.retiredFrom !== undefined && startedOn >= key.retiredFrom))
      continue;
    arrived++;
    if (receivedOn > last) last = receivedOn;
  }
  return `${survey}: ${arrived} responses begun on tablets while they sealed to it have come${lastOne(last, today)}.`;
}

async function refusedLine(survey: string, storage: Storage, today: string): Promise<string> {
  const refused = (await storage.refusals()).filter(
    (one) => one.survey === survey && one.code === 'sealed.key-unknown',
  );
  const envelopes = refused.reduce((total, one) => total + one.envelopes, 0);
  const last = lastOne(refused.at(-1)?.day ?? '', today);
  return `${survey}: ${envelopes} envelopes were refused because no key here opens them${last}.`;
}

/** `day` is empty where there was none. */
function lastOne(day: string, today: string): string {
  if (day === '') return '';
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return `, the last one on ${day} (${days} ${days === 1 ? 'day' : 'days'} ago)`;
}

interface NewKeys {
  /** The file for the reserve's private key, to be taken away from this machine. */
  readonly reserve: string;
  readonly from: string;
  /** The `notice.json` that they are written into; otherwise what to write there is printed. */
  readonly into?: string;
}

/** Makes both key pairs, tests each with a probe, and prints what to write in the notice. */
async function makeKeys({ reserve, from, into }: NewKeys, settings: KeySettings, today: string): Promise<string> {
  const notice = into === undefined ? undefined : await readNotice(into);
  const [open, back] = [await makePair(), await makePair()];
  await writePair(reserve, back);
  await keepPair(settings, open, back, today);
  const sealing = withKeys(notice?.sealing?.keys ?? [], open, back, from);
  if (into !== undefined && notice) await writeNotice(into, { ...notice, sealing });
  return [
    notice
      ? `Written into ${into}. Restart the endpoint: tablets seal to them from ${from} on.`
      : `In the notice.json of the survey, if it is kept as files (at the desk, make keys with the field sheet): "sealing": ${JSON.stringify(sealing, null, 2)}`,
    `Their four words: ${await fingerprintOf([open, back])}`,
    `Take ${reserve} away from this machine, to a safe: the day the data folder is lost, it alone opens anything.`,
  ].join('\n');
}

/** Tests the private key of a file with a probe, and records the day. `keeps` makes the endpoint open with it. */
async function proveKey(file: string, settings: KeySettings, today: string, keeps = false): Promise<string> {
  const pair = await readPair(file);
  const half = await privateKeyOf(pair.private);
  const { id, key } = pair;
  if (!half || !(await isPair(pair, half))) throw new CannotStart(`the key ${id} does not open what is sealed to it`);
  await changeKeptKeys(settings.dataDir, (keys) => [
    ...keys.filter((one) => one.id !== id),
    keeps ? toKept(pair, settings, today) : { ...(keys.find((one) => one.id === id) ?? { id, key }), provenOn: today },
  ]);
  return `${id} opens what is sealed to it${keeps ? ', here too once the endpoint has restarted. Then make new keys: this one is no longer a reserve' : ''}`;
}

async function listKeys({ dataDir }: KeySettings): Promise<string> {
  const lines = (await readKeptKeys(dataDir)).map(({ id, private: open, locked, provenOn }) => {
    const where = open ? 'opens here' : locked ? 'opens here, under the passphrase' : 'opens elsewhere';
    return `${id} ${where}, ${provenOn === undefined ? 'never tried' : `tried on ${provenOn}`}`;
  });
  return lines.length > 0 ? lines.join('\n') : 'no key';
}

/** The length of a private key of P-256. */
const PRIVATE_BYTES = 32;
const pairSchema = v.strictObject({ id: v.string(), key: v.string(), private: v.string() });

/** Reads a pair, as `keys make` writes it or typed from the desk's sheet. Throws `CannotStart`, which names the file and never quotes it. */
export async function readPair(file: string): Promise<KeyPair> {
  const text = await orCannotStart(`cannot read ${file}`, () => readFile(file, 'utf8'));
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), pairSchema), text);
  if (parsed.success) return parsed.output;
  const typed = fromSymbols(text, PRIVATE_BYTES);
  if (!typed || !(await privateKeyOf(toBase64url(typed))))
    throw new CannotStart(`${file} is not as keys make writes it, nor the symbols of a sheet`);
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(typed);
  const raw = curve.getPublicKey();
  return { id: idOfKey(raw), key: toBase64url(raw), private: toBase64url(typed) };
}

async function writePair(file: string, pair: KeyPair): Promise<void> {
  await orCannotStart(`cannot write ${file}`, () =>
    writeFile(file, `${JSON.stringify(pair, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true }),
  );
}

const noticeJson = v.pipe(v.string(), v.parseJson(), noticeSchema);

/** Reads a `notice.json` into which keys can be written. Throws `CannotStart` if the file is not one, before any key is made. */
async function readNotice(file: string): Promise<Notice> {
  const text = await orCannotStart(`cannot read ${file}`, () => readFile(file, 'utf8'));
  const read = v.safeParse(noticeJson, text);
  if (!read.success) throw new CannotStart(`${file} is not a whole notice: ${v.summarize(read.issues)}`);
  return read.output;
}

async function writeNotice(file: string, notice: object): Promise<void> {
  const part = `${file}.part`;
  await orCannotStart(`cannot write ${file}`, async () => {
    await writeFile(part, `${JSON.stringify(notice, null, 2)}\n`);
    await putInPlace(part, file);
  });
}
