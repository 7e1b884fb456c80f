import { DatabaseError, Pool, type PoolClient } from 'pg';
import { CannotStart } from '../../process/cannot-start.ts';
import { logError } from '../../process/log.ts';
import { HEADER, type Row, TOMBSTONE, toStored } from '../row.ts';
import { type Observe, type Outcome, type Publication, type Storage, StorageUnavailable } from '../storage.ts';
import { organiserPostgres } from './organiser-postgres.ts';
import { assertDurablePostgres, migratePostgres } from './postgres-schema.ts';
import { type Batch, storeTogether } from './postgres-store.ts';

/** Rows read at a time by an export: a post needs five turns of the event loop, and waits for a page at each. */
const PAGE = 100;
/** Requests stored in one transaction, and transactions under way at once: the database groups their flushes. */
const MOST_TOGETHER = 100;
const WRITERS = 4;
/** A database that is restarting, or waits for a disk, is not waited for longer than the sender would. */
const PATIENCE = 5_000;

/** Opens, checks and upgrades the database; several endpoints may share it. Throws `CannotStart` when it would not keep what we promise. */
export async function openPostgres(url: string, observe?: Observe): Promise<Storage> {
  const pool = new Pool({
    connectionString: url,
    max: WRITERS + 4,
    connectionTimeoutMillis: PATIENCE,
    statement_timeout: 2 * PATIENCE,
  });
  // A connection that breaks while idle is replaced at its next use, which says so if it cannot be.
  pool.on('error', (error) => logError('database-connection-lost', error));
  try {
    await withClient(pool, async (client) => {
      await assertDurablePostgres(client);
      await migratePostgres(client);
    });
  } catch (error) {
    await pool.end();
    if (error instanceof StorageUnavailable) throw new CannotStart('cannot reach the database of DATABASE_URL');
    throw error;
  }
  return postgresStorage(pool, observe);
}

function postgresStorage(pool: Pool, observe?: Observe): Storage {
  const store = storingInGroups(pool, observe);
  const query = <R extends object>(text: string, values: unknown[] = []) =>
    withClient(pool, async (client) => (await client.query<R>(text, values)).rows);

  async function receiptState(receiptHash: string) {
    const [row] = await query<{ kept: boolean | null }>(
      'SELECT bool_or(survey IS NOT NULL) AS kept FROM response WHERE receipt_hash = $1',
      [receiptHash],
    );
    return typeof row?.kept === 'boolean' ? (row.kept ? 'received' : 'erased') : undefined;
  }

  return {
    kind: 'postgres',
    ...organiserPostgres(query),
    store: (received, refusals, day) => store({ received, refusals, day }),
    async *all(survey) {
      // No index serves this comparison, which keeps the planner on the primary key: with the survey's it would sort all of them for each page.
      const read = (after: string) =>
        query<Row>(
          `SELECT ${HEADER.join(', ')}, answers FROM response WHERE survey IS NOT DISTINCT FROM $1 AND id > $2 ORDER BY id LIMIT $3`,
          [survey, after, PAGE],
        );
      for (let coming = read(''); ; ) {
        const rows = await coming;
        const isLast = rows.length < PAGE;
        if (!isLast) {
          // The database looks for the next ones while these are taken. Its failure is told when their turn comes.
          coming = read(rows.at(-1)?.id ?? '');
          coming.catch(() => undefined);
        }
        for (const row of rows) yield toStored(row);
        if (isLast) return;
      }
    },
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
    receiptState,
    // The database's own log and dead rows hold the old page until it recycles them: autovacuum and its settings decide.
    async erase(receiptHash) {
      await query(
        `WITH erased AS (
           UPDATE response SET ${TOMBSTONE} WHERE receipt_hash = $1 AND survey IS NOT NULL RETURNING id
         )
         DELETE FROM set_aside USING erased WHERE set_aside.id = erased.id`,
        [receiptHash],
      );
      return (await receiptState(receiptHash)) === 'erased';
    },
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
function storingInGroups(pool: Pool, observe?: Observe): (batch: Batch) => Promise<readonly Outcome[]> {
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

async function storeOnce(pool: Pool, batches: readonly Batch[]): Promise<readonly (readonly Outcome[])[]> {
  for (const until = Date.now() + PATIENCE; Date.now() < until; ) {
    const outcomes = await withClient(pool, (client) => storeTogether(client, batches));
    if (outcomes !== 'again') return outcomes;
  }
  throw new StorageUnavailable('the same responses keep coming through other endpoints');
}

/** Gives a connection back clean, or not at all. */
async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    // Refused, too late, shut: without a connection nothing was asked.
    throw unavailable(error);
  });
  // A connection that breaks under a statement says so twice; unheard, the second time would end the process.
  let isLost = false;
  const lose = () => {
    isLost = true;
  };
  client.on('error', lose);
  try {
    const result = await work(client);
    client.off('error', lose);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw isLost || isUnavailable(error) ? unavailable(error) : error;
  }
}

function unavailable(cause: unknown): StorageUnavailable {
  return new StorageUnavailable('the database cannot be used', { cause });
}

// Connection, resources and disk, stopping or starting, read-only, deadlock, time out: PostgreSQL's "Error Codes" appendix.
const UNAVAILABLE = /^(08|53|57P|58|25006|40|55P03|57014|28)/;

function isUnavailable(error: unknown): boolean {
  return error instanceof DatabaseError && UNAVAILABLE.test(error.code ?? '');
}
