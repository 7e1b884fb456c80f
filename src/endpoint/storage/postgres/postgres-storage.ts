import type { PoolClient } from 'pg';
import { createBackground } from '../../process/background.ts';
import { log } from '../../process/log.ts';
import { type DrawnComment, readCommentKey, type VerbatimsRecord } from '../comment-storage.ts';
import { POSTGRES } from '../sql/dialect.ts';
import { eraseInSlices, erasures, TEXT_ITEMS } from '../sql/erasure-statements.ts';
import { responseReader, THREAD_PAGE } from '../sql/response-reader.ts';
import { sharedStorage, writeAndReadBack } from '../sql/shared-storage.ts';
import type { SqliteOptions } from '../sqlite/sqlite-storage.ts';
import { type CountingReader, type Storage, StorageUnavailable } from '../storage.ts';
import { keysOf, NO_TEXTS, otherSecret, type TextItem } from '../texts.ts';
import { poolOf } from './postgres-addresses.ts';
import { inTransaction, NO_REPLY_AFTER, PATIENCE, queryIn, withClient } from './postgres-client.ts';
import { compactEachMinute } from './postgres-compaction.ts';
import { openPool } from './postgres-pool.ts';
import { createPostgresSchema } from './postgres-schema.ts';
import { storingInGroups, WRITERS } from './postgres-store-groups.ts';
import { claimsSecret, learnTextsPostgres } from './postgres-text-statements.ts';
import { tidyPostgres } from './postgres-tidy.ts';

/** Connections of a reader: for responses, and next to them those set aside. */
const READERS = 2;
const LOCK_RECEIPT = `SELECT FROM response WHERE receipt_hash = decode($1, 'hex') ORDER BY key FOR UPDATE`;
/** A reader also sums up the days of a million responses. */
const READER_NO_REPLY_AFTER = 4 * NO_REPLY_AFTER;

export interface PostgresOptions extends Omit<SqliteOptions, 'startWriter'> {
  /** Called with the durability settings that the engine does not report, if there are any. */
  readonly onUnreported?: (settings: readonly string[]) => void;
  /** Timeout of a reply, in milliseconds. */
  readonly noReplyAfter?: number;
}

/**
 * Opens and checks the database, and creates its tables in an empty one; several endpoints may share it. Throws `CannotStart` when it
 * would not keep what it commits.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Storage> {
  const { texts = NO_TEXTS, background = createBackground() } = options;
  const pool = await openPool({ ...options, url, setting: 'DATABASE_URL', max: WRITERS + 4 }, (pool) =>
    withClient(pool, async (client) => {
      await createPostgresSchema(client);
      await learnTextsPostgres(client, texts);
    }),
  );
  // Without timeouts: a large table is rewritten in minutes.
  const patient = poolOf(url, { max: 1, connectionTimeoutMillis: PATIENCE });
  let isUnsupported = false;
  const compaction = compactEachMinute(pool, {
    background,
    every: options.roundEvery,
    unsupported() {
      if (!isUnsupported) log('compaction-unsupported', { so: 'tables are rewritten by the tidy command alone' });
      isUnsupported = true;
    },
  });
  const query = queryIn(pool);
  const shared = sharedStorage(query, query, POSTGRES);
  const store = storingInGroups(pool, texts, options.observe);

  return {
    source: { kind: 'postgres', url },
    ...shared,
    store: (received, refusals, day) => store({ received, refusals, day }),
    /** The database's own log and dead rows hold the old page until `tidy` and the recycling of its log. */
    async erase(receiptHash, day) {
      await inTransaction(pool, async (run) => {
        // Nothing replaces the texts of these responses while they are looked for.
        await run(LOCK_RECEIPT, [receiptHash]);
        const keys = keysOf(texts, receiptHash, await run<TextItem>(TEXT_ITEMS));
        await erasures(run, POSTGRES).erase(receiptHash, day, keys);
      });
      return (await shared.receiptState(receiptHash)) === 'erased';
    },
    async eraseBefore(day, survey, channel, rewrites = true) {
      const erased = await eraseInSlices(query, POSTGRES, texts, { day, survey, channel }, (...due) =>
        inTransaction(pool, (run) => erasures(run, POSTGRES).eraseBefore(...due)),
      );
      if (rewrites) await withClient(patient, tidyPostgres);
      return erased;
    },
    changeComment: (...change) => inTransaction(pool, (run) => erasures(run, POSTGRES).changeComment(...change)),
    drawLots: (kept, drawn) => withClient(pool, (client) => drawLots(client, kept, drawn)),
    async forgetEveryText(secret) {
      const [found] = await query<{ comments: number }>('SELECT COUNT(*)::integer AS comments FROM comment');
      // Their files go with the commit.
      await query('TRUNCATE comment, passage');
      await query('UPDATE about SET text_secret = $1', [secret]);
      return found?.comments ?? 0;
    },
    async forgetDays(today) {
      await query('UPDATE comment SET came_on = NULL WHERE came_on < $1', [today]);
    },
    tidy: () => withClient(patient, tidyPostgres),
    async standing() {
      // Texts may have been forgotten while it ran, for endpoints with another secret.
      if (!(await claimsSecret(query, texts))) throw new StorageUnavailable(otherSecret());
      return await shared.standing();
    },
    probe: () => writeAndReadBack(query, query),
    async close() {
      await compaction.stop();
      await pool.end();
      await patient.end();
    },
  };
}

/** Reads a database that a storage has opened. */
export function openPostgresReader(url: string): CountingReader {
  const pool = poolOf(url, {
    max: READERS,
    connectionTimeoutMillis: PATIENCE,
    query_timeout: READER_NO_REPLY_AFTER,
  });
  return { ...responseReader(queryIn(pool), POSTGRES, THREAD_PAGE), close: () => pool.end() };
}

async function drawLots(
  client: PoolClient,
  { survey, day, body }: VerbatimsRecord,
  drawn: readonly DrawnComment[],
): Promise<boolean> {
  await client.query('BEGIN');
  const first = await client.query(
    `INSERT INTO verbatims (survey, day, body) VALUES ($1, $2, $3)
     ON CONFLICT (survey) DO UPDATE SET day = excluded.day, body = excluded.body WHERE excluded.day > verbatims.day`,
    [survey, day, body],
  );
  const isFirst = first.rowCount === 1;
  const at = drawn.flatMap(({ key, ...rest }) => {
    const found = readCommentKey(key);
    return found ? [{ ...found, ...rest }] : [];
  });
  if (isFirst && at.length > 0)
    await client.query(
      `UPDATE comment SET lot = drawn.lot, place = drawn.place
       FROM unnest($2::bigint[], $3::text[], $4::integer[], $5::integer[], $6::text[]) AS drawn (key, print, lot, place, state)
       WHERE comment.key = drawn.key AND survey = $1 AND substr(encode(comment.print, 'hex'), 1, 16) = drawn.print
         AND comment.lot IS NULL AND comment.state = drawn.state`,
      [
        survey,
        at.map(({ key }) => key),
        at.map(({ print }) => print),
        at.map(({ lot }) => lot),
        at.map(({ place }) => place),
        at.map(({ state }) => state),
      ],
    );
  await client.query('COMMIT');
  return isFirst;
}
