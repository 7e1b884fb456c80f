import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../support/build-app.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { builtSurvey, readFixture } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const GARDEN = builtSurvey(readFixture('shared-garden'));

let folder: string;
let journey: Journey;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barometre-garden-'));
  const surveysDir = join(folder, 'surveys');
  await mkdir(join(surveysDir, GARDEN.id), { recursive: true });
  await cp('public/surveys/lists', join(surveysDir, 'lists'), { recursive: true });
  await cp('test/fixtures/surveys/shared-garden.json', join(surveysDir, GARDEN.id, `${GARDEN.revision}.json`));
  await writeFile(
    join(surveysDir, 'index.json'),
    JSON.stringify({ surveys: [{ id: GARDEN.id, revision: GARDEN.revision }] }),
  );
  buildApp(surveysDir, join(folder, 'dist'));
  journey = await startJourney({ SURVEYS_DIR: surveysDir, ASSETS_DIR: join(folder, 'dist/app') });
});
afterAll(async () => {
  await journey.end();
  await rm(folder, { recursive: true, force: true });
});

test('an organiser’s own survey, in English alone, runs from opening to export', async () => {
  const { page } = await journey.openPhone();
  await page.goto(journey.network.url);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.locator('h1').textContent()).toBe('Our shared garden');
  const answers = wholeAnswers(GARDEN);
  const someone = respondent(page, GARDEN, answers, { words: ENGLISH });
  await someone.begin();
  await someone.answerUpTo();
  await someone.finish();
  await page.locator('[data-delivery="received"]').waitFor();
  expect(await page.locator('#app').textContent()).not.toMatch(/collectivité|étude 2017/);
  expect(await journey.endpoint.rows(GARDEN.id)).toMatchObject([{ status: 'complete', language: 'en' }]);
  expect(breachesOf(await readLedger(page, journey.endpoint, GARDEN.id))).toEqual([]);
});

test('a survey that the link names and nobody knows is said so', async () => {
  const { page } = await journey.openPhone({ profile: join(folder, 'stranger') });
  await page.goto(`${journey.network.url}/?s=no-such-survey`);
  await page.locator('main[data-screen="lost"]').waitFor();
});

test('a malformed file stops the build, and each line says file, path and reason', async () => {
  const broken = join(folder, 'broken');
  await cp(join(folder, 'surveys'), broken, { recursive: true });
  await writeFile(join(broken, GARDEN.id, `${GARDEN.revision}.json`), '{"id":"shared-garden"}');
  expect(() => buildApp(broken, join(folder, 'dist'))).toThrow(/shared-garden\/4\.json: revision: /);
});
