import { setImmediate } from 'node:timers/promises';
import type { SetAside } from '../organiser-storage.ts';
import { passageKeys } from '../passages.ts';
import { HEADER, type Row, toStored } from '../response-row.ts';
import { keyAfter, keyOf } from '../row-key.ts';
import type { CountingReader, DaySum, StampedResponse } from '../storage.ts';
import type { TextRecord } from '../text-storage.ts';
import type { Dialect, Run } from './dialect.ts';

/** Rows read at a time where posts are answered: each post needs five turns of the event loop, and waits for a page at each. */
const PAGE = 50;
/** The same in a thread that answers no posts. */
export const THREAD_PAGE = 500;
/** Rows read at once where few of their columns are asked for. */
const NARROW_PAGE = 500;

interface TextPlace {
  /** A number of 64 bits in digits. */
  readonly at: string;
  readonly item: string;
  readonly consent: string | null;
  readonly passages: number;
}

/** Reads responses, texts and ids set aside, in the order of their random keys. */
export function responseReader(run: Run, dialect: Dialect, most = PAGE): Omit<CountingReader, 'close'> {
  // Tombstones and other surveys included, without their answers: no page takes longer than it says.
  const page = `SELECT ${HEADER.join(', ')}, CASE WHEN survey = $1 THEN answers END AS answers,
      CASE WHEN survey = $1 THEN deflated END AS deflated
    FROM response WHERE key > $2 ORDER BY key LIMIT $3`;
  const some = `SELECT ${HEADER.join(', ')}, answers, deflated FROM response
    WHERE survey = $1 AND key ${dialect.isIn('$2', 'long')} ORDER BY key`;
  const textPage = `SELECT CAST(comment.key AS TEXT) AS at, item, consent, passages FROM comment
    WHERE survey = $1 AND passages > 0 AND comment.key > $2
      AND (CAST($3 AS TEXT) IS NULL OR came_on IS NULL OR came_on < $3) ORDER BY comment.key LIMIT $4`;
  const passagesOf = passageReader(run, dialect);

  return {
    async *all(survey, from = ''): AsyncGenerator<StampedResponse> {
      const read = (after: Row | undefined) => run<Row>(page, [survey, keyAfter(after?.id ?? from), most]);
      for await (const rows of inPages(most, read))
        for (const row of rows) if (row.survey === survey) yield toStored(row);
    },
    async responses(survey, ids) {
      const wanted = new Set(ids);
      const rows = await run<Row>(some, [survey, dialect.list(ids.map(keyOf))]);
      return rows.filter(({ id }) => wanted.has(id)).map(toStored);
    },
    async daySums(survey) {
      const rows = await run<Omit<DaySum, 'stamps'> & { readonly stamps: string }>(
        `SELECT received_on AS "receivedOn", CAST(COUNT(*) AS INTEGER) AS responses, CAST(SUM(stamp) AS TEXT) AS stamps
         FROM response WHERE survey = $1 GROUP BY received_on ORDER BY received_on`,
        [survey],
      );
      return rows.map((row) => ({ ...row, stamps: Number(row.stamps) }));
    },
    stamps: (survey, day) =>
      run('SELECT id, stamp FROM response WHERE survey = $1 AND received_on = $2', [survey, day]),
    async *aside(survey) {
      const read = (after: SetAside | undefined) =>
        run<SetAside>('SELECT id, reason, day FROM set_aside WHERE survey = $1 AND id > $2 ORDER BY id LIMIT $3', [
          survey,
          after?.id ?? '',
          NARROW_PAGE,
        ]);
      for await (const rows of inPages(NARROW_PAGE, read)) yield* rows;
    },
    async excludedTwice(survey) {
      const statement = 'SELECT id FROM exclusion WHERE survey = $1 AND times > 1';
      return (await run<{ readonly id: string }>(statement, [survey])).map(({ id }) => id);
    },
    async publishedRevisions(survey) {
      const statement = 'SELECT revision FROM revision_day WHERE survey = $1 ORDER BY revision';
      return (await run<{ readonly revision: number }>(statement, [survey])).map(({ revision }) => revision);
    },
    async *texts(survey, before): AsyncGenerator<TextRecord> {
      const read = (after: TextPlace | undefined) =>
        run<TextPlace>(textPage, [survey, after ? BigInt(after.at) : keyAfter(''), before ?? null, NARROW_PAGE]);
      for await (const rows of inPages(NARROW_PAGE, read)) {
        const textOf = await passagesOf(rows);
        // What was erased meanwhile is not shown.
        for (const row of rows) {
          const text = textOf(row);
          if (text !== undefined) yield { item: row.item, text, consent: row.consent };
        }
      }
    },
  };
}

/** Reads the texts of some rows, each put together from its passages; `undefined` for one that is not whole any more. */
export function passageReader(run: Run, dialect: Dialect) {
  const statement = `SELECT CAST(passage.key AS TEXT) AS at, text FROM passage WHERE passage.key ${dialect.isIn('$1', 'long')}`;
  type Read = Pick<TextPlace, 'at' | 'passages'>;
  const keysOf = ({ at, passages }: Read) => passageKeys(BigInt(at), passages);
  return async (rows: readonly Read[]): Promise<(row: Read) => string | undefined> => {
    const found = await run<{ readonly at: string; readonly text: string }>(statement, [
      dialect.list(rows.flatMap(keysOf)),
    ]);
    const passage = new Map(found.map(({ at, text }) => [at, text]));
    return (row) => {
      const pieces = keysOf(row).map((key) => passage.get(String(key)));
      return pieces.includes(undefined) ? undefined : pieces.join('');
    };
  };
}

/**
 * Reads pages until one is shorter than `size`; each follows the last row of the page before it. The next one is looked for while a
 * page is used, and other work of this thread runs between two pages.
 */
async function* inPages<Row>(
  size: number,
  read: (after: Row | undefined) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let coming = read(undefined); ; await setImmediate()) {
    const rows = await coming;
    const isLast = rows.length < size;
    if (!isLast) {
      coming = read(rows.at(-1));
      // A failure is thrown when its page is awaited.
      coming.catch(() => undefined);
    }
    yield rows;
    if (isLast) return;
  }
}
