import type { Page } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/words/languages.ts';
import { accessibilityFaults, faultsOfBothEngines } from '../support/accessibility.ts';
import { misplacedAt, resize, type Size, wordsCutIn } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { LONG, longTest, onlyLong } from '../support/long.ts';
import { study } from '../support/surveys.ts';
import { asked, begin, openScreens, press, SCREENS } from './screens.ts';

const SIZES = {
  'the smallest phone': { width: 320, height: 640 },
  'a small phone': { width: 360, height: 640 },
  'a phone': { width: 390, height: 844 },
  'a phone on its side': { width: 844, height: 390 },
  'a tablet': { width: 820, height: 1180 },
  'a tablet on its side': { width: 1180, height: 820 },
  'a laptop': { width: 1366, height: 768 },
  'a laptop at 150 %': { width: 911, height: 433 },
} as const;

const journey = sharedJourney();
let page: Page;

async function openIn(tag: string): Promise<void> {
  page = await openScreens(journey, tag);
}
beforeAll(() => openIn('fr'));

/** The narrowest, and the one where the largest letters meet the fewest lines; in `npm run test:long` all of them. */
const MEASURED = LONG ? Object.keys(SIZES) : ['the smallest phone', 'a laptop at 150 %'];

/** Where the page is laid out differently; each screen is judged at one in turn, and at both in `npm run test:long`. */
const JUDGED = ['a phone', 'a tablet on its side'] as const;
const isJudgedAt = (screen: string, size: (typeof JUDGED)[number]) =>
  LONG || SCREENS.findIndex(([one]) => one === screen) % JUDGED.length === JUDGED.indexOf(size);

/** What most people see: both engines judge these in `npm test`, axe alone the others. In `npm run test:long` both judge all. */
const FOR_BOTH = new Set(['the first question', 'a card, with its comparison']);

/** Like a screen that is measured and judged: in `npm test` these are only measured, on the smallest phone. */
const LIKE_ANOTHER = new Set([
  'a single choice, with its save word',
  'an opening with a draft that waits',
  'a territory',
  'a matrix of three levels',
  'a text',
  'a check with all a profile needs',
  'a card being erased',
  'a composite card',
  'a link that holds no card',
  'results by group',
  'results of several answers',
  'results of a number',
  'a result that is not there',
  'results not yet published',
  'a question on a shared tablet',
  'the opening, once the day is left',
]);

async function measure(screen: string, reach: () => Promise<unknown>): Promise<void> {
  await reach();
  const faults: Record<string, readonly string[]> = {};
  const isLikeAnother = !LONG && LIKE_ANOTHER.has(screen);
  const sizes = isLikeAnother ? ['the smallest phone'] : MEASURED;
  for (const [size, measures] of Object.entries(SIZES).filter(([size]) => sizes.includes(size))) {
    const found = await misplacedAt(page, measures);
    if (found.length > 0) faults[size] = found;
  }
  await resize(page, SIZES['a small phone']);
  const cut = await wordsCutIn(page, 'all');
  if (cut.length > 0) faults['words cut on a small phone'] = cut;
  for (const size of JUDGED.filter((one) => !isLikeAnother && isJudgedAt(screen, one))) {
    await resize(page, SIZES[size]);
    const found = await (FOR_BOTH.has(screen) ? faultsOfBothEngines(page) : accessibilityFaults(page));
    if (found.length > 0) faults[`judges, ${size}`] = found;
  }
  await resize(page, SIZES['a phone']);
  const held = await heldLettersIn(page);
  if (held.length > 0) faults['with letters twice as large'] = held;
  // Nothing is answered elsewhere, and so nothing is saved there.
  const saved = await page.locator('.page:not([data-screen="question"]) [data-save]:visible').allTextContents();
  if (saved.length > 0) faults['a save word'] = saved;
  expect(faults).toEqual({});
}

test.each(SCREENS)('%s has its place at each size, and passes the accessibility engines', measure);

test.each<[string, Size]>([
  ['a phone', SIZES['a phone']],
  ...onlyLong<[string, Size]>([
    ['a tablet', SIZES['a tablet']],
    ['a laptop', SIZES['a laptop']],
  ]),
])('on %s, Continuer waits in one place from question to question', async (_, size) => {
  await page.goto(journey.network.url);
  await resize(page, size);
  await begin();
  const places = new Set<string>();
  for (const id of ['authority-type', 'territory', 'development-axes', 'free-comment']) {
    await asked(id, {});
    places.add(JSON.stringify(await page.getByRole('button', { name: 'Continuer' }).boundingBox()));
  }
  expect([...places]).toHaveLength(1);
});

longTest('on a phone on its side, the portrait of an emblem takes the place of the whole line below', async () => {
  await page.goto(journey.network.url);
  await resize(page, SIZES['a phone on its side']);
  const line = page.locator('.say');
  const isSeen = () =>
    line.evaluate((one) => {
      const { left, top, height } = one.getBoundingClientRect();
      return one.contains(document.elementFromPoint(left + 20, top + height / 2));
    });
  expect(await isSeen()).toBe(true);
  await press('Observateur');
  await page.getByText('Une ou deux actions choisies').first().waitFor();
  expect(await isSeen()).toBe(false);
});

longTest(
  'on a tablet, section names take two lines, their bars fill question by question, and head and question share their sides',
  async () => {
    await page.goto(journey.network.url);
    await resize(page, SIZES['a tablet']);
    await begin();
    await asked('initial-budget-investment', {});
    const { lines, filled, sides } = await page.evaluate(() => {
      const linesOf = ({ lastChild }: Element) => {
        const text = document.createRange();
        text.selectNode(lastChild as Text);
        return new Set([...text.getClientRects()].map(({ top }) => top)).size;
      };
      const boxes = ['.brand', '.head ol', 'h1'].map((one) => document.querySelector(one)?.getBoundingClientRect());
      return {
        lines: [...document.querySelectorAll('nav li')].map(linesOf),
        filled: [...document.querySelectorAll<HTMLProgressElement>('nav progress')].map(({ position }) => position),
        sides: boxes.map((box) => box?.left),
      };
    });
    expect(lines).toHaveLength(study.survey.sections.length);
    expect(Math.max(...lines)).toBe(2);
    const { number = 0 } = study.survey.question.get('initial-budget-investment') ?? {};
    const passed = study.survey.sections.map(
      ({ questions }) => questions.filter((one) => one.number <= number).length / questions.length,
    );
    expect(passed.filter((share) => share > 0 && share < 1)).toHaveLength(1);
    expect(filled).toEqual(passed);
    expect(new Set(sides).size).toBe(1);
  },
);

describe.each(onlyLong(LANGUAGES.slice(1)))('in $tag', ({ tag }) => {
  beforeAll(() => openIn(tag));
  test.each(SCREENS)('%s has its place at each size, and passes the accessibility engines', measure);
});

/** Returns the buttons whose letters do not double with those of the page, as WCAG 1.4.4 asks. */
function heldLettersIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { style } = document.documentElement;
    const buttons = [...document.querySelectorAll('button, summary, .button, label')];
    const sizes = () => buttons.map((one) => Number.parseFloat(getComputedStyle(one).fontSize));
    const before = sizes();
    style.fontSize = '200%';
    const after = sizes();
    style.fontSize = '';
    return buttons.flatMap(({ textContent }, place) => {
      const grown = (after[place] ?? 0) / (before[place] ?? 1);
      return grown < 1.99 ? [`${textContent?.trim()}: ${grown} times as large`] : [];
    });
  });
}
