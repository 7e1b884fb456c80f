import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type BrowserContext, errors, type Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { factsFrom } from '../../src/core/typology/facts.ts';
import { DATABASE_NAME } from '../../src/device/store/schema.ts';
import { newResumeCode } from '../../src/sealing/resume-code.ts';
import { makeCapsule } from '../../src/wire/capsule.ts';
import { words as cardEn } from '../../src/words/compiled/respondent/en/card.mjs';
import { words as dayEn } from '../../src/words/compiled/respondent/en/day.mjs';
import { words as noticeEn } from '../../src/words/compiled/respondent/en/notice.mjs';
import { words as rescueEn } from '../../src/words/compiled/respondent/en/rescue.mjs';
import type { Visit } from '../support/browser.ts';
import { hasAsked, holdDatabase, watchWhatIsShown, whatWasShown } from '../support/held-database.ts';
import { sharedJourney } from '../support/journeys.ts';
import { ENGLISH, type Respondent, respondent } from '../support/respondent.ts';
import { EVENT, makeSealedGarden } from '../support/sealed-garden.ts';
import { builtSurvey, readFixture } from '../support/surveys.ts';
import { RESULTS } from '../support/unshown-results.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const GARDEN = builtSurvey(readFixture('shared-garden'));
/** How long the storage does not answer once every page has asked for it, and after how long one looks at what they have shown. */
const SECONDS = [2, 4, 6, 30];

const journey = sharedJourney(async (folder) => (await makeSealedGarden(folder)).env);
/** One who has finished, left an address, begun again and stopped at `hours`; one who has stopped there; one new; a shared tablet. */
let came: Visit;
let stopped: Visit;
let fresh: Visit;
let tablet: Visit;

beforeAll(async () => {
  [came, stopped, fresh, tablet] = [await visit(), await visit(), await visit(), await visit()];
  const published = { ...RESULTS, survey: GARDEN.id, revision: GARDEN.revision, epsilon: 0 };
  await came.context.route('**/api/results/*', (route) => route.fulfill({ json: published }), { times: 1 });
  await came.page.goto(`${journey.network.url}/#/results`);
  await came.page.locator('[data-results="unpublished"]').waitFor();
  // Nothing leaves before all is over.
  await journey.network.fail('status:503', '/api/');
  await finishOne(came.page, 1);
  await leaveAddress(came.page);
  await stopAtHours(came.page, 2);
  await stopAtHours(stopped.page, 3);
  await tablet.page.goto(`${journey.network.url}/?mode=field&c=${EVENT}`);
  for (const hours of [4, 5, 6]) {
    await take(tablet.page);
    await endHere(tablet.page, hours);
  }
});

async function visit(): Promise<Visit> {
  const opened = await journey.openVisit({ locale: 'en-GB' });
  await watchWhatIsShown(opened.context, {
    texts: [
      dayEn['day.nothing-waits'],
      dayEn['day.sent-nothing'],
      dayEn['day.wipe-none'],
      rescueEn['rescue.waiting'](0),
      rescueEn['rescue.empty'],
      cardEn['card.unknown-title'],
    ],
    labels: [dayEn['day.wipe-sure'](0), noticeEn['opening.discard']],
    counts: '[data-today], [data-waiting], [data-unsent]',
    never: 'main[data-screen="error"], [data-lost]',
  });
  return opened;
}

const as = (page: Page, hours: number): Respondent =>
  respondent(page, GARDEN, wholeAnswers(GARDEN, { hours }), { words: ENGLISH });

async function finishOne(page: Page, hours: number): Promise<void> {
  await page.goto(journey.network.url);
  await as(page, hours).complete('device');
}

async function stopAtHours(page: Page, hours: number): Promise<void> {
  await page.goto('about:blank');
  await page.goto(journey.network.url);
  const someone = as(page, hours);
  await someone.begin();
  await someone.hurryTo('hours');
  await someone.answer();
}

/** Somebody takes the tablet, and has the first question before them. */
async function take(page: Page): Promise<void> {
  await page.getByRole('button', { name: dayEn['day.new'] }).click();
  const unready = page.getByRole('button', { name: dayEn['day.unready-begin'] });
  const begin = page.getByRole('button', { name: ENGLISH.begin, exact: true });
  const withoutCode = page.getByRole('button', { name: dayEn['day.resume-skip'] });
  const question = page.locator('form[data-question="plot"]');
  // What is asked goes by itself once the tablet is ready, perhaps under the finger.
  while (!(await question.isVisible()))
    await unready
      .or(withoutCode)
      .or(begin)
      .first()
      .click({ timeout: 1_000 })
      .catch((error: unknown) => {
        if (!(error instanceof errors.TimeoutError)) throw error;
      });
}

async function endHere(page: Page, hours: number): Promise<void> {
  const someone = as(page, hours);
  await someone.hurryTo();
  await someone.finish();
  await page.getByRole('link', { name: cardEn['card.next'] }).click();
  await page.locator('main[data-screen="field"]').waitFor();
}

async function unfoldContact(page: Page): Promise<void> {
  for (const title of ['Keep', 'May we contact you?']) await page.locator('summary', { hasText: title }).click();
}

async function leaveAddress(page: Page): Promise<void> {
  await unfoldContact(page);
  const form = page.locator('[data-contact]');
  await form.getByLabel('Address').first().fill('someone@example.org');
  await form.locator('[type=checkbox]').first().check();
  await form.locator('button[type=submit]').click();
  await page.locator('[data-contact="waiting"]').waitFor();
}

async function open(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${journey.network.url}/${address}`);
  return page;
}

test.each(SECONDS)(
  'with a storage that answers after %i s no screen takes what it has not read for nothing',
  async (seconds) => {
    const capsule = makeCapsule(GARDEN, factsFrom(GARDEN, wholeAnswers(GARDEN, { hours: 1 })));
    const before = 3 + SECONDS.indexOf(seconds);
    // When the storage stops to answer a day is on screen, and somebody is about to answer on the same tablet.
    const [day, taken] = await Promise.all([open(tablet.context, ''), open(tablet.context, '')]);
    await day.locator('[data-waiting]', { hasText: `${before}` }).waitFor();
    await take(taken);
    const held = await Promise.all(
      [came, stopped, fresh, tablet].map(({ context }) => holdDatabase(context, journey.network.url)),
    );
    await day.getByRole('button', { name: dayEn['day.wipe'] }).click();
    const addresses = [
      '',
      '#/question/hours',
      '#/card',
      '#/receipt',
      '#/rescue',
      '#/results',
      `#/c/${capsule}`,
      '#/about',
    ];
    const [opening, question, card, receipt, rescue, results, brought, about] = await Promise.all(
      addresses.map((address) => open(came.context, address)),
    );
    const [check, secondOpening, atStart] = await Promise.all([
      open(stopped.context, '#/check'),
      open(fresh.context, ''),
      open(tablet.context, ''),
    ]);
    if (!opening || !question || !card || !receipt || !rescue || !results || !brought || !about)
      throw new Error('a page');
    const pages = [
      opening,
      question,
      card,
      receipt,
      rescue,
      results,
      brought,
      about,
      check,
      secondOpening,
      atStart,
      day,
      taken,
    ];
    for (const page of pages) await expect.poll(() => hasAsked(page)).toBe(true);

    // Some answer meanwhile: it is on the screen, and not said to be saved.
    await as(secondOpening, 10 + seconds).begin();
    for (const page of [secondOpening, taken]) {
      await page.locator('label:has([name="plot"])').first().click();
      await page.locator('[data-save]:not([data-save="saved"])').first().waitFor({ state: 'attached' });
    }
    let waited = 0;
    const shown: unknown[] = [];
    for (const look of SECONDS.filter((one) => one <= seconds)) {
      await setTimeout((look - waited) * 1000);
      waited = look;
      const seen = await Promise.all(
        pages.map(async (page) => ({ look, at: page.url(), seen: await whatWasShown(page) })),
      );
      shown.push(...seen.filter((one) => one.seen.length > 0));
    }
    await Promise.all(held.map(({ release }) => release()));
    expect(shown).toEqual([]);

    await opening.getByRole('button', { name: ENGLISH.resume, exact: true }).waitFor();
    await question.locator('form[data-question="hours"]').waitFor();
    await expect.poll(() => question.locator('[name="hours"]').inputValue()).toBe('2');
    await check.locator('main[data-screen="check"] h1').waitFor();
    await card.locator('[data-delivery="device"]').waitFor();
    await unfoldContact(card);
    await card.locator('[data-contact="waiting"]').waitFor();
    await rescue.getByText(rescueEn['rescue.waiting'](1)).waitFor();
    await results.locator('[data-results="unpublished"]').waitFor();
    await brought.locator('[data-capsule="card"] h2', { hasText: 'yours' }).waitFor();
    for (const page of [receipt, about]) await page.locator('main h1').first().waitFor();
    for (const page of [atStart, day]) await page.locator('[data-waiting]', { hasText: `${before}` }).waitFor();
    await day.locator('[data-unsent]:not([data-unsent="unread"])').waitFor();

    // What was given meanwhile is still there, and goes on.
    for (const page of [secondOpening, taken])
      expect(await page.locator('[name="plot"]').first().isChecked()).toBe(true);
    const someone = as(secondOpening, 10 + seconds);
    await someone.hurryTo();
    await someone.finish('device');
    await endHere(taken, seconds + 0.5);
    await taken.locator('[data-waiting]', { hasText: `${before + 1}` }).waitFor();
    await Promise.all(pages.map((page) => page.close()));
  },
);

test('all that was given arrives, each response once', async () => {
  await journey.network.fail('ok');
  await Promise.all([came, fresh, tablet].map(({ page }) => page.goto('about:blank')));
  await Promise.all([came, fresh, tablet].map(({ page }) => page.goto(journey.network.url)));
  const arrived = async () =>
    (await journey.endpoint.rows(GARDEN.id))
      .filter(({ status }) => status === 'complete')
      .map(({ answers }) => Number(answers.hours))
      .toSorted((one, other) => one - other);
  const given = [1, 4, 5, 6, ...SECONDS.flatMap((seconds) => [seconds + 0.5, 10 + seconds])];
  await expect.poll(arrived).toEqual(given.toSorted((one, other) => one - other));
});

/** What the tablet itself has counted of its days. */
function daysOf(
  name: string,
): Promise<readonly { readonly finished: number; readonly unacknowledged?: readonly string[] }[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('days').objectStore('days').getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result);
      };
    };
  });
}

test('a surveyor’s day whose storage answers after 5 s at every start ends with ten finished and ten received', {
  timeout: 600_000,
}, async () => {
  const profile = join(journey.folder, 'tablet');
  const code = newResumeCode((bytes) => crypto.getRandomValues(bytes));
  /** The person's number plus twenty, which is unique to the person. */
  const hoursOf = (person: number) => 20 + person;
  const received = async () =>
    (await journey.endpoint.rows(GARDEN.id))
      .filter(({ status, answers }) => status === 'complete' && Number(answers.hours) > 20)
      .map(({ answers }) => Number(answers.hours))
      .filter((hours) => hours <= 30)
      .toSorted((one, other) => one - other);
  let phone = await journey.openPhone({ profile });
  const press = (name: string) => phone.page.getByRole('button', { name, exact: true }).click();
  const start = async () => {
    const held = await holdDatabase(phone.context, journey.network.url);
    const since = Date.now();
    await phone.page.goto('about:blank');
    // By the organiser's link each time: a browser may write down the day that was begun only seconds later.
    await phone.page.goto(`${journey.network.url}/?mode=field&c=${EVENT}`);
    await phone.page.locator('[data-field="opening"]').waitFor();
    expect(await phone.page.locator('main button').count()).toBe(0);
    await setTimeout(5000 - (Date.now() - since));
    await held.release();
    await phone.page.locator('main[data-screen="field"] [data-waiting]').waitFor();
    await phone.page.getByLabel(dayEn['day.resume-label']).fill(code);
    await press(dayEn['day.resume-give']);
  };
  await start();
  for (let person = 1; person <= 10; person++) {
    // Without a network from the fourth to the seventh, and for the ninth.
    if (person === 4) await journey.network.fail('status:503', '/api/');
    if (person === 8) await start();
    if (person === 8 || person === 10) await journey.network.fail('ok');
    if (person === 9) await journey.network.fail('down');
    await take(phone.page);
    if (person === 6) {
      await as(phone.page, hoursOf(person)).hurryTo('wish');
      await phone.kill();
      phone = await journey.openPhone({ profile });
      await start();
      await press(dayEn['day.resume-go']);
      await phone.page.locator('form[data-question="wish"]').waitFor();
    }
    await endHere(phone.page, hoursOf(person));
    await phone.page.locator('[data-today]', { hasText: `${person}` }).waitFor();
  }
  await start();
  await press(dayEn['day.send']);
  await expect.poll(received).toEqual(Array.from({ length: 10 }, (_, place) => hoursOf(place + 1)));
  await phone.page.locator('[data-waiting]', { hasText: /^0$/ }).waitFor();
  await phone.page.locator('[data-today]', { hasText: '10' }).waitFor();
  await expect
    .poll(() => phone.page.evaluate(daysOf, DATABASE_NAME))
    .toMatchObject([{ finished: 10, unacknowledged: [] }]);
});
