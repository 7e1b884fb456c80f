import { setImmediate } from 'node:timers/promises';
import { Pool } from 'pg';
import { logError } from '../../process/log.ts';
import { CODES, type CodesReader, type CodesRow, type DaySum } from '../codes.ts';
import { PAGE_HEAD, PAGE_HEAD_END, rowsOfPage } from '../codes-page.ts';
import { HEADER, type Row, toStored } from '../response-row.ts';
import { PATIENCE, withClient } from './postgres-client.ts';
import { type KnownWords, packingIn, readWords } from './postgres-reader.ts';

const PAGE = 2_000;

/** So many rows, and the id of the last. */
interface Page {
  readonly rows: number;
  readonly last: string | null;
  readonly heads: string;
  /** The bytes of all, in base64: the driver would take them in twice as many letters. */
  readonly codes: string;
}

const PAGE_AFTER = `SELECT COUNT(*)::integer AS rows, MAX(id) AS last,
    string_agg(${PAGE_HEAD}, '${PAGE_HEAD_END}') AS heads, encode(string_agg(code, ''::bytea), 'base64') AS codes
  FROM (
    SELECT * FROM codes
    WHERE survey = $1 AND id > $2 AND ($3::text[] IS NULL OR received_on = ANY ($3)) ORDER BY id LIMIT $4
  ) AS page`;

/** Reads a database that a storage has opened and brought up to date, on one connection. */
export function openPostgresCodes(url: string): CodesReader {
  const pool = new Pool({ connectionString: url, max: 1, connectionTimeoutMillis: PATIENCE });
  pool.on('error', (error) => logError('database-connection-lost', error));
  const words: KnownWords = new Map();
  const packing = packingIn(words);
  const query = <R extends object>(text: string, values: unknown[]) =>
    withClient(pool, async (client) => (await client.query<R>(text, values)).rows);

  return {
    async *rows(survey, days) {
      const read = async (after: string) =>
        (await query<Page>(PAGE_AFTER, [survey, after, days ? [...days] : null, PAGE]))[0];
      for (let coming = read(''); ; ) {
        const page = await coming;
        if (!page || page.last === null) return;
        const isLast = page.rows < PAGE;
        if (!isLast) {
          // The database looks for the next ones while these are taken. Its failure is told when their turn comes.
          coming = read(page.last);
          coming.catch(() => undefined);
          // Taking a page leaves the loop no turn in which to ask.
          await setImmediate();
        }
        yield rowsOfPage(survey, page.heads, Buffer.from(page.codes, 'base64'));
        if (isLast) return;
      }
    },
    rowsOf: (survey, ids) =>
      query<CodesRow>(`SELECT ${CODES.join(', ')} FROM codes WHERE survey = $1 AND id = ANY ($2) ORDER BY id`, [
        survey,
        ids,
      ]),
    async daySums(survey) {
      const rows = await query<Omit<DaySum, 'stamps'> & { readonly stamps: string }>(
        `SELECT received_on AS "receivedOn", COUNT(*)::integer AS responses, SUM(stamp)::text AS stamps FROM codes
         WHERE survey = $1 GROUP BY received_on ORDER BY received_on COLLATE "C"`,
        [survey],
      );
      return rows.map((row) => ({ ...row, stamps: Number(row.stamps) }));
    },
    async *aside(survey) {
      for (let after = ''; ; ) {
        const rows = await query<{ readonly id: string }>(
          'SELECT id FROM set_aside WHERE survey = $1 AND id > $2 ORDER BY id LIMIT $3',
          [survey, after, PAGE],
        );
        yield rows.map(({ id }) => id);
        after = rows.at(-1)?.id ?? '';
        if (rows.length < PAGE) return;
      }
    },
    async responses(survey, ids) {
      const rows = await query<Row>(
        `SELECT ${HEADER.join(', ')}, answers FROM response WHERE survey = $1 AND id = ANY ($2) ORDER BY id`,
        [survey, ids],
      );
      if (rows.some((row) => !words.has(`${row.survey} ${row.revision}`)))
        await withClient(pool, (client) => readWords(client, words));
      return rows.map((row) => toStored(row, packing(row.survey, row.revision)));
    },
    close: () => pool.end(),
  };
}
