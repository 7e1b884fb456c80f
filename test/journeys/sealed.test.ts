import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, expect, test } from 'vitest';
import type { SealingKey } from '../../src/core/survey/sealing-keys.ts';
import { DATABASE_NAME } from '../../src/device/store/schema.ts';
import { pinCheckOf } from '../../src/sealing/pin-check.ts';
import { newResumeCode, readResumeCode } from '../../src/sealing/resume-code.ts';
import { COUNTDOWN } from '../../src/ui/tablet/idle-watch.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { sharedJourney } from '../support/journeys.ts';
import { longTest, onlyLong } from '../support/long.ts';
import { openFirefox, openWebKit } from '../support/other-browsers.ts';
import { asWritten, filesWith } from '../support/profile-folder.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { EVENT, makeSealedGarden } from '../support/sealed-garden.ts';
import { builtSurvey, readFixture } from '../support/surveys.ts';
import { takeTablet } from '../support/take-tablet.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const GARDEN = builtSurvey(readFixture('shared-garden'));
const MARKER = 'Marqueur-4c1d9e';
const ANSWERS = wholeAnswers(GARDEN, { wish: `${MARKER} under the apple trees` });

let four: string;
let keys: readonly SealingKey[];
const journey = sharedJourney(async (folder) => {
  const garden = await makeSealedGarden(folder);
  ({ four, keys } = garden);
  return garden.env;
});
afterEach(() => journey.network.fail('ok'));

/** Every key that the page makes, as its bytes: known to the test alone. */
function noteKeys() {
  const made: number[][] = [];
  Reflect.set(window, 'madeKeys', made);
  const { subtle } = crypto;
  const generate = subtle.generateKey.bind(subtle) as (...how: unknown[]) => Promise<unknown>;
  Reflect.set(subtle, 'generateKey', async (how: unknown, _: boolean, uses: KeyUsage[]) => {
    const key = await generate(how, true, uses);
    if (key instanceof CryptoKey) made.push([...new Uint8Array(await subtle.exportKey('raw', key))]);
    return key;
  });
  const random = crypto.getRandomValues.bind(crypto);
  Reflect.set(crypto, 'getRandomValues', (bytes: Uint8Array<ArrayBuffer>) => {
    random(bytes);
    if (bytes.length === 32) made.push([...bytes]);
    return bytes;
  });
}

async function keysIn(page: Page): Promise<readonly Buffer[]> {
  const made: number[][] = await page.evaluate(() => Reflect.get(window, 'madeKeys'));
  return made.map((bytes) => Buffer.from(bytes));
}

const MARKED = asWritten(MARKER);

/** In a database beside ours, down to what no draft fits in. */
function fillStorage(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('filler');
    opening.onupgradeneeded = () => opening.result.createObjectStore('filler', { autoIncrement: true });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => put(100_000);
    const put = (size: number) => {
      const tx = opening.result.transaction('filler', 'readwrite');
      tx.objectStore('filler').add(crypto.getRandomValues(new Uint8Array(Math.min(size, 65_536))));
      tx.oncomplete = () => put(size);
      tx.onabort = () => {
        if (tx.error?.name !== 'QuotaExceededError') return reject(tx.error);
        if (size > 100) return put(size / 10);
        opening.result.close();
        resolve();
      };
    };
  });
}

function waitingIn(name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const outbox = opening.result.transaction('outbox').objectStore('outbox');
      const counting = outbox.index('turn').count(IDBKeyRange.bound(['waiting'], ['waiting', []]));
      counting.onerror = () => reject(counting.error);
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
    };
  });
}

function emptyStorage(): Promise<void> {
  return new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase('filler');
    deleting.onerror = () => reject(deleting.error);
    deleting.onsuccess = () => resolve();
  });
}

async function dropFromCaches(path: string): Promise<boolean> {
  const dropped = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).delete(path)));
  return dropped.includes(true);
}

const ON_A_PHONE = { query: '', ready: '[data-message="ready"]' };
const ON_A_TABLET = { query: '?mode=field', ready: '[data-day="offline"][data-state="good"]' };

async function cutOff(profile: string, { query, ready }: typeof ON_A_PHONE) {
  const phone = await journey.openPhone({ at: `/${query}`, profile, before: noteKeys });
  const { page } = phone;
  await page.locator(ready).waitFor({ state: 'attached' });
  await journey.network.fail('down');
  if (query !== '') await takeTablet(page);
  const someone = await respondent(page, GARDEN, ANSWERS, { words: ENGLISH }).begin();
  await someone.answerUpTo();
  await page.locator('[data-save="saved"]').first().waitFor({ state: 'attached' });
  const keys = await keysIn(page);
  await phone.kill();
  return keys;
}

longTest(
  'on a respondent’s own phone answers are stored in clear, and this search of its profile finds them',
  async () => {
    const profile = join(journey.folder, 'own');
    await cutOff(profile, ON_A_PHONE);
    expect(await filesWith(profile, MARKED)).not.toEqual([]);
  },
);

longTest(
  'killed in the middle of an interview, a shared tablet holds neither what was given nor a key to it; it is counted',
  async () => {
    const profile = join(journey.folder, 'cut');
    const keys = await cutOff(profile, ON_A_TABLET);
    expect(keys.length).toBeGreaterThan(2);
    expect(await filesWith(profile, MARKED)).toEqual([]);
    expect(await filesWith(profile, keys)).toEqual([]);
    await journey.network.fail('ok');
    const { page } = await journey.openPhone({ at: '/?mode=field', profile });
    await expect
      .poll(() => journey.endpoint.rows(GARDEN.id))
      .toMatchObject([{ status: 'partial', answers: { plot: ANSWERS.plot } }]);
    expect(await page.getByRole('button', { name: ENGLISH.resume }).count()).toBe(0);
  },
);

test('a day in the field: each person alone with the tablet, nothing lost, and nothing of them left on it', async () => {
  const profile = join(journey.folder, 'day');
  const PIN = '482913';
  const CODE = newResumeCode((bytes) => crypto.getRandomValues(bytes));
  const opener = keys.find(({ holder }) => holder === 'opener');
  /** Longer than the usual, as the link has it. */
  const QUIET = 5 * 60_000;
  const link = `/?mode=field&c=${EVENT}&key=${opener?.id}&idle=5#/field/${await pinCheckOf(PIN)}`;
  const before = (await journey.endpoint.rows(GARDEN.id)).length;
  let tablet = await journey.openPhone({ profile, before: noteKeys });
  let { page } = tablet;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const day = page.locator('main[data-screen="field"]');
  const count = (name: string) => page.locator(`[data-${name}]`).first().textContent();
  const counted = (today: string, waiting: string) =>
    expect.poll(async () => [await count('today'), await count('waiting')]).toEqual([today, waiting]);
  /** Somebody takes the tablet, and answers up to there. */
  const take = async (stop?: string) => {
    await takeTablet(page);
    const someone = await respondent(page, GARDEN, ANSWERS, { words: ENGLISH }).begin();
    await someone.hurryTo(stop);
    return someone;
  };
  const finish = async () => {
    await (await take()).finish();
    // Whatever keeps it here: that is the surveyor's business.
    await page.locator('[data-delivery="device"]', { hasText: 'it will be sent by itself' }).waitFor();
    expect(await page.locator('[data-delivery] button').count()).toBe(0);
    await page.getByRole('link', { name: 'Finish, next person' }).click();
    await page.locator('main[data-screen="field"]').waitFor();
  };

  await page.goto(`${journey.network.url}${link}`);
  await page.locator('[data-day="offline"][data-state="good"]').waitFor();
  expect(page.url()).not.toContain('#');
  // The line on accessibility leads out of no interview.
  const line = page.locator('body > footer', { hasText: 'Accessibility: not compliant' });
  expect([await line.count(), await line.locator('a').count()]).toEqual([1, 0]);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^Field day · Garden fair, hall 4 · \d/);
  const keysRow = page.locator('[data-day="keys"]');
  expect((await keysRow.locator('li').allTextContents()).join(' ')).toBe(four);
  // That there are keys does not say that they are the right ones: somebody does, once.
  expect(await keysRow.getAttribute('data-state')).toBe('caution');
  await press('They are the same');
  await page.locator('[data-day="keys"][data-state="good"]').waitFor();
  await page.reload();
  await page.locator('[data-day="keys"][data-state="good"]').waitFor();
  await page.locator('[data-day="offline"][data-state="good"]').waitFor();
  const code = page.getByLabel('The 17 symbols');
  await code.fill('0000');
  await press('Give the code');
  await page.getByText('This is no resume code').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await code.fill(CODE.toLowerCase());
  await press('Give the code');
  await page.getByText('Given. It stays in the memory').waitFor();
  // Ready offline is what the worker says of its files, and not that it is there; with a network it fetches what it lacks.
  await journey.network.fail('down');
  expect(await page.evaluate(dropFromCaches, '/icons/icon-48.png')).toBe(true);
  await press('Check again');
  await page.getByText('Not ready offline: 1 file is missing').waitFor();
  await journey.network.fail('ok');
  await press('Check again');
  await page.locator('[data-day="offline"][data-state="good"]').waitFor();
  await journey.network.fail('down');

  // Before one begins, and without a scroll: what becomes of what one gives.
  await takeTablet(page);
  const note = page.locator('[data-field="sealed"]');
  expect(await note.evaluate((shown) => shown.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
  await press('Quit');
  await day.waitFor();

  // Two people finish, and one leaves: after a question, and without a trace.
  await finish();
  await finish();
  await take('wish');
  await page.goBack();
  await page.getByRole('button', { name: 'Quit', exact: true }).click();
  const quit = page.getByRole('dialog', { name: 'Quit this interview?' });
  await quit.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press('Quit and clear the screen');
  await day.waitFor();
  await counted('2', '2');
  await page.locator('[data-evening="waiting"]', { hasText: 'stays on this tablet' }).waitFor();
  expect(await count('left')).toBe('1 abandoned interview, counted separately.');
  for (const again of [1, 2]) {
    await page.goForward();
    expect([again, await day.isVisible()]).toEqual([again, true]);
  }

  // Whatever the address, and after a reload, the tablet shows its day, and no one's card or question.
  for (const address of ['/#/card', ...onlyLong(['/', '/#/question/wish', '/?c=elsewhere#/check'])]) {
    await page.goto(`${journey.network.url}${address}`);
    await page.locator('main[data-screen="field"]').waitFor();
    expect(await page.textContent('body')).not.toContain(MARKER);
  }
  await counted('2', '2');

  // One who walks away: asked, may stay, and is left as a partial.
  // At noon, since the minutes that pass must not end the day that is counted.
  await page.clock.install({ time: new Date().setHours(12, 0, 0, 0) });
  await page.reload();
  await take('wish');
  const stillThere = page.getByRole('dialog', { name: 'Still there?' });
  await page.clock.fastForward(QUIET - 60_000);
  expect(await stillThere.count()).toBe(0);
  await page.clock.fastForward(60_000);
  await stillThere.waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await stillThere.getByRole('button', { name: 'Continue' }).click();
  await page.locator('form[data-question="wish"]').waitFor();
  await page.clock.fastForward(QUIET);
  await stillThere.waitFor();
  await page.clock.fastForward(COUNTDOWN);
  await page.locator('main[data-screen="field"]').waitFor();
  await page.locator('[data-left="2"]').waitFor();

  // One whom a breakdown cuts off, and whom the organiser's code brings back.
  await page.getByLabel('The 17 symbols').fill(CODE);
  await press('Give the code');
  await take('wish');
  await page.locator('[data-save="saved"]').waitFor();
  const made = await keysIn(page);
  expect(made.length).toBeGreaterThan(2);
  await tablet.kill();
  expect(await filesWith(profile, MARKED)).toEqual([]);
  expect(await filesWith(profile, [...made, ...asWritten(CODE), Buffer.from(readResumeCode(CODE) ?? [])])).toEqual([]);
  tablet = await journey.openPhone({ profile });
  ({ page } = tablet);
  await page.goto(journey.network.url);
  await page.getByText('1 interview that was cut off can be resumed').waitFor();
  // Before the information about the tablet itself, and on the first screen.
  expect(await page.locator('[data-day]').first().getAttribute('data-day')).toBe('resume');
  await page.getByLabel('The 17 symbols').fill(CODE);
  await press('Give the code');
  await press('Resume');
  await page.locator('form[data-question="wish"]').waitFor();
  const back = respondent(page, GARDEN, ANSWERS, { words: ENGLISH });
  await back.answerUpTo();
  await back.finish();
  // The receipt goes along with the card, by a camera: what is copied here could be pasted by the next person.
  await press('Open it on my phone');
  const receipt = await page.locator('[data-receipt]').textContent();
  await page.locator('b', { hasText: receipt ?? 'none' }).waitFor();
  expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(0);
  const aimed = await page.getByRole('img', { name: 'QR code: opens this card' }).boundingBox();
  const bar = await page.getByRole('link', { name: 'Finish, next person' }).boundingBox();
  expect((aimed?.y ?? 0) + (aimed?.height ?? 0)).toBeLessThan(bar?.y ?? 0);
  await page.getByRole('link', { name: 'Finish, next person' }).click();
  await page.locator('main[data-screen="field"]').waitFor();
  await counted('3', '3');

  // Another's link changes nothing without the PIN; nor does a wrong one wipe, or the right one what has not left.
  await page.goto(`${journey.network.url}/?mode=field&c=elsewhere#/field/${await pinCheckOf('1111')}`);
  await page.locator('[data-field="other-day"]').waitFor();
  await press('Keep the current day');
  await page.locator('main[data-screen="field"] [data-waiting]').waitFor();
  await press('Wipe the tablet');
  const pin = page.getByLabel('PIN', { exact: true });
  for (const wrong of ['0000', '123456', '482914']) {
    await pin.fill(wrong);
    await press('Confirm');
  }
  await page.getByText(/Next try in \d seconds?/).waitFor();
  await counted('3', '3');
  await page.clock.install();
  await page.reload();
  await page.locator('main[data-screen="field"] [data-waiting]').waitFor();
  await page.clock.fastForward(6000);
  await press('Wipe the tablet');
  await pin.fill(PIN);
  await press('Confirm');
  await page.locator('[data-unsent="5"]').waitFor();
  // As many more than the day screen counts as were left on the way.
  await page.getByText('The service has not received 3 responses and 2 abandoned interviews yet.').waitFor();
  expect(await page.getByRole('button', { name: 'I have the file: wipe' }).count()).toBe(0);
  const [file] = await Promise.all([page.waitForEvent('download'), press('Save the file')]);
  expect(await readFile(await file.path(), 'utf8')).not.toContain(MARKER);
  expect(file.suggestedFilename()).toMatch(/^rescue-[\d-]{10}-3-responses-2-incomplete\.txt$/);
  await page.getByRole('button', { name: 'I have the file: wipe' }).waitFor();

  // The network is back: what the button says is what the endpoint holds.
  await press('Cancel');
  await press('Send now');
  await page.getByText('Nothing has left: 3 still wait.').waitFor();
  await journey.network.fail('ok');
  await press('Send now');
  await page.getByText('3 responses sent. None waits any more.').waitFor();
  await page.locator('[data-evening="same"]', { hasText: 'All responses finished here have arrived' }).waitFor();
  expect(await page.locator('[data-received]').textContent()).toBe('3');
  await expect.poll(async () => (await journey.endpoint.rows(GARDEN.id)).length).toBe(before + 5);
  const rows = (await journey.endpoint.rows(GARDEN.id)).filter(({ channel }) => channel === EVENT);
  expect(rows.map(({ status }) => status).toSorted()).toEqual([
    ...Array(3).fill('complete'),
    ...Array(2).fill('partial'),
  ]);
  for (const { status, answers } of rows) if (status === 'complete') expect(answers.wish).toContain(MARKER);

  // Wiped, and left: the tablet is anyone's again.
  await press('Wipe the tablet');
  await pin.fill(PIN);
  await press('Confirm');
  // Received, and in no backup: what goes with the tablet is said.
  await page.locator('[data-unsent="0"]').waitFor();
  await page.getByText('5 received responses, incomplete ones included, are in no known backup').waitFor();
  await press('Wipe');
  await page.getByRole('heading', { name: 'The tablet is wiped' }).waitFor();
  await page.getByText('3 finished here, 3 received by the service.').waitFor();
  await page.getByText('You may give the tablet back.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  // After a reload, too, it shows no one's interview.
  await page.reload();
  await page.locator('main[data-screen="opening"]').waitFor();
  await tablet.close();
  expect(await filesWith(profile, MARKED)).toEqual([]);
});

longTest(
  'when the storage fills in mid-interview the tablet says so, sends what waits all the same, and keeps the answers once there is room',
  async () => {
    await journey.network.fail('ok');
    const { page, context, close } = await journey.openVisit();
    const chromium = await context.newCDPSession(page);
    // Before the first use of IndexedDB: the browser keeps the first allowance it has seen for a while.
    await chromium.send('Storage.overrideQuotaForOrigin', { origin: journey.network.url, quotaSize: 4_000_000 });
    await page.goto(`${journey.network.url}/?mode=field&c=${EVENT}`);
    await page.locator('[data-day="offline"][data-state="good"]').waitFor();
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await journey.network.fail('down');
    const someone = respondent(page, GARDEN, ANSWERS, { words: ENGLISH });
    const take = async (stop?: string) => {
      await takeTablet(page);
      await someone.begin();
      await someone.answerUpTo(stop);
    };
    await take();
    await someone.finish();
    await page.getByRole('link', { name: 'Finish, next person' }).click();
    await take('wish');
    await page.locator('[data-save="saved"]').waitFor();
    await page.evaluate(fillStorage);
    await page.locator('[name="wish"]').fill(ANSWERS.wish as string);
    await page.locator('[data-message="full"]').waitFor();
    expect(await page.locator('[data-save="saved"]').count()).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);

    // Nor does leaving throw them away: as a file they are sealed.
    await press('Quit');
    const unsaved = page.getByRole('dialog', { name: 'The response is not saved' });
    await unsaved.waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      unsaved.getByRole('button', { name: 'Rescue file' }).click(),
    ]);
    const text = await readFile(await file.path(), 'utf8');
    expect(text).toContain('"sealed":');
    expect(text).not.toContain(MARKER);
    await unsaved.getByRole('button', { name: 'Go on with the interview' }).click();

    // Full as it is, what waits leaves, and makes room: a copy of what was received is worth less than the next answer.
    const rows = async () => (await journey.endpoint.rows(GARDEN.id)).length;
    const before = await rows();
    await journey.network.fail('ok');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(rows).toBe(before + 1);
    await expect.poll(() => page.evaluate(waitingIn, DATABASE_NAME)).toBe(0);
    await journey.network.fail('down');

    await page.evaluate(emptyStorage);
    await chromium.send('Storage.overrideQuotaForOrigin', { origin: journey.network.url });
    await expect
      .poll(
        async () => {
          const retry = page.getByRole('button', { name: 'Try again' });
          if (await retry.isVisible()) await retry.click();
          return page.locator('[data-save="saved"]').count();
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(1);
    await someone.answerUpTo();
    await someone.finish();
    await journey.network.fail('ok');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.locator('[data-delivery="received"]').waitFor();
    await close();
  },
);

test.each(
  onlyLong([
    ['Firefox', openFirefox],
    ['WebKit', openWebKit],
  ] as const),
)('%s seals the answers, sends them, and offers no way back to them', async (engine, open) => {
  await journey.network.fail('ok');
  const completeOf = async () =>
    (await journey.endpoint.rows(GARDEN.id)).filter(
      ({ status, answers }) => status === 'complete' && answers.plot === 'no',
    );
  const before = (await completeOf()).length;
  const home = join(journey.folder, engine);
  await mkdir(home);
  const browser = await open(home);
  try {
    await browser.go(`${journey.network.url}/?mode=field&c=${EVENT}#/field/${await pinCheckOf('482913')}`);
    await browser.until('return document.querySelector("[data-day=keys] li") !== null');
    await browser.tap('.day-new');
    await browser.until('return document.querySelector(".begin, [data-skip]") !== null');
    await browser.run('document.querySelector("[data-skip]")?.click()');
    await browser.until('return document.querySelector(".begin") !== null');
    await browser.tap('.begin');
    const at = (question: string) =>
      browser.until(`return document.querySelector('form[data-question="${question}"]') !== null`);
    await at('plot');
    await browser.run(`document.querySelector('[name=plot][value=no]').click()`);
    await browser.tap('form [type=submit]');
    await at('hours');
    await browser.run('history.back()');
    await at('plot');
    await browser.tap('form [type=submit]');
    await at('hours');
    expect(await browser.run('return location.hash')).toBe('');
    await browser.tap('form [type=submit]');
    await browser.until('return document.querySelector("main[data-screen=check] .primary") !== null');
    await browser.run('document.querySelector("main[data-screen=check] .primary").click()');
    await browser.until('return document.querySelector("[data-delivery=received]") !== null');
    await browser.run('document.querySelector(`a[href="#/field"]`).click()');
    await browser.until('return document.querySelector("main[data-screen=field]") !== null');
    await browser.run('history.forward()');
    await browser.go(`${journey.network.url}/#/card`);
    await browser.until('return document.querySelector("main[data-screen=field]") !== null');
    expect((await completeOf()).length).toBe(before + 1);
  } finally {
    await browser.close();
  }
});
