import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { enterDesk } from '../support/desk-visit.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

let folder: string;
let dataDir: string;
let journey: Journey;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barometre-demonstration-'));
  dataDir = join(folder, 'data');
  journey = await startJourney({ DATA_DIR: dataDir });
});
afterAll(async () => {
  await journey.end();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('a demonstration is marked wherever it shows, and a real answer is stored and stands alone', async () => {
  const env = { ...process.env, DATA_DIR: dataDir };
  const words = ['dist/endpoint/main.js', 'demonstration', 'make', study.survey.id];
  expect(execFileSync(process.execPath, words, { env, encoding: 'utf8' })).toContain('1200 complete responses');

  const { page } = await journey.openVisit();
  await page.goto(`${journey.network.url}/#/results`);
  await page.locator('[data-results="index"] [data-results="demonstration"]').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto(`${journey.network.url}/#/results/digital-plan`);
  await page.locator('[data-block="digital-plan"] [data-results="demonstration"]').waitFor();
  expect(await page.locator('caption').first().textContent()).toContain('démonstration');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger le tableau (CSV)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${study.survey.id}-démonstration-digital-plan.csv`);

  await enterDesk(page, journey.network.url);
  await page.getByRole('heading', { level: 1, name: '1 200 réponses complètes' }).waitFor();
  await page.locator('[data-demonstration]').waitFor();

  await page.goto(`${journey.network.url}/`);
  const someone = respondent(page, study.survey, wholeAnswers(study.survey));
  await someone.begin();
  await someone.hurryTo();
  await someone.finish();
  await page.locator('[data-delivery="received"]').waitFor();
  await page.locator('[data-among] > [data-comparison-of="demonstration"]').waitFor();
  expect(await journey.endpoint.rows()).toHaveLength(1);

  await enterDesk(page, journey.network.url);
  await page.getByRole('heading', { level: 1, name: '1 réponse complète' }).waitFor();
  expect(await page.locator('[data-demonstration]').count()).toBe(0);
});
