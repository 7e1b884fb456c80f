import { existsSync } from 'node:fs';
import pg from 'pg';
import { CannotStart } from '../process/cannot-start.ts';
import { openPostgres } from '../storage/postgres/postgres.ts';
import { openDatabase } from '../storage/sqlite/sqlite-open.ts';
import { migrate } from '../storage/sqlite/sqlite-schema.ts';

const TABLES = ['response', 'refusal', 'publication', 'set_aside'] as const;
/** Rows sent at a time. */
const PAGE = 500;

/** Rows copied, by table. */
export type Copied = Readonly<Record<(typeof TABLES)[number], number>>;

/** Outgrown: everything of the SQLite file into an empty PostgreSQL database, in one transaction, byte for byte. */
export async function copyToPostgres(file: string, url: string): Promise<Copied> {
  if (!existsSync(file)) throw new CannotStart(`no database at ${file}`);
  const source = openDatabase(file);
  migrate(source);
  // Opening checks and upgrades the other side.
  await (await openPostgres(url)).close();
  const target = new pg.Client(url);
  await target.connect();
  try {
    await target.query('BEGIN');
    const { rowCount } = await target.query('SELECT FROM response LIMIT 1');
    if (rowCount) throw new CannotStart('the database of DATABASE_URL already holds responses');
    const copied = { response: 0, refusal: 0, publication: 0, set_aside: 0 };
    for (const table of TABLES) {
      let rows: unknown[] = [];
      const send = async () => {
        await target.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [
          JSON.stringify(rows),
        ]);
        copied[table] += rows.length;
        rows = [];
      };
      for (const row of source.prepare(`SELECT * FROM ${table}`).iterate()) if (rows.push(row) === PAGE) await send();
      await send();
    }
    await target.query('COMMIT');
    return copied;
  } finally {
    await target.end();
    source.close();
  }
}
