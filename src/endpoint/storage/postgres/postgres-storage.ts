import { type Background, createBackground } from '../../process/background.ts';
import { log } from '../../process/log.ts';
import { POSTGRES } from '../sql/dialect.ts';
import { responseReader, THREAD_PAGE } from '../sql/response-reader.ts';
import { sharedStorage, writeAndReadBack } from '../sql/shared-storage.ts';
import type { CountingReader, Observe, Storage } from '../storage.ts';
import { NO_TEXTS, type Texts } from '../texts.ts';
import { poolOf } from './postgres-addresses.ts';
import { NO_REPLY_AFTER, PATIENCE, queryIn, withClient } from './postgres-client.ts';
import { changeComment, drawLots } from './postgres-comment-changes.ts';
import { compactEachMinute } from './postgres-compaction.ts';
import { eraseBefore, eraseReceipt } from './postgres-erasures.ts';
import { openPool } from './postgres-pool.ts';
import { createPostgresSchema } from './postgres-schema.ts';
import { storingInGroups, WRITERS } from './postgres-store-groups.ts';
import { learnTextsPostgres } from './postgres-text-statements.ts';
import { tidyPostgres } from './postgres-tidy.ts';

/** Connections of a reader: for responses, and next to them those set aside. */
const READERS = 2;
/** A reader also sums up the days of a million responses. */
const READER_NO_REPLY_AFTER = 4 * NO_REPLY_AFTER;

export interface PostgresOptions {
  readonly observe?: Observe;
  /** Takes texts out of the responses of these surveys, and finds the texts again. */
  readonly texts?: Texts;
  /** Called with the durability settings that the engine does not report, if there are any. */
  readonly onUnreported?: (settings: readonly string[]) => void;
  /** How often small tables are compacted, in milliseconds. */
  readonly roundEvery?: number;
  /** Timeout of a reply, in milliseconds. */
  readonly noReplyAfter?: number;
  readonly background?: Background;
}

/**
 * Opens and checks the database, and creates its tables in an empty one; several endpoints may share it. Throws `CannotStart` when it
 * would not keep what it commits.
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Storage> {
  const {
    observe,
    texts = NO_TEXTS,
    onUnreported,
    background = createBackground(),
    roundEvery,
    noReplyAfter,
  } = options;
  const pool = await openPool({ url, setting: 'DATABASE_URL', max: WRITERS + 4, noReplyAfter, onUnreported }, (pool) =>
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
    every: roundEvery,
    unsupported() {
      if (!isUnsupported) log('compaction-unsupported', { so: 'tables are rewritten by the tidy command alone' });
      isUnsupported = true;
    },
  });
  const query = queryIn(pool);
  const shared = sharedStorage(query, query, POSTGRES);
  const store = storingInGroups(pool, texts, observe);

  return {
    source: { kind: 'postgres', url },
    ...shared,
    store: (received, refusals, day) => store({ received, refusals, day }),
    async erase(receiptHash, day) {
      await eraseReceipt(pool, texts, receiptHash, day);
      return (await shared.receiptState(receiptHash)) === 'erased';
    },
    async eraseBefore(day, survey, channel) {
      const erased = await eraseBefore(pool, query, texts, { day, survey: survey ?? null, channel: channel ?? null });
      await withClient(patient, tidyPostgres);
      return erased;
    },
    changeComment: (survey, change) => withClient(pool, (client) => changeComment(client, survey, change)),
    drawLots: (kept, drawn) => withClient(pool, (client) => drawLots(client, kept, drawn)),
    async forgetEveryText() {
      const [found] = await query<{ comments: number }>('SELECT COUNT(*)::integer AS comments FROM comment');
      // Their files go with the commit.
      await query('TRUNCATE comment, passage');
      return found?.comments ?? 0;
    },
    async forgetDays(today) {
      await query('UPDATE comment SET came_on = NULL WHERE came_on < $1', [today]);
    },
    tidy: () => withClient(patient, tidyPostgres),
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
