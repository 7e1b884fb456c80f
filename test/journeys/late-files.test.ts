import type { BrowserContext, Locator, Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Answers } from '../../src/core/survey/answers.ts';
import type { ExportedRow } from '../support/endpoint.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { respondent } from '../support/respondent.ts';
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
/** Each file in turn takes minutes: `BAROMETRE_EVERY_FILE=1 npx vitest run --project journeys late-files`. Else one in six. */
const isTaken = (_: string, index: number) => process.env.BAROMETRE_EVERY_FILE !== undefined || index % 6 === 0;
/** What becomes of a request for a file. */
type Loss = 'no network' | 'a page of the Wi-Fi network' | 'not found';

let journey: Journey;
beforeEach(async () => {
  journey = await startJourney();
});
afterEach(() => journey.end());

test('whichever late file is lost with the network, the interview goes on, and its response arrives once', async () => {
  const { context } = await openInApp();
  const late = await lateFiles(context);
  expect(late.length).toBeGreaterThan(25);
  for (const file of late.filter(isTaken)) await expectOneResponse(context, file, 'no network');
}, 600_000);

test('a stylesheet that a portal or an older release answers for takes no question away', async () => {
  const { context } = await openInApp();
  const styles = (await lateFiles(context)).filter((file) => file.endsWith('.css'));
  expect(styles.length).toBeGreaterThan(3);
  for (const [index, file] of styles.entries()) {
    if (isTaken(file, index)) await expectOneResponse(context, file, 'a page of the Wi-Fi network');
    if (isTaken(file, index + 1)) await expectOneResponse(context, file, 'not found');
  }
}, 300_000);

test('a language that cannot be fetched leaves the question and its answer, and says so', async () => {
  const { context, page } = await openInApp();
  await visit(page);
  const someone = respondent(page, study.survey, ANSWERS);
  await someone.begin();
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

function openInApp() {
  return journey.openVisit({
    before: () => {
      Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
      new MutationObserver(() => {
        if (document.querySelector('main[data-screen="error"]'))
          Reflect.get(window, 'reportOffence')('the error screen');
      }).observe(document, { childList: true, subtree: true });
    },
  });
}

/** Everything that the page asks for but what it names itself, as far as the whole card: from a new browser, with an empty cache. */
async function lateFiles(context: BrowserContext): Promise<readonly string[]> {
  const html = await (await fetch(journey.network.url)).text();
  const page = await context.newPage();
  const late = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const isNamed = pathname === '/' || html.includes(pathname) || pathname.endsWith('.fr.json');
    if (request.method() === 'GET' && !isNamed && !pathname.startsWith('/api/')) late.add(pathname);
  });
  await visit(page);
  await interview(page, async () => {});
  await page.waitForLoadState('networkidle');
  await page.close();
  return [...late];
}

async function expectOneResponse(context: BrowserContext, file: string, loss: Loss): Promise<void> {
  const before = (await journey.endpoint.rows()).map(({ id }) => id);
  const page = await context.newPage();
  let documents = 0;
  let isBack = false;
  page.on('domcontentloaded', () => {
    documents += 1;
  });
  await page.route(`**${file}`, async (route) => {
    // Browsers of the floor remember a failed import for the life of the page, whatever the network has become.
    if (documents > 1) return route.fallback();
    if (loss === 'not found') return route.fulfill({ status: 404, contentType: 'text/plain', body: 'Not found' });
    if (loss !== 'no network') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>Wi-Fi</p>' });
    if (!isBack) await context.setOffline(true);
    return route.abort('internetdisconnected');
  });
  await visit(page);
  await interview(page, async () => {
    isBack = true;
    await context.setOffline(false);
  });
  const rows: readonly ExportedRow[] = await journey.endpoint.rows();
  const fresh = rows.filter(({ id }) => !before.includes(id));
  const said = fresh.map(({ status, answers }) => [status, answers]);
  expect([file, loss, said]).toEqual([file, loss, [['complete', ANSWERS]]]);
  await page.close();
}

async function visit(page: Page): Promise<void> {
  const chromium = await page.context().newCDPSession(page);
  await chromium.send('Storage.clearDataForOrigin', { origin: journey.network.url, storageTypes: 'indexeddb' });
  await page.goto(journey.network.url);
  await page.locator('html[data-ready]').waitFor();
}

/** Answers, leaves the page and comes back, finishes. `reconnect` is called when nothing is left but to have the network back. */
async function interview(page: Page, reconnect: () => Promise<void>): Promise<void> {
  const someone = respondent(page, study.survey, ANSWERS);
  await someone.begin();
  await someone.answer();
  await leaveAndReturn(page);
  expect(await someone.where()).toBe('authority-type');
  for (const { id, items } of ASKED.slice(1)) {
    await goTo(page, `#/question/${id}`);
    await see(page, page.locator(`[name="${items[0]}"]`).first(), reconnect);
    expect(await someone.where()).toBe(id);
    await someone.answer();
  }
  await goTo(page, '#/check');
  const finish = page.getByRole('button', { name: 'Terminer' });
  await see(page, finish, reconnect);
  await finish.click();
  await see(page, page.locator('main[data-screen="card"]'), reconnect);
  // Finished without the code for it, the page asks to be loaded again, and shows what is to be finished.
  await see(page, page.locator('[data-delivery="received"], [data-message="waiting"]').or(finish).first(), reconnect);
  if (await finish.isVisible()) await finish.click();
  await reconnect();
  await see(page, page.locator('[data-delivery="received"]'), reconnect);
}

/** What is wanted, or what the page says in its place: then the network comes back, and the page is loaded again. */
async function see(page: Page, wanted: Locator, reconnect: () => Promise<void>): Promise<void> {
  const reload = page.getByRole('button', { name: 'Recharger la page' }).first();
  await wanted.or(reload).first().waitFor();
  if (await wanted.isVisible()) return;
  await reconnect();
  // Files that this browser does not remember as failed may come by themselves, and the button goes.
  await page.evaluate(() => {
    const button = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Recharger la page',
    );
    if (button) Reflect.set(window, 'isLeft', true);
    button?.click();
  });
  await page.waitForFunction(() => !Reflect.has(window, 'isLeft'));
  await wanted.waitFor();
}

/** As a link does. */
function goTo(page: Page, hash: string): Promise<void> {
  return page.evaluate((to) => {
    location.hash = to;
  }, hash);
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
