import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { ask } from '../support/ask.ts';
import { sharedJourney } from '../support/journeys.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

// Twenty-six hours apart: the last day of the endpoint is over where the phone is.
const ENDPOINT = 'Etc/GMT+12';
const PHONE = 'Pacific/Kiritimati';

const journey = sharedJourney({ TZ: ENDPOINT });

async function decide(call: 'close' | 'reopen'): Promise<void> {
  expect((await ask(journey.endpoint.url, call, { survey: study.survey.id })).status).toBe(200);
}

test('a page whose files say open learns that the survey was closed, and opened again', async () => {
  const { page } = await journey.openVisit({ at: '/', isReady: true, timezone: PHONE });
  await page.getByRole('button', { name: 'Commencer' }).waitFor();
  await decide('close');

  await page.reload();
  await page.locator('.closed').waitFor();
  expect(await page.getByRole('button', { name: 'Commencer' }).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  // The language that is fetched says open, too.
  await page.locator('.languages summary').click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('The survey has ended').waitFor();

  // A person who begins before the page could ask is informed while answering, and keeps the answers.
  await journey.network.fail('cut-before', '/api/surveys');
  await page.goto(journey.network.url);
  const someone = await respondent(page, study.survey, wholeAnswers(study.survey)).begin();
  await someone.answer();
  expect(await page.locator('[data-message="too-late"]').count()).toBe(0);
  await journey.network.fail('ok');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.locator('[data-message="too-late"]').waitFor();
  await page.locator('[data-save="saved"]').waitFor();

  await decide('reopen');
  await page.goto(`${journey.network.url}/#/`);
  await page.reload();
  await page.locator('html[data-ready]').waitFor();
  await page.getByRole('button', { name: 'Reprendre' }).waitFor();
  await page.getByRole('button', { name: 'Commencer' }).waitFor();
  expect(await page.locator('.closed').count()).toBe(0);
});
