import type { Locator, Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import type { Visit } from '../support/browser.ts';
import { sharedJourney } from '../support/journeys.ts';
import { longTest } from '../support/long.ts';
import { respondent } from '../support/respondent.ts';
import { publicationOfPeople } from '../support/season.ts';
import { study } from '../support/surveys.ts';
import { thumbOn, thumbThrough } from '../support/thumb.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { wholeBlock } from '../support/whole-block.ts';
import { keyboardOn, typeThrough } from './keyboard.ts';

const { survey } = study;
const ANSWERS = wholeAnswers(survey, answersAt(CANONICAL.systemique));
const PUBLISHED = publicationOfPeople(survey, { commune: 420, departement: 62, region: 11 });
const BEGIN = 'main[data-screen="opening"] button.primary';
const FINISH = 'main[data-screen="check"] button.primary';

const journey = sharedJourney({}, { hasWorker: false });
let phone: Visit;
beforeAll(async () => {
  phone = await journey.openVisit();
});

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

test('a keyboard answers the whole survey in 198 keys at most and never loses its place', async () => {
  const page = await phone.context.newPage();
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(journey.network.url);
  await page.locator('html[data-ready]').waitFor();
  // The emblems can have the focus once they are there.
  await page.getByRole('toolbar').waitFor();
  const keyboard = keyboardOn(page);
  await keyboard.enter('.skip');
  await keyboard.enter(BEGIN);
  await page.locator('form[data-question]').waitFor();
  await typeThrough(page, survey, ANSWERS, keyboard);
  await keyboard.enter(FINISH);
  await page.locator('[data-profile]').waitFor();
  expect(keyboard.keys()).toBeGreaterThan(survey.questions.length * 3);
  expect(keyboard.keys()).toBeLessThanOrEqual(198);
});

longTest(
  'what is pressed looks pressed before it is let go: one control of each kind on opening, question, card and results',
  async () => {
    const page = await phone.context.newPage();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(journey.network.url);
    await page.getByRole('toolbar').waitFor();
    const looks = async (kinds: readonly string[]) => {
      for (const kind of kinds) expect(await pressedLook(page, page.locator(kind).first()), kind).toEqual('changes');
    };
    await looks([BEGIN, '[role="toolbar"] button', 'main summary', '.links a', '.links summary']);
    await page.locator(BEGIN).click();
    await page.locator('form[data-question]').waitFor();
    await looks(['label:has([type="radio"])', 'button[type="submit"]', 'form button:not([type="submit"])', '.brand']);
    await respondent(page, survey, ANSWERS).hurryOver();
    await page.locator(FINISH).click();
    await page.locator('[data-receipt]').waitFor({ state: 'attached' });
    await looks(['main .primary', 'main .secondary', 'main summary']);
    await page.route('**/api/results/*', (route) => route.fulfill({ json: PUBLISHED }));
    await page.goto(`${journey.network.url}/#/results`);
    await page.locator('[data-results="index"]').waitFor();
    await looks(['main a', '.links .primary']);
    await page.goto(`${journey.network.url}/#/results/project-obstacles`);
    await page.locator(wholeBlock('project-obstacles')).waitFor();
    await looks(['main fieldset label', 'main summary', 'main button', 'main th a']);
  },
);

/** Returns whether a control, already under the pointer, is drawn otherwise while it is held down. It is let go elsewhere: nothing happens. */
async function pressedLook(page: Page, control: Locator): Promise<'changes' | 'stays'> {
  await control.scrollIntoViewIfNeeded();
  const box = await control.boundingBox();
  if (!box) throw new Error('It is not on the screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const drawn = () =>
    control.evaluate((one) => {
      const { opacity, backgroundColor, transform, filter, boxShadow } = getComputedStyle(one);
      return [opacity, backgroundColor, transform, filter, boxShadow].join();
    });
  const before = await drawn();
  await page.mouse.down();
  const held = await drawn();
  await page.mouse.move(1, 1);
  await page.mouse.up();
  return held === before ? 'stays' : 'changes';
}
