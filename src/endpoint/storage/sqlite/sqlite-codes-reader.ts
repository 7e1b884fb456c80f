import { setImmediate } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { CODES, type CodesReader, type CodesRow, type DaySum } from '../codes.ts';
import { PAGE_HEAD, PAGE_HEAD_END, rowsOfPage } from '../codes-page.ts';
import { HEADER, type Row, toStored } from '../response-row.ts';
import { isId, keyAfter, keyOf } from './sqlite-row-key.ts';
import { packingsIn } from './sqlite-schema.ts';
import { reading } from './sqlite-writer-server.ts';

/** Rows read in one transaction: the log cannot be emptied meanwhile. */
const PAGE = 5_000;

/** So many rows, the key of the last, and those of one survey: what is written of each, and all their bytes. */
interface Page {
  readonly rows: number;
  readonly last: string | null;
  readonly heads: string | null;
  readonly codes: string | null;
}

/** Reads a file that a storage has opened and brought up to date. */
export function openSqliteCodes(file: string): CodesReader {
  const database = reading(() => new SQLite(file, { readonly: true, fileMustExist: true }));
  // Rows of other surveys are counted, so that no page takes longer than it says.
  const page = database.prepare<[string, string, bigint, number], Page>(
    `SELECT COUNT(*) AS rows, CAST(MAX(key) AS TEXT) AS last,
       group_concat(${PAGE_HEAD}, '${PAGE_HEAD_END}') FILTER (WHERE survey = ?) AS heads,
       group_concat(hex(code), '') FILTER (WHERE survey = ?) AS codes
     FROM (SELECT * FROM codes WHERE key > ? ORDER BY key LIMIT ?)`,
  );
  const one = database.prepare<[bigint, string, string], CodesRow>(
    `SELECT ${CODES.join(', ')} FROM codes WHERE key = ? AND id = ? AND survey = ?`,
  );
  const sums = database.prepare<[string], DaySum>(
    `SELECT received_on AS receivedOn, COUNT(*) AS responses, SUM(stamp) AS stamps FROM codes
     WHERE survey = ? GROUP BY received_on ORDER BY received_on`,
  );
  const marked = database
    .prepare<[string, string, number], string>(
      'SELECT id FROM set_aside WHERE survey = ? AND id > ? ORDER BY id LIMIT ?',
    )
    .pluck();
  const response = database.prepare<[bigint, string, string], Row>(
    `SELECT ${HEADER.join(', ')}, answers FROM response WHERE key = ? AND id = ? AND survey = ?`,
  );
  const packing = packingsIn(database);

  return {
    async *rows(survey, days) {
      for (let after = keyAfter(''); ; await setImmediate()) {
        const found = reading(() => page.get(survey, survey, after, PAGE));
        if (!found || found.last === null) return;
        const { heads, codes } = found;
        const rows = heads === null || codes === null ? [] : rowsOfPage(survey, heads, Buffer.from(codes, 'hex'));
        yield rows.filter(({ received_on }) => days?.has(received_on) ?? true);
        after = BigInt(found.last);
        if (found.rows < PAGE) return;
      }
    },
    rowsOf: async (survey, ids) =>
      reading(() => ids.filter(isId).flatMap((id) => one.get(keyOf(id), id, survey) ?? [])),
    daySums: async (survey) => reading(() => sums.all(survey)),
    async *aside(survey) {
      for (let after = ''; ; await setImmediate()) {
        const ids = reading(() => marked.all(survey, after, PAGE));
        yield ids;
        after = ids.at(-1) ?? '';
        if (ids.length < PAGE) return;
      }
    },
    responses: async (survey, ids) =>
      reading(() =>
        ids.flatMap((id) => {
          const row = response.get(keyOf(id), id, survey);
          return row ? [toStored(row, packing(row.survey, row.revision))] : [];
        }),
      ),
    close: async () => void database.close(),
  };
}
