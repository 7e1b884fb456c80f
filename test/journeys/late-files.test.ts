import { readdirSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright';
import { expect, test } from 'vitest';
import type { Answers } from '../../src/core/survey/answers.ts';
import type { ExportedRow } from '../support/endpoint.ts';
import { sharedJourney } from '../support/journeys.ts';
import { longTest } from '../support/long.ts';
import { isTaken, type Loss, lateFiles, openWithout, see, withoutWorker } from '../support/lost-files.ts';
import { jumpTo, respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';

/* A first visit in the browser of an application, which has no worker: what comes after the first question comes by the network. */

/** As few as a profile needs, for the whole card, of each kind of question. */
const ANSWERS: Answers = {
  'authority-type': 'commune',
  territory: '2A',
  'elected-digital-rep': 'no',
  'digital-plan': 'no',
  'axis-open-data': 'in-progress',
  'citizen-involvement-means': ['website'],
  'evaluation-device': 'no',
  'post-dpo': 'exists',
};
const ASKED = study.survey.questions.filter(({ items }) => items.some((item) => item in ANSWERS));
const journey = sharedJourney();

longTest(
  'whichever late file is lost with the network, the interview goes on, and its response arrives once',
  async () => {
    const { context } = await openInApp();
    const late = await filesOfInterview(context);
    expect(late.length).toBeGreaterThan(25);
    for (const file of late.filter(isTaken)) await expectOneResponse(context, file, 'no network');
  },
  600_000,
);

longTest(
  'a stylesheet that a portal or an older release answers for takes no question away',
  async () => {
    const { context } = await openInApp();
    const styles = (await filesOfInterview(context)).filter((file) => file.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(3);
    for (const [index, file] of styles.entries()) {
      if (isTaken(file, index)) await expectOneResponse(context, file, 'a page of the Wi-Fi network');
      if (isTaken(file, index + 1)) await expectOneResponse(context, file, 'not found');
    }
  },
  300_000,
);

test('a language that cannot be fetched leaves the question and its answer, and says so', async () => {
  const { context, page } = await openInApp();
  await visit(page);
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.answer();
  await page.locator('[data-message], .unseen [role="status"]').first().waitFor({ state: 'attached' });
  await context.setOffline(true);
  await page.locator('button[lang="en"]').dispatchEvent('click');
  await page.locator('[data-message="language"]').waitFor();
  expect(await someone.where()).toBe('authority-type');
  expect(await someone.given()).toEqual({ 'authority-type': ANSWERS['authority-type'] });
  await context.setOffline(false);
  await page.locator('button[lang="en"]').dispatchEvent('click');
  await page.locator('html[lang="en"]').waitFor();
  expect(await someone.given()).toEqual({ 'authority-type': ANSWERS['authority-type'] });
});

test('where the words of late screens do not come, the page in English says so, and asks for them again', async () => {
  const [file = ''] = readdirSync('dist/app/assets').filter((name) => /^words-en-.*\.js$/.test(name));
  const { context } = await openInApp();
  const { page, reconnect } = await openWithout(context, journey.network, `/assets/${file}`, 'not found');
  await page.goto(`${journey.network.url}/?lang=en#/about`);
  await page.getByText('Part of the app could not be loaded.').waitFor();
  await see(page, page.getByRole('heading', { name: 'What is sent' }), reconnect);
});

function openInApp() {
  return journey.openVisit({ before: withoutWorker });
}

/** Returns the files that load during an interview, up to the whole card. */
function filesOfInterview(context: BrowserContext): Promise<readonly string[]> {
  return lateFiles(context, journey.network.url, async (page) => {
    await visit(page);
    await interview(page, async () => {});
  });
}

async function expectOneResponse(context: BrowserContext, file: string, loss: Loss): Promise<void> {
  const before = (await journey.endpoint.rows()).map(({ id }) => id);
  const { page, reconnect, documents } = await openWithout(context, journey.network, file, loss);
  await visit(page);
  await interview(page, reconnect);
  const rows: readonly ExportedRow[] = await journey.endpoint.rows();
  const fresh = rows.filter(({ id }) => !before.includes(id));
  const stored = fresh.map(({ status, answers }) => [status, answers]);
  expect([file, loss, stored, documents()]).toEqual([file, loss, [['complete', ANSWERS]], 1]);
  await page.close();
}

async function visit(page: Page): Promise<void> {
  const chromium = await page.context().newCDPSession(page);
  const { url: origin } = journey.network;
  await chromium.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,cache_storage' });
  await page.goto(journey.network.url);
  await page.locator('html[data-ready]').waitFor();
}

/** Answers, leaves the page and comes back, finishes. `reconnect` is called when nothing is left but to have the network back. */
async function interview(page: Page, reconnect: () => Promise<void>): Promise<void> {
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.answer();
  await leaveAndReturn(page);
  expect(await someone.where()).toBe('authority-type');
  for (const { id, items } of ASKED.slice(1)) {
    await jumpTo(page, `#/question/${id}`);
    await see(page, page.locator(`[name="${items[0]}"]`).first(), reconnect);
    expect(await someone.where()).toBe(id);
    await someone.answer();
  }
  await jumpTo(page, '#/check');
  const finish = page.getByRole('button', { name: 'Terminer' });
  await see(page, finish, reconnect);
  await finish.click();
  await see(page, page.locator('main[data-screen="card"]'), reconnect);
  await see(page, page.locator('[data-delivery="received"], [data-message="waiting"]').first(), reconnect);
  await reconnect();
  await see(page, page.locator('[data-delivery="received"]'), reconnect);
}

/** To another application and back. */
function leaveAndReturn(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const state of ['hidden', 'visible']) {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }
  });
}
