import { existsSync } from 'node:fs';
import SQLite, { type Database } from 'better-sqlite3';
import { CannotStart } from '../endpoint/process/cannot-start.ts';
import { connectWritable } from '../endpoint/storage/postgres/postgres-addresses.ts';
import { openPostgres } from '../endpoint/storage/postgres/postgres-storage.ts';
import { openDatabase } from '../endpoint/storage/sqlite/sqlite-open.ts';
import { createSchema } from '../endpoint/storage/sqlite/sqlite-schema.ts';

/** Rows per statement. */
const PAGE = 500;
/** The same for the table whose rows are pieces of files, up to 256 kB each. */
const [PIECES, PAGE_OF_PIECES] = ['survey_piece', 8];
/** The table of the health check, which is not copied. */
const PROBE = 'probe';

/** Tables that must be empty before a copy. */
const HELD = [
  ['response', 'responses'],
  ['survey', 'surveys'],
  ['token', 'tokens'],
] as const;

/** Copies the SQLite file into an empty PostgreSQL database in one transaction, every response byte for byte. Returns the numbers of rows. */
export async function copyToPostgres(file: string, url: string): Promise<Readonly<Record<string, number>>> {
  if (!existsSync(file)) throw new CannotStart(`no database at ${file}`);
  const source = openDatabase(file);
  createSchema(source);
  // Opening checks the target, and creates its tables.
  await (await openPostgres(url)).close();
  const target = await connectWritable(url);
  try {
    // One snapshot of all tables: a text whose response is erased meanwhile would never be erased again.
    source.exec('BEGIN');
    await target.query('BEGIN');
    for (const [table, what] of HELD) {
      const { rowCount } = await target.query(`SELECT FROM ${table} LIMIT 1`);
      if (rowCount) throw new CannotStart(`the database of DATABASE_URL already holds ${what}`);
    }
    const copied: Record<string, number> = {};
    for (const table of tablesOf(source)) {
      // Replaces the row that opening has created.
      await target.query(`DELETE FROM ${table.name}`);
      let rows: unknown[] = [];
      let sent = 0;
      const send = async () => {
        await target.query(`INSERT INTO ${table.name} SELECT * FROM json_populate_recordset(NULL::${table.name}, $1)`, [
          JSON.stringify(rows),
        ]);
        sent += rows.length;
        rows = [];
      };
      const read = `SELECT ${table.columns.map(inJson).join(', ')} FROM ${table.name} ORDER BY ${table.key.join(', ')}`;
      for (const row of source.prepare(read).iterate()) if (rows.push(row) === pageOf(table)) await send();
      await send();
      // Without statistics PostgreSQL would sort the whole table for each page that is read.
      await target.query(`ANALYZE ${table.name}`);
      copied[table.name] = sent;
    }
    await target.query('COMMIT');
    return copied;
  } finally {
    await target.end();
    source.close();
  }
}

/** Copies PostgreSQL into a new SQLite file: one consistent snapshot, in key order. */
export async function copyFromPostgres(url: string, file: string): Promise<void> {
  await (await openPostgres(url)).close();
  const source = await connectWritable(url);
  const target = new SQLite(file);
  try {
    createSchema(target);
    const tables = tablesOf(target);
    await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Locks the tables before the first read takes the snapshot: a table truncated after it would be read as empty.
    await source.query(`LOCK TABLE ${tables.map(({ name }) => name).join(', ')} IN ACCESS SHARE MODE`);
    target.exec('BEGIN');
    for (const table of tables) {
      target.exec(`DELETE FROM ${table.name}`);
      const names = table.columns.map(({ name }) => name);
      const put = target.prepare(
        `INSERT INTO ${table.name} (${names.join(', ')}) VALUES (${table.columns.map(parameter).join(', ')})`,
      );
      await source.query(
        `DECLARE rows CURSOR FOR SELECT ${names.join(', ')} FROM ${table.name} ORDER BY ${table.key.join(', ')}`,
      );
      for (let isLast = false; !isLast; ) {
        const { rows } = await source.query<Record<string, string | number | Buffer | null>>(
          `FETCH ${pageOf(table)} FROM rows`,
        );
        for (const row of rows) put.run(row);
        isLast = rows.length < pageOf(table);
      }
      await source.query('CLOSE rows');
    }
    target.exec('COMMIT');
  } finally {
    target.close();
    await source.end();
  }
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
}

interface Column {
  readonly name: string;
  readonly type: string;
  /** Position in the primary key, from 1; 0 for other columns. */
  readonly pk: number;
}

function pageOf({ name }: Table): number {
  return name === PIECES ? PAGE_OF_PIECES : PAGE;
}

/** Returns the tables that both databases have, with SQLite's columns. */
function tablesOf(database: Database): readonly Table[] {
  const names = database
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all();
  return names
    .filter((name) => name !== PROBE)
    .map((name) => {
      const columns = database.pragma(`table_info(${name})`) as readonly Column[];
      const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
      return { name, columns, key: key.map((one) => one.name) };
    });
}

/** Converts a row to JSON for PostgreSQL: bytes in hexadecimal, and keys as text, since a JSON number loses digits of 64 bits. */
function inJson({ name, type }: Column): string {
  if (name === 'key') return 'CAST(key AS TEXT) AS key';
  return type === 'BLOB' ? `CASE WHEN ${name} IS NOT NULL THEN '\\x' || hex(${name}) END AS ${name}` : name;
}

/** The driver returns a `bigint` as text. */
function parameter({ name }: Column): string {
  return name === 'key' ? 'CAST(@key AS INTEGER)' : `@${name}`;
}
