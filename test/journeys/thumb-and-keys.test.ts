import { afterAll, beforeAll, expect, test } from 'vitest';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import type { Phone } from '../support/browser.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { keyboardOn, typeThrough } from '../support/keyboard.ts';
import { longTest } from '../support/long.ts';
import { study } from '../support/surveys.ts';
import { thumbOn, thumbThrough } from '../support/thumb.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const { survey } = study;
const ANSWERS = wholeAnswers(survey, answersAt(CANONICAL.systemique));
const BEGIN = 'main[data-screen="opening"] button.primary';
const FINISH = 'main[data-screen="check"] button.primary';

let journey: Journey;
let phone: Phone;
beforeAll(async () => {
  journey = await startJourney({}, { hasWorker: false });
  phone = await journey.openPhone();
});
afterAll(() => journey.end());

// Each tap waits until its target is still: twenty seconds.
longTest('one thumb answers the whole survey and reads its card in 82 taps and 4 500 pixels at most', async () => {
  const { page } = phone;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(journey.network.url);
  await page.locator('html[data-ready]').waitFor();
  const thumb = thumbOn(page);
  await thumb.tap(BEGIN);
  await page.locator('form[data-question]').waitFor();
  await thumbThrough(page, survey, ANSWERS, thumb);
  await thumb.readDown();
  await thumb.tap(FINISH);
  await page.locator('[data-profile]').waitFor();
  await page.locator('[data-delivery="received"]').waitFor();
  await thumb.readDown();
  // One for each question at least, and for each card: it was a whole survey.
  expect(thumb.taps()).toBeGreaterThan(survey.questions.length * 2);
  expect(thumb.taps()).toBeLessThanOrEqual(82);
  expect(thumb.scrolled()).toBeLessThanOrEqual(4_500);
});

test('a keyboard answers it in 199 keys at most, and never loses its place', async () => {
  const page = await phone.context.newPage();
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(journey.network.url);
  await page.locator('html[data-ready]').waitFor();
  // The emblems can have the focus once they are there.
  await page.getByRole('toolbar').waitFor();
  const keyboard = keyboardOn(page);
  await keyboard.enter(BEGIN);
  await page.locator('form[data-question]').waitFor();
  await typeThrough(page, survey, ANSWERS, keyboard);
  await keyboard.enter(FINISH);
  await page.locator('[data-profile]').waitFor();
  expect(keyboard.keys()).toBeGreaterThan(survey.questions.length * 3);
  expect(keyboard.keys()).toBeLessThanOrEqual(199);
});
