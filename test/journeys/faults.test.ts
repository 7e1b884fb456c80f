import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { freshJourney } from '../support/journeys.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { longTest } from '../support/long.ts';
import { makeNextRelease } from '../support/next-release.ts';
import { jumpTo, respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

/* Rows of the fault matrix that no other test has: `test/fault-matrix.json` says where each is. */

const ANSWERS = wholeAnswers(study.survey);
const RESPONSES = '/api/responses';
const COMMENT = 'Un commentaire, dit jusqu’au bout.';

const journey = freshJourney();

const someoneOn = (page: Page) => respondent(page, study.survey, ANSWERS);

const toQuestion = (page: Page, id: string) => jumpTo(page, `#/question/${id}`, `form[data-question="${id}"]`);

/** Taps the first answer and closes the tab before the next frame, after which it would have been written. Gives the tab opened next. */
async function tapAndClose(page: Page, type: string): Promise<Page> {
  await someoneOn(page).begin();
  const tapped = page.locator(`[name="authority-type"][value="${type}"]`);
  await tapped.waitFor({ state: 'attached' });
  // The page is not to be loading its later code then.
  await page.evaluate(() => new Promise((rest) => requestIdleCallback(rest)));
  await tapped.evaluate((choice: HTMLElement) => {
    window.requestAnimationFrame = () => 0;
    choice.click();
  });
  await page.close();
  const next = await page.context().newPage();
  await next.goto(journey.network.url);
  return next;
}

/** Whether an interview is offered again, which the opening does in its first frame. */
async function isResumable(page: Page): Promise<boolean> {
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  return page.getByRole('button', { name: 'Reprendre', exact: true }).first().isVisible();
}

test('what was given is there again after the tab, its process and the browser have gone at the worst moment, and is received once', async () => {
  const first = await journey.openPhone({ at: '/', isReady: true });
  const { context } = first;
  await journey.network.fail('down');
  const type = String(ANSWERS['authority-type']);
  // C02: a browser gives a page that goes a moment, which on a busy machine ends before the page has read what it needs.
  let second = await tapAndClose(first.page, type);
  for (let tries = 1; tries < 5 && !(await isResumable(second)); tries++) second = await tapAndClose(second, type);

  // C03: the process of the tab dies after a text was said to be saved.
  await someoneOn(second).resume();
  expect(await someoneOn(second).given()).toEqual({ 'authority-type': type });
  await toQuestion(second, 'free-comment');
  await second.locator('textarea').fill(COMMENT);
  // What was just typed may not be drawn yet: until then the page goes on saying that all before it is saved.
  for (let look = 0; look < 2; look++) {
    await second.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
    await second.locator('[data-save="saved"]').waitFor();
  }
  const crash = await context.newCDPSession(second);
  const crashed = second.waitForEvent('crash');
  void crash.send('Page.crash').catch((error: Error) => {
    // What has crashed answers no more.
    if (!/crash|closed/i.test(error.message)) throw error;
  });
  await crashed;

  // S06: the whole browser is killed, and opened without network at an address of its middle.
  await first.kill();
  const phone = await journey.openPhone({ at: '/#/question/free-comment' });
  const { page } = phone;
  await page.locator('form[data-question="free-comment"]').waitFor();
  // The field is there a moment before what it holds.
  await expect.poll(() => someoneOn(page).given()).toEqual({ 'free-comment': COMMENT });

  // Y11: received, and killed before the receipt is read.
  await journey.network.fail('cut-after-commit', RESPONSES);
  await someoneOn(page).goTo('check');
  await someoneOn(page).finish();
  const complete = async () => (await journey.endpoint.rows()).filter(({ status }) => status === 'complete');
  await expect.poll(complete).toHaveLength(1);
  await phone.kill();
  await journey.network.fail('ok');
  const last = (await journey.openPhone({ at: '/' })).page;
  await expect.poll(async () => (await readLedger(last, journey.endpoint)).outbox).toEqual([]);
  expect(await complete()).toHaveLength(1);
  expect(breachesOf(await readLedger(last, journey.endpoint))).toEqual([]);
});

longTest(
  'a portal, a deploy without the old files and a cleared cache leave the application and its queue alone',
  async () => {
    const next = join(journey.folder, 'next');
    await makeNextRelease(next);
    await rm(join(next, 'assets'), { recursive: true });
    const { page } = await journey.openVisit({ at: '/', isReady: true });

    // S05: the portal answers for the worker and for the page.
    await journey.network.fail('portal-200');
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update().catch((error: unknown) => {
        // The portal's page is no worker.
        if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      });
    });
    await page.reload();
    await page.getByRole('button', { name: 'Commencer' }).first().waitFor();
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(1);

    // S02: the next release is there, without a file of this one; a screen that was never opened is.
    await journey.network.fail('ok');
    await journey.restartEndpoint({ ASSETS_DIR: next });
    await jumpTo(page, '#/about');
    await page.getByRole('heading', { level: 1, name: 'À propos' }).waitFor();

    // S08: the browser clears the caches, and nothing else.
    await journey.restartEndpoint();
    await page.goto(`${journey.network.url}/#/`);
    await journey.network.fail('status:503', RESPONSES);
    const someone = someoneOn(page);
    await someone.begin();
    await someone.answer();
    await someone.goTo('check');
    await someone.finish('device');
    await page.evaluate(async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    });
    await page.goto(`${journey.network.url}/`);
    // The release, the edition of the survey and the page that opens it.
    const isWhole = () =>
      page.evaluate(async () => {
        const names = await caches.keys();
        const isIn = async (prefix: string, ending: string) => {
          const name = names.find((one) => one.startsWith(prefix));
          // To open one that is not there would make it.
          const kept = name === undefined ? [] : await (await caches.open(name)).keys();
          return kept.some(({ url }) => url.endsWith(ending));
        };
        const parts = await Promise.all([
          isIn('barometre-', '/.precache'),
          isIn('barometre_edition/', '/files.json'),
          caches.match('/').then((kept) => kept !== undefined),
        ]);
        return parts.every((one) => one);
      });
    await expect.poll(isWhole).toBe(true);
    await journey.network.fail('down');
    await page.reload();
    const message = page.locator('[data-message]').first();
    await expect.poll(() => message.getAttribute('data-message')).toMatch(/^(waiting|server)$/);
    expect((await readLedger(page, journey.endpoint)).outbox).toHaveLength(1);
    await journey.network.fail('ok');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(async () => (await readLedger(page, journey.endpoint)).outbox).toEqual([]);
    expect(breachesOf(await readLedger(page, journey.endpoint))).toEqual([]);
  },
);
