import { Pool, type PoolClient } from 'pg';
import { logError } from '../../process/log.ts';
import { type Packings, packings, type Vocabulary } from '../packing.ts';
import { HEADER, type Row, toPacked } from '../response-row.ts';
import type { Storage, StorageReader } from '../storage.ts';
import { PATIENCE, queryIn, withClient } from './postgres-client.ts';
import { asidePostgres } from './postgres-organiser-storage.ts';
import { readTextsPostgres } from './postgres-text-storage.ts';

/** Rows read at a time: where posts are answered each needs five turns of the event loop, and waits for a page at each. */
const PAGE = 100;
/** Connections of a reader: for responses, and beside them those set aside. */
const READERS = 2;

/** Reads a database that a storage has opened and brought up to date. */
export function openPostgresReader(url: string): StorageReader {
  const pool = new Pool({ connectionString: url, max: READERS, connectionTimeoutMillis: PATIENCE });
  pool.on('error', (error) => logError('database-connection-lost', error));
  const query = queryIn(pool);
  return {
    all: responsesPostgres(pool, new Map()),
    aside: asidePostgres(query),
    texts: readTextsPostgres(query),
    close: () => pool.end(),
  };
}

/** By survey and revision. */
export type KnownWords = Map<string, readonly string[]>;

export async function readWords(client: PoolClient, words: KnownWords) {
  const found = await client.query<Vocabulary & { words: string }>('SELECT survey, revision, words FROM vocabulary');
  for (const one of found.rows) words.set(`${one.survey} ${one.revision}`, JSON.parse(one.words));
}

export function packingIn(words: KnownWords): Packings {
  return packings((survey, revision) => words.get(`${survey} ${revision}`));
}

export function responsesPostgres(pool: Pool, words: KnownWords): Storage['all'] {
  const query = queryIn(pool);
  const packing = packingIn(words);
  return async function* all(survey, from = '') {
    // No index serves this comparison, which keeps the planner on the primary key: with the survey's it would sort all of them for each page.
    const read = (after: string) =>
      query<Row>(
        `SELECT ${HEADER.join(', ')}, answers FROM response WHERE survey IS NOT DISTINCT FROM $1 AND id > $2 ORDER BY id LIMIT $3`,
        [survey, after, PAGE],
      );
    for (let coming = read(from); ; ) {
      const rows = await coming;
      const isLast = rows.length < PAGE;
      if (!isLast) {
        // The database looks for the next ones while these are taken. Its failure is told when their turn comes.
        coming = read(rows.at(-1)?.id ?? '');
        coming.catch(() => undefined);
      }
      // Another endpoint has taught it the words of a newer revision.
      if (rows.some((row) => !words.has(`${row.survey} ${row.revision}`)))
        await withClient(pool, (client) => readWords(client, words));
      for (const row of rows) yield toPacked(row, packing(row.survey, row.revision));
      if (isLast) return;
    }
  };
}
