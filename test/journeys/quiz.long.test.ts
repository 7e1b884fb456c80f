import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { sharedJourney } from '../support/journeys.ts';
import { quizFile } from '../support/quiz.ts';
import { respondent } from '../support/respondent.ts';
import { builtSurvey } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

/** The quiz in two languages, of which the second says the same. */
const FILE = JSON.parse(JSON.stringify(quizFile()), (key, value) => {
  if (key === 'languages') return ['fr', 'en'];
  const isText = typeof value === 'object' && value !== null && typeof value.fr === 'string';
  return isText ? { ...value, en: value.fr } : value;
});
const QUIZ = builtSurvey(FILE);
const ONLINE = { often: 'daily', how: 'online', tools: ['app', 'mail'], helps: 'no' };
/** The link answers `helps`, and the respondent changes it; `how` is no question that links may answer. */
const LINK = '/?a.helps=yes&a.how=desk';

const journey = sharedJourney(async (folder) => {
  const surveysDir = join(folder, 'surveys');
  await mkdir(join(surveysDir, QUIZ.id), { recursive: true });
  await writeFile(join(surveysDir, QUIZ.id, `${QUIZ.revision}.json`), JSON.stringify(FILE));
  await writeFile(
    join(surveysDir, 'index.json'),
    JSON.stringify({ surveys: [{ id: QUIZ.id, revision: QUIZ.revision }] }),
  );
  return { SURVEYS_DIR: surveysDir };
});

test('a quiz is answered without a network, names the nearest profile, and keeps naming it', async () => {
  const { page } = await journey.openVisit({ at: LINK, isReady: true });
  await journey.network.fail('down');
  const someone = await respondent(page, QUIZ, wholeAnswers(QUIZ, ONLINE)).begin();
  await someone.answerUpTo('tools');
  expect(await page.evaluate(() => document.querySelectorAll('form input:checked').length)).toBe(0);
  const order = () =>
    page.locator('form input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  const shown = await order();
  expect(shown.toSorted()).toEqual(['app', 'mail', 'paper']);
  await page.reload();
  await page.locator('form[data-question="tools"] input').first().waitFor();
  expect(await order()).toEqual(shown);
  await someone.answerUpTo('helps');
  expect(await someone.given()).toEqual({ helps: 'yes' });
  await someone.answerUpTo();
  await someone.finish();
  const card = page.locator('[data-nearest="connecte"]');
  await card.waitFor();
  // The bullets of its reasons are on the screen, inside the margin of the text.
  const reasons = await page.locator('[aria-labelledby="reasons-title"]').boundingBox();
  const first = page.locator('[aria-labelledby="reasons-title"] li').first();
  expect(((await first.boundingBox())?.x ?? 0) - (reasons?.x ?? 0)).toBeGreaterThanOrEqual(16);
  expect(await first.textContent()).toMatch(/^Comment faites-vous une démarche\s\? En ligne$/);
  expect(await page.locator('.card-foot').textContent()).not.toContain('?.');
  expect(await accessibilityFaults(page)).toEqual([]);
  // A phone keeps the languages that were read on it: the other one is fetched. Its card is the same, and so is the check.
  await journey.network.fail('ok');
  await page.setViewportSize({ width: 820, height: 1180 });
  await page.getByRole('button', { name: 'English' }).click();
  await page.locator('html[lang=en]').waitFor();
  await card.waitFor();
  await page.goBack();
  await page.locator('main[data-screen="check"]').waitFor();
  await page.goForward();
  await card.waitFor();
  await page.reload();
  await card.waitFor();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.locator('[data-delivery="received"]').waitFor();
  expect(await journey.endpoint.rows(QUIZ.id)).toMatchObject([{ status: 'complete', profile: 'connecte' }]);
});
