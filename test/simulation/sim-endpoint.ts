import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { Hono } from 'hono';
import type { Surveys } from '../../src/authoring/published-surveys.ts';
import { toSurvey } from '../../src/core/survey/questionnaire.ts';
import { createLimits } from '../../src/endpoint/http/rate-limits.ts';
import { type Env, intakeRoutes, type PublicParts, type SharedParts } from '../../src/endpoint/public-routes.ts';
import { openSqlite } from '../../src/endpoint/storage/sqlite/sqlite-storage.ts';
import type { StartWriter } from '../../src/endpoint/storage/sqlite/sqlite-writer-client.ts';
import { serveWrites } from '../../src/endpoint/storage/sqlite/sqlite-writer-server.ts';
import { type Standing, type Storage, StorageUnavailable } from '../../src/endpoint/storage/storage.ts';
import { textSecret } from '../../src/endpoint/stored/text-secret.ts';
import { textsApart } from '../../src/endpoint/stored/texts-apart.ts';
import { dayOf } from '../../src/wire/day.ts';
import garden from '../fixtures/surveys/shared-garden.json' with { type: 'json' };
import { builtFile, withChange } from '../support/surveys.ts';
import { openToy } from './toy-sealing.ts';
import type { World } from './world.ts';

/** The survey of the fixtures, which counts those who leave, in two revisions that ask the same. */
export const REVISIONS = [4, 5].map((revision) => {
  const json = withChange(withChange(garden, 'partials', true), 'revision', revision);
  const file = builtFile(withChange(json, 'closedFrom', '2027-03-01'));
  return { file, survey: toSurvey(file) };
});
export const GARDEN = REVISIONS[0]?.survey ?? toSurvey(builtFile(garden));

/** A row as the endpoint keeps it. */
export interface StoredRow {
  readonly id: string;
  readonly sequence: number;
  readonly status: 'partial' | 'complete';
  readonly hours: unknown;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The real intake on a real SQLite file, in this thread. */
export interface SimEndpoint {
  readonly handle: (path: string, init: RequestInit) => Promise<Reply>;
  readonly rows: () => readonly StoredRow[];
  /** Changes with whatever may change the rows. */
  readonly generation: () => number;
  readonly isUp: () => boolean;
  readonly stop: () => Promise<void>;
  readonly start: () => void;
  /** Takes the backup of a night. */
  readonly backUp: () => Promise<void>;
  /** Puts the last backup in the place of the database, as the restore command does; false where there is none. */
  readonly restore: () => Promise<boolean>;
  readonly publishNext: () => Promise<void>;
  /** Changes with each database. */
  readonly epoch: () => string;
  readonly discard: () => Promise<void>;
}

/** In memory where the system has such a folder: nothing here is about the disk of a server. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const NEVER = 2 ** 31 - 1;
const SECRET = textSecret(Buffer.alloc(32, 7));

const inThisThread: StartWriter = (port, place) => {
  serveWrites(port, place);
  return async () => {};
};

export function createSimEndpoint(world: World): SimEndpoint {
  const folder = mkdtempSync(join(PLACE, 'simulated-'));
  const [file, backup] = [join(folder, 'responses.sqlite'), join(folder, 'backup.sqlite')];
  let published = 1;
  let restores = 0;
  let hasBackup = false;
  let generation = 0;
  let backedUpThrough: string | null = null;
  let open: { readonly storage: Storage; readonly app: Hono<Env>; readonly look: SQLite.Database } | undefined;

  const epoch = () => `epoch-${restores}`;
  const standing = async (): Promise<Standing> => ({ epoch: epoch(), backedUpThrough });
  const now = () => new Date(world.wall());

  function start(): void {
    const surveys = surveysUpTo(published);
    const storage = openSqlite(file, {
      startWriter: inThisThread,
      texts: textsApart(surveys, SECRET),
      roundEvery: NEVER,
    });
    const app = new Hono<Env>();
    app.onError((error) => {
      if (!(error instanceof StorageUnavailable)) world.fail(error);
      return new Response('{"code":"storage.unavailable"}', { status: 503 });
    });
    intakeRoutes(app, { storage, surveys, now, open: openToy } as PublicParts, sharedParts(standing));
    app.get('/api/health', async () => Response.json({ status: 'ok', ...(await standing()) }));
    open = { storage, app, look: new SQLite(file, { readonly: true }) };
  }

  async function stop(): Promise<void> {
    open?.look.close();
    await open?.storage.close();
    open = undefined;
  }

  start();
  return {
    async handle(path, init) {
      if (!open) return { status: 502, headers: {}, text: '<h1>Bad gateway</h1>' };
      const response = await open.app.request(path, init);
      generation++;
      const headers = { ...Object.fromEntries(response.headers), date: now().toUTCString() };
      return { status: response.status, headers, text: await response.text() };
    },
    rows() {
      const found = open?.look.prepare<[], StoredRow & { readonly answers: string }>(ROWS).all();
      return (found ?? []).map(({ id, sequence, status, answers }) => ({
        id,
        sequence,
        status,
        hours: JSON.parse(answers).hours,
      }));
    },
    generation: () => generation,
    isUp: () => open !== undefined,
    stop,
    start,
    async backUp() {
      if (!open) return;
      await open.look.backup(backup);
      hasBackup = true;
      backedUpThrough = dayOf(new Date(world.wall() - 86_400_000));
    },
    async restore() {
      if (!hasBackup) return false;
      await stop();
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
      copyFileSync(backup, file);
      restores++;
      generation++;
      start();
      return true;
    },
    async publishNext() {
      published = REVISIONS.length;
      if (!open) return;
      await stop();
      start();
    },
    epoch,
    async discard() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function surveysUpTo(published: number): Surveys {
  const shown = REVISIONS.slice(0, published);
  const current = shown.at(-1)?.survey;
  if (!current) throw new Error('no survey is published');
  const revisions = new Map(shown.map(({ survey }) => [survey.revision, survey]));
  const files = new Map(shown.map(({ survey, file }) => [survey.revision, file]));
  return new Map([[current.id, { current, revisions, files, results: {}, presentation: {} } as never]]);
}

function sharedParts(standing: SharedParts['standing']): SharedParts {
  const conducting = { closings: async () => new Map() };
  const limits = createLimits({ burst: 1_000_000, perSecond: 0 }, () => 0);
  return { limits, from: () => '127.0.0.1', health: async () => {}, standing, conducting } as unknown as SharedParts;
}

const ROWS = 'SELECT id, sequence, status, answers FROM response WHERE survey IS NOT NULL ORDER BY key';
