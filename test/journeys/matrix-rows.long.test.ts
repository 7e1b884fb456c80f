import type { Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { sharedJourney } from '../support/journeys.ts';
import { jumpTo, respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';

const journey = sharedJourney({}, { hasWorker: false });
let page: Page;
beforeAll(async () => {
  ({ page } = await journey.openVisit());
  // Heights are compared in one typeface, which comes here without an answer.
  await page.goto(`${journey.network.url}/#/receipt`);
  await page.waitForFunction(() => [...document.fonts].some(({ family }) => family.includes('Hyperlegible')));
  await jumpTo(page, '#/');
  await respondent(page, study.survey, {}).begin();
  await page.locator('form[data-question]').waitFor();
});

test.each([
  ['project-obstacles', 4],
  ['development-axes', 3],
  ['digital-posts', 3],
])('a folded row of %s is shorter than the open one, and 96 pixels high at most', async (id) => {
  const rows = study.survey.question.get(id)?.items ?? [];
  const [level] = study.survey.question.get(id)?.choices ?? [];
  await page.setViewportSize({ width: 390, height: 844 });
  await at(id);
  const open = await heights();
  if (id === 'development-axes') expect(await linesOf('Pas à l’ordre du jour')).toBe(2);
  expect(open).toHaveLength(rows.length);
  await respondent(page, study.survey, Object.fromEntries(rows.map((row) => [row, level?.id ?? '']))).answer();
  await at('authority-type');
  await at(id);
  const folded = await heights();
  expect(folded.filter((height, place) => height >= (open[place] ?? 0))).toEqual([]);
  expect(Math.max(...folded)).toBeLessThanOrEqual(96);
  // All of a row opens it again.
  const first = page.locator('fieldset[data-row]').first();
  await first.click({ position: { x: 40, y: 12 } });
  await expect.poll(async () => (await heights())[0]).toBe(open[0]);
});

test.each([
  [844, 390],
  [896, 414],
  [740, 360],
  [1180, 820],
  [820, 1180],
  [360, 640],
])('at %i × %i each choice of a scrolled matrix of five levels has its word in view', async (width, height) => {
  await page.setViewportSize({ width, height });
  await at('development-axes');
  expect(await page.locator('form input[type="radio"]').count()).toBe(12 * 5);
  const nameless = await page.evaluate(async () => {
    const found: string[] = [];
    for (const radio of document.querySelectorAll<HTMLInputElement>('form input[type="radio"]')) {
      radio.scrollIntoView({ block: 'center' });
      await new Promise((drawn) => requestAnimationFrame(drawn));
      const [, column] = (radio.getAttribute('aria-labelledby') ?? '').split(' ');
      const word = document.getElementById(column ?? '') ?? radio.closest('label');
      const box = word?.getBoundingClientRect();
      const isSeen =
        box !== undefined &&
        box.width > 0 &&
        box.top >= 0 &&
        box.bottom <= innerHeight &&
        box.left >= 0 &&
        box.right <= innerWidth;
      if (!isSeen) found.push(radio.id);
    }
    return found;
  });
  expect(nameless).toEqual([]);
});

const at = (id: string) => jumpTo(page, `#/question/${id}`, `form[data-question="${id}"] input`);

/** How many lines the label of a level takes. */
function linesOf(label: string): Promise<number> {
  return page
    .locator('fieldset[data-row] label', { hasText: label })
    .first()
    .evaluate((one) => {
      const text = document.createRange();
      text.selectNodeContents(one);
      const lines = [...text.getClientRects()].filter(({ width, height }) => width > 4 && height < 25);
      return new Set(lines.map(({ top }) => top)).size;
    });
}

function heights(): Promise<readonly number[]> {
  return page
    .locator('fieldset[data-row]')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().height)));
}
