import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { LONG } from './long.ts';

const { resolve } = createRequire(import.meta.url);
const AXE = readFileSync(resolve('axe-core/axe.min.js'), 'utf8');
// Wrapped in a function: at the top level its one name would be a global, and a second run would declare it again.
const ACE = `window.ace = (() => { ${readFileSync(resolve('accessibility-checker-engine/ace.js'), 'utf8')}; return ace; })(); 0`;

/** Returns the faults that axe finds on the current screen, one line each; in `npm run test:long` those of both engines. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  if (LONG) return faultsOfBothEngines(page);
  await animationsOf(page);
  return [...(await faultsOfAxe(page)), ...(await unpressed(page))];
}

/** Returns the faults that either of two engines (axe, IBM) finds: each has found what the other missed. IBM's takes three times as long. */
export async function faultsOfBothEngines(page: Page): Promise<readonly string[]> {
  await animationsOf(page);
  return [...(await faultsOfAxe(page)), ...(await faultsOfAce(page)), ...(await unpressed(page))];
}

/** What can be pressed and for which no style says that it is. On a slow phone one would press it twice. */
async function unpressed(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const selectorsIn = (rules: CSSRuleList): readonly string[] =>
      [...rules].flatMap((rule) => [
        ...(rule instanceof CSSStyleRule && rule.selectorText.includes(':active') && rule.style.length > 0
          ? [rule.selectorText.replaceAll(':active', '')]
          : []),
        ...('cssRules' in rule ? selectorsIn(rule.cssRules as CSSRuleList) : []),
      ]);
    const pressed = [...document.styleSheets, ...document.adoptedStyleSheets].flatMap(({ cssRules }) =>
      selectorsIn(cssRules),
    );
    const controls =
      'a[href], button:enabled, summary, label:has(:enabled:is([type="radio"], [type="checkbox"])), [role="option"]';
    return [...document.querySelectorAll(controls)]
      .filter((one) => !pressed.some((selector) => one.matches(selector)))
      .map((one) => `no pressed state: ${one.outerHTML.slice(0, 120)}`);
  });
}

/** Screens may fade in: contrast is measured after the animation. */
async function animationsOf(page: Page): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
}

async function faultsOfAxe(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await Reflect.get(window, 'axe').run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // Passes are counted for nothing.
      resultTypes: ['violations'],
    });
    return violations.flatMap((rule: { id: string; nodes: { target: string[]; failureSummary?: string }[] }) =>
      rule.nodes.map((node) => `axe ${rule.id}: ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
    );
  });
}

/** IBM's engine: failures only, not what needs a manual check. */
async function faultsOfAce(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'ace' in window))) await page.evaluate(ACE);
  return page.evaluate(async () => {
    const { Checker } = Reflect.get(window, 'ace');
    const { results } = await new Checker().check(document, ['IBM_Accessibility', 'WCAG_2_2']);
    return results.flatMap(
      (one: { ruleId: string; value: readonly string[]; message: string; path: { dom: string }; snippet: string }) =>
        one.value[0] === 'VIOLATION' && one.value[1] === 'FAIL'
          ? [`ace ${one.ruleId}: ${one.path.dom}: ${one.message} ${one.snippet}`]
          : [],
    );
  });
}
