import type { BrowserContext, Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import { words as cardFr } from '../../src/words/compiled/respondent/fr/card.mjs';
import { words as dayFr } from '../../src/words/compiled/respondent/fr/day.mjs';
import { words as fr } from '../../src/words/compiled/respondent/fr/first.mjs';
import { openReady } from '../support/browser.ts';
import { sharedJourney } from '../support/journeys.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { respondent } from '../support/respondent.ts';
import { builtSurvey, readPublic, study } from '../support/surveys.ts';
import { inRows, wholeAnswers } from '../support/whole-answers.ts';

const LARGE = study.survey;
const SMALL = builtSurvey(readPublic('quel-usager/1.json'));
const OTHER = builtSurvey(readPublic('exemple-benevolat/1.json'));

const journey = sharedJourney();
afterEach(() => journey.network.fail('ok'));

const addressOf = ({ id }: Survey) => `${journey.network.url}/?s=${id}`;
const someoneOf = (page: Page, survey: Survey) => respondent(page, survey, wholeAnswers(survey));

/** Leaves no byte free. Chromium's own estimate would name ten gigabytes all the same. */
async function fillUp(page: Page, context: BrowserContext): Promise<void> {
  const chromium = await context.newCDPSession(page);
  const { origin } = new URL(journey.network.url);
  const { usage } = await chromium.send('Storage.getUsageAndQuota', { origin });
  await chromium.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage });
}

/** The surveys of which the worker keeps an edition. */
function keptIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () =>
    (await caches.keys()).flatMap((name) => /^barometre_edition\/([^/]+)/.exec(name)?.[1] ?? []).sort(),
  );
}

async function openKept(page: Page, survey: Survey): Promise<void> {
  await page.goto(addressOf(survey));
  await page.locator('html[data-ready]').waitFor();
}

test('on a full device without a network an answer takes the room of a survey that is merely kept', async () => {
  const before = await journey.openPhone();
  await openReady(before.page, addressOf(LARGE));
  await openReady(before.page, addressOf(SMALL));
  await openReady(before.page, addressOf(OTHER));
  // Chromium lets IndexedDB use the room that it has seen until it restarts.
  await before.close();
  const { page, context } = await journey.openPhone();
  await fillUp(page, context);
  await journey.network.fail('down');
  await openKept(page, OTHER);
  const someone = someoneOf(page, OTHER);
  await someone.begin();
  await someone.answer();
  expect(await keptIn(page)).toEqual([OTHER.id, SMALL.id].sort());
  await someone.hurryTo();
  await someone.finish('device');
  await openKept(page, SMALL);
  await page.goto(addressOf(LARGE));
  await page.getByRole('heading', { name: cardFr['status.no-room'] }).waitFor();

  await journey.network.fail('ok');
  await page.getByRole('button', { name: fr['status.retry'] }).click();
  await page.locator('html[data-ready]').waitFor();
  await expect
    .poll(() => journey.endpoint.rows(OTHER.id))
    .toMatchObject([{ status: 'complete', answers: inRows(OTHER, wholeAnswers(OTHER)) }]);
  expect(breachesOf(await readLedger(page, journey.endpoint, OTHER.id))).toEqual([]);
});

test('on a full device the latest survey stays for the oldest, but not for one with a draft or an unsent response', async () => {
  const { page, context } = await journey.openVisit();
  await openReady(page, addressOf(LARGE));
  await openReady(page, addressOf(SMALL));
  await fillUp(page, context);
  await openReady(page, addressOf(OTHER));
  expect(await keptIn(page)).toEqual([OTHER.id, SMALL.id].sort());

  await journey.network.fail('status:503', '/api/responses');
  const someone = someoneOf(page, OTHER);
  await someone.complete('device');
  await openReady(page, addressOf(SMALL));
  const another = someoneOf(page, SMALL);
  await another.begin();
  await another.answer();
  const given = await another.given();
  await fillUp(page, context);
  await page.goto(addressOf(LARGE));
  // Heard in the status line, and seen where an opening says that it is ready.
  await page.locator('[data-message="no-room"]').waitFor({ state: 'attached' });
  await page.locator('main').getByText(cardFr['status.no-room']).waitFor();
  expect(await keptIn(page)).toEqual([OTHER.id, SMALL.id].sort());

  await journey.network.fail('down');
  await page.goto(addressOf(LARGE));
  await page.locator('[data-lost="no-room"]', { hasText: cardFr['status.no-room'] }).waitFor();
  await openKept(page, OTHER);
  await openKept(page, SMALL);
  await another.resume();
  expect(await another.given()).toEqual(given);
});

test('with less than 500 kB left by the browser’s estimate no page and no tablet says that it is ready offline', async () => {
  const { page, context } = await journey.openVisit();
  await context.addInitScript(() => {
    const left = Number(new URLSearchParams(location.search).get('left'));
    StorageManager.prototype.estimate = async () => {
      document.documentElement.dataset.estimated = '';
      return { quota: 2_000_000, usage: 2_000_000 - left };
    };
  });
  await page.goto(`${addressOf(SMALL)}&left=499999`);
  await page.locator('html[data-estimated]').waitFor();
  expect(await keptIn(page)).toEqual([SMALL.id]);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  expect(await page.locator('[data-message="ready"]').count()).toBe(0);
  await openReady(page, `${addressOf(SMALL)}&left=500000`);
  // Nor does a tablet.
  await page.goto(`${addressOf(SMALL)}&mode=field&left=499999`);
  await page.getByText(dayFr['day.offline-cramped']).waitFor();
  await page.goto(`${addressOf(SMALL)}&mode=field&left=500000`);
  await page.locator('[data-day="offline"][data-state="good"]').waitFor();
});
