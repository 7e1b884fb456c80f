import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKept, readLedger } from '../../../src/endpoint/results/kept-publications.ts';
import { createPublications } from '../../../src/endpoint/results/publications.ts';
import { rememberedNightsIn } from '../../../src/endpoint/results/remembered-nights.ts';
import { seededUniform, studySurveys, temporaryFolder, testApp } from '../harness.ts';

const SURVEY = 'numerique-territorial';

/** The last night of a new database on a day of the calendar, and the restores that it counts. */
async function after(remembered: Awaited<ReturnType<typeof rememberedNightsIn>>, until: number) {
  let day = 1;
  const now = () => new Date(2026, 10, day, 12);
  const { storage, counting } = await testApp({ now });
  const surveys = await studySurveys();
  const made = createPublications({ storage, surveys, now, counting, uniform: seededUniform(3), remembered });
  for (day = 1; day <= until; day++) await made.publishDue();
  const kept = await readKept(storage, SURVEY);
  return kept && [kept.row.night, readLedger(kept).restores];
}

test('a database that was put back to an earlier night is counted as a restore, once, whatever put it back', async () => {
  const folder = await temporaryFolder();
  expect(await after(await rememberedNightsIn(folder), 4)).toEqual([3, 0]);
  const file = join(folder, 'publication-nights.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ [SURVEY]: { openedOn: '2026-11-01', night: 3 } });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  // The same calendar from its first row: what was published on nights 1 to 3 is forgotten.
  expect(await after(await rememberedNightsIn(folder), 3)).toEqual([2, 1]);
  expect((await rememberedNightsIn(folder)).last(SURVEY, '2026-11-01')).toBe(2);
});

test('nothing is remembered of another calendar, nor of a file that was cut short', async () => {
  const folder = await temporaryFolder();
  const nights = await rememberedNightsIn(folder);
  await nights.remember(SURVEY, '2026-11-01', 5);
  expect(nights.last(SURVEY, '2026-11-02')).toBeUndefined();
  await writeFile(join(folder, 'publication-nights.json'), '{"numerique');
  expect((await rememberedNightsIn(folder)).last(SURVEY, '2026-11-01')).toBeUndefined();
});
