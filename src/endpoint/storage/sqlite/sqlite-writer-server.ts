import type { MessagePort } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';
import { CannotStart } from '../../process/cannot-start.ts';
import { StorageUnavailable } from '../storage.ts';
import { type CallResult, type MethodCall, perform, serveCalls, toFailure } from '../worker-calls.ts';
import { openDatabase } from './sqlite-open.ts';
import { runIn, unavailability } from './sqlite-statements.ts';
import { type Writes, writesOf } from './sqlite-write-statements.ts';

export type WriteCall = MethodCall<Writes>;

/** A call that fails inside a transaction. */
export interface BareCall {
  readonly name: 'emptyLog' | 'tidy' | 'close';
}

/** The calls of one message: writes that share a transaction, or one bare call. */
export type Message = readonly WriteCall[] | BareCall;

/** The results of the calls, in their order. `seconds` is how long their common commit took. */
export interface Reply {
  readonly results: readonly CallResult[];
  readonly seconds?: number;
}

/** How long to wait for the lock of another writer, in milliseconds: nothing could be written in that time anyway. */
const PATIENCE = 2_000;
/** How long to wait for readers of the log: every write waits too. */
const LOG_PATIENCE = 50;
const DONE: CallResult = { kind: 'done', value: undefined };

/**
 * The one writer of the database, outside the thread that answers requests: a slow disk delays verdicts, never pages. The calls of
 * one message share a transaction, and so one fsync.
 */
export function serveWrites(port: MessagePort, file: string): void {
  let opened: ReturnType<typeof writer> | undefined;
  // A disk that is full at the start is as one that becomes full: each message tries again.
  function open(): CallResult {
    try {
      opened ??= writer(openDatabase(file, PATIENCE));
      return DONE;
    } catch (error) {
      const result = resultOf(error instanceof CannotStart ? error.cause : error);
      if (result.kind === 'bug') throw error;
      return result;
    }
  }
  open();
  serveCalls(port, (message: Message) => {
    const isBare = 'name' in message;
    const result = isBare && message.name === 'close' ? DONE : open();
    if (!opened) return { results: isBare ? [result] : message.map(() => result) };
    return isBare ? opened.outsideTransaction(message) : opened.inOneTransaction(message);
  });
}

function writer(database: Database) {
  const run = runIn(database);
  let writes: Writes | undefined;
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');

  // The file of the contacts has no tables of responses, for which these could be prepared.
  const ofResponses = () => (writes ??= writesOf(database));
  const made = (call: WriteCall) => (call.name === 'run' ? run(...call.args) : perform<Writes>(ofResponses(), call));

  async function inOneTransaction(calls: readonly WriteCall[]): Promise<Reply> {
    const start = performance.now();
    try {
      begin.run();
      const results: CallResult[] = [];
      // Between two of them nothing else runs: the port takes one message at a time.
      for (const call of calls) results.push({ kind: 'done', value: await made(call) });
      commit.run();
      return { results, seconds: (performance.now() - start) / 1000 };
    } catch (error) {
      // After the gravest errors SQLite has ended the transaction.
      if (database.inTransaction) rollback.run();
      // A bug in one call must not fail the others: each is tried alone.
      const result = resultOf(error);
      if (result.kind === 'bug' && calls.length > 1) {
        const alone: CallResult[] = [];
        for (const call of calls) alone.push(...(await inOneTransaction([call])).results);
        return { results: alone };
      }
      return { results: calls.map(() => result) };
    }
  }

  const bare = {
    emptyLog,
    // Cells that moved between pages leave copies behind: only new pages hold nothing that was erased.
    tidy: () => void database.exec('VACUUM'),
    close: () => void database.close(),
  };

  function outsideTransaction({ name }: BareCall): Reply {
    try {
      return { results: [{ kind: 'done', value: bare[name]() }] };
    } catch (error) {
      return { results: [resultOf(error)] };
    }
  }

  function emptyLog(): boolean {
    database.pragma(`busy_timeout = ${LOG_PATIENCE}`);
    try {
      return database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0;
    } finally {
      database.pragma(`busy_timeout = ${PATIENCE}`);
    }
  }

  return { inOneTransaction, outsideTransaction };
}

function resultOf(error: unknown): CallResult {
  const isUnavailable = unavailability(error) !== undefined;
  return toFailure(isUnavailable ? new StorageUnavailable('the storage cannot write', { cause: error }) : error);
}
