import { readFile, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Surveys } from '../../authoring/published-surveys.ts';
import { type Notice, noticeSchema } from '../../core/survey/notice.ts';
import { recipientsOn, type SealingKey } from '../../core/survey/sealing-keys.ts';
import { orCannotStart, putInPlace } from '../../endpoint/process/atomic-write.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import type { Settings } from '../../endpoint/process/settings.ts';
import { changeKeptKeys, readKeptKeys, toKept } from '../../endpoint/sealed/key-file.ts';
import { fingerprintOf } from '../../sealing/fingerprint.ts';
import { isPair, type KeyPair, makePair, privateKeyOf } from '../../sealing/key-pair.ts';

type Place = Pick<Settings, 'dataDir' | 'sealingPassphrase'>;

interface NewKeys {
  /** The file for the reserve's private key, to be taken away from this machine. */
  readonly reserve: string;
  readonly from: string;
  /** The `notice.json` that they are written into; otherwise what to write there is printed. */
  readonly into?: string;
}

/** Makes both key pairs, tests each with a probe, and prints what to write in the notice. */
export async function makeKeys({ reserve, from, into }: NewKeys, place: Place, today: string): Promise<string> {
  const notice = into === undefined ? undefined : await readNotice(into);
  const [open, back] = [await makePair(), await makePair()];
  for (const pair of [open, back]) await assertPair(pair);
  await writePair(reserve, back);
  const { dataDir, sealingPassphrase } = place;
  await changeKeptKeys(dataDir, (keys) => [
    ...keys,
    toKept(open, sealingPassphrase, today),
    { id: back.id, key: back.key, provenOn: today },
  ]);
  const keys: readonly SealingKey[] = [
    { id: open.id, key: open.key, holder: 'opener', from },
    { id: back.id, key: back.key, holder: 'backup', from },
  ];
  if (into !== undefined && notice) await writeKeys(into, notice, keys);
  return [
    notice
      ? `Written into ${into}. Build again and restart the endpoint: tablets seal to them from ${from} on.`
      : `In the notice.json of the survey: "sealing": ${JSON.stringify({ keys }, null, 2)}`,
    `Their four words: ${await fingerprintOf(keys)}`,
    `Take ${reserve} away from this machine, to a safe: the day the data folder is lost, it alone opens anything.`,
  ].join('\n');
}

/** Tests the private key of a file with a probe, and records the day. */
export async function proveKey(file: string, { dataDir }: Place, today: string): Promise<string> {
  const pair = await readPair(file);
  await assertPair(pair);
  const { id, key } = pair;
  await changeKeptKeys(dataDir, (keys) => [
    ...keys.filter((one) => one.id !== id),
    { ...(keys.find((one) => one.id === id) ?? { id, key }), provenOn: today },
  ]);
  return `${id} opens what is sealed to it`;
}

/** A line each. */
export async function listKeys({ dataDir }: Place): Promise<string> {
  const lines = (await readKeptKeys(dataDir)).map(({ id, private: open, locked, provenOn }) => {
    const where = open ? 'opens here' : locked ? 'opens here, under the passphrase' : 'opens elsewhere';
    return `${id} ${where}, ${provenOn === undefined ? 'never tried' : `tried on ${provenOn}`}`;
  });
  return lines.length > 0 ? lines.join('\n') : 'no key';
}

interface KeyDestruction {
  /** The surveys that may seal to the key. */
  readonly surveys: Surveys;
  readonly today: string;
  /** Names the possible losses, one line each, as far as this endpoint knows. */
  readonly known: (surveys: Surveys) => Promise<readonly string[]>;
  /** Asks the person for confirmation. */
  readonly confirm: (question: string) => Promise<boolean>;
}

/** Destroys a private key: this endpoint can then open nothing sealed to it. Refused while a survey seals to it; first shows what may be lost. */
export async function destroyKey(
  id: string,
  settings: Settings,
  { surveys, today, known, confirm }: KeyDestruction,
): Promise<string> {
  const { dataDir } = settings;
  for (const [survey, { current }] of surveys) {
    const sealing = current.notice?.sealing;
    if (sealing && recipientsOn(sealing, today).some((one) => one.id === id))
      throw new CannotStart(`${survey} seals to the key ${id}: write its retiredFrom in the notice first`);
  }
  if (!(await readKeptKeys(dataDir)).some((one) => one.id === id)) throw new CannotStart(`there is no key ${id}`);
  const facts = [...(await known(surveys)), UNKNOWN_REST].join('\n');
  if (!(await confirm(facts)))
    throw new CannotStart(`${facts}\nNothing is destroyed. To destroy the key ${id}, add --yes`);
  await changeKeptKeys(dataDir, (keys) => keys.filter((one) => one.id !== id));
  return `${facts}\ndestroyed ${id}: what is still sealed to it alone is lost`;
}

const UNKNOWN_REST =
  'Tablets that have not sent since may hold more, which cannot be counted here: look at the screen of each, which says whether anything waits. ' +
  'What comes afterwards is refused and stays on its tablet, and only the reserve key opens it.';

const pairSchema = v.strictObject({ id: v.string(), key: v.string(), private: v.string() });

/** Throws `CannotStart`, which names the file and never quotes it. */
export async function readPair(file: string): Promise<KeyPair> {
  const text = await orCannotStart(`cannot read ${file}`, () => readFile(file, 'utf8'));
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), pairSchema), text);
  if (!parsed.success) throw new CannotStart(`${file} is not as keys make writes it`);
  return parsed.output;
}

async function writePair(file: string, pair: KeyPair): Promise<void> {
  await orCannotStart(`cannot write ${file}`, () =>
    writeFile(file, `${JSON.stringify(pair, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true }),
  );
}

async function assertPair(pair: KeyPair): Promise<void> {
  const key = await privateKeyOf(pair.private);
  if (!key || !(await isPair(pair, key)))
    throw new CannotStart(`the key ${pair.id} does not open what is sealed to it`);
}

const noticeJson = v.pipe(v.string(), v.parseJson(), noticeSchema);

/** Reads a `notice.json` into which keys can be written. Throws `CannotStart` if the file is not one, before any key is made. */
async function readNotice(file: string): Promise<Notice> {
  const text = await orCannotStart(`cannot read ${file}`, () => readFile(file, 'utf8'));
  const read = v.safeParse(noticeJson, text);
  if (!read.success) throw new CannotStart(`${file} is not a whole notice: ${v.summarize(read.issues)}`);
  return read.output;
}

/** Adds keys to those of a notice, and replaces its file. */
async function writeKeys(file: string, notice: Notice, made: readonly SealingKey[]): Promise<void> {
  const sealing = { keys: [...(notice.sealing?.keys ?? []), ...made] };
  const part = `${file}.part`;
  await orCannotStart(`cannot write ${file}`, async () => {
    await writeFile(part, `${JSON.stringify({ ...notice, sealing }, null, 2)}\n`);
    await putInPlace(part, file);
  });
}
