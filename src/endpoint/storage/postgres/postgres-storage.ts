import type { Pool } from 'pg';
import { type Background, createBackground } from '../../process/background.ts';
import { type Coders, NO_CODERS } from '../codes.ts';
import type { Vocabulary } from '../packing.ts';
import { TOMBSTONE } from '../response-row.ts';
import {
  type KeptConduct,
  type Observe,
  type Outcome,
  type Publication,
  type PublishedRevision,
  type Standing,
  type Storage,
  StorageUnavailable,
} from '../storage.ts';
import { keysOf, NO_TEXTS, type Texts } from '../texts.ts';
import { PATIENCE, queryIn, withClient } from './postgres-client.ts';
import { codeHeldPostgres } from './postgres-code-backfill.ts';
import { commentsPostgres } from './postgres-comment-storage.ts';
import { compactEachMinute } from './postgres-compaction.ts';
import { organiserPostgres } from './postgres-organiser-storage.ts';
import { openPool } from './postgres-pool.ts';
import { type KnownWords, packingIn, readWords, responsesPostgres } from './postgres-reader.ts';
import { createPostgresSchema, learnWordsPostgres } from './postgres-schema.ts';
import { type Batch, type StoringParts, storeTogether } from './postgres-store-batches.ts';
import { forgetTexts, learnTextsPostgres, passagesUnder, textItemsOf } from './postgres-text-statements.ts';
import { textsPostgres } from './postgres-text-storage.ts';
import { tidyPostgres } from './postgres-tidy.ts';

/** Requests stored in one transaction, and transactions under way at once: the database groups their flushes. */
const MOST_TOGETHER = 100;
const WRITERS = 4;

/** Nothing replaces the texts of these responses while they are looked for. */
const LOCK_RECEIPT = 'SELECT FROM response WHERE receipt_hash = $1 ORDER BY id FOR UPDATE';
const ERASE = `WITH due AS (
     SELECT id, survey FROM response WHERE receipt_hash = $1 AND survey IS NOT NULL ORDER BY id FOR UPDATE
   ), counted AS (
     INSERT INTO erasure (survey, day, responses)
     SELECT survey, $2, COUNT(*) FROM due GROUP BY survey
     ON CONFLICT (survey, day) DO UPDATE SET responses = erasure.responses + excluded.responses
   ), forgotten AS (
     DELETE FROM set_aside USING due WHERE set_aside.id = due.id
   ), uncoded AS (
     DELETE FROM codes USING due WHERE codes.id = due.id
   )
   UPDATE response SET ${TOMBSTONE} FROM due WHERE response.id = due.id`;

export interface PostgresOptions {
  readonly observe?: Observe;
  /** Of the surveys whose answers will come. */
  readonly vocabulary?: readonly Vocabulary[];
  /** Of the same surveys: what comes is coded by them, and so is what is held and is not. */
  readonly coders?: Coders;
  /** Of the same surveys: takes texts out of what comes, and finds them again. */
  readonly texts?: Texts;
  /** Called with the settings of durability that this engine does not tell, if there are any. */
  readonly untold?: (settings: readonly string[]) => void;
  /** How often small tables are compacted, in milliseconds. */
  readonly roundEvery?: number;
  readonly background?: Background;
}

/** Opens and checks the database, and creates its tables in an empty one; several endpoints may share it. Throws `CannotStart` when it would not keep what it commits. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Storage> {
  const { observe, vocabulary = [], coders = NO_CODERS, texts = NO_TEXTS, untold } = options;
  const words: KnownWords = new Map();
  const pool = await openPool({ url, setting: 'DATABASE_URL', max: WRITERS + 4, untold }, async (pool) => {
    await withClient(pool, async (client) => {
      await createPostgresSchema(client);
      await learnWordsPostgres(client, vocabulary);
      await readWords(client, words);
      await learnTextsPostgres(client, texts);
    });
    await codeHeldPostgres(pool, packingIn(words), coders);
  });
  const compaction = compactEachMinute(pool, options.background ?? createBackground(), options.roundEvery);
  const storage = postgresStorage(pool, words, { url, coders, texts, ...(observe && { observe }) });
  return {
    ...storage,
    async close() {
      await compaction.stop();
      await storage.close();
    },
  };
}

function postgresStorage(
  pool: Pool,
  words: KnownWords,
  {
    url,
    coders,
    texts,
    observe,
  }: { readonly url: string; readonly coders: Coders; readonly texts: Texts; readonly observe?: Observe },
): Storage {
  const packing = packingIn(words);
  const store = storingInGroups(pool, { packing, coders, texts }, observe);
  const query = queryIn(pool);

  async function receiptState(receiptHash: string) {
    const [row] = await query<{ kept: boolean | null }>(
      'SELECT bool_or(survey IS NOT NULL) AS kept FROM response WHERE receipt_hash = $1',
      [receiptHash],
    );
    return typeof row?.kept === 'boolean' ? (row.kept ? 'received' : 'erased') : undefined;
  }

  return {
    source: { kind: 'postgres', url },
    ...organiserPostgres(pool, texts),
    ...textsPostgres(query),
    ...commentsPostgres(pool),
    store: (received, refusals, day) => store({ received, refusals, day }),
    all: responsesPostgres(pool, words),
    async completeCount(survey) {
      const text = `SELECT COUNT(*)::integer AS n FROM response WHERE survey = $1 AND status = 'complete'`;
      return (await query<{ n: number }>(text, [survey]))[0]?.n ?? 0;
    },
    async publication(survey) {
      const text = 'SELECT survey, day, complete, body FROM publication WHERE survey = $1';
      return (await query<Publication>(text, [survey]))[0];
    },
    async publish({ survey, day, complete, body }) {
      await query(
        `INSERT INTO publication (survey, day, complete, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT (survey) DO UPDATE SET day = excluded.day, complete = excluded.complete, body = excluded.body
         WHERE excluded.day > publication.day`,
        [survey, day, complete, body],
      );
    },
    async conduct(survey) {
      const text = 'SELECT survey, version, body FROM conduct WHERE survey = $1';
      return (await query<KeptConduct>(text, [survey]))[0];
    },
    async keepConduct({ survey, version, body }) {
      const text =
        version === 1
          ? 'INSERT INTO conduct (survey, version, body) VALUES ($1, $2, $3) ON CONFLICT (survey) DO NOTHING RETURNING survey'
          : 'UPDATE conduct SET version = $2, body = $3 WHERE survey = $1 AND version = $2 - 1 RETURNING survey';
      return (await query(text, [survey, version, body])).length > 0;
    },
    async keepRevisions(revisions) {
      const changed: PublishedRevision[] = [];
      for (const one of revisions) {
        const { survey, revision, digest } = one;
        await query(
          `INSERT INTO published_revision AS kept (survey, revision, digest) VALUES ($1, $2, $3)
           ON CONFLICT (survey, revision) DO UPDATE SET digest = excluded.digest WHERE kept.digest <> excluded.digest
             AND NOT EXISTS (SELECT 1 FROM response WHERE response.survey = $1 AND response.revision = $2)`,
          [survey, revision, digest],
        );
        const text = 'SELECT digest FROM published_revision WHERE survey = $1 AND revision = $2';
        if ((await query<{ digest: string }>(text, [survey, revision]))[0]?.digest !== digest) changed.push(one);
      }
      return changed;
    },
    receiptState,
    // The database's own log and dead rows hold the old page until `tidy` and the recycling of its log.
    async erase(receiptHash, day) {
      await withClient(pool, async (client) => {
        await client.query('BEGIN');
        await client.query(LOCK_RECEIPT, [receiptHash]);
        const keys = keysOf(texts, receiptHash, await textItemsOf(client));
        await forgetTexts(client, await passagesUnder(client, keys));
        await client.query(ERASE, [receiptHash, day]);
        await client.query('COMMIT');
      });
      return (await receiptState(receiptHash)) === 'erased';
    },
    async standing() {
      const [found] = await query<Standing>('SELECT epoch, backed_up_through AS "backedUpThrough" FROM about');
      if (!found) throw new StorageUnavailable('the database says nothing about itself');
      return found;
    },
    tidy: () => withClient(pool, tidyPostgres),
    async probe() {
      const [written] = await query<{ mark: number }>(
        `INSERT INTO probe (one, mark) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET mark = probe.mark + 1 RETURNING mark`,
      );
      const [found] = await query<{ mark: number }>('SELECT mark FROM probe');
      if ((found?.mark ?? 0) < (written?.mark ?? 1)) throw new StorageUnavailable('what was written is not read back');
    },
    close: () => pool.end(),
  };
}

/** Gathers the batches of concurrent requests into shared transactions, several of them under way at once. */
function storingInGroups(
  pool: Pool,
  parts: StoringParts,
  observe?: Observe,
): (batch: Batch) => Promise<readonly Outcome[]> {
  interface Waiting {
    readonly batch: Batch;
    readonly resolve: (outcomes: readonly Outcome[]) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let writers = 0;

  async function write() {
    for (let group = waiting.splice(0, MOST_TOGETHER); group.length > 0; group = waiting.splice(0, MOST_TOGETHER))
      await settle(group);
    writers--;
  }

  async function settle(group: readonly Waiting[]) {
    try {
      const before = performance.now();
      const outcomes = await storeOnce(
        pool,
        group.map((one) => one.batch),
        parts,
      );
      observe?.(group.length, (performance.now() - before) / 1000);
      group.forEach((one, index) => {
        one.resolve(outcomes[index] ?? []);
      });
    } catch (error) {
      // A bug in one batch must not take its neighbours down: each is tried alone.
      if (error instanceof StorageUnavailable || group.length === 1) for (const one of group) one.reject(error);
      else for (const one of group) await settle([one]);
    }
  }

  return (batch) =>
    new Promise((resolve, reject) => {
      waiting.push({ batch, resolve, reject });
      if (writers >= WRITERS) return;
      writers++;
      setImmediate(write);
    });
}

async function storeOnce(
  pool: Pool,
  batches: readonly Batch[],
  parts: StoringParts,
): Promise<readonly (readonly Outcome[])[]> {
  for (const until = Date.now() + PATIENCE; Date.now() < until; ) {
    const outcomes = await withClient(pool, (client) => storeTogether(client, batches, parts));
    if (outcomes !== 'again') return outcomes;
  }
  throw new StorageUnavailable('the same responses keep coming through other endpoints');
}
