import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { enterDesk } from '../support/desk-visit.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({}, { isDemonstration: true });
  // It publishes right after it listens.
  await vi.waitUntil(async () => {
    const published = await fetch(`${journey.endpoint.url}/api/results/${study.survey.id}`);
    const comments = await fetch(`${journey.endpoint.url}/api/verbatims/${study.survey.id}`);
    return (await published.json()).strata.all && (await comments.json()).lots.length > 0;
  }, 30_000);
}, 60_000);
afterAll(() => journey.end());

test('a demonstration is marked wherever it shows', async () => {
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
  expect(download.suggestedFilename()).toBe(`${study.survey.id}-demonstration-digital-plan.csv`);

  await enterDesk(page, journey.network.url);
  await page.getByRole('heading', { level: 1, name: '1 208 réponses complètes' }).waitFor();
  for (const name of ['Croiser', 'À regarder', 'Exporter', 'Conduire']) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.locator('[data-demonstration]').waitFor();
  }
});

test('a demonstration has an interview, lessons, comments and a closed survey to look at', async () => {
  const { page } = await journey.openVisit();
  await page.goto(`${journey.network.url}/#/results/interview.demonstration`);
  await page.getByText('Par une réunion par mois, sans ordre du jour.').waitFor();
  await page.goto(`${journey.network.url}/#/results/page.lessons`);
  await page.getByText('Les moyens comptent moins que la continuité').waitFor();
  await page.goto(`${journey.network.url}/#/results/page.verbatims`);
  await page.locator('[data-verbatims] [data-results="demonstration"]').waitFor();
  expect(await page.locator('[data-verbatims] blockquote').count()).toBeGreaterThanOrEqual(10);
  await page.goto(`${journey.network.url}/?s=exemple-benevolat#/results`);
  await page.locator('[data-results="demonstration"]').waitFor();
});

test('an added crossing is shown among those of the file', async () => {
  const { page } = await journey.openVisit();
  const added = { id: 'authority-type--digital-plan', rows: 'authority-type', columns: 'digital-plan' };
  await page.route('**/api/results/*', async (route) => {
    const results = await (await route.fetch()).json();
    results.crossings = [added];
    results.phase = 'results';
    const rows = { commune: { base: 200, counts: { yes: 90, no: 110 } }, region: null };
    results.strata.all.crossings[added.id] = { epsilon: 0.5, draws: 1, rows };
    await route.fulfill({ json: results });
  });
  await page.goto(`${journey.network.url}/#/results/crossing.${added.id}`);
  await page.getByRole('rowheader', { name: /^Commune/ }).waitFor();
  await page.getByText('45').first().waitFor();
});

test('an answer to a demonstration is stored, and compared with invented ones that are marked', async () => {
  const { page } = await journey.openVisit();
  const before = (await journey.endpoint.rows()).length;
  await page.goto(`${journey.network.url}/`);
  const someone = respondent(page, study.survey, wholeAnswers(study.survey));
  await someone.begin();
  await someone.hurryTo();
  await someone.finish();
  await page.locator('[data-delivery="received"]').waitFor();
  await page.locator('[data-among] > p > [data-comparison-of="demonstration"]').waitFor();
  expect(await journey.endpoint.rows()).toHaveLength(before + 1);
});
