import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { columnFiles, type KeptColumns } from '../../../src/endpoint/columns/column-files.ts';
import { asksOf } from '../../../src/endpoint/columns/column-queries.ts';
import { columnStore } from '../../../src/endpoint/columns/column-store.ts';
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
const server = await startPostgres();
afterAll(() => server.remove());

const MADE = { code: 'code', epoch: 'epoch' };
const some = (count: number, day = DAY) => Array.from({ length: count }, () => randomResponse(study.survey, day));
const fileIn = (dataDir: string) => join(dataDir, 'columns', SURVEY);
const namesIn = (dataDir: string) => readdirSync(join(dataDir, 'columns'));
/** What the lines of a file hold. */
const contentIn = async (dataDir: string) =>
  (await readFile(fileIn(dataDir), 'latin1')).split('\n').map((line) => Buffer.from(line.slice(64), 'base64'));
const idsIn = async (dataDir: string) =>
  Buffer.concat(await contentIn(dataDir))
    .toString('latin1')
    .match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
const idsOf = (received: readonly Received[]) => received.map(({ envelope: { id } }) => id).sort();

function logged() {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => write.mockRestore());
  return () => write.mock.calls.map(([line]) => JSON.parse(String(line)) as object);
}

/** The columns of an endpoint that has just started; `all` has read the responses one by one. */
function started(storage: Storage, dataDir: string) {
  const reader = openReader(storage.source);
  onTestFinished(() => reader.close());
  const all = vi.fn(reader.all);
  const columns = followColumns({ ...reader, all }, surveys, undefined, columnFiles({ dataDir, ...MADE }));
  const keep = async (isLate = true) => {
    await columns.keep(SURVEY, isLate);
    await written(dataDir);
  };
  return { ...columns, all, keep };
}

/** The part is there from before `keep` resolves until the file is whole. */
const written = (dataDir: string) => vi.waitFor(() => expect(namesIn(dataDir)).toEqual([SURVEY]), 20_000);

async function openedSqlite(): Promise<Storage> {
  return openSqlite(join(await temporaryFolder(), 'responses.sqlite'), studyOptions(surveys));
}

describe.each([
  ['SQLite', openedSqlite],
  ['PostgreSQL', async () => openPostgres(await server.newDatabase(), studyOptions(surveys))],
])('the file of columns beside %s', (_, open) => {
  async function opened() {
    const storage = await open();
    onTestFinished(() => storage.close());
    return [storage, await temporaryFolder()] as const;
  }

  it('gives the same counts as the responses, whatever was stored, erased and excluded since', async () => {
    const [storage, dataDir] = await opened();
    const held: Received[] = [];
    for (let round = 0; round < 4; round++) {
      const day = `2026-11-${20 + round}`;
      held.push(...some(60 + round, day));
      await storage.store(held, [], day);
      const ids = held.filter(() => Math.random() < 0.1).map(({ envelope: { id } }) => id);
      await (round % 2 === 0 ? storage.setAside(SURVEY, ids, 'reason', DAY) : storage.takeBack(SURVEY, ids));
      const again = { ...held[round]?.envelope, sequence: 2 + round, status: 'complete', minutes: 59 };
      await storage.store([receivedOf(again as Received['envelope'])], [], DAY);
      for (const one of held.splice(10 * round, 5)) await storage.erase(one.envelope.receiptHash, DAY);
      const [withFile, without] = [started(storage, dataDir), started(storage, await temporaryFolder())];
      const [one, other] = [await withFile.of(SURVEY), await without.of(SURVEY)];
      expect(withFile.all).toHaveBeenCalledTimes(round === 0 ? 1 : 0);
      expect(contentOf(one)).toEqual(contentOf(other));
      expect(asksOf(one, published).distributions([])).toEqual(asksOf(other, published).distributions([]));
      await withFile.keep();
      expect(await idsIn(dataDir)).toEqual(idsOf(held));
    }
  }, 60_000);

  it('is removed before an erasure is confirmed, then rewritten for its owner alone', async () => {
    const [stored, dataDir] = await opened();
    const held = some(30);
    await stored.store(held, [], DAY);
    const parts = { source: stored.source, surveys: new Map([[SURVEY, published]]), files: { dataDir, ...MADE } };
    const counting = createCounting(parts, { start: IN_PROCESS.startColumns });
    onTestFinished(() => counting.close());
    const storage = following(stored, surveys, counting);
    const kept = async () => {
      await counting.keep();
      await written(dataDir);
    };
    await kept();
    expect(await storage.erase('0'.repeat(64), DAY)).toBe(false);
    expect(namesIn(dataDir)).toEqual([SURVEY]);
    await storage.erase(held.shift()?.envelope.receiptHash ?? '', DAY);
    expect(namesIn(dataDir)).toEqual([]);
    await kept();
    expect(await idsIn(dataDir)).toEqual(idsOf(held));
    expect([fileIn(dataDir), dirname(fileIn(dataDir))].map((one) => statSync(one).mode & 0o777)).toEqual([
      0o600, 0o700,
    ]);
    expect(await storage.eraseBefore('2999-01-01')).toBe(29);
    expect(namesIn(dataDir)).toEqual([]);
    await kept();
    counting.published(SURVEY, undefined);
    await counting.keep();
    await vi.waitFor(() => expect(namesIn(dataDir)).toEqual([]), 20_000);
  }, 60_000);

  it('is removed at the first look after an erasure by others, or by a process that was killed', async () => {
    const [storage, dataDir] = await opened();
    const held = [...some(30), ...some(3)];
    await storage.store(held.slice(0, 30), [], '2026-11-20');
    await storage.store(held.slice(30), [], DAY);
    const running = started(storage, dataDir);
    await running.keep();
    await storage.erase(held.shift()?.envelope.receiptHash ?? '', DAY);
    await running.of(SURVEY, true);
    expect(namesIn(dataDir)).toEqual([]);
    await running.keep(false);
    expect(await idsIn(dataDir)).toEqual(idsOf(held));
    // A whole day.
    await storage.eraseBefore('2026-11-21');
    await writeFile(`${fileIn(dataDir)}.part`, 'cut off');
    await started(storage, dataDir).of(SURVEY);
    expect(namesIn(dataDir)).toEqual([]);
  }, 60_000);
});

/** Columns of these responses. */
function kept(responses: readonly Received[] = []): KeptColumns {
  const store = columnStore(surveys.get(SURVEY) as NonNullable<typeof published>, [study.survey.revision]);
  for (const { envelope, digest } of responses)
    store.put({ ...envelope, receivedOn: DAY, answers: JSON.stringify(envelope.answers), stamp: stampOf(digest) });
  return { store, digest: 'digest' };
}

describe('a file of columns', () => {
  const held = some(40).sort((one, other) => (one.envelope.id < other.envelope.id ? -1 : 1));
  const DAMAGED = 'damaged';
  const FOREIGN = 'of another version or database, or of another revision of the survey';
  type Change = (dataDir: string) => Promise<void> | void;
  const none = () => {};
  const cut = (by: (size: number) => number) => (dataDir: string) =>
    truncate(fileIn(dataDir), by(statSync(fileIn(dataDir)).size));

  it.each<[string, string, Change, Partial<Record<'code' | 'epoch' | 'digest', string>>]>([
    ['cut in half', DAMAGED, cut((size) => size >> 1), {}],
    ['without its last line', DAMAGED, cut((size) => size - 2_000), {}],
    ['empty', DAMAGED, cut(() => 0), {}],
    [
      'with one changed bit',
      DAMAGED,
      async (dataDir) => {
        const bytes = await readFile(fileIn(dataDir));
        await writeFile(fileIn(dataDir), bytes.with(9_999, (bytes[9_999] ?? 0) ^ 1));
      },
      {},
    ],
    [
      'with rows in another order',
      DAMAGED,
      (dataDir) => {
        const [{ store, digest }, files] = [kept(held), columnFiles({ dataDir, ...MADE })];
        let row = held.length;
        return files.write(SURVEY, async () => ({ store: { ...store, slab: () => store.slab([--row]) }, digest }));
      },
      {},
    ],
    ['of a newer build', FOREIGN, none, { code: 'newer' }],
    ['of a database that was restored since', FOREIGN, none, { epoch: 'newer' }],
    ['of another revision', FOREIGN, none, { digest: 'newer' }],
  ])('%s is discarded with one line', async (_, file, change, { digest = 'digest', ...made }) => {
    const dataDir = await temporaryFolder();
    await columnFiles({ dataDir, ...MADE }).write(SURVEY, async () => kept(held));
    await change(dataDir);
    const [lines, files] = [logged(), columnFiles({ dataDir, ...MADE, ...made })];
    for (let turn = 0; turn < 2; turn++) expect(await files.read(SURVEY, { ...kept(), digest })).toBe(false);
    expect(lines()).toEqual([{ event: 'columns-discarded', survey: SURVEY, file }]);
    expect(namesIn(dataDir)).toEqual([]);
  });

  it('is not put in place when something is erased while it is written', async () => {
    const [dataDir, { store, digest }] = [await temporaryFolder(), kept(held)];
    const slab: typeof store.slab = (rows) => {
      rmSync(`${fileIn(dataDir)}.part`, { force: true });
      return store.slab(rows);
    };
    await columnFiles({ dataDir, ...MADE }).write(SURVEY, async () => ({ store: { ...store, slab }, digest }));
    expect(namesIn(dataDir)).toEqual([]);
  });

  // Only root may mount.
  it.each([
    ['in a place that is no folder', () => true, (dataDir: string) => writeFile(join(dataDir, 'columns'), '')],
    ['on a full disk', () => process.getuid?.() === 0, fullDisk],
  ])('%s is not kept: one line says so, and counting goes on', async (_, isPossible, spoil) => {
    if (!isPossible()) return;
    const [storage, dataDir] = [await openedSqlite(), await temporaryFolder()];
    onTestFinished(() => storage.close());
    await spoil(dataDir);
    await storage.store(held, [], DAY);
    const [lines, files] = [logged(), columnFiles({ dataDir, ...MADE })];
    for (let turn = 0; turn < 3; turn++) await files.write(SURVEY, async () => kept(held));
    expect(await files.read(SURVEY, kept())).toBeFalsy();
    expect(lines()).toEqual([{ event: 'columns-not-kept', cause: expect.stringMatching(/ENOSPC|EEXIST|ENOTDIR/) }]);
    expect(Object.keys(contentOf(await started(storage, dataDir).of(SURVEY)))).toHaveLength(40);
  });

  it('has no order of arrival, of rows or of channels, and is neither in a backup nor restored upon', async () => {
    const storage = await openedSqlite();
    onTestFinished(() => storage.close());
    if (storage.source.kind !== 'sqlite') throw new Error('SQLite');
    const dataDir = dirname(storage.source.file);
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
    const { id = [] } = tracesOf(received);
    const channel = channels.map((one) => Buffer.from(one));
    const found = dig(Buffer.concat(await contentIn(dataDir)), { id, channel });
    expect(Object.keys(found)).toEqual(['id', 'channel']);
    expect(beyondChance(found)).toEqual({});
    // Also among the few rows whose ids begin alike.
    expect(await idsIn(dataDir)).toEqual(idsOf(received));
    const [backup, settings] = [join(await temporaryFolder(), 'backup'), settingsFrom({ DATA_DIR: dataDir })];
    await runCommand(['backup', backup], settings);
    expect(readdirSync(dirname(backup))).toEqual(['backup']);
    await expect(runCommand(['restore', backup], settings)).rejects.toThrow('is not empty');
  }, 60_000);
});

/** A disk that the file does not fit on. */
async function fullDisk(dataDir: string): Promise<void> {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dataDir]);
  onTestFinished(() => void execFileSync('umount', [dataDir]));
  await mkdir(join(dataDir, 'columns'));
}
