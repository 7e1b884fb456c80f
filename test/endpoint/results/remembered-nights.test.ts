import { cp, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createPublications } from '../../../src/endpoint/results/publications.ts';
import { rememberedNightsIn } from '../../../src/endpoint/results/remembered-nights.ts';
import { backUp } from '../../../src/host/backup.ts';
import { countingIn, openSqlite, seededUniform, studyOptions, studySurveys, temporaryFolder } from '../harness.ts';

const SURVEY = 'numerique-territorial';
const NIGHTS = 'publication-nights.json';

/** Runs an endpoint on a data folder, noon after noon, and returns what the desk shows of its publications. */
async function run(folder: string, from: number, until: number) {
  let day = from;
  const now = () => new Date(2026, 10, day, 12);
  const surveys = await studySurveys();
  const storage = openSqlite(join(folder, 'responses.sqlite'), studyOptions(surveys));
  const counting = countingIn(storage, surveys);
  const remembered = await rememberedNightsIn(folder);
  const made = createPublications({ storage, surveys, now, counting, uniform: seededUniform(3), remembered });
  for (; day <= until; day++) await made.publishDue();
  const published = surveys.get(SURVEY);
  const state = published && (await made.state(published, {}, {}));
  await counting.close();
  await storage.close();
  return state;
}

/** Copies a file as it was before in the place of what it has become. */
async function putBack(folder: string, ...names: readonly string[]) {
  for (const log of ['-wal', '-shm']) await rm(join(folder, `responses.sqlite${log}`), { force: true });
  for (const name of names) await cp(join(folder, `old-${name}`), join(folder, name));
}

async function endpointOfTwoNights() {
  const folder = await temporaryFolder();
  expect(await run(folder, 1, 3)).toMatchObject({ night: 2, restores: 0, missed: [] });
  await backUp(join(folder, 'responses.sqlite'), join(folder, 'old-responses.sqlite'), '2026-11-02');
  await cp(join(folder, NIGHTS), join(folder, `old-${NIGHTS}`));
  expect(await run(folder, 4, 6)).toMatchObject({ night: 5, restores: 0, missed: [] });
  return folder;
}

test('the same old database that is put back three times counts as three restores', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const folder = await endpointOfTwoNights();
  for (const restores of [1, 2, 3]) {
    await putBack(folder, 'responses.sqlite');
    expect(await run(folder, 6, 6)).toMatchObject({ night: 5, restores });
  }
  expect(await run(folder, 7, 9)).toMatchObject({ night: 8, restores: 3 });
  expect((await stat(join(folder, NIGHTS))).mode & 0o777).toBe(0o600);
});

test('of a folder that is put back whole, a publication that was due and is not in the row is shown', async () => {
  const folder = await endpointOfTwoNights();
  await putBack(folder, 'responses.sqlite', NIGHTS);
  // Nights 3 and 5 were published on the fourth and the sixth, and are forgotten.
  expect(await run(folder, 7, 7)).toMatchObject({ night: 5, restores: 0, missed: ['2026-11-04'] });
  expect(await run(folder, 8, 9)).toMatchObject({ night: 8, missed: ['2026-11-04'] });
});

test('nothing is remembered of another calendar, nor of a file that was cut short', async () => {
  const folder = await temporaryFolder();
  const nights = await rememberedNightsIn(folder);
  await nights.remember(SURVEY, { openedOn: '2026-11-01', night: 5, restores: 0 });
  expect(nights.last(SURVEY, '2026-11-02')).toBeUndefined();
  // As a release wrote it that did not count restores in it.
  await writeFile(join(folder, NIGHTS), JSON.stringify({ [SURVEY]: { openedOn: '2026-11-01', night: 5 } }));
  expect((await rememberedNightsIn(folder)).last(SURVEY, '2026-11-01')?.restores).toBe(0);
  await writeFile(join(folder, NIGHTS), '{"numerique');
  expect((await rememberedNightsIn(folder)).last(SURVEY, '2026-11-01')).toBeUndefined();
});
