import { setTimeout } from 'node:timers/promises';
import { DatabaseError, type Pool, type PoolClient } from 'pg';
import type { Run, Value } from '../sql/dialect.ts';
import { StorageUnavailable } from '../storage.ts';

/** A database that is restarting, or waits for a disk, is not waited for longer than the sender would. Milliseconds. */
export const PATIENCE = 5_000;

/**
 * Gives a connection back clean, or not at all. Work that the database undoes for the sake of others is done again from its
 * beginning: it must be one transaction, or several that may be repeated.
 */
export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
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
    const result = await untilDone(client, work);
    client.off('error', lose);
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw isLost || hasCode(error, UNAVAILABLE) ? unavailable(error) : error;
  }
}

/** Runs each statement in a transaction of its own. */
export function queryIn(pool: Pool): Run {
  return <R extends object>(statement: string, values: readonly Value[] = []) =>
    withClient(pool, async (client) => (await client.query<R>(statement, [...values])).rows);
}

/** One transaction, again from its beginning as long as the database undoes it. */
export async function untilDone<T>(client: PoolClient, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE;
  for (let tries = 1; ; tries++) {
    try {
      return await work(client);
    } catch (error) {
      if (!hasCode(error, UNDONE) || Date.now() >= until) throw error;
      await client.query('ROLLBACK');
      // Those who met must not meet again.
      await setTimeout(Math.random() * Math.min(10 * tries, 200));
    }
  }
}

// PostgreSQL's "Error Codes" appendix, which its kin keep to.
/** Serialization failure and deadlock: nothing of the transaction remains. */
const UNDONE = /^40(001|P01)$/;
/** Connection, resources and disk, stopping or starting, read-only, deadlock, time out. */
const UNAVAILABLE = /^(08|53|57P|58|25006|40|55P03|57014|28)/;

export function hasCode(error: unknown, codes: RegExp): boolean {
  return error instanceof DatabaseError && codes.test(error.code ?? '');
}

function unavailable(cause: unknown): StorageUnavailable {
  return new StorageUnavailable('the database cannot be used', { cause });
}
