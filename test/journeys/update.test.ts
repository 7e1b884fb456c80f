import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Journey, startJourney } from '../support/journey.ts';
import { makeNextRelease } from '../support/next-release.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const ANSWERS = wholeAnswers(study.survey);

let journey: Journey;
let next: string;
beforeEach(async () => {
  next = await mkdtemp(join(tmpdir(), 'barometre-release-'));
  await makeNextRelease(next);
  journey = await startJourney();
});
afterEach(async () => {
  await journey.end();
  await rm(next, { recursive: true, force: true });
});

test('an update found in mid-interview reloads nothing; it is offered after, and applied when asked', async () => {
  const { page } = await journey.openVisit();
  await page.goto(journey.network.url);
  await page.locator('[data-message="ready"]').waitFor({ state: 'attached' });
  const someone = respondent(page, study.survey, ANSWERS);
  await someone.begin();
  await someone.answerUpTo('respondent-role');

  let loads = 0;
  page.on('domcontentloaded', () => {
    loads += 1;
  });
  await journey.restartEndpoint({ ASSETS_DIR: next });
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.locator('[data-message="update"]').waitFor();
  await someone.goTo('check');
  await someone.finish();
  await page.locator('[data-delivery="received"]').waitFor();
  expect(loads).toBe(0);

  await page.goto(`${journey.network.url}/#/`);
  await page.getByRole('button', { name: 'Installer maintenant' }).click();
  await expect.poll(() => loads, { timeout: 10_000 }).toBe(1);
  await page.locator('html[data-ready]').waitFor();
  await page.locator('meta[name="release"][content="next"]').waitFor({ state: 'attached' });
  expect(await journey.endpoint.rows()).toHaveLength(1);
});
