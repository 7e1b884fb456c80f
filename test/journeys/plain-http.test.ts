import { expect, test } from 'vitest';
import { LAN_NAME } from '../support/browser.ts';
import { freshJourney } from '../support/journeys.ts';
import { longTest } from '../support/long.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { inRows, wholeAnswers } from '../support/whole-answers.ts';

const ANSWERS = wholeAnswers(study.survey);

const journey = freshJourney();

const overHttp = () => journey.network.url.replace('127.0.0.1', LAN_NAME);

test('over http the page says that it cannot promise to keep the answers, and a whole interview arrives', async () => {
  const { page } = await journey.openVisit({ at: overHttp() });
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  const someone = await respondent(page, study.survey, ANSWERS, { kept: 'memory' }).begin();
  await someone.answer();
  await page.locator('[data-message="insecure"]').waitFor();
  expect(await page.locator('[data-save="saved"]').count()).toBe(0);
  await someone.hurryTo();
  await someone.finish('received');
  await page.locator('[data-profile]').waitFor();
  expect(await journey.endpoint.rows()).toMatchObject([{ status: 'complete', answers: inRows(study.survey, ANSWERS) }]);
});

longTest('what was given over http is kept as well as the browser can: a reloaded page offers it again', async () => {
  const { page } = await journey.openVisit({ at: overHttp() });
  const someone = await respondent(page, study.survey, ANSWERS, { kept: 'memory' }).begin();
  await someone.answer();
  await page.reload();
  expect(await someone.given()).toEqual({ 'authority-type': ANSWERS['authority-type'] });
});

longTest('a shared tablet does not begin over http, and says why', async () => {
  const { page } = await journey.openVisit({ at: `${overHttp()}/?mode=field` });
  await page.locator('[data-field="insecure"]').waitFor();
  expect(await page.locator('[data-field="insecure"]').textContent()).toContain('https');
});
