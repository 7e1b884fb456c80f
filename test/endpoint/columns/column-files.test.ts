import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { columnFiles, dropColumnFiles, type SurveyColumns } from '../../../src/endpoint/columns/column-files.ts';
import { columnStore, type StoredColumns } from '../../../src/endpoint/columns/column-store.ts';
import { createCounting, following } from '../../../src/endpoint/columns/counting.ts';
import { followColumns } from '../../../src/endpoint/columns/followed-columns.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { openReader } from '../../../src/endpoint/storage/open-storage.ts';
import { openPostgres } from '../../../src/endpoint/storage/postgres/postgres-storage.ts';
import { stampOf } from '../../../src/endpoint/storage/response-row.ts';
import type { Received, Storage } from '../../../src/endpoint/storage/storage.ts';
import { runCommand } from '../../../src/host/commands/commands.ts';
import { randomResponse } from '../../bench/million/responses.ts';
import { study } from '../../support/surveys.ts';
import { arrivals, arrive, beyondChance, dig, tracesOf } from '../archaeologist.ts';
import {
  DAY,
  IN_PROCESS,
  newStorage,
  openSqlite,
  receivedOf,
  shippedStudy,
  studyOptions,
  studySurveys,
  temporaryFolder,
} from '../harness.ts';
import { startPostgres } from '../storage/postgres-server.ts';

const SURVEY = study.survey.id;
const surveys = await studySurveys();
const published = await shippedStudy();
const server = await startPostgres();
afterAll(() => server.remove());

const MADE = { code: 'code', epoch: 'epoch' };
const some = (count: number, day = DAY) => Array.from({ length: count }, () => randomResponse(study.survey, day));
const fileIn = (dataDir: string) => join(dataDir, 'columns', SURVEY);
const namesIn = (dataDir: string) => readdirSync(join(dataDir, 'columns'));
/** Returns the content of each line of a file. */
const contentIn = async (dataDir: string) =>
  (await readFile(fileIn(dataDir), 'latin1')).split('\n').map((line) => Buffer.from(line.slice(64), 'base64'));
const idsIn = async (dataDir: string) =>
  Buffer.concat(await contentIn(dataDir))
    .toString('latin1')
    .match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
const idsOf = (received: readonly Received[]) => received.map(({ envelope: { id } }) => id).sort();

function logged() {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  return () => write.mock.calls.map(([line]) => JSON.parse(String(line)) as object);
}

/** The columns of an endpoint that has just started; `all` has read the responses one by one. */
function started(storage: Storage, dataDir: string, files = columnFiles({ dataDir, ...MADE })) {
  const reader = openReader(storage.source);
  onTestFinished(() => reader.close());
  const all = vi.fn(reader.all);
  const columns = followColumns({ ...reader, all }, surveys, undefined, files);
  return { ...columns, all, keep: (isLate = true) => written(dataDir, () => columns.keep(SURVEY, isLate)) };
}

/** The part is there from before `keep` resolves until the file is whole; another keeping meanwhile does nothing. */
const written = (dataDir: string, keep: () => Promise<void>) =>
  vi.waitFor(async () => {
    await keep();
    expect(namesIn(dataDir)).toEqual([SURVEY]);
  }, 20_000);

async function opened(open: () => Promise<Storage>) {
  const storage = await open();
  onTestFinished(() => storage.close());
  return [storage, await temporaryFolder()] as const;
}

const options = studyOptions(surveys);
describe.each([
  ['SQLite', async () => newStorage(options)],
  ['PostgreSQL', async () => openPostgres(await server.newDatabase(), options)],
])('the file of columns beside %s', (_, open) => {
  it('gives what the responses give, and what the columns that followed them have, whatever was done meanwhile', async () => {
    const [storage, dataDir] = await opened(open);
    const running = started(storage, await temporaryFolder());
    const told = following(storage, surveys, { changed: running.change, erased: async () => {} });
    const held: Received[] = [];
    // More than there is room for at first.
    for (let round = 0; round < 4; round++) {
      const day = `2026-11-${20 + round}`;
      const more = some(300, day);
      held.push(...more);
      await told.store(more, [], day);
      const ids = held.filter(() => Math.random() < 0.1).map(({ envelope: { id } }) => id);
      await (round % 2 === 0 ? told.setAside(SURVEY, ids, 'reason', DAY) : told.takeBack(SURVEY, ids));
      const again = held.slice(round, 50).map(({ envelope: { id, receiptHash } }) => {
        const one = { ...randomResponse(study.survey, DAY).envelope, id, receiptHash, sequence: 2 + round };
        return receivedOf({ ...one, status: 'complete' });
      });
      await told.store(again, [], DAY);
      for (const one of held.splice(10 * round, 5)) await told.erase(one.envelope.receiptHash, DAY);
      const [withFile, without] = [started(storage, dataDir), started(storage, await temporaryFolder())];
      const [one, other] = [await withFile.of(SURVEY), await without.of(SURVEY)];
      expect(withFile.all).toHaveBeenCalledTimes(round === 0 ? 1 : 0);
      expect(contentOf(one)).toEqual(contentOf(other));
      expect(contentOf(await running.of(SURVEY))).toEqual(contentOf(other));
      await withFile.keep();
      expect(await idsIn(dataDir)).toEqual(idsOf(held));
    }
  });

  it('is removed before an erasure is confirmed, then rewritten for its owner alone', async () => {
    const [stored, dataDir] = await opened(open);
    const held = some(30);
    await stored.store(held, [], DAY);
    const parts = { source: stored.source, surveys: new Map([[SURVEY, published]]), files: { dataDir, ...MADE } };
    const counting = createCounting(parts, { start: IN_PROCESS.startColumns });
    onTestFinished(() => counting.close());
    const storage = following(stored, surveys, counting);
    const kept = () => written(dataDir, counting.keep);
    await kept();
    expect(await storage.erase('0'.repeat(64), DAY)).toBe(false);
    expect(namesIn(dataDir)).toEqual([SURVEY]);
    await storage.erase(held.shift()?.envelope.receiptHash ?? '', DAY);
    expect(namesIn(dataDir)).toEqual([]);
    await kept();
    expect(await idsIn(dataDir)).toEqual(idsOf(held));
    expect(statSync(fileIn(dataDir)).mode & 0o777).toBe(0o600);
    expect(await storage.eraseBefore('2999-01-01')).toBe(29);
    expect(namesIn(dataDir)).toEqual([]);
    await kept();
    counting.published(SURVEY, undefined);
    await counting.keep();
    await vi.waitFor(() => expect(namesIn(dataDir)).toEqual([]), 20_000);
  });

  it('is removed at the first look after an erasure by others, or by a process that was killed', async () => {
    const [storage, dataDir] = await opened(open);
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
    await writeFile(`${fileIn(dataDir)}.part`, 'cut off');
    await started(storage, dataDir).of(SURVEY);
    expect(namesIn(dataDir)).toEqual([SURVEY]);
    // A whole day.
    await storage.eraseBefore('2026-11-21');
    await started(storage, dataDir).of(SURVEY);
    expect(namesIn(dataDir)).toEqual([]);
    // Others erase one more before there is a part that they could remove.
    const [files, gone] = [columnFiles({ dataDir, ...MADE }), held.pop()];
    const write: typeof files.write = async (...given) => {
      await storage.erase(gone?.envelope.receiptHash ?? '', DAY);
      await files.write(...given);
    };
    await started(storage, dataDir, { ...files, write }).keep();
    expect(await idsIn(dataDir)).toEqual(idsOf(held.slice(-2)));
  });
});

/** Returns all that the columns say of each response, by its id. */
function contentOf({ idAt, channels, channelNames, bytes, present, ...others }: StoredColumns) {
  const planes = [...Object.values(others), ...bytes].filter(
    (one) => one instanceof Uint8Array || one instanceof Uint16Array || one instanceof Uint32Array,
  );
  const rows = [...present.entries()].filter(([, mark]) => mark === 1).map(([row]) => row);
  const wordsOf = (row: number) => [channelNames[channels[row] ?? 0], ...planes.map((plane) => plane[row])].join(' ');
  return Object.fromEntries(rows.map((row) => [idAt(row), wordsOf(row)]));
}

/** Columns of these responses. */
function kept(responses: readonly Received[] = []): SurveyColumns {
  const store = columnStore(surveys.get(SURVEY) as NonNullable<typeof published>, [study.survey.revision]);
  for (const { envelope, digest } of responses)
    store.put({ ...envelope, receivedOn: DAY, answers: JSON.stringify(envelope.answers), stamp: stampOf(digest) });
  return { store, digest: 'digest' };
}

describe('a file of columns', () => {
  const held = some(40).sort((one, other) => (one.envelope.id < other.envelope.id ? -1 : 1));
  const FOREIGN = 'of another version or database, or of another revision of the survey';
  const same = (text: string) => text;

  it.each<[string, string, (text: string) => string, Partial<Record<'code' | 'epoch' | 'digest', string>>]>([
    ['cut in half', 'damaged', (text) => text.slice(0, text.length / 2), {}],
    ['without its last line', 'damaged', (text) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1), {}],
    ['empty', 'damaged', () => '', {}],
    ['with one changed byte', 'damaged', (text) => text.replace(/AAAA(?!=)/, 'AAAB'), {}],
    ['with rows in another order', 'damaged', same, {}],
    ['of a newer build', FOREIGN, same, { code: 'newer' }],
    ['of a database that was restored since', FOREIGN, same, { epoch: 'newer' }],
    ['of another revision', FOREIGN, same, { digest: 'newer' }],
  ])('%s is discarded with one line', async (what, file, change, { digest = 'digest', ...made }) => {
    const [dataDir, { store, ...one }] = [await temporaryFolder(), kept(held)];
    let row = held.length;
    const slab = what.includes('order') ? () => store.slab([--row]) : store.slab;
    await columnFiles({ dataDir, ...MADE }).write(SURVEY, async () => ({ ...one, store: { ...store, slab } }));
    await writeFile(fileIn(dataDir), change(await readFile(fileIn(dataDir), 'latin1')));
    const [lines, files] = [logged(), columnFiles({ dataDir, ...MADE, ...made })];
    for (let turn = 0; turn < 2; turn++) expect(await files.read(SURVEY, { ...kept(), digest })).toBe(false);
    expect(lines()).toEqual([{ event: 'columns-discarded', survey: SURVEY, file }]);
    expect(namesIn(dataDir)).toEqual([]);
  });

  it('is not put in place when something is erased while it is written', async () => {
    const dataDir = await temporaryFolder();
    const erasing = async () => {
      await dropColumnFiles(dataDir);
      return kept(held);
    };
    await columnFiles({ dataDir, ...MADE }).write(SURVEY, erasing);
    expect(namesIn(dataDir)).toEqual([]);
  });

  // Only root may mount.
  const isRoot = process.getuid?.() === 0;
  it.each(isRoot ? ['a full disk', 'a file'] : ['a file'])('in %s is not kept, which one line says', async (place) => {
    const [dataDir, lines] = [await temporaryFolder(), logged()];
    if (place === 'a file') await writeFile(join(dataDir, 'columns'), '');
    else {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dataDir]);
      onTestFinished(() => void execFileSync('umount', [dataDir]));
    }
    const files = columnFiles({ dataDir, ...MADE });
    for (let turn = 0; turn < 3; turn++) await files.write(SURVEY, async () => kept(held));
    expect(await files.read(SURVEY, kept())).toBeFalsy();
    expect(lines()).toEqual([{ event: 'columns-not-kept', cause: expect.stringMatching(/ENOSPC|EEXIST|ENOTDIR/) }]);
    if (place !== 'a file') expect(namesIn(dataDir)).toEqual([]);
  });

  it('has no order of arrival, of rows or of channels, and is neither in a backup nor restored upon', async () => {
    const dataDir = await temporaryFolder();
    const [storage] = await opened(async () => openSqlite(join(dataDir, 'responses.sqlite'), options));
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
  });
});
