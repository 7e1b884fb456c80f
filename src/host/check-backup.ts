import { createHash } from 'node:crypto';
import SQLite, { type Database } from 'better-sqlite3';
import { CannotStart } from '../endpoint/process/cannot-start.ts';
import { HEADER, type Row, toStored } from '../endpoint/storage/response-row.ts';
import { canonicalForm } from '../wire/canonical.ts';

/**
 * Checks a copy that no other process has open, and makes it a single file without a write-ahead log, which does not tell on which day
 * a text came. `change` is applied if the copy is sound. Throws `CannotStart` if it is not. Returns the number of responses.
 */
export function sealCopy(file: string, name: string, change: (copy: Database) => void = () => {}): number {
  const database = new SQLite(file);
  try {
    const version = Number(database.pragma('user_version', { simple: true }));
    const found = database.prepare(`SELECT COUNT(*) FROM sqlite_schema WHERE name = 'response'`).pluck().get();
    if (found !== 1 || version < 1) throw new CannotStart(`${name} holds no responses of this program`);
    assertSound(database, name);
    database.pragma('journal_mode = DELETE');
    database.pragma('secure_delete = ON');
    const responses = countWhole(database, name);
    database.exec('UPDATE comment SET came_on = NULL');
    change(database);
    return responses;
  } finally {
    database.close();
  }
}

/** Runs SQLite's integrity check, then compares each response with its digest. Returns the number of responses. */
export function countSound(database: Database, name: string): number {
  assertSound(database, name);
  return countWhole(database, name);
}

function countWhole(database: Database, name: string): number {
  let responses = 0;
  const rows = database.prepare<[], Row & { digest: string; receipt_hash: string }>(
    `SELECT ${HEADER.join(', ')}, answers, deflated, lower(hex(digest)) AS digest, lower(hex(receipt_hash)) AS receipt_hash
     FROM response WHERE survey IS NOT NULL`,
  );
  for (const row of rows.iterate()) {
    if (digestOf(row) !== row.digest) throw new CannotStart(`${name} is damaged: a response is not what was received`);
    responses++;
  }
  return responses;
}

function assertSound(database: Database, name: string) {
  const found = database.pragma('integrity_check') as readonly { readonly integrity_check: string }[];
  if (found[0]?.integrity_check !== 'ok')
    throw new CannotStart(`${name} is damaged: SQLite's integrity check finds ${found.length} faults`);
}

/** `undefined` if the answers cannot be read. */
function digestOf(row: Row & { receipt_hash: string }): string | undefined {
  try {
    const { receivedOn: _, stamp: __, answers, ...header } = toStored(row);
    const text = canonicalForm({ ...header, answers: JSON.parse(answers), receiptHash: row.receipt_hash }) ?? '';
    return createHash('sha256').update(text).digest('hex');
  } catch (error) {
    // Not JSON, or not a deflate stream.
    if (error instanceof SyntaxError || (error instanceof Error && 'errno' in error)) return undefined;
    throw error;
  }
}
