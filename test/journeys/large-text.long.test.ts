import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { answersAt } from '../support/barometer.ts';
import { wordsCutIn } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { jumpTo, respondent } from '../support/respondent.ts';
import { publicationOfPeople } from '../support/season.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { wholeBlock } from '../support/whole-block.ts';

/** Four profiles tie: the card with the most to show. */
const ANSWERS = wholeAnswers(study.survey, answersAt('yes yes 0 1 no none no ∅'));

const { questions } = pathThrough(study.survey, ANSWERS);

const PUBLISHED = publicationOfPeople(study.survey, { commune: 420, departement: 62, region: 11 });

const journey = sharedJourney({}, { hasWorker: false });

test.each([
  ['the smallest phone', { width: 320, height: 640 }],
  ['an upright tablet', { width: 820, height: 1180 }],
])('with letters twice as large on %s, nothing is out of reach or off the screen', async (_, size) => {
  const { page } = await journey.openVisit({ viewport: size, before: doubleLetters });
  await page.route('**/api/results/*', (route) => route.fulfill({ json: PUBLISHED }));
  await page.goto(journey.network.url);
  await page.locator('html[data-ready]').waitFor();
  // What has just come may be dressed a moment later.
  const look = (screen: string) => expect.poll(() => inBoth(page, tooWide), { message: screen }).toEqual([]);
  await look('opening');
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  // Each answer is a tap that fails when something covers what it is for.
  for (const question of questions) {
    await someone.hurryTo(question.id);
    await look(question.id);
    await someone.answer();
    await someone.goOn();
  }
  await someone.hurryTo();
  await look('check');
  await someone.finish();
  await page.locator('[data-receipt]').waitFor({ state: 'attached' });
  // Its tables come after the rest of the card.
  await page.locator('[data-comparison="published"] tbody').first().waitFor({ state: 'attached' });
  await page.locator('details').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '');
  });
  await look('card');
  await jumpTo(page, '#/results', '[data-results="index"]');
  await look('results');
  for (const block of ['project-obstacles', 'digital-service-size', 'main-domains', 'page.profiles', 'page.method']) {
    await jumpTo(page, `#/results/${block}`, wholeBlock(block));
    await look(`results of ${block}`);
  }
});

test('with letters twice as large, or spaced as WCAG 1.4.12 asks, no word is cut without a hyphen', async () => {
  const { page } = await journey.openVisit({ viewport: { width: 390, height: 844 }, before: doubleLetters });
  await page.route('**/api/results/*', (route) => route.fulfill({ json: PUBLISHED }));
  await page.goto(journey.network.url);
  await page.locator('html[data-ready]').waitFor();
  const look = (screen: string) => expect.poll(() => inBoth(page, cutWords), { message: screen }).toEqual([]);
  const show = async (hash: string, shown: string) => {
    await jumpTo(page, hash, shown);
    await look(hash);
  };
  await look('opening');
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  for (const { id } of questions) await show(`#/question/${id}`, `form[data-question="${id}"]`);
  await show('#/question/authority-type', 'form[data-question="authority-type"]');
  await someone.hurryOver();
  await look('check');
  await someone.finish();
  await page.locator('[data-receipt]').waitFor({ state: 'attached' });
  await look('card');
  await show('#/results', '[data-results="index"]');
  for (const block of ['digital-service-size', 'project-obstacles', 'main-domains', 'territory', 'page.profiles'])
    await show(`#/results/${block}`, wholeBlock(block));
});

const cutWords = (page: Page) => wordsCutIn(page, 'without a hyphen');

/** As a zoom of the text alone does: the page's letters grow, and no media query knows. */
function doubleLetters(): void {
  addEventListener('DOMContentLoaded', () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html { font-size: 200% }');
    document.adoptedStyleSheets = [sheet];
  });
}

/** Returns what overflows the screen, or which words are cut: as the page is, and with the text spacing of WCAG 1.4.12. */
async function inBoth(page: Page, find: (page: Page) => Promise<readonly string[]>): Promise<readonly string[]> {
  const asItIs = await find(page);
  await page.evaluate(() => {
    // A copy: the document's list changes with what is put there.
    const sheets = [...document.adoptedStyleSheets];
    const spaced = new CSSStyleSheet();
    spaced.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    );
    document.adoptedStyleSheets = [...sheets.filter((sheet) => !sheet.cssRules[0]?.cssText.includes('200%')), spaced];
    Reflect.set(window, 'unspaced', sheets);
  });
  const spaced = await find(page);
  await page.evaluate(() => {
    document.adoptedStyleSheets = Reflect.get(window, 'unspaced');
  });
  return [...asItIs, ...spaced];
}

function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const past = [...document.querySelectorAll('body *')].filter(
      (one) => one.getBoundingClientRect().right > clientWidth,
    );
    return [
      `${scrollWidth} px`,
      ...past.map((one) => `${one.localName}.${one.className} ${one.textContent?.slice(0, 30)}`),
    ];
  });
}
