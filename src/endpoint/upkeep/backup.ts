import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import SQLite, { type Database } from 'better-sqlite3';
import { canonicalForm } from '../../wire/canonical.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { type Row, toStored } from '../storage/row.ts';
import { SCHEMA_VERSION } from '../storage/sqlite/sqlite-schema.ts';

const EVERY_PAGE = 2 ** 31 - 1;

/** Copies the database while the endpoint goes on writing, checks the copy, and only then gives it its name. Returns how many responses it holds. */
export async function backUp(file: string, to: string): Promise<number> {
  if (!existsSync(file)) throw new CannotStart(`no database at ${file}`);
  if (existsSync(to)) throw new CannotStart(`${to} exists already: a backup never replaces another`);
  const part = `${to}.part`;
  return await saying('cannot back up', async () => {
    await access(dirname(to));
    await rm(part, { force: true });
    try {
      const source = new SQLite(file, { readonly: true });
      // In one step, which is one moment; several would begin anew whenever the endpoint commits.
      await source.backup(part, { progress: () => EVERY_PAGE }).finally(() => source.close());
      const responses = sealCopy(part, 'the copy');
      await putInPlace(part, to);
      return responses;
    } finally {
      await rm(part, { force: true });
    }
  });
}

/** Checks a copy that nobody else has open, and makes it one file that needs no log beside it. Throws `CannotStart` when it is not sound. */
export function sealCopy(file: string, name: string): number {
  const database = new SQLite(file);
  try {
    const version = Number(database.pragma('user_version', { simple: true }));
    const found = database.prepare(`SELECT COUNT(*) FROM sqlite_schema WHERE name = 'response'`).pluck().get();
    if (found !== 1 || version < 1) throw new CannotStart(`${name} holds no responses of this program`);
    if (version > SCHEMA_VERSION)
      throw new CannotStart(
        `${name} has schema version ${version}, this program knows ${SCHEMA_VERSION}: use the newer program`,
      );
    const responses = countSound(database, name);
    database.pragma('journal_mode = DELETE');
    return responses;
  } finally {
    database.close();
  }
}

/** SQLite's own check of every page and index, then each response against the digest of what was received. Returns how many there are. */
export function countSound(database: Database, name: string): number {
  const found = database.pragma('integrity_check') as readonly { readonly integrity_check: string }[];
  if (found[0]?.integrity_check !== 'ok')
    throw new CannotStart(`${name} is damaged: SQLite's integrity check finds ${found.length} faults`);
  let responses = 0;
  const rows = database.prepare<[], Row & { digest: string; receipt_hash: string }>(
    'SELECT * FROM response WHERE survey IS NOT NULL',
  );
  for (const row of rows.iterate()) {
    const { receivedOn: _, answers, ...header } = toStored(row);
    const text = canonicalForm({ ...header, answers: JSON.parse(answers), receiptHash: row.receipt_hash }) ?? '';
    if (createHash('sha256').update(text).digest('hex') !== row.digest)
      throw new CannotStart(`${name} is damaged: a response is not what was received`);
    responses++;
  }
  return responses;
}

/** A rename is durable once the file and its folder are. */
export async function putInPlace(part: string, to: string) {
  await flush(part);
  await rename(part, to);
  await flush(dirname(to));
}

async function flush(path: string) {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Failures of the disk, or of what is no database, in one line for whoever runs the command. */
export async function saying<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (typeof code !== 'string' || !/^(SQLITE_|E[A-Z]+$)/.test(code)) throw error;
    throw new CannotStart(`${what}: ${code}`, { cause: error });
  }
}
