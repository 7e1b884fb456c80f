import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { pseudoSurveys } from '../bench/pseudo-surveys.ts';
import { misplacedAt } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { LONGER, MIRRORED } from '../support/pseudo-texts.ts';

const SURVEY = 'exemple-benevolat';
const SIZES = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1366, height: 768 },
];

const prepare = async (folder: string) => {
  const surveys = await pseudoSurveys(folder);
  const vite = ['node_modules/vite/bin/vite.js', 'build', '-c', 'test/support/longer-words.config.ts'];
  execFileSync(process.execPath, [...vite, '--logLevel', 'error'], {
    env: { ...process.env, SURVEYS_DIR: surveys, DIST_DIR: join(folder, 'dist'), NODE_ENV: 'production' },
    stdio: 'pipe',
  });
  return { SURVEYS_DIR: surveys, ASSETS_DIR: join(folder, 'dist/app') };
};
const journey = sharedJourney(prepare, { hasWorker: false });

describe.each([LONGER, MIRRORED])('in %s', (language) => {
  test('every screen from the opening to the card is laid out right, each text in its language and direction', async () => {
    const { page } = await journey.openVisit({ at: `/?s=${SURVEY}&lang=${language}` });
    await page.locator('html[data-ready] .languages').waitFor();
    const html = page.locator('html');
    expect(await html.getAttribute('lang')).toBe(language);
    expect(await html.getAttribute('dir')).toBe(language === MIRRORED ? 'rtl' : 'ltr');
    const faults: string[] = [];
    const look = async (screen: string) => {
      for (const size of SIZES) {
        const found = [...(await misplacedAt(page, size)), ...(await page.evaluate(findMisspoken, language))];
        faults.push(...found.map((fault) => `${screen} at ${size.width}: ${fault}`));
      }
    };
    await look('opening');
    await page.locator('.begin').click();
    for (let question = await asked(page); question !== undefined; question = await asked(page)) {
      await page.locator('form[data-question]').evaluate(answerFirst);
      await look(question);
      await page.locator('form button[type="submit"]').click();
      await page.locator(`form[data-question="${question}"]`).waitFor({ state: 'detached' });
    }
    await page.locator('main[data-screen="check"] details').first().waitFor();
    await look('check');
    await page.locator('main[data-screen="check"] button.primary').last().click();
    await page.locator('[data-delivery="received"]').waitFor();
    await look('card');
    for (const screen of ['about', 'results', 'receipt', 'rescue', 'nowhere']) {
      await page.goto(`${journey.network.url}/?s=${SURVEY}&lang=${language}#/${screen}`);
      await page.locator('main h1').waitFor();
      await look(screen);
    }
    expect(faults).toEqual([]);
    const rows = await journey.endpoint.rows(SURVEY);
    expect(rows).toContainEqual(expect.objectContaining({ status: 'complete', language }));
  });
});

test('of more than two languages one chooses in a list, by the name that each gives itself', async () => {
  const { page } = await journey.openVisit({ at: `/?s=${SURVEY}` });
  const list = page.locator('.languages');
  await list.locator('summary').click();
  expect(await list.locator('button').evaluateAll((all) => all.map((one) => one.getAttribute('lang')))).toEqual([
    'en',
    'es',
    'ar',
    LONGER,
    MIRRORED,
  ]);
  expect(await list.locator('button').first().textContent()).toBe('English');
  await list.locator('button').first().click();
  await page.locator('html[lang="en"] .begin').waitFor();
  expect(await list.getAttribute('open')).toBeNull();
  expect(await list.locator('summary').evaluate((one) => one === document.activeElement)).toBe(true);
  expect(new URL(page.url()).searchParams.get('lang')).toBe('en');
});

/** The question on screen; `undefined` once there is none. */
async function asked(page: Page): Promise<string | undefined> {
  const screen = page.locator('form[data-question] :is(input, textarea, select), main[data-screen="check"] h1');
  await screen.first().waitFor();
  const form = page.locator('form[data-question]');
  return (await form.count()) === 0 ? undefined : ((await form.getAttribute('data-question')) ?? undefined);
}

/** Runs in the page: the first choice of each row. */
function answerFirst(form: Element): void {
  const rows = new Set<string>();
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type="radio"], input[type="checkbox"]')) {
    if (!rows.has(input.name)) input.click();
    rows.add(input.name);
  }
}

/**
 * Runs in the page: texts that a screen reader would read with the voice of another language, or that are written in the wrong
 * direction. Letters tell the language of the mirrored survey; what has none is of no language.
 */
function findMisspoken(language: string): readonly string[] {
  if (!language.startsWith('ar')) return [];
  const faults: string[] = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const element = node.parentElement;
    if (!element || element.closest('script, style, template, .old, .languages')) continue;
    const spoken = element.closest('[lang]')?.getAttribute('lang');
    // A name inside a sentence of the interface keeps its direction in an isolate.
    const ownText = spoken === 'fr' ? text.replaceAll(/\u2068.*?\u2069/gu, '') : text;
    // A sentence in Arabic may name what has Latin letters; a code has no small letters, and no language.
    const isArabic = /\p{Script=Arabic}/u.test(ownText);
    const isFrench = !isArabic && /\p{Ll}/u.test(ownText);
    const { direction } = getComputedStyle(element);
    // One word, on the side of the page where such a thing is.
    const isPlaced = element.closest('.save, form > :last-child') !== null;
    const isWrong = isFrench
      ? spoken !== 'fr' || (direction !== 'ltr' && !isPlaced)
      : isArabic && (!spoken?.startsWith('ar') || direction !== 'rtl');
    if (isWrong) faults.push(`“${text.slice(0, 40)}” is ${spoken}, ${direction}`);
  }
  return faults;
}
