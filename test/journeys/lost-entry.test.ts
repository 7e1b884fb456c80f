import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Visit } from '../support/browser.ts';
import { misplacedAt } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { longTest, onlyLong } from '../support/long.ts';
import { study } from '../support/surveys.ts';

/* The one script that everything waits for, lost on a first visit. */

const ENTRY = '/assets/first';
const [FIRST, SECOND] = study.survey.questions;
const COMMUNE = '[name="authority-type"][value="commune"]';

const journey = sharedJourney({}, { hasWorker: false });
let visit: Visit;
beforeEach(async () => {
  visit = await journey.openVisit();
});
afterEach(async () => {
  await journey.network.fail('ok');
  await visit.close();
});

const communeIn = (page: Page) => page.locator('label').filter({ has: page.locator(COMMUNE) });
const reload = (page: Page) => page.getByRole('button', { name: 'Recharger la page' });

test('a page in English says in English that its script is cut', async () => {
  const address = `${journey.network.url}/?lang=en`;
  // Until it is drawn, a busy endpoint answers with the page of no survey, which is in French.
  await expect.poll(async () => (await fetch(address)).text()).toContain('data-reload');
  await journey.network.fail('cut-before', ENTRY);
  await visit.page.goto(address);
  await visit.page.getByRole('button', { name: 'Reload the page' }).waitFor();
});

longTest('a script that is cut once is requested again, without a visible effect', async () => {
  const { page } = visit;
  let times = 0;
  await page.route(`**${ENTRY}*`, (route) => (times++ === 0 ? route.abort('connectionreset') : route.fallback()));
  await page.goto(journey.network.url);
  if (remembersFailedImports(page)) return reload(page).waitFor();
  await page.locator('html[data-ready]').waitFor();
  expect(times).toBe(2);
  expect(await page.locator('.cut').count()).toBe(0);
});

test.each([
  ['is cut', 'cut-before'],
  ...onlyLong([
    ['is not found', 'status:404'],
    ['is the page of a Wi-Fi network', 'portal-200'],
  ] as const),
] as const)('a script that %s is said, and what was ticked meanwhile outlives the reload', async (_, fault) => {
  const { page } = visit;
  await journey.network.fail(fault, ENTRY);
  await page.goto(journey.network.url);
  await page.getByRole('button', { name: 'Commencer' }).tap();
  await communeIn(page).tap();
  await reload(page).waitFor();
  // In vain: the question and its answer are there again, and so is the button.
  await Promise.all([page.waitForEvent('load'), reload(page).click()]);
  await page.locator(`${COMMUNE}:checked`).waitFor();
  await reload(page).waitFor();
  await journey.network.fail('ok');
  await reload(page).click();
  await page.locator('[data-save="saved"]').waitFor();
  expect(await page.locator(COMMUNE).isChecked()).toBe(true);
  expect(await reload(page).count()).toBe(0);
  await page.getByRole('button', { name: 'Continuer' }).tap();
  await page.locator(`form[data-question="${SECOND?.id}"]`).waitFor();
  // It is kept for one reload, and begins nothing later.
  await page.goto(`${journey.network.url}/`);
  await page.getByRole('button', { name: 'Reprendre' }).waitFor();
});

longTest('without a network the button leaves the page there is, and the script comes with the network', async () => {
  const { page, context } = visit;
  let isOffline = false;
  await page.route(`**${ENTRY}*`, async (route) => {
    if (!isOffline) await context.setOffline(true);
    isOffline = true;
    await route.abort('internetdisconnected');
  });
  await page.route('**/surveys/**', (route) => route.abort('internetdisconnected'));
  await page.goto(journey.network.url);
  await page.getByRole('button', { name: 'Commencer' }).tap();
  await communeIn(page).tap();
  await reload(page).click();
  expect(await page.locator(COMMUNE).isChecked()).toBe(true);
  await page.unrouteAll({ behavior: 'wait' });
  await context.setOffline(false);
  if (remembersFailedImports(page)) await reload(page).click();
  await page.locator('[data-save="saved"]').waitFor();
  expect(await page.locator(COMMUNE).isChecked()).toBe(true);
  await expect.poll(() => reload(page).count()).toBe(0);
});

longTest('a survey that cannot be read does not lose what was ticked either', async () => {
  const { page } = visit;
  await journey.network.fail('cut-before', '/surveys/');
  await page.route(`**${ENTRY}*`, async (route) => {
    await page.locator(`${COMMUNE}:checked`).waitFor();
    await route.fallback();
  });
  await page.goto(journey.network.url, { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Commencer' }).tap();
  await communeIn(page).tap();
  const again = page.getByRole('button', { name: 'Réessayer' });
  await again.waitFor();
  await page.unrouteAll();
  await journey.network.fail('ok');
  await again.click();
  await page.locator('[data-save="saved"]').waitFor();
  expect(await page.locator(`form[data-question="${FIRST?.id}"] ${COMMUNE}`).isChecked()).toBe(true);
});

longTest('a shared tablet reports a lost script too', async () => {
  const { page } = visit;
  await journey.network.fail('cut-before', ENTRY);
  await page.goto(`${journey.network.url}/?mode=field`);
  await reload(page).waitFor();
  expect(await misplacedAt(page, { width: 360, height: 640 })).toEqual([]);
  expect(await page.locator('.begin').isVisible()).toBe(false);
  await journey.network.fail('ok');
  await reload(page).click();
  await page.locator('main[data-screen="field"]').waitFor();
});

/** Chromium until 150 does so for the life of the page. */
function remembersFailedImports(page: Page): boolean {
  return Number.parseInt(page.context().browser()?.version() ?? '', 10) <= 150;
}
