import { randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import SQLite, { type Database } from 'better-sqlite3';
import { orCannotStart, putInPlace } from '../endpoint/process/atomic-write.ts';
import { CannotStart } from '../endpoint/process/cannot-start.ts';
import { TOMBSTONE } from '../endpoint/storage/response-row.ts';
import { keyOf } from '../endpoint/storage/row-key.ts';
import { assertReadableFile, createSchema } from '../endpoint/storage/sqlite/sqlite-schema.ts';
import { assertSecret, textItemsIn, textWrites } from '../endpoint/storage/sqlite/sqlite-text-statements.ts';
import { keysOf, NO_TEXTS, type Texts } from '../endpoint/storage/texts.ts';
import { sealCopy } from './check-backup.ts';

/** Files that may already be in the folder: they contain nothing about responses. */
const HARMLESS =
  /^(organiser-token|(commands|dossier-history)\.log|disclosure\.key|publication-nights\.json|sealing-keys\.json|serving|kiosk|contacts\.sqlite(-wal|-shm)?)$/;

export interface RestoreOutcome {
  readonly responses: number;
  /** If the replaced database is given: what was erased there since, and how many responses it had received since. */
  readonly since?: { readonly erased: number; readonly missing: number };
}

interface RestoreOptions {
  readonly day: string;
  /** The SQLite file that is replaced, if it can still be read. */
  readonly replaced?: string | undefined;
  /** Finds the texts of the erased responses. */
  readonly texts?: Texts;
}

/** Puts a backup in the place of the endpoint's database. Never replaces one. */
export async function restore(backup: string, file: string, restoring: RestoreOptions): Promise<RestoreOutcome> {
  if (!existsSync(backup)) throw new CannotStart(`no backup at ${backup}`);
  const { replaced } = restoring;
  if (replaced !== undefined && !existsSync(replaced)) throw new CannotStart(`no database at ${replaced}`);
  for (const one of [backup, replaced]) if (one !== undefined) assertReadableFile(one);
  if (await orCannotStart(`cannot read ${backup}`, () => wantsItsLog(backup)))
    throw new CannotStart(
      `${basename(backup)} is a copy of a running database, which may lack its last responses: use a file made by the backup command`,
    );
  return await orCannotStart(`cannot restore ${backup}`, async () => {
    const folder = dirname(file);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const others = (await readdir(folder)).filter((name) => !HARMLESS.test(name));
    if (others.length > 0)
      throw new CannotStart(`${folder} is not empty: a restored database never replaces what is there`);
    const part = `${file}.part`;
    try {
      await writeFile(part, createReadStream(backup), { mode: 0o600, flag: 'wx' });
      let since: RestoreOutcome['since'];
      const responses = sealCopy(part, basename(backup), (copy) => {
        since = takeOver(copy, restoring);
      });
      await putInPlace(part, file);
      return { responses: responses - (since?.erased ?? 0), ...(since && { since }) };
    } finally {
      await rm(part, { force: true });
    }
  });
}

/** Sets a new epoch, which tells devices that what they sent may be missing, and applies the erasures and decisions of the replaced database. */
function takeOver(copy: Database, { day, replaced, texts = NO_TEXTS }: RestoreOptions): RestoreOutcome['since'] {
  // Erased data must not stay in a rollback journal.
  copy.pragma('journal_mode = MEMORY');
  copy.prepare('UPDATE about SET epoch = ?, restored_on = ?').run(randomBytes(16).toString('hex'), day);
  copy.exec('DELETE FROM loss');
  if (replaced === undefined) return undefined;
  createSchema(copy);
  const old = new SQLite(replaced, { readonly: true });
  try {
    return copy.transaction(() => {
      takeNewest(copy, old);
      // The survey of the bare address has no table.
      const home = old.prepare<[], string | null>('SELECT home_survey FROM about').pluck().get();
      copy.prepare('UPDATE about SET home_survey = ?').run(home);
      const erased = eraseAgain(copy, old, texts);
      decideAgain(copy, old);
      return { erased, missing: countMissing(copy, old) };
    })();
  } finally {
    old.close();
    copy.exec('VACUUM');
  }
}

/**
 * Tables that are copied whole, since those of the backup are older: a token that was revoked since would open again, a survey that was
 * closed would be open, a short name could be given twice, and a night that was published would be drawn a second time.
 */
const NEWEST = [
  'token',
  'survey',
  'survey_piece',
  'short_address',
  'lifecycle',
  'publication_night',
  'revision_day',
  'verbatims',
  'set_aside',
  'exclusion',
  'erasure',
  'refusal',
  'event_refusal',
  'journal',
];

function takeNewest(copy: Database, old: Database): void {
  for (const table of NEWEST) {
    const described = old.pragma(`table_info(${table})`) as readonly { readonly name: string }[];
    const columns = described.map(({ name }) => name);
    // An older program has not made it yet.
    if (columns.length === 0) continue;
    copy.exec(`DELETE FROM ${table}`);
    const put = copy.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
    );
    for (const row of old.prepare(`SELECT ${columns.join(', ')} FROM ${table}`).iterate()) put.run(row);
  }
}

interface Old {
  readonly id: string;
  readonly receiptHash: string;
  readonly survey: string | null;
  readonly day: string | null;
  readonly status: string | null;
  readonly sequence: number | null;
}

/** Everything that has been received. */
function allOf(old: Database): IterableIterator<Old> {
  return old
    .prepare<[], Old>(
      'SELECT id, lower(hex(receipt_hash)) AS receiptHash, survey, received_on AS day, status, sequence FROM response',
    )
    .iterate();
}

function eraseAgain(copy: Database, old: Database, texts: Texts): number {
  assertSecret(copy, texts);
  const items = textItemsIn(copy)();
  const { forgetTexts } = textWrites(copy);
  const isHeld = copy.prepare('SELECT 1 FROM response WHERE key = ? AND survey IS NOT NULL');
  const erase = copy.prepare(
    `INSERT INTO response (key, id, receipt_hash) VALUES (?, ?, unhex(?)) ON CONFLICT (key) DO UPDATE SET ${TOMBSTONE}`,
  );
  let erased = 0;
  for (const { id, receiptHash, survey } of allOf(old)) {
    if (survey !== null) continue;
    if (isHeld.get(keyOf(id))) erased++;
    erase.run(keyOf(id), id, receiptHash);
    forgetTexts(keysOf(texts, receiptHash, items));
  }
  return erased;
}

interface CommentDecisionRow {
  /** A 64-bit number as text. */
  readonly key: string;
  readonly print: string;
  readonly state: string;
  readonly lot: number | null;
  readonly place: number | null;
}

/** A comment that was deleted, taken out of its lot or changed by its author since the backup must not be published again. */
function decideAgain(copy: Database, old: Database): void {
  const { discardAgain } = textWrites(copy);
  copy.exec(`UPDATE comment SET state = 'to-read', lot = NULL, place = NULL WHERE state <> 'discarded'`);
  const put = copy.prepare<[CommentDecisionRow]>(
    `UPDATE comment SET state = @state, lot = @lot, place = @place
     WHERE key = CAST(@key AS INTEGER) AND print = unhex(@print) AND state <> 'discarded'`,
  );
  const decided = old.prepare<[], CommentDecisionRow>(
    'SELECT CAST(key AS TEXT) AS key, lower(hex(print)) AS print, state, lot, place FROM comment',
  );
  for (const one of decided.iterate())
    if (one.state === 'discarded') discardAgain(BigInt(one.key), one.print);
    else put.run(one);
}

/** Counts the responses that were acknowledged to devices and are lost, whole or in their last answers. */
function countMissing(copy: Database, old: Database): number {
  const isHere = copy.prepare(
    `SELECT 1 FROM response WHERE key = @key AND (survey IS NULL OR (status = 'complete' AND @status = 'partial')
       OR (status = @status AND sequence >= @sequence))`,
  );
  const count = copy.prepare(
    `INSERT INTO loss (survey, day, responses) VALUES (?, ?, 1)
     ON CONFLICT (survey, day) DO UPDATE SET responses = responses + 1`,
  );
  let missing = 0;
  for (const { id, survey, day, status, sequence } of allOf(old)) {
    if (survey === null || isHere.get({ key: keyOf(id), status, sequence })) continue;
    count.run(survey, day);
    missing++;
  }
  return missing;
}

/** Byte 18 of the file format is the journal mode: 2 if the newest pages may be in a write-ahead log. */
async function wantsItsLog(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  const { buffer } = await handle.read(Buffer.alloc(20), 0, 20, 0).finally(() => handle.close());
  return buffer.toString('latin1', 0, 15) === 'SQLite format 3' && buffer[18] === 2;
}
