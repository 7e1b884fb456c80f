import type { Page, Route } from 'playwright';
import { beforeAll, expect, test, vi } from 'vitest';
import { pending } from '../pending.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { sharedJourney } from '../support/journeys.ts';
import { study } from '../support/surveys.ts';

const journey = sharedJourney({}, { isDemonstration: true, hasWorker: false });
beforeAll(() =>
  vi.waitUntil(async () => {
    const at = (path: string) => fetch(`${journey.endpoint.url}/api/${path}`);
    const comments = await (await at(`verbatims/${study.survey.id}`)).json();
    // The endpoint draws the page of a publication once it is asked for.
    return comments.lots.length > 0 && (await at(`results/${study.survey.id}/front?lang=fr`)).status === 200;
  }, 60_000),
);

const INDEX = '[data-results="index"]';
const CODE = /\/assets\/results-page-.*\.js$/;

/** A phone that has opened the results; the code of their page comes when it is let through. */
async function openResults() {
  const { page } = await journey.openVisit();
  const { promise: through, resolve: letThrough } = pending();
  await page.route(CODE, async (route) => {
    await through;
    await route.continue();
  });
  await page.goto(`${journey.network.url}/#/results`);
  return { page, letThrough };
}

const isTaken = (page: Page) => page.locator(`#app ${INDEX}`).waitFor();
const textOf = (page: Page) => page.locator(INDEX).textContent();

test('the results are read before their code has come, and stay where they are when it does', async () => {
  const { page, letThrough } = await openResults();
  await page.locator(INDEX).waitFor();
  expect(await page.locator('#app').isVisible()).toBe(false);
  expect(await page.title()).toContain('Résultats');
  expect(await accessibilityFaults(page)).toEqual([]);
  const text = await textOf(page);
  const widths = () =>
    page.locator(`${INDEX} [data-finding] span`).evaluateAll((all) => all.map(({ clientWidth }) => clientWidth));
  const bars = await widths();
  expect(new Set(bars).size).toBeGreaterThan(4);
  await page.locator('main summary').click();
  await page.evaluate(() => scrollTo(0, 400));
  letThrough();
  await isTaken(page);
  expect(await page.locator('[data-screen="results"].page').count()).toBe(1);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(await page.evaluate(() => scrollY)).toBe(400);
  expect(await page.locator('main details').getAttribute('open')).not.toBeNull();
  expect(await textOf(page)).toBe(text);
  expect(await widths()).toEqual(bars);
});

test('a link that is followed before the code has come leads to its page', async () => {
  const { page, letThrough } = await openResults();
  await page.locator(`${INDEX} [data-finding] a`).first().click();
  await page.waitForURL(/#\/results\/.+/);
  letThrough();
  await page.locator('#app [data-block] h1').waitFor();
  expect(await page.locator(INDEX).count()).toBe(0);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test.each([
  ['does not come', (route: Route) => route.abort()],
  ['is empty', (route: Route) => route.fulfill({ status: 204 })],
])('where what the endpoint draws %s, the app draws the results alone', async (_, reply) => {
  const { page } = await journey.openVisit();
  await page.route(/\/front\?/, reply);
  await page.goto(`${journey.network.url}/#/results`);
  await isTaken(page);
  expect(await page.locator('#app').isVisible()).toBe(true);
});
