import type { Page } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Visit } from '../support/browser.ts';
import { drawn } from '../support/journey.ts';
import { sharedJourney } from '../support/journeys.ts';
import { longTest, onlyLong } from '../support/long.ts';
import { study } from '../support/surveys.ts';

const [FIRST, SECOND] = study.survey.questions;
const COMMUNE = '[name="authority-type"][value="commune"]';

const journey = sharedJourney({}, { hasWorker: false });
let visit: Visit;
beforeEach(async () => {
  visit = await journey.openVisit();
  // The page is there at once, and its code when it is let through.
  await journey.network.fail('held', '/assets/first');
});
afterEach(() => visit.close());

test('the first question is answered before the code has come, and the answer kept', async () => {
  const { page } = await openBeforeCode();
  await page.getByRole('button', { name: 'Commencer' }).tap();
  await label(page, COMMUNE).tap();
  expect(await page.locator(COMMUNE).isChecked()).toBe(true);
  // Nothing is called saved that is not.
  expect(await page.locator('[data-save]').count()).toBe(0);
  expect(await isReady(page)).toBe(false);
  const form = await page.locator('form').elementHandle();

  await codeComes();
  await page.locator('[data-save="saved"]').waitFor();
  expect(await form?.evaluate((one) => one.isConnected)).toBe(true);
  expect(await page.locator(COMMUNE).isChecked()).toBe(true);
  await page.reload();
  await page.locator(`form[data-question="${FIRST?.id}"]`).waitFor();
  await page.locator(`${COMMUNE}:checked`).waitFor();
});

test('a tap on the first picture is done when the rest of the page comes', async () => {
  await journey.network.fail('unfinished');
  await visit.page.route('**/assets/first*', () => {});
  const { page } = await openBeforeCode();
  await page.getByRole('button', { name: 'Commencer' }).tap();
  expect(await page.locator('form').count()).toBe(0);
  await journey.network.fail('ok');
  await label(page, COMMUNE).tap();
});

test('Continuer before the code has come is done when it comes', async () => {
  const { page } = await openBeforeCode();
  await page.getByRole('button', { name: 'Commencer' }).tap();
  await label(page, COMMUNE).tap();
  await page.getByRole('button', { name: 'Continuer' }).tap();
  expect(await page.locator('button[aria-busy]').count()).toBe(1);
  expect(await isReady(page)).toBe(false);
  await codeComes();
  await page.locator(`form[data-question="${SECOND?.id}"]`).waitFor();
  await page.locator('[data-save="saved"]').waitFor();
  expect(new URL(page.url()).search).toBe('');
});

longTest(
  'an address in another language has its first question in that language before the code, and fetches no other',
  async () => {
    const before = journey.network.seen.length;
    const { page } = await openBeforeCode('/?lang=en');
    const fetched = () =>
      journey.network.seen
        .slice(before)
        .map(({ path }) => path.replace(/[0-9a-f]{32}/, 'EDITION'))
        .filter((path) => path.endsWith('.json'));
    await expect.poll(fetched).toEqual(['/surveys/numerique-territorial/EDITION/3.en.json']);
    await page.getByRole('button', { name: 'Begin' }).tap();
    await label(page, COMMUNE).tap();
    expect(await isReady(page)).toBe(false);
    await codeComes();
    await page.getByRole('heading', { name: 'Type of your authority' }).waitFor();
    expect(await page.locator(COMMUNE).isChecked()).toBe(true);
  },
);

const TAKEN_OVER: readonly [string, (page: Page) => Promise<void>][] = [
  ...onlyLong<[string, () => Promise<void>]>([['the opening', async () => {}]]),
  [
    'the first question',
    async (page: Page) => {
      await page.getByRole('button', { name: 'Commencer' }).tap();
      await label(page, COMMUNE).tap();
    },
  ],
];
test.each(TAKEN_OVER)(
  'the code takes over %s that came with the page, and nothing of it moves or changes',
  async (_, prepare) => {
    const { page } = await openBeforeCode();
    await page.locator('.begin').waitFor();
    await prepare(page);
    expect(await isReady(page)).toBe(false);
    const before = await page.evaluate(watchPage);
    expect(before.length).toBeGreaterThan(20);
    await codeComes();
    await page.locator('html[data-ready]').waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    // What was there is the same, in the same place; the word *Enregistré* may have come beside it.
    expect(await page.evaluate(() => window.changes?.())).toEqual({ gone: [], moved: [], rewritten: [] });
  },
);

declare global {
  interface Window {
    changes?: () => { readonly gone: string[]; readonly moved: string[]; readonly rewritten: string[] };
  }
}

/** Notes every element of the page and its place, and what is changed in them from now on. Gives their names. */
function watchPage(): string[] {
  const root = document.querySelector('#app');
  const nameOf = (node: Node | null) =>
    node instanceof Element ? `${node.localName}.${node.getAttribute('class') ?? ''}` : String(node?.textContent);
  // More may come below what was there, and the page is then longer.
  const placeOf = (one: Element) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return JSON.stringify(one.matches('.page') ? [x, y, width] : [x, y, width, height]);
  };
  const places = [...document.querySelectorAll('#app *')].map((one) => ({ one, place: placeOf(one) }));
  const records: MutationRecord[] = [];
  const observer = new MutationObserver((more) => records.push(...more));
  const all = { subtree: true, childList: true, characterData: true, attributes: true, attributeOldValue: true };
  if (root) observer.observe(root, all);
  // Preact sets the value of an empty bar at each render.
  const isSame = ({ target, attributeName, oldValue }: MutationRecord) =>
    target instanceof Element && attributeName !== null && target.getAttribute(attributeName) === oldValue;
  const noted = new Set<Node | null>(places.map(({ one }) => one));
  window.changes = () => {
    records.push(...observer.takeRecords());
    // What came since may change.
    const ours = records.filter(({ target }) => noted.has(target instanceof Element ? target : target.parentNode));
    return {
      gone: ours.flatMap(({ removedNodes }) => [...removedNodes].map(nameOf)),
      moved: places.filter(({ one, place }) => placeOf(one) !== place).map(({ one }) => nameOf(one)),
      rewritten: ours
        .filter((record) => record.type !== 'childList' && !isSame(record))
        .map(({ target, attributeName }) => `${nameOf(target)} ${attributeName ?? 'text'}`),
    };
  };
  return places.map(({ one }) => nameOf(one));
}

const codeComes = () => journey.network.fail('ok');

async function openBeforeCode(path = '/') {
  await drawn(new URL(path, journey.endpoint.url));
  await visit.page.goto(`${journey.network.url}${path}`, { waitUntil: 'commit' });
  return visit;
}

function label(page: Page, input: string) {
  return page.locator('label').filter({ has: page.locator(input) });
}

function isReady(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.hasAttribute('data-ready'));
}
