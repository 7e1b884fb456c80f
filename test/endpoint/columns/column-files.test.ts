import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { columnFiles } from '../../../src/endpoint/columns/column-files.ts';
import { asksOf } from '../../../src/endpoint/columns/column-queries.ts';
import { type ColumnStore, columnStore } from '../../../src/endpoint/columns/column-store.ts';
import { createCounting, following } from '../../../src/endpoint/columns/counting.ts';
import { followColumns } from '../../../src/endpoint/columns/followed-columns.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { openReader } from '../../../src/endpoint/storage/open-reader.ts';
import { openPostgres } from '../../../src/endpoint/storage/postgres/postgres-storage.ts';
import { stampOf } from '../../../src/endpoint/storage/response-row.ts';
import type { Received, Storage } from '../../../src/endpoint/storage/storage.ts';
import { runCommand } from '../../../src/host/commands/commands.ts';
import { randomResponse } from '../../bench/million/responses.ts';
import { study } from '../../support/surveys.ts';
import { arrivals, arrive, beyondChance, dig, tracesOf } from '../archaeologist.ts';
import { DAY, IN_PROCESS, openSqlite, receivedOf, studyOptions, studySurveys, temporaryFolder } from '../harness.ts';
import { startPostgres } from '../storage/postgres-server.ts';
import { contentOf } from './content-of.ts';

const SURVEY = study.survey.id;
const surveys = await studySurveys();
const published = surveys.get(SURVEY);
if (!published) throw new Error('the study is gone');
const options = studyOptions(surveys);
const server = await startPostgres();
afterAll(() => server.remove());

type Other = Partial<Record<'code' | 'epoch' | 'digest', string>>;
const SOME = { code: 'code', epoch: 'epoch' };
const FOREIGN = 'of another version or database, or of another revision of the survey';
const some = (count: number, day = DAY) => Array.from({ length: count }, () => randomResponse(study.survey, day));
const fileIn = (dataDir: string) => join(dataDir, 'columns', SURVEY);
const idsIn = async (dataDir: string) =>
  (await readFile(fileIn(dataDir), 'latin1')).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
const idsOf = (received: readonly Received[]) => received.map(({ envelope: { id } }) => id).sort();

function logged() {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  return () => write.mock.calls.map(([line]) => JSON.parse(String(line)) as object);
}

/** A start: what it has read in whole comes after the columns. */
function started(storage: Storage, dataDir: string) {
  const reader = openReader(storage.source);
  onTestFinished(() => reader.close());
  const all = vi.fn(reader.all);
  const columns = followColumns({ ...reader, all }, surveys, undefined, columnFiles({ dataDir, ...SOME }));
  return { ...columns, all, keep: (isLate = true) => columns.keep(SURVEY, isLate).then(() => written(dataDir)) };
}

/** The part is there from before `keep` resolves until the file is whole. */
const written = (dataDir: string) =>
  vi.waitFor(() => expect(readdirSync(join(dataDir, 'columns'))).not.toContain(`${SURVEY}.part`), 20_000);

async function openedSqlite(): Promise<Storage> {
  const storage = openSqlite(join(await temporaryFolder(), 'responses.sqlite'), options);
  onTestFinished(() => storage.close());
  return storage;
}
async function openedPostgres(): Promise<Storage> {
  const storage = await openPostgres(await server.newDatabase(), options);
  onTestFinished(() => storage.close());
  return storage;
}

describe.each([
  ['SQLite', openedSqlite],
  ['PostgreSQL', openedPostgres],
])('the file of columns beside %s', (_, opened) => {
  it('gives the same counts as the responses, whatever was stored, erased and excluded since', async () => {
    const [storage, dataDir] = [await opened(), await temporaryFolder()];
    const held: Received[] = [];
    for (let round = 0; round < 4; round++) {
      const more = some(60 + round, `2026-11-${20 + round}`);
      held.push(...more);
      await storage.store(more, [], `2026-11-${20 + round}`);
      const ids = held.filter(() => Math.random() < 0.1).map(({ envelope: { id } }) => id);
      await (round % 2 === 0 ? storage.setAside(SURVEY, ids, 'reason', DAY) : storage.takeBack(SURVEY, ids));
      const again = { ...held[round]?.envelope, sequence: 2 + round, status: 'complete', minutes: 59 } as const;
      await storage.store([receivedOf(again as Received['envelope'])], [], DAY);
      for (const one of held.splice(10 * round, 5)) await storage.erase(one.envelope.receiptHash, DAY);
      const [withFile, without] = [started(storage, dataDir), started(storage, await temporaryFolder())];
      const [one, other] = [await withFile.of(SURVEY), await without.of(SURVEY)];
      expect(withFile.all.mock.calls).toHaveLength(round === 0 ? 1 : 0);
      expect(contentOf(one)).toEqual(contentOf(other));
      expect(asksOf(one, published).distributions([])).toEqual(asksOf(other, published).distributions([]));
      await withFile.keep();
      expect(await idsIn(dataDir)).toEqual(idsOf(held));
    }
  }, 60_000);

  it('is removed before an erasure is confirmed, and rewritten without it', async () => {
    const [opened_, dataDir] = [await opened(), await temporaryFolder()];
    const held = some(30);
    await opened_.store(held, [], DAY);
    const parts = { source: opened_.source, surveys: new Map([[SURVEY, published]]), files: { dataDir, ...SOME } };
    const counting = createCounting(parts, { start: IN_PROCESS.startColumns });
    onTestFinished(() => counting.close());
    const storage = following(opened_, surveys, counting);
    const kept = async () => {
      await counting.keep();
      await vi.waitFor(() => expect(readdirSync(join(dataDir, 'columns'))).toEqual([SURVEY]), 20_000);
    };
    await kept();
    expect(await storage.erase('0'.repeat(64), DAY)).toBe(false);
    expect(readdirSync(join(dataDir, 'columns'))).toEqual([SURVEY]);
    await storage.erase(held.shift()?.envelope.receiptHash ?? '', DAY);
    expect(readdirSync(join(dataDir, 'columns'))).toEqual([]);
    await kept();
    expect(await idsIn(dataDir)).toEqual(idsOf(held));
    expect([statSync(fileIn(dataDir)).mode & 0o777, statSync(join(dataDir, 'columns')).mode & 0o777]).toEqual([
      0o600, 0o700,
    ]);
    expect(await storage.eraseBefore('2999-01-01')).toBe(29);
    expect(readdirSync(join(dataDir, 'columns'))).toEqual([]);
    await kept();
    counting.published(SURVEY, undefined);
    await counting.keep();
    await vi.waitFor(() => expect(readdirSync(join(dataDir, 'columns'))).toEqual([]), 20_000);
  }, 60_000);

  it('is removed by the first look after an erasure by others, or by a process that was killed', async () => {
    const [storage, dataDir] = [await opened(), await temporaryFolder()];
    const held = [...some(30, '2026-11-20'), ...some(3)];
    await storage.store(held.slice(0, 30), [], '2026-11-20');
    await storage.store(held.slice(30), [], DAY);
    const running = started(storage, dataDir);
    await running.keep();
    await storage.erase(held.shift()?.envelope.receiptHash ?? '', DAY);
    await running.of(SURVEY, true);
    expect(readdirSync(join(dataDir, 'columns'))).toEqual([]);
    await running.keep(false);
    expect(await idsIn(dataDir)).toEqual(idsOf(held));
    // A whole day.
    await storage.eraseBefore('2026-11-21');
    await writeFile(`${fileIn(dataDir)}.part`, 'cut off');
    await started(storage, dataDir).of(SURVEY);
    expect(readdirSync(join(dataDir, 'columns'))).toEqual([]);
  }, 60_000);
});

function storeOf(responses: readonly Received[]): ColumnStore {
  const store = columnStore(published as NonNullable<typeof published>, [study.survey.revision]);
  for (const { envelope, digest } of responses)
    store.put({ ...envelope, receivedOn: DAY, answers: JSON.stringify(envelope.answers), stamp: stampOf(digest) });
  return store;
}

describe('a file of columns', () => {
  const held = some(40);
  const kept = async () => ({ store: storeOf(held), digest: 'digest' });
  const damage = (change: (bytes: Buffer) => void) => async (dataDir: string) => {
    const bytes = await readFile(fileIn(dataDir));
    change(bytes);
    await writeFile(fileIn(dataDir), bytes);
  };

  it.each<[string, string, (dataDir: string) => Promise<void> | void, Other?]>([
    ['cut in half', 'damaged', (dataDir) => truncate(fileIn(dataDir), statSync(fileIn(dataDir)).size >> 1)],
    ['cut before its last byte', 'damaged', (dataDir) => truncate(fileIn(dataDir), statSync(fileIn(dataDir)).size - 1)],
    ['empty', 'damaged', (dataDir) => truncate(fileIn(dataDir))],
    ['changed in one bit', 'damaged', damage((bytes) => bytes.writeUInt8((bytes[9_999] ?? 0) ^ 1, 9_999))],
    ['of a newer build', FOREIGN, () => {}, { code: 'newer' }],
    ['of a database that was restored since', FOREIGN, () => {}, { epoch: 'newer' }],
    ['of another revision', FOREIGN, () => {}, { digest: 'newer' }],
    ['with rows in another order', 'damaged', unsorted],
  ])('%s is discarded with one line', async (_, file, change, { digest = 'digest', ...rest }: Other = {}) => {
    const dataDir = await temporaryFolder();
    await columnFiles({ dataDir, ...SOME }).write(SURVEY, kept);
    await change(dataDir);
    const lines = logged();
    const files = columnFiles({ dataDir, ...SOME, ...rest });
    for (let turn = 0; turn < 2; turn++) expect(await files.read(SURVEY, { store: storeOf([]), digest })).toBe(false);
    expect(lines()).toEqual([{ event: 'columns-discarded', survey: SURVEY, file }]);
    expect(readdirSync(join(dataDir, 'columns'))).toEqual([]);
  });

  it('is not put in place when something is erased while it is written', async () => {
    const dataDir = await temporaryFolder();
    const { store, digest } = await kept();
    const slab = (rows: readonly number[]) => {
      rmSync(`${fileIn(dataDir)}.part`, { force: true });
      return store.slab(rows);
    };
    await columnFiles({ dataDir, ...SOME }).write(SURVEY, async () => ({ store: { ...store, slab }, digest }));
    expect(readdirSync(join(dataDir, 'columns'))).toEqual([]);
  });

  // Only root may mount.
  it.each([
    ['in a place that is no folder', true, (dataDir: string) => writeFile(join(dataDir, 'columns'), '')],
    ['on a full disk', process.getuid?.() === 0, mounted],
  ])('%s is not kept: one line says so, and counting goes on', async (_, isPossible, spoil) => {
    if (!isPossible) return;
    const [storage, dataDir] = [await openedSqlite(), await temporaryFolder()];
    await spoil(dataDir);
    await storage.store(held, [], DAY);
    const lines = logged();
    const files = columnFiles({ dataDir, ...SOME });
    for (let turn = 0; turn < 3; turn++) await files.write(SURVEY, kept);
    expect(Object.keys(contentOf(await started(storage, dataDir).of(SURVEY)))).toHaveLength(40);
    expect(lines()[0]).toEqual({ event: 'columns-not-kept', cause: expect.stringMatching(/ENOTDIR|ENOSPC|EEXIST/) });
    // The start is another process.
    expect(lines().length).toBeLessThan(3);
    expect([existsSync(fileIn(dataDir)), existsSync(`${fileIn(dataDir)}.part`)]).toEqual([false, false]);
  });

  it('has no order of arrival, of rows or of channels, and is in no backup', async () => {
    const [storage, dataDir] = [await openedSqlite(), await temporaryFolder()];
    const columns = started(storage, dataDir);
    await columns.of(SURVEY);
    const channels = Array.from({ length: 150 }, () => randomBytes(9).toString('hex'));
    const received = arrivals().map(({ envelope }, turn) =>
      receivedOf({ ...envelope, channel: channels[Math.floor(turn / 10)] ?? null }),
    );
    for (let at = 0; at < received.length; at += 100) {
      await arrive(received.slice(at, at + 100), storage);
      columns.change(SURVEY, { ids: received.slice(at, at + 100).map(({ envelope: { id } }) => id) });
      await columns.of(SURVEY);
    }
    await columns.keep();
    const found = dig(await readFile(fileIn(dataDir)), {
      id: tracesOf(received).id ?? [],
      channel: channels.map((channel) => Buffer.from(channel)),
    });
    expect(Object.keys(found)).toEqual(['id', 'channel']);
    expect(beyondChance(found)).toEqual({});
    // Within the few rows that begin alike too.
    expect(await idsIn(dataDir)).toEqual(idsOf(received));
    const backup = join(await temporaryFolder(), 'backup');
    if (storage.source.kind !== 'sqlite') throw new Error('SQLite');
    const settings = settingsFrom({ DATA_DIR: dirname(storage.source.file) });
    await rename(join(dataDir, 'columns'), join(settings.dataDir, 'columns'));
    await runCommand(['backup', backup], settings);
    expect(readdirSync(dirname(backup))).toEqual(['backup']);
    await rm(storage.source.file);
    await expect(runCommand(['restore', backup], settings)).rejects.toThrow('is not empty');
  }, 60_000);
});

/** Writes the file as it would be if its rows were in another order. */
async function unsorted(dataDir: string): Promise<void> {
  const alike = ['00bb', '00aa'].map((begin) => ({
    ...randomResponse(study.survey, DAY),
    id: `${begin}0000-0000-4000-8000-000000000000`,
  }));
  const store = storeOf(alike.map(({ id, envelope, digest }) => ({ envelope: { ...envelope, id }, digest })));
  const slab = (rows: readonly number[]) => {
    const one = store.slab(rows);
    return { ...one, ids: (one.ids.match(/.{36}/g) ?? []).reverse().join('') };
  };
  const files = columnFiles({ dataDir, ...SOME });
  await files.write(SURVEY, async () => ({ store: { ...store, slab }, digest: 'digest' }));
}

/** The smallest disk, which a file fills. */
async function mounted(dataDir: string): Promise<void> {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dataDir]);
  onTestFinished(() => void execFileSync('umount', [dataDir]));
}
