import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { makeCapsule } from '../../src/wire/capsule.ts';
import { answersAt, CANONICAL, factsAt } from '../support/barometer.ts';
import { sharedJourney } from '../support/journeys.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';

const FAMILY = 'Atkinson Hyperlegible Next';

const journey = sharedJourney({}, { hasWorker: false });
let page: Page;

/** The family in which the browser has drawn a text. */
async function drawnIn(selector: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
  await session.detach();
  return fonts.map(({ familyName }) => familyName);
}

describe('someone who has answered nothing in this tab', () => {
  const capsule = makeCapsule(study.survey, factsAt(CANONICAL.explorateur));
  test.each(['#/results', `#/c/${capsule}`, '#/results/digital-plan', '#/about', '#/receipt', '#/rescue', '#/nowhere'])(
    'reads %s in the family made for reading',
    async (hash) => {
      ({ page } = await journey.openVisit({ at: `/${hash}` }));
      await page.locator('main h1').waitFor();
      await expect.poll(() => drawnIn('main h1')).toEqual([FAMILY]);
    },
  );

  test('has a day screen in it, on a shared tablet', async () => {
    ({ page } = await journey.openVisit({ at: '/?mode=field&c=salon' }));
    await page.locator('main[data-screen="field"] h1').waitFor();
    await expect.poll(() => drawnIn('main h1')).toEqual([FAMILY]);
  });

  test('opens a kept card in it', async () => {
    ({ page } = await journey.openVisit({ at: '/' }));
    const answers = { 'authority-type': 'commune', ...answersAt(CANONICAL.observateur) };
    const someone = await respondent(page, study.survey, answers).begin();
    await someone.hurryOver();
    await someone.finish('received');
    await page.reload();
    await page.locator('main[data-screen="card"] h1').waitFor();
    await expect.poll(() => drawnIn('main h1')).toEqual([FAMILY]);
  });
});

test('the opening and the first question fetch no typeface: what one waits for comes first', async () => {
  ({ page } = await journey.openVisit());
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto(journey.network.url);
  await page.locator('html[data-ready]').waitFor();
  await page.locator('.begin').click();
  await page.locator('form[data-question]').waitFor();
  // What comes ahead of later questions has come: the typeface would have been asked for by then.
  await expect.poll(() => fetched.some((url) => url.includes('/later-controls-'))).toBe(true);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 3000 })));
  expect(await drawnIn('main h1')).not.toContain(FAMILY);
  expect(fetched.filter((url) => url.endsWith('.woff2'))).toEqual([]);
});
