import { createECDH } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { type Notice, noticeSchema } from '../../core/survey/notice.ts';
import { orCannotStart, putInPlace } from '../../endpoint/process/atomic-write.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import {
  changeKeptKeys,
  type KeySettings,
  keepPair,
  readKeptKeys,
  toKept,
  withKeys,
} from '../../endpoint/sealed/key-file.ts';
import { toBase64url } from '../../sealing/base64url.ts';
import { fingerprintOf } from '../../sealing/fingerprint.ts';
import { idOfKey } from '../../sealing/key-id.ts';
import { isPair, type KeyPair, makePair, privateKeyOf } from '../../sealing/key-pair.ts';
import { fromSymbols } from '../../wire/receipt-code.ts';

interface NewKeys {
  /** The file for the reserve's private key, to be taken away from this machine. */
  readonly reserve: string;
  readonly from: string;
  /** The `notice.json` that they are written into; otherwise what to write there is printed. */
  readonly into?: string;
}

/** Makes both key pairs, tests each with a probe, and prints what to write in the notice. */
export async function makeKeys(
  { reserve, from, into }: NewKeys,
  settings: KeySettings,
  today: string,
): Promise<string> {
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
export async function proveKey(file: string, settings: KeySettings, today: string, keeps = false): Promise<string> {
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

/** A line each. */
export async function listKeys({ dataDir }: KeySettings): Promise<string> {
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
