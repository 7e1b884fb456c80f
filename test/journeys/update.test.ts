import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshJourney } from '../support/journeys.ts';
import { makeNextRelease } from '../support/next-release.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const ANSWERS = wholeAnswers(study.survey);

const journey = freshJourney();

test('an update found in mid-interview reloads nothing; it is offered after, and applied when asked', async () => {
  const { page } = await journey.openVisit({ at: '/', isReady: true });
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.hurryTo('respondent-role');

  let loads = 0;
  page.on('domcontentloaded', () => {
    loads += 1;
  });
  const next = join(journey.folder, 'next');
  await makeNextRelease(next);
  await journey.restartEndpoint({ ASSETS_DIR: next });
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.locator('[data-message="update"]').waitFor();
  await someone.goTo('check');
  await someone.finish('received');
  expect(loads).toBe(0);

  await page.goto(`${journey.network.url}/#/`);
  await page.getByRole('button', { name: 'Installer maintenant' }).click();
  await expect.poll(() => loads).toBe(1);
  await page.locator('html[data-ready]').waitFor();
  await page.locator('meta[name="release"][content="next"]').waitFor({ state: 'attached' });
  expect(await journey.endpoint.rows()).toHaveLength(1);
});
