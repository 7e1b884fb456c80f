import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import type { Phone } from '../support/browser.ts';
import { sharedJourney } from '../support/journeys.ts';
import { readLedger } from '../support/ledger.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { EVENT, makeSealedGarden } from '../support/sealed-garden.ts';
import { builtSurvey, readFixture } from '../support/surveys.ts';
import { takeTablet } from '../support/take-tablet.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

/*
 * A power cut leaves the last record of Chromium's IndexedDB log torn. The next start takes the tear for the end of the log and writes on
 * behind it; the start after that finds a bad checksum in the middle, and drops every database of the origin without an error.
 */

const GARDEN = builtSurvey(readFixture('shared-garden'));
const ANSWERS = wholeAnswers(GARDEN);
/** How much of the log is missing, in bytes; `page`: all after its last whole page. */
const CUTS = ['page', 1, 40, 300, 5000] as const;
const repeats = 3;

const journey = sharedJourney(async (folder) => (await makeSealedGarden(folder)).env);

let profiles = 0;
/** A device with a newly installed browser, and with a network. */
async function newProfile(query: string, ready: string): Promise<string> {
  await journey.network.fail('ok');
  profiles += 1;
  const profile = join(journey.folder, `profile-${profiles}`);
  const phone = await journey.openPhone({ at: `/${query}`, profile });
  await phone.page.locator(ready).waitFor({ state: 'attached' });
  await phone.close();
  await journey.network.fail('down');
  return profile;
}

async function start(profile: string, query: string, before?: () => void): Promise<Phone> {
  return journey.openPhone({ at: `/${query}`, profile, ...(before && { before }) });
}

async function answer(page: Page, stop?: string) {
  const someone = await respondent(page, GARDEN, ANSWERS, { words: ENGLISH }).begin();
  await someone.hurryTo(stop);
  await page.locator('[data-save="saved"]').first().waitFor({ state: 'attached' });
  return someone;
}

async function finish(page: Page): Promise<void> {
  await (await answer(page)).finish('device');
}

async function finishOnPhone(page: Page): Promise<void> {
  await page.goto(journey.network.url);
  await finish(page);
}

async function finishOnTablet(page: Page): Promise<void> {
  await takeTablet(page);
  await finish(page);
  await page.getByRole('link', { name: 'Finish, next person' }).click();
  await page.locator('main[data-screen="field"]').waitFor();
}

/** What a file system may not have written of LevelDB's log. */
async function tearLog(profile: string, cut: (typeof CUTS)[number]): Promise<void> {
  const databases = join(profile, 'Default', 'IndexedDB');
  const logs = (await readdir(databases, { recursive: true })).filter((name) => name.endsWith('.log'));
  const sizes = await Promise.all(logs.map(async (name) => ({ name, size: (await stat(join(databases, name))).size })));
  const { name = '', size = 0 } = sizes.sort((one, other) => other.size - one.size)[0] ?? {};
  expect(size).toBeGreaterThan(PAGE);
  await truncate(join(databases, name), cut === 'page' ? Math.floor((size - 1) / PAGE) * PAGE : size - cut);
}

const PAGE = 4096;
const READY = { phone: '[data-message="ready"]', tablet: '[data-day="offline"][data-state="good"]' };

/** Runs in the page: a browser that is not known for such a log is left alone. */
function withoutRenewal(): void {
  Object.defineProperty(Navigator.prototype, 'vendor', { get: () => '' });
}

const outbox = async (page: Page) => (await readLedger(page, journey.endpoint, GARDEN.id)).outbox;

/** Waits for the second copy of each, which is made after the card is drawn; what follows is about the log. */
async function copied(page: Page, count: number): Promise<readonly string[]> {
  const waiting = await outbox(page);
  expect(waiting).toHaveLength(count);
  const uncopied = async () => {
    const paths = await page.evaluate(async () =>
      (await (await caches.open('outbox-copies')).keys()).map(({ url }) => new URL(url).pathname),
    );
    return waiting.filter((id) => !paths.some((path) => path.includes(id)));
  };
  await expect.poll(uncopied).toEqual([]);
  return waiting;
}

/** Runs in the page: without second copies, noting when the log has had its time to be renewed. */
function withRenewalAlone(): void {
  Reflect.deleteProperty(window, 'caches');
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (name, ...version) {
    const opening = open.call(this, name, ...version);
    const note = () => document.documentElement.setAttribute('data-renewed', '');
    if (name === 'barometre-log') opening.addEventListener('success', () => setTimeout(note, 1000));
    return opening;
  };
}

test.each(CUTS)(
  'a log torn at its end (%s) and written on: what was finished comes back from its second copies, and that is said',
  { repeats },
  async (cut) => {
    const profile = await newProfile('', READY.phone);
    let phone = await start(profile, '', withoutRenewal);
    await finishOnPhone(phone.page);
    await finishOnPhone(phone.page);
    await copied(phone.page, 2);
    await phone.kill();
    await tearLog(profile, cut);
    phone = await start(profile, '', withoutRenewal);
    await finishOnPhone(phone.page);
    const waiting = await copied(phone.page, 3);
    await phone.kill();
    phone = await start(profile, '', withoutRenewal);
    await phone.page.locator('[data-message="restored"]').waitFor();
    expect([...(await outbox(phone.page))].sort()).toEqual([...waiting].sort());
    await journey.network.fail('ok');
    await phone.page.getByRole('button', { name: 'Send now' }).click();
    const stored = async () => (await journey.endpoint.rows(GARDEN.id)).map(({ id }) => id);
    await expect
      .poll(async () => (await stored()).filter((id) => waiting.includes(id)).sort())
      .toEqual([...waiting].sort());
    await phone.close();
  },
);

test.each(CUTS)(
  'a log torn at its end (%s) is renewed at the next start with something waiting: the draft too is there afterwards',
  { repeats },
  async (cut) => {
    const profile = await newProfile('', READY.phone);
    let phone = await start(profile, '', withoutRenewal);
    await finishOnPhone(phone.page);
    // Only what was not flushed is torn: the answers of those who begin after that.
    for (let person = 1; person <= 3; person++) {
      await phone.page.goto(journey.network.url);
      await answer(phone.page);
    }
    await phone.kill();
    await tearLog(profile, cut);
    phone = await start(profile, '', withRenewalAlone);
    await phone.page.locator('html[data-renewed]').waitFor();
    await finishOnPhone(phone.page);
    const { outbox: waiting, drafts } = await readLedger(phone.page, journey.endpoint, GARDEN.id);
    expect(waiting).toHaveLength(2);
    expect(drafts.length).toBeGreaterThan(1);
    await phone.kill();
    phone = await start(profile, '', withRenewalAlone);
    await phone.page.getByRole('button', { name: ENGLISH.resume }).first().waitFor();
    const there = await readLedger(phone.page, journey.endpoint, GARDEN.id);
    expect([there.outbox, there.drafts]).toEqual([waiting, drafts]);
    await phone.close();
  },
);

// The simulator tears the logs of sealed tablets in every run.
test.each(CUTS)(
  'on a sealed tablet with a torn log (%s) nothing that was finished is lost',
  { repeats },
  async (cut) => {
    const query = `?mode=field&c=${EVENT}`;
    const profile = await newProfile(query, READY.tablet);
    let tablet = await start(profile, query, withoutRenewal);
    for (let person = 1; person <= 3; person++) await finishOnTablet(tablet.page);
    await copied(tablet.page, 3);
    await takeTablet(tablet.page);
    await answer(tablet.page, 'hours');
    await tablet.kill();
    await tearLog(profile, cut);
    tablet = await start(profile, query, withoutRenewal);
    await finishOnTablet(tablet.page);
    await finishOnTablet(tablet.page);
    const waiting = await copied(tablet.page, 5);
    await tablet.kill();
    tablet = await start(profile, query, withoutRenewal);
    await expect.poll(() => tablet.page.locator('[data-waiting]').first().textContent()).toBe('5');
    expect([...(await outbox(tablet.page))].sort()).toEqual([...waiting].sort());
    expect(await tablet.page.locator('[data-today]').first().textContent()).toBe('5');
    await tablet.close();
  },
);
