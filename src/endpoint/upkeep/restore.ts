import { randomBytes } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import SQLite, { type Database } from 'better-sqlite3';
import { orCannotStart, putInPlace } from '../process/atomic-write.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { TOMBSTONE } from '../storage/response-row.ts';
import { keyOf } from '../storage/row-key.ts';
import { assertReadableFile } from '../storage/sqlite/sqlite-schema.ts';
import { assertSecret, textItemsIn, textWrites } from '../storage/sqlite/sqlite-text-statements.ts';
import { keysOf, NO_TEXTS, type Texts } from '../storage/texts.ts';
import { sealCopy } from './check-backup.ts';

/** What may be in the folder before: it says nothing of any response. */
const HARMLESS =
  /^(organiser-token|tokens\.json(\.read-in)?|commands\.log|disclosure\.key|sealing-keys\.json|serving|contacts\.sqlite(-wal|-shm)?)$/;

export interface Restored {
  readonly responses: number;
  /** With the database that is replaced at hand: what it had erased since, and the responses that it had received since. */
  readonly since?: { readonly erased: number; readonly missing: number };
}

export interface Restoring {
  readonly day: string;
  /** The SQLite file that is replaced, as far as it can still be read. */
  readonly replaced?: string | undefined;
  /** Finds the texts of what it had erased. */
  readonly texts?: Texts;
}

/** Puts a backup where the endpoint will look for its database. Never over another one. */
export async function restore(backup: string, file: string, restoring: Restoring): Promise<Restored> {
  if (!existsSync(backup)) throw new CannotStart(`no backup at ${backup}`);
  const { replaced } = restoring;
  if (replaced !== undefined && !existsSync(replaced)) throw new CannotStart(`no database at ${replaced}`);
  for (const one of [backup, replaced]) if (one !== undefined) assertReadableFile(one);
  return await orCannotStart('cannot restore', async () => {
    const folder = dirname(file);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const others = (await readdir(folder)).filter((name) => !HARMLESS.test(name));
    if (others.length > 0)
      throw new CannotStart(`${folder} is not empty: a restored database never replaces what is there`);
    if (await wantsItsLog(backup))
      throw new CannotStart(
        `${basename(backup)} is a copy of a running database, which may lack its last responses: use a file made by the backup command`,
      );
    const part = `${file}.part`;
    try {
      await copyFile(backup, part, constants.COPYFILE_EXCL);
      let since: Restored['since'];
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

/** A new epoch, by which devices know that what they sent may be missing; and what the replaced database still says. */
function takeOver(copy: Database, { day, replaced, texts = NO_TEXTS }: Restoring): Restored['since'] {
  // Nothing of what is erased here may stay in a journal.
  copy.pragma('journal_mode = MEMORY');
  copy.prepare('UPDATE about SET epoch = ?, restored_on = ?').run(randomBytes(16).toString('hex'), day);
  copy.exec('DELETE FROM loss');
  if (replaced === undefined) return undefined;
  const old = new SQLite(replaced, { readonly: true });
  try {
    return copy.transaction(() => {
      takeSurveys(copy, old);
      return { erased: eraseAgain(copy, old, texts), missing: countMissing(copy, old) };
    })();
  } finally {
    old.close();
    copy.exec('VACUUM');
  }
}

/** Whole rows, of which a backup made before may lack some, or hold a token that was revoked since. */
const NEWEST: Readonly<Record<string, readonly string[]>> = {
  token: ['name', 'digest', 'scopes', 'last_day', 'surveys'],
  survey: ['survey', 'version', 'state', 'listed', 'withdrawn_on', 'published', 'draft'],
  survey_piece: ['digest', 'place', 'put_on', 'bytes'],
};

/** Takes the tokens and the surveys of the replaced database: respondents and colleagues have gone on with them. */
function takeSurveys(copy: Database, old: Database): void {
  for (const [table, columns] of Object.entries(NEWEST)) {
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
}

/** Everything that has been received. */
function allOf(old: Database): IterableIterator<Old> {
  return old
    .prepare<[], Old>('SELECT id, lower(hex(receipt_hash)) AS receiptHash, survey, received_on AS day FROM response')
    .iterate();
}

interface Discarded {
  /** A number of 64 bits in digits. */
  readonly key: string;
  readonly print: string;
}

const DISCARDED = `SELECT CAST(key AS TEXT) AS key, lower(hex(print)) AS print FROM comment WHERE state = 'discarded'`;

function eraseAgain(copy: Database, old: Database, texts: Texts): number {
  assertSecret(copy, texts);
  const items = textItemsIn(copy)();
  const { forgetTexts, discardAgain } = textWrites(copy);
  const isHeld = copy.prepare('SELECT 1 FROM response WHERE key = ? AND survey IS NOT NULL');
  const erase = copy.prepare(
    `INSERT INTO response (key, id, receipt_hash) VALUES (?, ?, unhex(?)) ON CONFLICT (key) DO UPDATE SET ${TOMBSTONE}`,
  );
  const forget = copy.prepare('DELETE FROM set_aside WHERE id = ?');
  let erased = 0;
  for (const { id, receiptHash, survey } of allOf(old)) {
    if (survey !== null) continue;
    if (isHeld.get(keyOf(id))) erased++;
    erase.run(keyOf(id), id, receiptHash);
    forget.run(id);
    forgetTexts(keysOf(texts, receiptHash, items));
  }
  // A discarded comment must not be published again.
  for (const { key, print } of old.prepare<[], Discarded>(DISCARDED).iterate()) discardAgain(BigInt(key), print);
  const count = copy.prepare(
    'INSERT OR REPLACE INTO erasure (survey, day, responses) VALUES (@survey, @day, @responses)',
  );
  for (const row of old.prepare('SELECT survey, day, responses FROM erasure').iterate()) count.run(row);
  return erased;
}

/** Acknowledged to devices, and no longer here. */
function countMissing(copy: Database, old: Database): number {
  const isHere = copy.prepare('SELECT 1 FROM response WHERE key = ?');
  const count = copy.prepare(
    `INSERT INTO loss (survey, day, responses) VALUES (?, ?, 1)
     ON CONFLICT (survey, day) DO UPDATE SET responses = responses + 1`,
  );
  let missing = 0;
  for (const { id, survey, day } of allOf(old)) {
    if (survey === null || isHere.get(keyOf(id))) continue;
    count.run(survey, day);
    missing++;
  }
  return missing;
}

/** The file format keeps the journal mode at byte 18: 2 for a database whose newest pages are in a log beside it. */
async function wantsItsLog(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  const { buffer } = await handle.read(Buffer.alloc(20), 0, 20, 0).finally(() => handle.close());
  return buffer.toString('latin1', 0, 15) === 'SQLite format 3' && buffer[18] === 2;
}
