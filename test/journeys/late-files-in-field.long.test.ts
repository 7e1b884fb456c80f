import type { BrowserContext, Page } from 'playwright';
import { expect, test } from 'vitest';
import { newResumeCode } from '../../src/sealing/resume-code.ts';
import { sharedJourney } from '../support/journeys.ts';
import { isTaken, lateFiles, openWithout, see, withoutWorker } from '../support/lost-files.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { EVENT, makeSealedGarden } from '../support/sealed-garden.ts';
import { builtSurvey, readFixture } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

/* A shared tablet whose worker has not come: a file that is lost must not end the interview of the person who holds it. */

const GARDEN = builtSurvey(readFixture('shared-garden'));
const ANSWERS = wholeAnswers(GARDEN);

const CODE = newResumeCode((bytes) => crypto.getRandomValues(bytes));

const journey = sharedJourney(async (folder) => (await makeSealedGarden(folder)).env);

test('whichever file is lost on a shared tablet, the interview goes on without a reload, and its answers arrive complete', async () => {
  const { context } = await journey.openVisit({ before: withoutWorker });
  const files = await lateFiles(context, journey.network.url, (page) => takeTurn(page, async () => {}, true));
  expect(files.length).toBeGreaterThan(30);
  for (const file of files.filter(isTaken))
    for (const isCodeGiven of [true, false]) await expectAllAnswers(context, file, isCodeGiven);
});

async function expectAllAnswers(context: BrowserContext, file: string, isCodeGiven: boolean): Promise<void> {
  const before = (await journey.endpoint.rows(GARDEN.id)).map(({ id }) => id);
  const { page, reconnect, documents } = await openWithout(context, journey.network, file, 'no network');
  let atBegin = 0;
  await takeTurn(page, reconnect, isCodeGiven, () => {
    atBegin = documents();
  });
  const rows = await journey.endpoint.rows(GARDEN.id);
  const fresh = rows.filter(({ id }) => !before.includes(id)).map(({ status, answers }) => [status, answers]);
  expect([file, isCodeGiven, fresh, documents()]).toEqual([file, isCodeGiven, [['complete', ANSWERS]], atBegin]);
  await page.close();
}

/** One person at the tablet, from the day screen until the response is received. `reconnect` brings the network back. */
async function takeTurn(
  page: Page,
  reconnect: () => Promise<void>,
  isCodeGiven: boolean,
  onBegin = () => {},
): Promise<void> {
  const chromium = await page.context().newCDPSession(page);
  await chromium.send('Storage.clearDataForOrigin', { origin: journey.network.url, storageTypes: 'indexeddb' });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.goto(`${journey.network.url}/?mode=field&c=${EVENT}`);
  const start = page.getByRole('button', { name: 'New response' });
  await see(page, start, reconnect);
  if (isCodeGiven) {
    await page.getByLabel('The 17 symbols').fill(CODE);
    await press('Give the code');
    await page.getByText('Given. It stays in the memory').waitFor();
  }
  await start.click();
  await press('Begin all the same');
  if (!isCodeGiven) await press('Begin without the code');
  onBegin();
  const someone = await respondent(page, GARDEN, ANSWERS, { words: ENGLISH }).begin();
  for (const { id, items } of GARDEN.questions) {
    await see(page, page.locator(`[name="${items[0]}"]`).first(), reconnect);
    expect(await someone.where()).toBe(id);
    await someone.answer();
    await someone.goOn();
  }
  const finish = page.getByRole('button', { name: ENGLISH.finish, exact: true });
  await see(page, finish, reconnect);
  await finish.click();
  await see(page, page.locator('main[data-screen="card"] h1'), reconnect);
  await see(page, page.locator('[data-delivery="received"], [data-delivery="device"]').first(), reconnect);
  await reconnect();
  await see(page, page.locator('[data-delivery="received"]'), reconnect);
}
