import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { passageKeys } from '../passages.ts';
import type { KeptText, TextStorage } from '../text-storage.ts';
import { type Upkeep, untilLogIsEmpty } from './sqlite-tidy.ts';
import type { Writer } from './sqlite-writer-client.ts';
import { reading } from './sqlite-writer-server.ts';

/** Rows read at a time. */
const PAGE = 200;

interface Read {
  /** A number of 64 bits in digits. */
  readonly key: string;
  readonly survey: string;
  readonly item: string;
  readonly consent: string | null;
  readonly came_on: string | null;
  readonly passages: number;
}

/** Reads texts again; what changes them goes through the writer. */
export function textsSqlite(database: Database, writer: Writer, upkeep: Pick<Upkeep, 'written'>): TextStorage {
  return {
    texts: readTextsSqlite(database),
    async forgetEveryText() {
      const forgotten = await writer.write({ name: 'forgetEveryText', args: [] });
      await writer.tidy();
      await untilLogIsEmpty(writer);
      return forgotten;
    },
    async forgetDays(today) {
      upkeep.written();
      await writer.write({ name: 'forgetDays', args: [today] });
    },
  };
}

export function readTextsSqlite(database: Database): TextStorage['texts'] {
  // Of every survey, so that no page takes longer than it says.
  const page = database.prepare<[bigint, number], Read>(
    `SELECT CAST(key AS TEXT) AS key, survey, item, consent, came_on, passages FROM comment
     WHERE comment.key > ? ORDER BY comment.key LIMIT ?`,
  );
  const passage = database.prepare<[bigint], string>('SELECT text FROM passage WHERE key = ?').pluck();

  function toKept({ key, item, consent, passages }: Read): KeptText {
    const text = passageKeys(BigInt(key), passages).map((one) => passage.get(one) ?? '');
    return { item, text: text.join(''), consent };
  }

  return async function* texts(survey, before) {
    const isShown = ({ survey: of, came_on, passages }: Read) =>
      of === survey && passages > 0 && (before === undefined || came_on === null || came_on < before);
    for (let after = -(2n ** 63n); ; await setImmediate()) {
      // Texts and what is said of them are of one moment.
      const { rows, kept } = reading(
        database.transaction(() => {
          const rows = page.all(after, PAGE);
          return { rows, kept: rows.filter(isShown).map(toKept) };
        }),
      );
      yield* kept;
      after = BigInt(rows.at(-1)?.key ?? after);
      if (rows.length < PAGE) return;
    }
  };
}
