import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CannotStart } from '../../../src/endpoint/process/cannot-start.ts';
import { assertDurable, openDatabase } from '../../../src/endpoint/storage/sqlite/sqlite-open.ts';
import { openSqlite as openOwn } from '../../../src/endpoint/storage/sqlite/sqlite-storage.ts';
import { StorageUnavailable } from '../../../src/endpoint/storage/storage.ts';
import { inThread } from '../../../src/endpoint/storage/worker-calls.ts';
import { collected } from '../../contracts/responses.ts';
import { storageContract } from '../../contracts/storage.ts';
import { filesWith } from '../../support/profile-folder.ts';
import { study } from '../../support/surveys.ts';
import {
  countComplete,
  DAY,
  digestOf,
  envelope,
  openSqlite,
  receivedOf,
  studyOptions,
  studySurveys,
  temporaryFolder,
} from '../harness.ts';
import { bundleEndpoint } from '../process.ts';

storageContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'endpoint-'));
  const file = join(folder, 'responses.sqlite');
  return {
    storage: openSqlite(file),
    again: async (texts) => openSqlite(file, { ...(texts && { texts }) }),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
});

const received = (changes = {}) => receivedOf(envelope(changes));

/** A storage in a folder of the test's own, closed after it. */
async function opened(options: Parameters<typeof openSqlite>[1] = {}) {
  const folder = await temporaryFolder();
  const file = join(folder, 'responses.sqlite');
  const storage = openSqlite(file, options);
  onTestFinished(() => storage.close());
  return { folder, file, storage };
}

/** The files of a folder that hold this text. */
const traces = (folder: string, text: string) => filesWith(folder, [Buffer.from(text)]);

describe('the SQLite file', () => {
  it.each([
    ['an unsafe SQLite', { version: '3.51.2' }],
    ['an old SQLite', { version: '3.9.99' }],
    ['commits that are not flushed', { synchronous: 1 }],
    ['no write-ahead log', { journal_mode: 'delete' }],
  ])(
    'is not opened with %s',
    (_, { version = '3.53.2', ...found }: { version?: string; [pragma: string]: unknown }) => {
      const sound = { journal_mode: 'wal', synchronous: 2, mmap_size: 0, secure_delete: 1 };
      const read = (pragma: string) => ({ ...sound, ...found })[pragma];
      expect(() => assertDurable(read, version)).toThrow(CannotStart);
      expect(() => assertDurable((pragma) => sound[pragma as keyof typeof sound], '3.51.3')).not.toThrow();
    },
  );

  it('is opened while another process is opening it too, once that one has finished, and not if it never does', async () => {
    const file = join(await temporaryFolder(), 'responses.sqlite');
    const other = new SQLite(file);
    other.exec('CREATE TABLE begun (one); BEGIN IMMEDIATE');
    // SQLite says at once that it is busy: the time that passes is that of the pauses between two tries.
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const pausing = (then = () => {}) =>
      vi.spyOn(Atomics, 'wait').mockImplementation((...[, , , pause = 0]) => {
        clock += pause;
        then();
        return 'timed-out';
      });
    pausing();
    expect(() => openDatabase(file, 1)).toThrow('another program holds the database');
    clock = 0;
    pausing(() => clock >= 4_000 && other.inTransaction && other.exec('COMMIT'));
    const database = openDatabase(file);
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    for (const one of [database, other]) one.close();
  });

  it('keeps no index of the days on which texts came', async () => {
    const file = join(await temporaryFolder(), 'responses.sqlite');
    await openSqlite(file).close();
    const database = new SQLite(file, { readonly: true });
    const indexes = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'comment'");
    expect(indexes.pluck().all().sort()).toEqual(['comment_by_lot', 'comment_by_state']);
    database.close();
  });

  it('of version 1 counts each revision that has responses as published', async () => {
    const file = join(await temporaryFolder(), 'responses.sqlite');
    const before = openSqlite(file);
    const given = [2, 2, 3, 4].map((revision) => received({ revision }));
    await before.store(given, [], DAY);
    await before.erase(given[3]?.envelope.receiptHash ?? '', DAY);
    await before.close();
    const later =
      'DROP TABLE journal; DROP TABLE revision_day; DROP TABLE short_address; ALTER TABLE response DROP COLUMN read_by';
    new SQLite(file).exec(`${later}; PRAGMA user_version = 1`).close();
    const after = openSqlite(file);
    expect(await after.publishedRevisions('numerique-territorial')).toEqual([2, 3]);
    await after.close();
  });

  it('is not opened when a newer program has written it', async () => {
    const file = join(await temporaryFolder(), 'responses.sqlite');
    await openSqlite(file).close();
    const database = new SQLite(file);
    database.pragma('user_version = 99');
    database.close();
    expect(() => openSqlite(file)).toThrow(/schema version 99/);
  });

  it('keeps the first of two ids that would lie in one place, and says conflict of the second', async () => {
    const { storage } = await opened();
    const one = received();
    const near = received({ id: `${one.envelope.id.slice(0, 20)}bbb-${'0'.repeat(12)}` });
    expect(await storage.store([one, near, near], [], DAY)).toEqual(['stored', 'conflict', 'conflict']);
    expect((await collected(storage.all('numerique-territorial'))).map(({ id }) => id)).toEqual([one.envelope.id]);
  });

  it('is not opened when it is no database', async () => {
    expect(() => openSqlite(import.meta.filename)).toThrow(CannotStart);
  });

  it('waits for another writer, then says that it cannot write, and recovers by itself', async () => {
    const bundle = await bundleEndpoint();
    const file = join(await temporaryFolder(), 'responses.sqlite');
    // The writer waits with its thread, which must not be the one of the test.
    const storage = openOwn(file, { startWriter: inThread(bundle.thread) });
    const other = new SQLite(file);
    other.exec('BEGIN IMMEDIATE');
    const brief = storage.store([received()], [], DAY);
    setTimeout(() => other.exec('ROLLBACK'), 300);
    expect(await brief).toEqual(['stored']);

    other.exec('BEGIN IMMEDIATE');
    await expect(storage.store([received()], [], DAY)).rejects.toThrow(StorageUnavailable);
    const found = [];
    for await (const one of storage.all('numerique-territorial')) found.push(one);
    expect(found).toHaveLength(1);
    other.exec('ROLLBACK');
    expect(await storage.store([received()], [], DAY)).toEqual(['stored']);
    other.close();
    await storage.close();
  });

  // Only root may mount; elsewhere the runner shows this one as skipped.
  it.runIf(process.getuid?.() === 0)('says that it cannot write to a full disk, and recovers by itself', async () => {
    const folder = await temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
    onTestFinished(() => void execFileSync('umount', [folder]));
    const storage = openSqlite(join(folder, 'responses.sqlite'));
    const many = (length: number) => Array.from({ length }, () => received({ answers: { text: 'x'.repeat(4_000) } }));
    await storage.store(many(5), [], DAY);
    const ballast = join(folder, 'ballast');
    await expect(writeFile(ballast, Buffer.alloc(1 << 20))).rejects.toThrow(/ENOSPC/);
    await expect(storage.store(many(50), [], DAY)).rejects.toThrow(StorageUnavailable);
    await expect(storage.probe()).rejects.toThrow(StorageUnavailable);
    expect(await countComplete(storage, 'numerique-territorial')).toBe(5);
    await rm(ballast);
    expect(await storage.store(many(50), [], DAY)).toHaveLength(50);
    expect(await countComplete(storage, 'numerique-territorial')).toBe(55);
    await storage.close();
  });

  it('holds nothing of what was erased while a backup was reading, once it is asked how it is', async () => {
    const { folder, file, storage } = await opened();
    const marked = received({ answers: { text: 'MARKER' } });
    await storage.store([marked, received()], [], DAY);
    const reader = new SQLite(file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT COUNT(*) FROM response').get();
    expect(await storage.erase(marked.envelope.receiptHash, DAY)).toBe(true);
    reader.exec('COMMIT');
    reader.close();
    expect(await traces(folder, 'MARKER')).toEqual(['/responses.sqlite-wal']);
    await storage.probe();
    expect(await traces(folder, 'MARKER')).toEqual([]);
  });

  it('holds nothing of what was erased once a crash has left its log, nor of what was replaced', async () => {
    const [folder, crashed] = [await temporaryFolder(), await temporaryFolder()];
    const storage = openSqlite(join(folder, 'responses.sqlite'));
    const [erased, replaced] = [
      received({ answers: { text: 'MARKER-1' } }),
      received({ answers: { text: 'MARKER-2' } }),
    ];
    await storage.store([erased, replaced], [], DAY);
    const next = { ...replaced.envelope, sequence: 2, answers: { text: 'changed' } };
    await storage.store([{ envelope: next, digest: digestOf(next) }], [], DAY);
    const reader = new SQLite(join(folder, 'responses.sqlite'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT COUNT(*) FROM response').get();
    await storage.erase(erased.envelope.receiptHash, DAY);
    // As a power cut would leave them.
    for (const name of ['responses.sqlite', 'responses.sqlite-wal'])
      await copyFile(join(folder, name), join(crashed, name));
    reader.close();
    await storage.close();
    expect(await traces(crashed, 'MARKER-1')).toEqual(['/responses.sqlite-wal']);
    expect(await traces(crashed, 'MARKER-2')).toEqual(['/responses.sqlite-wal']);
    const again = openSqlite(join(crashed, 'responses.sqlite'), { roundEvery: 20 });
    await expect.poll(() => traces(crashed, 'MARKER')).toEqual([]);
    expect(await again.receiptState(erased.envelope.receiptHash)).toBe('erased');
    await again.close();
  });

  it('tells by its log for no longer than a round when each write came', async () => {
    const { file, storage } = await opened({ roundEvery: 20 });
    for (let turn = 0; turn < 20; turn++) await storage.store([received()], [], DAY);
    await expect.poll(async () => (await stat(`${file}-wal`)).size).toBe(0);
  });

  it.each<[string, (storage: ReturnType<typeof openSqlite>, old: readonly string[]) => Promise<unknown>]>([
    ['a purge', (storage) => storage.eraseBefore(DAY)],
    [
      'erasures and a tidying',
      async (storage, receipts) => {
        await Promise.all(receipts.map((receipt) => storage.erase(receipt, DAY)));
        await storage.tidy();
      },
    ],
  ])('holds nothing of what was erased in what pages no longer use, after %s', async (_, erase) => {
    const { folder, storage } = await opened();
    const receipts: string[] = [];
    // Pages that are split leave copies of the rows that moved.
    for (let turn = 0; turn < 30; turn++) {
      const some = Array.from({ length: 20 }, (_, one) => {
        const isOld = one % 2 === 0;
        const row = received({ answers: { text: `${isOld ? 'MARKER' : 'kept'} ${'x'.repeat(one * 40)}` } });
        if (isOld) receipts.push(row.envelope.receiptHash);
        return { row, day: isOld ? '2020-01-01' : DAY };
      });
      for (const day of ['2020-01-01', DAY])
        await storage.store(
          some.filter((one) => one.day === day).map(({ row }) => row),
          [],
          day,
        );
    }
    await erase(storage, receipts);
    expect(await countComplete(storage, 'numerique-territorial')).toBe(300);
    expect(await traces(folder, 'MARKER')).toEqual([]);
  });

  it('holds nothing of a comment that was discarded, in no file', async () => {
    const { folder, storage } = await opened(studyOptions(await studySurveys()));
    const answers = { 'authority-type': 'commune', 'free-comment': 'MARKER', 'free-comment-consent': 'yes' };
    await storage.store([received({ answers, revision: study.survey.revision })], [], DAY);
    expect(await traces(folder, 'MARKER')).not.toEqual([]);
    const [seen] = await storage.comments('numerique-territorial', { most: 10 });
    if (!seen) throw new Error('a comment was kept');
    const discarded = { seen, state: 'discarded', deletesText: true } as const;
    expect(await storage.changeComment('numerique-territorial', discarded)).toBe(true);
    expect(await traces(folder, 'MARKER')).toEqual([]);
  });

  it('holds nothing of what was erased, in no file', async () => {
    const { folder, storage } = await opened();
    const marked = received({ answers: { text: 'MARKER' } });
    await storage.store([marked, received()], [], DAY);
    await storage.store([received()], [], DAY);
    expect(await traces(folder, 'MARKER')).not.toEqual([]);
    await storage.erase(marked.envelope.receiptHash, DAY);
    expect(await traces(folder, 'MARKER')).toEqual([]);
  });
});
