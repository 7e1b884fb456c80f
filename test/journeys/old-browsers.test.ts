import type { BrowserContextOptions, Page } from 'playwright';
import { expect, test } from 'vitest';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { FLOOR } from '../build/browser-floor/known.ts';
import { NEWER_SCRIPTS, NEWER_STYLES } from '../build/browser-floor/newer-than-the-floor.ts';
import { sharedJourney } from '../support/journeys.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { longTest, onlyLong } from '../support/long.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { inRows, wholeAnswers } from '../support/whole-answers.ts';

const ANSWERS = wholeAnswers(study.survey);
const EXPORTED = inRows(study.survey, ANSWERS);

/** They share their controls. */
const FIRST_OF_KIND = pathThrough(study.survey, ANSWERS).questions.filter(
  (one, at, all) => all.findIndex(({ kind }) => kind === one.kind) === at,
);

const journey = sharedJourney({}, { hasWorker: false });

test('without any newer feature a whole interview arrives, and nothing overflows the screen', async () => {
  const { page, context } = await journey.openVisit();
  await context.addInitScript(
    takeAway,
    NEWER_SCRIPTS.flatMap(({ feature, stays }) => (stays ? [] : [feature])),
  );
  await page.goto(journey.network.url);
  expect(await page.evaluate(() => ['share' in navigator, 'requestIdleCallback' in window])).toEqual([false, false]);
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  for (const { id } of FIRST_OF_KIND) {
    await someone.hurryTo(id);
    expect(await beyondScreen(page), id).toEqual([]);
  }
  await someone.hurryTo();
  await someone.finish('received');
  await page.locator('[data-profile]').waitFor();
  expect(await beyondScreen(page)).toEqual([]);
  expect(await journey.endpoint.rows()).toMatchObject([{ status: 'complete', answers: EXPORTED }]);
  expect(breachesOf(await readLedger(page, journey.endpoint))).toEqual([]);
});

const TOO_OLD: readonly [string, string | undefined, BrowserContextOptions?][] = [
  ['below the floor', 'color-mix'],
  ...onlyLong<[string, string | undefined, BrowserContextOptions?]>([
    ['that cannot read :has', ':has('],
    ['whose script is off', undefined, { javaScriptEnabled: false }],
  ]),
];
test.each(TOO_OLD)(
  'a browser %s says which ones work, and shows no button that does nothing',
  async (_, lacking, options) => {
    const { context } = await journey.openVisit();
    const browser = context.browser();
    if (!browser) throw new Error('The phone has no browser');
    const page = await (await browser.newContext(options)).newPage();
    if (lacking !== undefined) await lack(page, lacking);
    await page.goto(journey.network.url);
    const { safari, chrome, firefox } = FLOOR;
    const message = page.getByText('Ce navigateur est trop ancien ou sans JavaScript.');
    expect(await message.textContent()).toContain(`Safari ou iOS ${safari}, Chrome ${chrome} ou Firefox ${firefox}.`);
    expect(await message.isVisible()).toBe(true);
    expect(await page.locator('.begin').isVisible()).toBe(false);
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  },
);

longTest('a browser of the floor shows the button and nothing of its age, before any code', async () => {
  const { page } = await journey.openVisit();
  await page.route(/\.js$/, (route) => route.abort());
  await page.goto(journey.network.url);
  expect(await page.locator('.begin').isVisible()).toBe(true);
  expect(await page.locator('.old').isVisible()).toBe(false);
});

longTest('a browser below the floor that runs the page all the same may answer', async () => {
  const { page } = await journey.openVisit();
  await lack(page, 'color-mix', { runs: true });
  await page.goto(journey.network.url);
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.answer();
});

/** The page as an older browser reads it: without what its sheet asks for, and, where nothing runs, without modules. */
async function lack(page: Page, words: string, { runs = false } = {}): Promise<void> {
  await page.route(journey.network.url, async (route) => {
    const response = await route.fetch();
    const { 'content-security-policy': _, ...headers } = response.headers();
    const html = await response.text();
    expect(html).toContain(words);
    await route.fulfill({ response, headers, body: html.replaceAll(words, `${words.slice(0, 2)}-unknown`) });
  });
  if (!runs) await page.route(/\.js$/, (route) => route.abort());
}

/** Runs in the page, before anything of ours. */
function takeAway(features: readonly string[]): void {
  const owners = Object.getOwnPropertyNames(window).map((name) => Reflect.get(window, name)?.prototype);
  for (const feature of features) {
    const [of, name = ''] = feature.includes('.') ? feature.split('.') : ['window', feature];
    const single = of === 'window' ? window : of === 'navigator' ? Navigator.prototype : Reflect.get(window, of ?? '');
    for (const owner of of === '' ? owners : [single])
      if (owner && Object.hasOwn(owner, name)) Reflect.deleteProperty(owner, name);
  }
}

/** Runs in the page: leaves in its sheets what the floor would read of them. */
function leaveOldStyles(features: readonly string[]): void {
  const clean = (rules: CSSRuleList) => {
    for (const rule of rules) {
      if ('style' in rule && rule.style instanceof CSSStyleDeclaration)
        for (const feature of features) {
          const [property = '', value] = feature.split(': ');
          if (value === undefined || rule.style.getPropertyValue(property).includes(value))
            rule.style.removeProperty(property);
        }
      if ('cssRules' in rule && rule.cssRules instanceof CSSRuleList) clean(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) clean(sheet.cssRules);
}

/** What one would have to scroll sideways for, or that has come to lie over its neighbour. */
async function beyondScreen(page: Page): Promise<readonly string[]> {
  await page.evaluate(
    leaveOldStyles,
    NEWER_STYLES.map(({ feature }) => feature),
  );
  return page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    const shown = [...document.querySelectorAll('h1, legend, label, button, input, select, textarea, a')].filter(
      (one) => one.checkVisibility() && !one.closest('.visually-hidden'),
    );
    return shown.filter((one) => one.getBoundingClientRect().right > clientWidth + 1).map((one) => one.outerHTML);
  });
}
