import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { StorageUnavailable } from '../../../src/endpoint/storage/storage.ts';
import { runCommand } from '../../../src/endpoint/upkeep/commands/commands.ts';
import { createStanding } from '../../../src/endpoint/upkeep/standing.ts';
import { envelope, openSqlite, post, temporaryFolder, testApp } from '../harness.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;

test('health and verdicts tell the epoch of the database, and the last day that a backup holds whole', async () => {
  const folder = await temporaryFolder();
  const { app, storage } = await testApp({ storage: openSqlite(join(folder, 'responses.sqlite')) });
  const { epoch } = await storage.standing();
  const before = { epoch, backedUpThrough: null };
  expect(await (await app.request('/api/health')).json()).toEqual({ status: 'ok', storage: 'sqlite', ...before });
  expect(await (await post(app, [envelope()])).json()).toEqual({ verdicts: [expect.anything()], ...before });
  await runCommand(['backup', join(await temporaryFolder(), 'b')], settingsFrom({ DATA_DIR: folder }));
  const { app: restarted } = await testApp({ storage });
  const after = { epoch, backedUpThrough: expect.stringMatching(DAY) };
  expect(await (await restarted.request('/api/health')).json()).toMatchObject(after);
  expect(await (await post(restarted, [envelope()])).json()).toMatchObject(after);
});

test('what the database says of itself is read now and then, and again after a failure', async () => {
  const storage = openSqlite(join(await temporaryFolder(), 'responses.sqlite'));
  let [clock, reads] = [0, 0];
  const counted = {
    ...storage,
    standing() {
      reads++;
      return storage.standing();
    },
  };
  const standing = createStanding(counted, () => clock);
  await Promise.all([standing(), standing()]);
  expect(reads).toBe(1);
  clock += 20_000;
  await standing();
  expect(reads).toBe(2);
  await storage.close();
  let fails = true;
  const failing = createStanding({
    ...storage,
    standing: async () => {
      if (fails) throw new StorageUnavailable('for now');
      return { epoch: 'e', backedUpThrough: null };
    },
  });
  await expect(failing()).rejects.toThrow(StorageUnavailable);
  fails = false;
  expect(await failing()).toEqual({ epoch: 'e', backedUpThrough: null });
});
