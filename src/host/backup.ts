import { existsSync } from 'node:fs';
import { access, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { orCannotStart, putInPlace } from '../endpoint/process/atomic-write.ts';
import { CannotStart } from '../endpoint/process/cannot-start.ts';
import { connectWritable } from '../endpoint/storage/postgres/postgres-addresses.ts';
import { sealCopy } from './check-backup.ts';
import { copyFromPostgres } from './postgres-copy.ts';

/** SQLite's busy timeout for a commit of the endpoint, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Copies the database while the endpoint goes on writing, checks the copy, and only then gives it its name. The copy is written in
 * key order (`VACUUM INTO`): it reveals no order of arrival and contains nothing that was erased before. `through` is the last day
 * that it holds completely. Returns the number of responses.
 */
export async function backUp(file: string, to: string, through: string): Promise<number> {
  if (!existsSync(file)) throw new CannotStart(`no database at ${file}`);
  const responses = await makeCopy(to, async (part) => {
    const source = new SQLite(file, { readonly: true });
    try {
      // A consistent snapshot: it reads in one transaction, which blocks no writer.
      source.prepare('VACUUM INTO ?').run(part);
    } finally {
      source.close();
    }
    return sealCopy(part, 'the copy', (copy) => note(copy, through));
  });
  await orCannotStart('backed up, but the database cannot be told so', async () => {
    const database = new SQLite(file, { timeout: PATIENCE });
    try {
      note(database, through);
    } finally {
      database.close();
    }
  });
  return responses;
}

/** The same from PostgreSQL, whose own tools keep the order of arrival. The file is an SQLite database, so that one command restores both. */
export async function backUpPostgres(url: string, to: string, through: string): Promise<number> {
  const responses = await makeCopy(to, async (part) => {
    await copyFromPostgres(url, part);
    return sealCopy(part, 'the copy', (copy) => note(copy, through));
  });
  const client = await connectWritable(url);
  await client.query('UPDATE about SET backed_up_through = $1', [through]).finally(() => client.end());
  return responses;
}

/** Writes a file that gets its name only when it is complete, and that replaces no other. */
async function makeCopy<T>(to: string, make: (part: string) => T | Promise<T>): Promise<T> {
  if (existsSync(to)) throw new CannotStart(`${to} exists already: a backup never replaces another`);
  const part = `${to}.part`;
  return await orCannotStart('cannot back up', async () => {
    await access(dirname(to));
    await rm(part, { force: true });
    try {
      const made = await make(part);
      await putInPlace(part, to);
      return made;
    } finally {
      await rm(part, { force: true });
    }
  });
}

function note(database: SQLite.Database, through: string) {
  database.prepare('UPDATE about SET backed_up_through = ?').run(through);
}
