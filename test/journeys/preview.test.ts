import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Page, Request } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { gardenFiles, gardenRevision, newId } from '../endpoint/publishing/garden.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { ask, putFiles } from '../support/ask.ts';
import { sharedJourney } from '../support/journeys.ts';
import { longTest } from '../support/long.ts';
import { ENGLISH, jumpTo, respondent } from '../support/respondent.ts';
import { builtSurvey, readFixture, withChange } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { wholeBlock } from '../support/whole-block.ts';

const GARDEN = builtSurvey(withChange(readFixture('shared-garden'), 'revision', 1));

const journey = sharedJourney();
beforeAll(async () => {
  await putFiles(journey.endpoint.url, GARDEN.id, gardenFiles(GARDEN.id));
});

async function linkToDraft(survey = GARDEN.id): Promise<string> {
  const { body } = await ask(journey.endpoint.url, `POST surveys/${survey}/preview`);
  return `${journey.network.url}/preview#${body.secret}`;
}

/** Everything that a browser keeps of a site. */
function keptIn(page: Page) {
  return page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    local: { ...localStorage },
    session: { ...sessionStorage },
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
  }));
}

const NOTHING = { databases: [], caches: [], local: {}, session: {}, workers: 0, cookies: '' };

test('a draft is answered up to its card on a phone, which keeps and sends nothing', async () => {
  const link = await linkToDraft();
  const { page } = await journey.openVisit({ locale: 'en-GB' });
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  await page.clock.install();
  await page.goto(link);
  const mark = page.locator('[data-message="preview"]', { hasText: 'Preview: nothing is kept, nothing is sent.' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await mark.waitFor();
  expect(page.url()).toBe(`${journey.network.url}/preview`);
  const someone = await respondent(page, GARDEN, wholeAnswers(GARDEN), { words: ENGLISH, kept: 'memory' }).begin();
  await mark.waitFor();
  await someone.answerUpTo();
  await mark.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await someone.finish();
  await page.locator('main[data-screen="card"] h1').waitFor();
  await mark.waitFor();
  expect(await page.locator('[data-delivery]').count()).toBe(0);
  // There is no receipt of what was not sent, and no address is asked for.
  await page.getByText('Keep, change, erase').click();
  await page.getByRole('button', { name: /Print/ }).first().waitFor();
  expect(await page.locator('main details').allTextContents()).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/receipt|address/i)]),
  );
  expect(await accessibilityFaults(page)).toEqual([]);

  // Longer than it takes an interview to be sent, and a worker to be registered: every timer of a minute rings.
  await page.clock.runFor(60_000);
  await page.waitForLoadState('networkidle');
  expect(await keptIn(page)).toEqual(NOTHING);
  // The emblems of the draft are a picture in memory.
  const sent = requests.filter((request) => !request.url().startsWith('blob:'));
  const asked = sent.map((request) => `${request.method()} ${new URL(request.url()).pathname}`);
  expect(asked.filter((one) => !/^GET \/(assets\/|preview$)/.test(one))).toEqual(['GET /api/preview']);
  const database = new SQLite(join(journey.dataDir, 'responses.sqlite'), { readonly: true });
  expect(database.prepare('SELECT count(*) AS rows FROM response').get()).toEqual({ rows: 0 });
  database.close();
  // Neither the site's own survey nor the draft is behind a reload.
  expect(new URL(page.url()).pathname).toBe('/preview');
  await page.reload();
  await page.locator('[data-lost="preview-ended"]').waitFor();
});

test('a profile that never comes alone has no card, and the card of another is not left below its name', async () => {
  const survey = newId();
  const says = { en: 'They have a plot.' };
  const place = { when: { fact: 'holder', is: 'yes' }, says };
  const holder = { id: 'holder', name: { en: 'The holder' }, sentence: says, requires: { place } };
  const draft = gardenRevision(survey, 1, { 'typology.profiles.2': holder });
  await putFiles(journey.endpoint.url, survey, new Map([['1.json', draft]]));
  const { page } = await journey.openVisit({ at: await linkToDraft(survey), locale: 'en-GB' });
  const list = page.locator('nav[aria-label="Go to"] select');
  await list.selectOption('card holder');
  await page.locator('[data-profile="holder"]').waitFor();
  await list.selectOption('card florist');
  await page.getByText('No answers found that lead to “Florist” alone: the nearest lead to The holder too.').waitFor();
  expect(await page.locator('[data-profile]').count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await list.selectOption('card holder');
  await page.locator('[data-profile="holder"]').waitFor();
  expect(await page.getByText('No answers found').count()).toBe(0);
});

longTest(
  'each question, the card of each profile and invented results are reached from a list, and nothing is kept',
  async () => {
    const link = await linkToDraft();
    const { page } = await journey.openVisit({ locale: 'en-GB' });
    const requests: Request[] = [];
    page.on('request', (request) => requests.push(request));
    await page.goto(link);
    const list = page.locator('nav[aria-label="Go to"] select');
    const question = GARDEN.questions.at(-1)?.id ?? '';
    await list.selectOption(`question ${question}`);
    await page.locator(`form[data-question="${question}"]`).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    for (const { id } of GARDEN.typology?.profiles ?? []) {
      await list.selectOption(`card ${id}`);
      await page.locator(`[data-profile="${id}"]`).waitFor();
    }
    expect(await accessibilityFaults(page)).toEqual([]);

    // The card's comparison and every page of the results say that these answers are invented.
    await page.locator('[data-comparison-of="demonstration"]').first().waitFor();
    await list.selectOption('results');
    await page.locator('[data-results="index"]').waitFor();
    const size = await page.locator('[data-phase="results"]').locator('..').textContent();
    expect(await accessibilityFaults(page)).toEqual([]);
    for (const address of ['crops', 'page.method', 'page.report']) {
      await jumpTo(page, `#/results/${address}`);
      const shown = page.locator(address === 'page.report' ? '[data-results="report"]' : wholeBlock(address));
      await shown.locator('[data-results="demonstration"]', { hasText: 'invented responses' }).first().waitFor();
    }
    // Invented once: another look shows the same ones.
    await list.selectOption('results');
    await page.locator('[data-results="index"]').waitFor();
    expect(await page.locator('[data-phase="results"]').locator('..').textContent()).toBe(size);
    const paths = requests.map((request) => new URL(request.url())).filter(({ protocol }) => protocol !== 'blob:');
    expect(paths.map(({ pathname }) => pathname).filter((path) => !/^\/(assets\/|preview$)/.test(path))).toEqual([
      '/api/preview',
    ]);
    expect(await keptIn(page)).toEqual(NOTHING);
  },
);

longTest('a link that was ended says so, and the draft is not in the page', async () => {
  const link = await linkToDraft();
  expect((await ask(journey.endpoint.url, `DELETE surveys/${GARDEN.id}/preview`)).status).toBe(200);
  const { page } = await journey.openVisit({ at: link, locale: 'fr-FR' });
  await page.getByRole('heading', { level: 1, name: 'Aperçu terminé' }).waitFor();
  expect(page.url()).toBe(`${journey.network.url}/preview`);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.content()).not.toContain('garden');
  expect(await keptIn(page)).toEqual(NOTHING);
});

longTest('a link waits for the network, and then opens the draft', async () => {
  const link = await linkToDraft();
  const { page } = await journey.openVisit({ locale: 'en-GB' });
  await page.route('**/api/preview', (route) => route.abort());
  await page.goto(link);
  await page.locator('[data-lost="unreachable"]').waitFor();
  await page.unroute('**/api/preview');
  await page.locator('button.primary').click();
  await page.locator('[data-message="preview"]').waitFor();
});
