import type { Pool } from 'pg';
import { CannotStart } from '../../process/cannot-start.ts';
import { StorageUnavailable } from '../storage.ts';
import { poolOf } from './postgres-addresses.ts';
import { NO_REPLY_AFTER, PATIENCE, withClient } from './postgres-client.ts';
import { assertDurablePostgres } from './postgres-schema.ts';

interface PoolOptions {
  readonly url: string;
  /** The environment variable that names the database, for messages. */
  readonly setting: string;
  readonly max: number;
  /** In milliseconds. */
  readonly noReplyAfter?: number | undefined;
  /** Called with the durability settings that the engine does not report, if there are any. */
  readonly onUnreported?: ((settings: readonly string[]) => void) | undefined;
}

/** Opens connections and prepares the database. Throws `CannotStart` if it cannot be reached, or if its commits are not durable. */
export async function openPool(
  { url, setting, max, noReplyAfter = NO_REPLY_AFTER, onUnreported }: PoolOptions,
  prepare: (pool: Pool) => Promise<unknown>,
): Promise<Pool> {
  const pool = poolOf(url, {
    max,
    connectionTimeoutMillis: PATIENCE,
    statement_timeout: 2 * PATIENCE,
    query_timeout: noReplyAfter,
  });
  try {
    const settings = await withClient(pool, assertDurablePostgres);
    await prepare(pool);
    if (settings.length > 0) onUnreported?.(settings);
    return pool;
  } catch (error) {
    await pool.end();
    if (!(error instanceof StorageUnavailable)) throw error;
    throw new CannotStart(`cannot reach the database of ${setting}${reasonIn(error)}`, { cause: error });
  }
}

/** No statement was sent yet, so the message cannot quote an answer. */
function reasonIn({ cause }: StorageUnavailable): string {
  return cause instanceof Error && cause.message ? `: ${cause.message}` : '';
}
