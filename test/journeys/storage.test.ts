import { execFileSync } from 'node:child_process';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { freshJourney } from '../support/journeys.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { LONG, longTest, onlyLong } from '../support/long.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { inRows, wholeAnswers } from '../support/whole-answers.ts';

const ANSWERS = wholeAnswers(study.survey);
const EXPORTED = inRows(study.survey, ANSWERS);

const journey = freshJourney();

longTest('without a service worker, as in the browser of an application, a whole interview arrives', async () => {
  const { page } = await journey.openVisit({
    before: () => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'),
  });
  await page.goto(journey.network.url);
  const someone = respondent(page, study.survey, ANSWERS);
  await someone.complete('received');
  expect(await journey.endpoint.rows()).toMatchObject([{ status: 'complete', answers: EXPORTED }]);
  expect(breachesOf(await readLedger(page, journey.endpoint))).toEqual([]);
});

test.each(
  onlyLong([
    ['has none of what the page keeps and shares with', 'absent'],
    ['refuses all of it, as where cookies are blocked', 'refused'],
  ] as const),
)('where the browser %s, the page says so, and a whole interview arrives', async (_, how) => {
  const { page, context } = await journey.openVisit();
  await context.addInitScript(takeAway, how);
  await page.goto(journey.network.url);
  const someone = await respondent(page, study.survey, ANSWERS, { kept: 'memory' }).begin();
  await someone.answer();
  await page.locator('[data-message="memory"]').waitFor();
  await someone.hurryTo();
  await someone.finish('received');
  await page.locator('[data-profile]').waitFor();
  expect(await journey.endpoint.rows()).toMatchObject([{ status: 'complete', answers: EXPORTED }]);
});

/** Runs in the page, before anything of ours. */
function takeAway(how: 'absent' | 'refused'): void {
  const absent = (owner: object, name: string) => Reflect.deleteProperty(owner, name);
  const refused = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  for (const name of ['share', 'canShare', 'clipboard']) absent(Navigator.prototype, name);
  if (how === 'absent') {
    for (const name of ['indexedDB', 'BroadcastChannel', 'caches', 'ClipboardItem']) absent(window, name);
    for (const name of ['serviceWorker', 'locks', 'storage']) absent(Navigator.prototype, name);
    return;
  }
  const rejects = async () => refused();
  Object.defineProperty(window, 'indexedDB', { get: refused });
  Object.defineProperty(window, 'BroadcastChannel', {
    value: function BroadcastChannel() {
      refused();
    },
  });
  Object.assign(LockManager.prototype, { request: rejects, query: rejects });
  Object.assign(StorageManager.prototype, { persist: rejects, persisted: rejects, estimate: rejects });
  Object.assign(ServiceWorkerContainer.prototype, { register: rejects, getRegistration: rejects });
}

test('on a full device the page never says saved, and what was given is saved once there is room', async () => {
  const { page, context } = await journey.openVisit();
  const chromium = await context.newCDPSession(page);
  // Before the first use of IndexedDB: the browser keeps the first allowance it has seen for a while.
  await chromium.send('Storage.overrideQuotaForOrigin', { origin: journey.network.url, quotaSize: 1_000 });
  await page.goto(journey.network.url);
  const someone = await respondent(page, study.survey, ANSWERS, { kept: 'unsaved' }).begin();
  await someone.answer();
  await page.locator('[data-message="full"]').waitFor();
  expect(await page.locator('[data-save="saved"]').count()).toBe(0);

  await chromium.send('Storage.overrideQuotaForOrigin', { origin: journey.network.url });
  await retryUntilSaved(page);
  await page.reload();
  expect(await someone.given()).toEqual({ 'authority-type': ANSWERS['authority-type'] });
});

longTest('a browser that empties the storage in mid-interview loses nothing of what is on screen', async () => {
  const { page, context } = await journey.openPhone({ at: '/' });
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.answerUpTo('respondent-role');
  const chromium = await context.newCDPSession(page);
  await chromium.send('Storage.clearDataForOrigin', { origin: journey.network.url, storageTypes: 'indexeddb' });
  await someone.hurryTo();
  await someone.finish('received');
  expect(await journey.endpoint.rows()).toMatchObject([{ status: 'complete', answers: EXPORTED }]);
  expect(breachesOf(await readLedger(page, journey.endpoint))).toEqual([]);
});

/*
 * A small disk is mounted, which root alone may do: in `npm run test:long`, and for `without-remedies.mjs`. Else the
 * same failure is made up, in the tests of the database.
 */
if (LONG || process.env.BAROMETRE_FULL_DISK !== undefined)
  test('on a disk that is really full nothing is called saved, and all is once there is room', async () => {
    const disk = join(journey.folder, 'disk');
    execFileSync('mkdir', [disk]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'tmpfs', disk]);
    const phone = await journey.openPhone({ profile: join(disk, 'profile') });
    try {
      const { page } = phone;
      await page.goto(journey.network.url);
      await page.locator('[data-message="ready"]').waitFor({ state: 'attached' });
      const someone = await respondent(page, study.survey, ANSWERS).begin();
      await someone.answerUpTo('respondent-role');
      // A small answer may still fit into what the browser's own files have of their last block.
      const another = page.locator('label:has([name="respondent-role"]:not(:checked))').first();
      await expect
        .poll(async () => {
          await fillUp(join(disk, 'filler'));
          await another.click();
          return page.locator('[data-message="full"]').count();
        })
        .toBe(1);
      await respondent(page, study.survey, ANSWERS, { kept: 'unsaved' }).answer();
      expect(await page.locator('[data-save="saved"]').count()).toBe(0);
      await rm(join(disk, 'filler'));
      await retryUntilSaved(page);
      await page.reload();
      expect(await someone.given()).toEqual({ 'respondent-role': ANSWERS['respondent-role'] });
    } finally {
      await phone.close();
      execFileSync('umount', [disk]);
    }
  });

/** Until nothing more goes in. */
async function fillUp(file: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    for (const size of [1 << 20, 1 << 12, 1]) await appendAll(handle, Buffer.alloc(size));
  } finally {
    await handle.close();
  }
}

async function appendAll(handle: FileHandle, block: Buffer): Promise<void> {
  try {
    for (;;) await handle.appendFile(block);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

/** As a person does once there is room again. */
async function retryUntilSaved(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const retry = page.getByRole('button', { name: 'Réessayer' });
        if (await retry.isVisible()) await retry.click();
        return page.locator('[data-save="saved"]').count();
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toBe(1);
}
