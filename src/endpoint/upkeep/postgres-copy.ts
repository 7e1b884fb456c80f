import { existsSync } from 'node:fs';
import SQLite, { type Database } from 'better-sqlite3';
import pg from 'pg';
import { CannotStart } from '../process/cannot-start.ts';
import { openPostgres } from '../storage/postgres/postgres-storage.ts';
import { openDatabase } from '../storage/sqlite/sqlite-open.ts';
import { createSchema } from '../storage/sqlite/sqlite-schema.ts';

/** Rows sent at a time. */
const PAGE = 500;
/** The same of the table whose rows are pieces of files, of up to 256 kB each. */
const [PIECES, PAGE_OF_PIECES] = ['survey_piece', 8];
/** A table by which an endpoint tries its database; a copy leaves it out. */
const PROBE = 'probe';

/** What a copy would replace. */
const HELD = [
  ['response', 'responses'],
  ['survey', 'surveys'],
  ['token', 'tokens'],
] as const;

/** Rows copied, by table. */
export type Copied = Readonly<Record<string, number>>;

/** Outgrown: everything of the SQLite file into an empty PostgreSQL database, in one transaction, every response byte for byte. */
export async function copyToPostgres(file: string, url: string): Promise<Copied> {
  if (!existsSync(file)) throw new CannotStart(`no database at ${file}`);
  const source = openDatabase(file);
  createSchema(source);
  // Opening checks the other side, and creates its tables.
  await (await openPostgres(url)).close();
  const target = new pg.Client(url);
  await target.connect();
  try {
    await target.query('BEGIN');
    for (const [table, what] of HELD) {
      const { rowCount } = await target.query(`SELECT FROM ${table} LIMIT 1`);
      if (rowCount) throw new CannotStart(`the database of DATABASE_URL already holds ${what}`);
    }
    const copied: Record<string, number> = {};
    for (const table of tablesOf(source)) {
      // What it says of itself from its first opening gives way.
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
      // Until it knows what it holds, it sorts the whole table for each page that is read of it.
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

/** The way back, into a file that is not there yet: one moment of the database, in the order of its keys. */
export async function copyFromPostgres(url: string, file: string): Promise<Copied> {
  await (await openPostgres(url)).close();
  const source = new pg.Client(url);
  await source.connect();
  const target = new SQLite(file);
  try {
    createSchema(target);
    const tables = tablesOf(target);
    await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Before the snapshot, which the first read takes: a table that is truncated after it would be read as empty.
    await source.query(`LOCK TABLE ${tables.map(({ name }) => name).join(', ')} IN ACCESS SHARE MODE`);
    target.exec('BEGIN');
    const copied: Record<string, number> = {};
    for (const table of tables) {
      target.exec(`DELETE FROM ${table.name}`);
      const names = table.columns.map(({ name }) => name);
      const put = target.prepare(
        `INSERT INTO ${table.name} (${names.join(', ')}) VALUES (${table.columns.map(parameter).join(', ')})`,
      );
      await source.query(
        `DECLARE rows CURSOR FOR SELECT ${names.join(', ')} FROM ${table.name} ORDER BY ${table.key.join(', ')}`,
      );
      let taken = 0;
      for (let isLast = false; !isLast; ) {
        const { rows } = await source.query<Record<string, string | number | Buffer | null>>(
          `FETCH ${pageOf(table)} FROM rows`,
        );
        for (const row of rows) put.run(row);
        taken += rows.length;
        isLast = rows.length < pageOf(table);
      }
      await source.query('CLOSE rows');
      copied[table.name] = taken;
    }
    target.exec('COMMIT');
    return copied;
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
  /** Place in the primary key, from 1; 0 outside it. */
  readonly pk: number;
}

function pageOf({ name }: Table): number {
  return name === PIECES ? PAGE_OF_PIECES : PAGE;
}

/** Every table that both databases have, with the columns of SQLite's. */
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

/** As PostgreSQL reads a row from JSON: bytes as digits, and a key as text, since it has more digits than a number of JSON keeps. */
function inJson({ name, type }: Column): string {
  if (name === 'key') return 'CAST(key AS TEXT) AS key';
  return type === 'BLOB' ? `CASE WHEN ${name} IS NOT NULL THEN '\\x' || hex(${name}) END AS ${name}` : name;
}

/** The driver gives a key of PostgreSQL as text. */
function parameter({ name }: Column): string {
  return name === 'key' ? 'CAST(@key AS INTEGER)' : `@${name}`;
}
