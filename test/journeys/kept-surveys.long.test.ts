import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { DATABASE_NAME } from '../../src/device/store/schema.ts';
import { words as aboutFr } from '../../src/words/compiled/respondent/fr/about.mjs';
import { words as dayFr } from '../../src/words/compiled/respondent/fr/day.mjs';
import { words as deadEndFr } from '../../src/words/compiled/respondent/fr/deadEnd.mjs';
import { words as fr } from '../../src/words/compiled/respondent/fr/first.mjs';
import { words as rescueFr } from '../../src/words/compiled/respondent/fr/rescue.mjs';
import { openReady } from '../support/browser.ts';
import { freshJourney } from '../support/journeys.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { respondent } from '../support/respondent.ts';
import { stopWorkers } from '../support/stop-workers.ts';
import { builtSurvey, readPublic, study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const STUDY = study.survey.id;
const EXAMPLE = builtSurvey(readPublic('exemple-benevolat/1.json'));
const ANSWERS = wholeAnswers(EXAMPLE);

const journey = freshJourney(async (folder) => {
  await cp('public/surveys', join(folder, 'surveys'), { recursive: true });
  return { SURVEYS_DIR: join(folder, 'surveys') };
});

const addressOf = (survey: string, more = '') => `${journey.network.url}/?s=${survey}${more}`;

/** The addresses of everything that the worker keeps. */
function keptBy(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
    const requests = await Promise.all(caches.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => url.slice(location.origin.length));
  });
}

/** Publishes a corrected title, as an organiser who keeps surveys in a folder does. */
async function correct(title: string): Promise<void> {
  const file = join(journey.folder, 'surveys', EXAMPLE.id, '1.json');
  const json = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...json, title: { ...json.title, fr: title } }));
  await journey.restartEndpoint();
}

test('a phone keeps the survey that it has opened, in the languages that were read, and nothing of another one', async () => {
  const { page } = await journey.openVisit();
  await openReady(page, addressOf(EXAMPLE.id));
  const asked = journey.network.seen.map(({ path }) => path);
  expect(asked.filter((path) => path.includes(STUDY))).toEqual([]);
  expect((await keptBy(page)).filter((path) => path.includes(STUDY))).toEqual([]);

  await journey.network.fail('down');
  await page.goto(addressOf(EXAMPLE.id, '&c=affiche'));
  await page.locator('html[data-ready]').waitFor();
  expect(await page.locator('h1').textContent()).toContain('bénévolat');
  const choose = () => page.locator('.languages button[lang="en"]').dispatchEvent('click');
  const others = /[./=](en|es|ar)(\.|&|$)/;
  expect([...asked, ...(await keptBy(page))].filter((path) => others.test(path))).toEqual([]);
  await page.goto(addressOf(EXAMPLE.id, '&lang=en'));
  await page.locator('html[lang="fr"][data-ready]').waitFor();
  await choose();
  await page.locator('[data-message="language"]').waitFor();
  await journey.network.fail('ok');
  await choose();
  await expect.poll(() => keptBy(page)).toContain(`/?s=${EXAMPLE.id}&lang=en`);
  await page.goto(addressOf(EXAMPLE.id, '&lang=es'));
  await page.locator('html[lang="es"][data-ready]').waitFor();
  await journey.network.fail('down');
  await page.goto(addressOf(EXAMPLE.id, '&lang=en'));
  await page.locator('html[lang="en"][data-ready]').waitFor();

  // Another survey needs the network once, and the phone says so.
  await page.goto(addressOf(STUDY));
  await page.locator('[data-lost="first-time"]').waitFor();
  expect(await page.locator('main').textContent()).toContain(deadEndFr['first-time']);
  await journey.network.fail('ok');
  await page.getByRole('button', { name: fr['status.retry'] }).click();
  await page.locator('[data-message="ready"]').waitFor({ state: 'attached' });
  await journey.network.fail('down');
  await page.goto(journey.network.url);
  await page.locator('html[data-ready]').waitFor();
  expect(await page.locator('h1').textContent()).toContain('profil numérique');
  // The one before is still here.
  await page.goto(addressOf(EXAMPLE.id));
  await page.locator('h1', { hasText: 'bénévolat' }).waitFor();
});

test('a corrected survey comes in the background and is used at the next start; a draft goes on with its answers', async () => {
  const { page } = await journey.openVisit();
  await openReady(page, addressOf(EXAMPLE.id));
  const someone = await respondent(page, EXAMPLE, ANSWERS).begin();
  await someone.answer();
  const given = await someone.given();
  const where = await someone.where();
  const [before] = (await keptBy(page)).filter((path) => path.endsWith('/files.json'));
  await correct('Un titre corrigé');
  // This start shows what it has, and learns that there is another.
  await openReady(page, addressOf(EXAMPLE.id));
  expect(await page.title()).not.toContain('corrigé');
  const listings = async () => (await keptBy(page)).filter((path) => path.endsWith('/files.json'));
  await expect.poll(listings).not.toContain(before);
  await journey.network.fail('down');
  await page.goto(addressOf(EXAMPLE.id));
  await page.locator('html[data-ready]').waitFor();
  expect(await page.title()).toContain('corrigé');
  await someone.resume();
  expect([await someone.where(), await someone.given()]).toEqual([where, given]);
  expect(await listings()).toHaveLength(1);
});

test('À propos lists the surveys of the phone, and removes none whose responses have not been sent', async () => {
  const { page } = await journey.openVisit();
  await openReady(page, addressOf(STUDY));
  await openReady(page, addressOf(EXAMPLE.id));
  await journey.network.fail('status:503', '/api/responses');
  const someone = respondent(page, EXAMPLE, ANSWERS);
  await someone.complete('device');
  await page.goto(addressOf(EXAMPLE.id, '#/about'));
  const line = (survey: string) => page.locator(`[data-survey="${survey}"]`);
  const remove = (survey: string) => line(survey).getByRole('button', { name: aboutFr['about.remove'] }).click();
  const unfold = () => page.getByText(aboutFr['about.others'](1)).click();
  await line(EXAMPLE.id).waitFor();
  expect(await page.locator('#app').textContent()).not.toContain('Baromètre du numérique');
  await unfold();
  await line(STUDY).waitFor();
  expect(await line(STUDY).textContent()).toMatch(/Baromètre du numérique territorial.*\d+\sko/);
  expect(await line(EXAMPLE.id).textContent()).toContain(aboutFr['about.remove-unsent'](1));
  expect(await line(EXAMPLE.id).getByRole('button').count()).toBe(0);
  // On the pages of another survey nothing waits, and another button says whose responses it saves.
  await openReady(page, addressOf(STUDY));
  await page.goto(addressOf(STUDY, '#/rescue'));
  await page.getByText(rescueFr['rescue.waiting'](0)).waitFor();
  await page.getByRole('button', { name: rescueFr['rescue.save'] }).click();
  await page.getByText(rescueFr['rescue.empty']).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: rescueFr['rescue.others'](1, `${EXAMPLE.title.fr}`) }).click(),
  ]);
  const file = join(journey.folder, 'secours.txt');
  await download.saveAs(file);
  await page.locator('[data-rescue-made]', { hasText: rescueFr['rescue.clear'](1) }).waitFor();
  await page.goto(addressOf(EXAMPLE.id, '#/about'));
  await unfold();
  await remove(STUDY);
  await line(STUDY).waitFor({ state: 'detached' });
  expect((await keptBy(page)).filter((path) => path.includes(STUDY))).toEqual([]);
  await journey.network.fail('down');
  await page.goto(addressOf(STUDY));
  await page.locator('[data-lost="first-time"]').waitFor();
  await page.goto(addressOf(EXAMPLE.id));
  await page.locator('html[data-ready]').waitFor();
  await journey.network.fail('ok');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(async () => (await readLedger(page, journey.endpoint, EXAMPLE.id)).outbox).toEqual([]);
  // The pages of any survey of the site take the file, on a phone that has never seen its survey.
  const { page: other } = await journey.openVisit({ at: addressOf(STUDY, '#/rescue') });
  await other.getByLabel(rescueFr['rescue.field']).setInputFiles(file);
  await other.locator('[data-rescue="imported"]', { hasText: rescueFr['rescue.added'](1) }).waitFor();
  expect(breachesOf(await readLedger(page, journey.endpoint, EXAMPLE.id))).toEqual([]);
});

test('caches that the browser clears are filled again at the next start, the survey’s too', async () => {
  const { page } = await journey.openVisit();
  await openReady(page, addressOf(EXAMPLE.id));
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await openReady(page, addressOf(EXAMPLE.id));
  await expect.poll(() => keptBy(page)).toContain('/.precache');
  await journey.network.fail('down');
  await page.goto(addressOf(EXAMPLE.id));
  await page.locator('html[data-ready]').waitFor();
});

test('without room for the corrected survey the phone keeps the one before, and says of a new one that it is not ready', async () => {
  const { page, context } = await journey.openPhone();
  await openReady(page, addressOf(EXAMPLE.id));
  const [before] = (await keptBy(page)).filter((path) => path.endsWith('/files.json'));
  // With a draft it does not give way to the other survey.
  const someone = await respondent(page, EXAMPLE, ANSWERS).begin();
  await someone.answer();
  await correct('Un titre corrigé');
  const chromium = await context.newCDPSession(page);
  await chromium.send('Storage.overrideQuotaForOrigin', { origin: journey.network.url, quotaSize: 1_000 });
  await openReady(page, addressOf(EXAMPLE.id));
  await page.goto(addressOf(STUDY));
  await page.locator('html[data-ready]').waitFor();
  await expect.poll(() => journey.network.seen.filter(({ path }) => path.includes(`${STUDY}/current`)).length).toBe(1);
  const listings = (await keptBy(page)).filter((path) => path.endsWith('/files.json'));
  expect(listings).toEqual([before]);
  expect(await page.locator('[data-message="ready"]').count()).toBe(0);
  await journey.network.fail('down');
  await page.goto(addressOf(EXAMPLE.id));
  await page.locator('html[data-ready]').waitFor();
});

test('a page whose edition is gone goes on with the files of the current one, where no worker keeps any', async () => {
  const { page } = await journey.openVisit({
    before: () => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'),
  });
  await page.goto(addressOf(EXAMPLE.id));
  await page.locator('html[data-ready]').waitFor();
  // The endpoint that starts again has the corrected edition alone.
  await correct('Un titre corrigé');
  const someone = respondent(page, EXAMPLE, ANSWERS);
  await someone.complete('received');
  // The drawings of its profiles come late.
  await page.locator('[data-emblem="ruche"] path[d^="m32 6"]').first().waitFor({ state: 'attached' });
});

test('a phone that comes back after a year with a draft of the first revision resumes it without a network', async () => {
  const { page } = await journey.openVisit();
  await openReady(page, addressOf(STUDY));
  const someone = await respondent(page, study.survey, wholeAnswers(study.survey)).begin();
  await someone.answer();
  const given = await someone.given();
  await page.evaluate(
    (name) =>
      new Promise((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const tx = opening.result.transaction(['drafts', 'definitions'], 'readwrite');
          // Definitions may go with the years; editions hold every revision.
          tx.objectStore('definitions').clear();
          const drafts = tx.objectStore('drafts');
          drafts.getAll().onsuccess = ({ target }) => {
            const [draft] = Reflect.get(target ?? {}, 'result');
            drafts.put({ ...draft, revision: 1, savedAt: draft.savedAt - 365 * 24 * 3600 * 1000 });
          };
          tx.oncomplete = resolve;
        };
      }),
    DATABASE_NAME,
  );
  await journey.network.fail('down');
  await page.goto(addressOf(STUDY));
  await someone.resume();
  expect(await someone.given()).toEqual(given);
});

test('a survey that is removed while another tab has it open is answered there all the same, and kept again at the next start', async () => {
  const { page, context } = await journey.openVisit();
  await openReady(page, addressOf(EXAMPLE.id));
  const other = await context.newPage();
  await other.goto(addressOf(STUDY, '#/about'));
  await other.getByText(aboutFr['about.others'](1)).click();
  await other.locator(`[data-survey="${EXAMPLE.id}"]`).getByRole('button', { name: aboutFr['about.remove'] }).click();
  await other.locator(`[data-survey="${EXAMPLE.id}"]`).waitFor({ state: 'detached' });
  await respondent(page, EXAMPLE, ANSWERS).complete('received');
  await openReady(page, addressOf(EXAMPLE.id));
  expect((await keptBy(page)).some((path) => path.endsWith('files.json') && path.includes(EXAMPLE.id))).toBe(true);
});

test('while a tablet has its day, every address opens its survey, whose edition stays until the day is over', async () => {
  const { page } = await journey.openVisit();
  const isReady = () => page.locator('[data-day="offline"][data-state="good"]').waitFor();
  await page.goto(addressOf(EXAMPLE.id, '&mode=field'));
  await isReady();
  // The notice, which tablets alone read in its own file, is there too.
  const kept = await keptBy(page);
  expect(kept.some((path) => path.endsWith('/notice.json'))).toBe(true);
  const listings = async () => (await keptBy(page)).filter((path) => path.endsWith('/files.json'));
  const before = await listings();
  await correct('Un titre corrigé');
  for (const network of ['ok', 'down'] as const) {
    await journey.network.fail(network);
    for (const [address, isStopped] of [
      [addressOf(STUDY), false],
      [addressOf(STUDY), true],
      [`${journey.network.url}/`, false],
      [`${journey.network.url}/`, true],
    ] as const) {
      if (isStopped) await stopWorkers(page);
      await page.goto(address);
      await page.locator('main[data-screen="field"]').waitFor();
      await isReady();
      expect(await page.title()).not.toContain('corrigé');
      expect(await page.evaluate(() => document.getElementById('survey')?.textContent)).toContain(EXAMPLE.id);
    }
  }
  expect(await listings()).toEqual(before);
  await journey.network.fail('ok');
  const leave = page.getByRole('button', { name: dayFr['day.leave'], exact: true });
  await leave.click();
  await leave.and(page.locator('.primary')).click();
  await page.locator('main[data-screen="opening"]').waitFor();
  await expect.poll(listings).not.toEqual(before);
  await page.goto(addressOf(STUDY));
  await page.locator('h1', { hasText: 'profil numérique' }).waitFor();
});
