import type { MessagePort } from 'node:worker_threads';
import SQLite, { type Database } from 'better-sqlite3';
import { StorageUnavailable } from '../storage.ts';
import { openDatabase } from './sqlite-open.ts';
import { type Writes, writesOf } from './sqlite-write-statements.ts';

/** One write asked for, by name, as its method takes it. */
export type WriteCall<Name extends keyof Writes = keyof Writes> = {
  readonly [N in Name]: { readonly name: N; readonly args: Parameters<Writes[N]> };
}[Name];

/** What no transaction may be around: it would fail there. */
export interface BareCall {
  readonly name: 'emptyLog' | 'tidy' | 'close';
}

/** The calls of one message: writes that share a transaction, or one bare call. */
export type Message = readonly WriteCall[] | BareCall;

/** What became of one call. A bug comes back as the error that it threw. */
export type Result =
  | { readonly kind: 'done'; readonly value: unknown }
  /** The disk or another writer, with SQLite's code. */
  | { readonly kind: 'unavailable'; readonly code: string }
  | { readonly kind: 'bug'; readonly error: unknown };

/** The results of calls in the order in which they were asked for. `seconds` is how long the commit took that they shared. */
export interface Reply {
  readonly results: readonly Result[];
  readonly seconds?: number;
}

/** Another writer's lock is waited for this long, in milliseconds: nothing could be written meanwhile anyway. */
const PATIENCE = 2_000;
/** Readers of the log are not: every write would wait with us. */
const LOG_PATIENCE = 50;

/**
 * The one writer of the database, which runs beside the event loop that answers: a slow disk holds up verdicts, never pages.
 * The calls of one message share a transaction, and so one fsync.
 */
export function serveWrites(port: MessagePort, file: string): void {
  const database = openDatabase(file, PATIENCE);
  const { inOneTransaction, outsideTransaction } = writer(database);
  port.on('message', (message: Message) => {
    port.postMessage('name' in message ? outsideTransaction(message) : inOneTransaction(message));
  });
}

function writer(database: Database) {
  const writes = writesOf(database);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');

  function inOneTransaction(calls: readonly WriteCall[]): Reply {
    const start = performance.now();
    try {
      begin.run();
      const results = calls.map((call) => ({ kind: 'done', value: perform(writes, call) }) as const);
      commit.run();
      return { results, seconds: (performance.now() - start) / 1000 };
    } catch (error) {
      // SQLite ends the transaction by itself after the gravest errors.
      if (database.inTransaction) rollback.run();
      // A bug in one call must not take its neighbours down: each is tried alone.
      const result = resultOf(error);
      if (result.kind === 'bug' && calls.length > 1)
        return { results: calls.flatMap((call) => inOneTransaction([call]).results) };
      return { results: calls.map(() => result) };
    }
  }

  const bare = {
    emptyLog,
    // Cells that moved between pages leave copies of themselves behind: only new pages hold nothing of what was erased.
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

function perform<Name extends keyof Writes>(
  writes: { readonly [N in Name]: (...args: Parameters<Writes[N]>) => unknown },
  { name, args }: WriteCall<Name>,
): unknown {
  return writes[name](...args);
}

function resultOf(error: unknown): Result {
  const code = unavailability(error);
  return code === undefined ? { kind: 'bug', error } : { kind: 'unavailable', code };
}

/** Codes, primary or extended, that tell of the disk or of another writer rather than of our statement. */
const UNAVAILABLE = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|BUSY|LOCKED|PROTOCOL|CORRUPT|NOTADB|NOLFS|PERM)/;

/** SQLite's code, when waiting or mending the disk may help. */
export function unavailability(error: unknown): string | undefined {
  return error instanceof SQLite.SqliteError && UNAVAILABLE.test(error.code) ? error.code : undefined;
}

/** What cannot be read now is said as the port says it. */
export function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (unavailability(error)) throw new StorageUnavailable('the storage cannot be read', { cause: error });
    throw error;
  }
}
