import { setTimeout } from 'node:timers/promises';
import { DatabaseError, type Pool, type PoolClient } from 'pg';
import type { Run, Value } from '../sql/dialect.ts';
import { StorageUnavailable } from '../storage.ts';
import { triesOf } from './postgres-addresses.ts';

/**
 * Limit in milliseconds for getting a connection and for repeating a transaction; a statement gets twice as long. A post that meets a stall
 * is then refused, and sent again, before its device gives up after a minute: a device that gives up takes the network for dead.
 */
export const PATIENCE = 5_000;
/**
 * Timeout in milliseconds of a reply, longer than that of its statement. A machine that loses its power or its network resets no connection:
 * without it a statement would wait for ever, and its connection could not be used again.
 */
export const NO_REPLY_AFTER = 3 * PATIENCE;
/** The driver's error then, which has no code. */
const NO_REPLY = 'Query read timeout';

/**
 * Runs work on a connection, and releases it clean or destroys it. Work that fails with a serialization error is retried from its
 * beginning: it must be one transaction, or several that can be repeated.
 */
export async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await connected(pool);
  // A connection that breaks during a statement emits two errors; without a listener the second would end the process.
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
    const isLate = error instanceof Error && error.message === NO_REPLY;
    throw isLost || isLate || hasCode(error, UNAVAILABLE) ? unavailable(error) : error;
  }
}

/** Without a connection nothing was executed, so the next address may be tried. */
async function connected(pool: Pool): Promise<PoolClient> {
  for (let left = triesOf(pool); ; left--) {
    try {
      return await pool.connect();
    } catch (error) {
      // Refused, timed out, closed or read-only.
      if (left <= 1) throw unavailable(error);
    }
  }
}

/** Runs each statement in a separate transaction. */
export function queryIn(pool: Pool): Run {
  return <R extends object>(statement: string, values?: readonly Value[]) =>
    withClient(pool, (client) => runOn(client)<R>(statement, values));
}

/** Runs all statements of some work in one transaction. */
export function inTransaction<T>(pool: Pool, work: (run: Run) => Promise<T>): Promise<T> {
  return withClient(pool, async (client) => {
    await client.query('BEGIN');
    const result = await work(runOn(client));
    await client.query('COMMIT');
    return result;
  });
}

export function runOn(client: PoolClient): Run {
  return async <R extends object>(statement: string, values: readonly Value[] = []) =>
    (await client.query<R>(statement, [...values])).rows;
}

/** Runs one transaction, and retries it from its beginning on serialization errors. */
export async function untilDone<T>(client: PoolClient, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE;
  for (let tries = 1; ; tries++) {
    try {
      return await work(client);
    } catch (error) {
      if (!hasCode(error, UNDONE) || Date.now() >= until) throw error;
      await client.query('ROLLBACK');
      // A random delay, so that the conflicting transactions do not collide again.
      await setTimeout(Math.random() * Math.min(10 * tries, 200));
    }
  }
}

// From the appendix "Error Codes" of PostgreSQL, which compatible engines follow.
/** Serialization failure and deadlock: the transaction was rolled back. */
const UNDONE = /^40(001|P01)$/;
/** Connection, resources and disk, stopping or starting, read-only, deadlock, time out. */
const UNAVAILABLE = /^(08|53|57P|58|25006|40|55P03|57014|28)/;

export function hasCode(error: unknown, codes: RegExp): boolean {
  return error instanceof DatabaseError && codes.test(error.code ?? '');
}

function unavailable(cause: unknown): StorageUnavailable {
  return new StorageUnavailable('the database cannot be used', { cause });
}
