import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Surveys } from '../../src/authoring/published-surveys.ts';
import { openSqlite } from '../../src/endpoint/storage/sqlite/sqlite-storage.ts';
import type { StartWriter } from '../../src/endpoint/storage/sqlite/sqlite-writer-client.ts';
import { serveWrites } from '../../src/endpoint/storage/sqlite/sqlite-writer-server.ts';
import { textSecret, textsApart } from '../../src/endpoint/stored/texts-apart.ts';
import type { ResponseStorage } from '../contracts/responses.ts';
import { type Commit, copyOf, emptyResponses, type SimRow, simStorage } from './sim-storage.ts';

/** A row as the endpoint keeps it. */
export interface StoredRow {
  readonly id: string;
  readonly sequence: number;
  readonly status: 'partial' | 'complete' | 'erased';
  readonly hours: unknown;
}

/** What the endpoints of a world share. */
export interface SimDatabase {
  readonly open: (surveys: Surveys, commit: Commit) => ResponseStorage;
  /** The same list until something is written. */
  readonly rows: () => readonly StoredRow[];
  /** What people wrote, wherever it is kept. */
  readonly texts: () => readonly string[];
  readonly backUp: () => Promise<void>;
  /** Puts the last backup in its place, while nothing has it open; false where there is none. */
  readonly restore: () => boolean;
  readonly discard: () => void;
}

export type DatabaseKind = 'sqlite' | 'simulated';

export function createSimDatabase(kind: DatabaseKind): SimDatabase {
  return kind === 'sqlite' ? onSqlite() : inMemory();
}

/** Its commits take their time and may fail, as `commit` has it. */
function inMemory(): SimDatabase {
  const data = emptyResponses();
  let backup: ReturnType<typeof copyOf> | undefined;
  let rows: readonly StoredRow[] | undefined;
  return {
    open: (_, commit) =>
      simStorage(data, (transaction) =>
        commit(() => {
          rows = undefined;
          return transaction();
        }),
      ),
    rows() {
      rows ??= [...data.rows].map(([id, row]) => rowOf(id, row));
      return rows;
    },
    texts: () => [...data.rows.values()].flatMap(({ received }) => received?.envelope.answers.wish ?? []).map(String),
    async backUp() {
      backup = copyOf(data);
    },
    restore() {
      if (!backup) return false;
      Object.assign(data, copyOf(backup));
      rows = undefined;
      return true;
    },
    discard() {},
  };
}

function rowOf(id: string, { received }: SimRow): StoredRow {
  if (!received) return { id, sequence: 0, status: 'erased', hours: undefined };
  const { sequence, status, answers } = received.envelope;
  return { id, sequence, status, hours: answers.hours };
}

/** In memory where the system has such a folder: nothing here is about the disk of a server. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const NEVER = 2 ** 31 - 1;
const SECRET = textSecret(Buffer.alloc(32, 7));

const inThisThread: StartWriter = (port, place) => {
  serveWrites(port, place);
  return async () => {};
};

/** The real storage on a real file, in this thread: each transaction is over within its event. */
function onSqlite(): SimDatabase {
  const folder = mkdtempSync(join(PLACE, 'simulated-'));
  const [file, backup] = [join(folder, 'responses.sqlite'), join(folder, 'backup.sqlite')];
  let look: SQLite.Database | undefined;
  let rows: readonly StoredRow[] = [];
  /** What SQLite says of this file, which changes with each commit of another connection. */
  let version: unknown;
  const looked = () => {
    look ??= new SQLite(file, { readonly: true });
    return look;
  };
  const forget = () => {
    look?.close();
    look = undefined;
    version = undefined;
  };
  return {
    open: (surveys) =>
      openSqlite(file, { startWriter: inThisThread, texts: textsApart(surveys, SECRET), roundEvery: NEVER }),
    rows() {
      const current = looked().pragma('data_version', { simple: true });
      if (current === version) return rows;
      version = current;
      rows = looked()
        .prepare<[], StoredRow & { readonly answers: string | null }>(ROWS)
        .all()
        .map(({ id, sequence, status, answers }) => ({
          id,
          sequence,
          status,
          hours: answers && JSON.parse(answers).hours,
        }));
      return rows;
    },
    texts: () => looked().prepare<[], string>('SELECT text FROM passage').pluck().all(),
    backUp: async () => void (await looked().backup(backup)),
    restore() {
      if (!existsSync(backup)) return false;
      forget();
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
      copyFileSync(backup, file);
      return true;
    },
    discard() {
      forget();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const ROWS = `SELECT id, sequence, COALESCE(status, 'erased') AS status, answers FROM response ORDER BY key`;
