import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { purgeHourly } from '../../../src/endpoint/lifecycle/purge.ts';
import { createBackground } from '../../../src/endpoint/process/background.ts';
import { commandsIn } from '../../../src/endpoint/process/command-log.ts';
import { StorageUnavailable } from '../../../src/endpoint/storage/storage.ts';
import { dayOf } from '../../../src/wire/day.ts';
import { envelope, newStorage, openSqlite, receivedOf, started, temporaryFolder } from '../harness.ts';

const SURVEYS = ['garden', 'garden', 'orchard'];
const received = () => SURVEYS.map((survey) => receivedOf(envelope({ survey })));

it('erases by itself what is older than PURGE_MONTHS, leaves tombstones, and notes how many of each survey once', async () => {
  const folder = await temporaryFolder();
  const storage = openSqlite(join(folder, 'responses.sqlite'));
  const [old, young] = [received(), received()];
  const months = (count: number) => dayOf(new Date(new Date().getFullYear(), new Date().getMonth() - count, 1));
  await storage.store(old, [], months(14));
  await storage.store(young, [], months(11));
  await storage.close();
  const log = () => readFile(join(folder, 'commands.log'), 'utf8').catch(() => '');
  const without = await started({ DATA_DIR: folder });
  await without.endpoint.close();
  expect(await log()).toBe('');
  const first = await started({ DATA_DIR: folder, PURGE_MONTHS: '12' });
  await expect.poll(log).not.toBe('');
  const noted = {
    event: 'command',
    by: 'PURGE_MONTHS',
    use: 'purge',
    responses: 3,
    surveys: { garden: 2, orchard: 1 },
  };
  expect(JSON.parse(await log())).toMatchObject(noted);
  const before = await log();
  await first.endpoint.close();
  const second = await started({ DATA_DIR: folder, PURGE_MONTHS: '12' });
  await second.endpoint.close();
  expect(await log()).toBe(before);
  const left = openSqlite(join(folder, 'responses.sqlite'));
  onTestFinished(() => left.close());
  expect(await left.store(old, [], months(0))).toEqual(['erased', 'erased', 'erased']);
  expect(await left.countBefore('9999-12-31')).toEqual({ garden: 2, orchard: 1 });
});

it('erases nothing by a clock that was set back, tries again after an hour, and counts once beside another endpoint', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const storage = await newStorage();
  await storage.store(received(), [], '1960-01-01');
  await storage.store(received(), [], '2026-02-28');
  await storage.store(received(), [], '2026-03-01');
  let [now, isFull, failed] = [new Date(1970, 0, 1), false, 0];
  const eraseBefore: typeof storage.eraseBefore = async (day, survey, ...rest) => {
    if (isFull && survey === 'orchard') throw new StorageUnavailable('full');
    return await storage.eraseBefore(day, survey, ...rest);
  };
  const folders = [await temporaryFolder(), await temporaryFolder()];
  for (const one of folders) await appendFile(join(one, 'commands.log'), '{"day":"2026-05-01","use":"tidy"}\n');
  const parts = { storage: { ...storage, eraseBefore }, now: () => now, background: createBackground(() => failed++) };
  const purges = folders.map((dataDir) => purgeHourly({ ...parts, settings: { dataDir, purgeMonths: 3 } }));
  onTestFinished(async () => void (await Promise.all(purges.map((one) => one.stop()))));
  await expect.poll(() => failed).toBe(2);
  expect(await storage.countBefore('1970-01-01')).toEqual({ garden: 2, orchard: 1 });
  [now, isFull] = [new Date(2026, 4, 31), true];
  vi.advanceTimersByTime(3_600_000);
  await expect.poll(() => failed).toBe(4);
  isFull = false;
  vi.advanceTimersByTime(3_600_000);
  const noted = async () => (await Promise.all(folders.map(commandsIn))).flatMap(({ done }) => done.slice(1));
  const count = async (survey: string) => (await noted()).reduce((all, { surveys }) => all + (surveys[survey] ?? 0), 0);
  await expect.poll(async () => [await count('garden'), await count('orchard')]).toEqual([4, 2]);
  expect(await storage.countBefore('9999-12-31')).toEqual({ garden: 2, orchard: 1 });
});
