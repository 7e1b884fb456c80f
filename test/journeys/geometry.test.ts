import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answers } from '../../src/core/survey/answers.ts';
import { pinCheckOf } from '../../src/sealing/pin-check.ts';
import { makeCapsule } from '../../src/wire/capsule.ts';
import { LANGUAGES } from '../../src/words/languages.ts';
import { accessibilityFaults, faultsOfBothEngines } from '../support/accessibility.ts';
import { answersAt, CANONICAL, factsAt } from '../support/barometer.ts';
import { misplacedAt, resize, type Size, wordsCutIn } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { LONG, longTest, onlyLong } from '../support/long.ts';
import { FRENCH, jumpTo, respondent } from '../support/respondent.ts';
import { publicationOfPeople } from '../support/season.ts';
import { study } from '../support/surveys.ts';
import { wholeBlock } from '../support/whole-block.ts';

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

const FIRST = { 'authority-type': 'commune' };
const ONE_PROFILE = { ...FIRST, ...answersAt(CANONICAL.observateur) };
/** Four profiles tie: the card with the most to show. */
const COMPOSITE = { ...FIRST, ...answersAt('yes yes 0 1 no none no ∅') };
const CAPSULE = makeCapsule(study.survey, factsAt(CANONICAL.explorateur));

/** Two types shown, one too small, and one held back for its sake. */
const SHOWN = publicationOfPeople(study.survey, { commune: 420, departement: 62, region: 11, intercommunalite: 230 });
let published = SHOWN;

const LENGTHY = `Chez nous, ${'l’accompagnement des agents passe avant les outils, et prend du temps. '.repeat(4)}`;
const WRITTEN = {
  survey: study.survey.id,
  asOf: '2026-05-12',
  read: 35,
  lots: [
    { item: 'free-comment', language: 'fr', texts: [LENGTHY, 'Deux\n\nlignes.', 'Trois.', 'Quatre.', 'Cinq.'] },
    { item: 'free-comment', language: 'en', texts: ['Six.', 'Seven.', 'Eight.', 'Nine.', 'Ten.'] },
  ],
};

const journey = sharedJourney();
let page: Page;
let language: string;

async function openIn(tag: string): Promise<void> {
  language = tag;
  published = SHOWN;
  ({ page } = await journey.openVisit());
  await page.route('**/api/results/*', (route) => route.fulfill({ json: published }));
  await page.route('**/api/verbatims/*', (route) => route.fulfill({ json: WRITTEN }));
}
beforeAll(() => openIn('fr'));

const wordsOf = (tag: string): Readonly<Record<string, { readonly defaultMessage: string }>> =>
  JSON.parse(readFileSync(`src/words/respondent/${tag}.json`, 'utf8'));

/** What the pages say for a name in French. */
function nameIn(name: string): RegExp {
  const own = wordsOf(language);
  const keys = Object.entries(wordsOf('fr')).filter(([, { defaultMessage }]) => defaultMessage === name);
  return new RegExp(`^(${[name, ...keys.map(([key]) => own[key]?.defaultMessage ?? name)].join('|')})$`);
}

const home = (query = '') => `${journey.network.url}/?lang=${language}${query}`;

/** Each begins where the one before ends. */
const SCREENS: readonly (readonly [screen: string, reach: () => Promise<unknown>])[] = [
  ['the opening', () => page.goto(home())],
  ['the first question', () => begin()],
  ['an error summary', () => press('Continuer')],
  ['a single choice, with its save word', () => asked('authority-type', FIRST)],
  ['an opening with a draft that waits', () => page.goto(home())],
  ['a territory', () => resumed().then(() => asked('territory', { territory: '22' }))],
  ['territories found', () => page.getByRole('combobox').first().fill('a')],
  ['a multiple choice', () => asked('citizen-involvement-means', ONE_PROFILE)],
  ['a matrix of three levels', () => asked('dpo-involvement', {})],
  ['a number', () => asked('initial-budget-investment', { 'initial-budget-investment': 120_000 })],
  ['a text', () => asked('free-comment', { 'free-comment': 'Rien à ajouter.' })],
  ['a check with answers missing', () => at('check')],
  ['a card that cannot be computed', () => press('Terminer').then(parts)],
  ['a matrix', () => begin().then(() => asked('development-axes', ONE_PROFILE))],
  ['a check with all a profile needs', () => answerAll(ONE_PROFILE)],
  ['a card, with its comparison', () => press('Terminer').then(compared)],
  ['a card, unfolded', unfold],
  ['a card being erased', () => press('Effacer cette réponse')],
  [
    'a composite card',
    () =>
      begin()
        .then(() => answerAll(COMPOSITE))
        .then(() => press('Terminer'))
        .then(parts),
  ],
  ['a card brought by a link, beside one’s own', () => at(`c/${CAPSULE}`, '[data-capsule="card"]')],
  ['a link that holds no card', () => at('c/nothing', '[data-capsule="broken"]')],
  ['a receipt', () => at('receipt')],
  ['the page of a profile', () => at('profiles/eclaireur', '[data-share="all"]')],
  ['about', () => at('about')],
  ['results', () => at('results', '[data-results="index"]')],
  ['a stack of results', () => block('digital-service-size')],
  ['results by group', () => block('digital-service-attachment')],
  ['a matrix of results', () => block('development-axes')],
  ['results of several answers', () => block('main-domains')],
  ['results of a number', () => block('initial-budget-investment')],
  ['the places of results', () => block('territory').then(() => page.locator('[role="img"] svg').first().waitFor())],
  ['the profiles of results', () => block('page.profiles')],
  ['the rule of the profiles', () => block('page.rule')],
  ['the method of results', () => block('page.method')],
  ['what respondents wrote', () => block('page.verbatims').then(() => page.locator('[data-verbatims="10"]').waitFor())],
  ['a result that is not there', () => at('results/nothing', '[data-results="block"]')],
  [
    'results not yet published',
    () => {
      published = publicationOfPeople(study.survey, { commune: 12 });
      return at('about').then(() => at('results', '[data-results="unpublished"]'));
    },
  ],
  ['an address that leads nowhere', () => at('nowhere', '[data-lost="page"]')],
  ['an error', fail],
  ['the day of a shared tablet', day],
  ['the day of a shared tablet, its PIN asked for', askPin],
  ['a question on a shared tablet', handOver],
  ['the opening, once the day is left', leaveDay],
  [
    'a survey that the site does not have',
    () =>
      page
        .goto(`${journey.network.url}/?s=no-such-survey`)
        .then(() => page.locator('main [data-lost="survey"]').waitFor()),
  ],
];

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

const PIN = '482913';

async function day(): Promise<void> {
  await page.goto(home(`&mode=field&c=salon#/field/${await pinCheckOf(PIN)}`));
  await page.locator('[data-day="offline"] button').waitFor();
}

async function askPin(): Promise<void> {
  await press('Effacer la tablette');
  await page.locator('[data-pin] input').waitFor();
}

async function handOver(): Promise<void> {
  await press('Annuler');
  await page.locator('button[data-ready]').click();
  await press('Commencer');
  await page.locator('form[data-question="authority-type"]').waitFor();
}

async function leaveDay(): Promise<void> {
  await press('Quitter');
  await press('Quitter le terrain');
  await page.locator('[data-pin] input').fill(PIN);
  await press('Valider');
  await page.locator('dialog .primary', { hasText: nameIn('Quitter le terrain') }).click();
  await page.locator('main[data-screen="opening"]').waitFor();
}

function press(name: string): Promise<void> {
  return page
    .getByRole('button', { name: nameIn(name) })
    .first()
    .click();
}

async function begin(): Promise<void> {
  await at('');
  await press('Commencer');
  await page.locator('html[data-ready] form[data-question="authority-type"]').waitFor();
}

const at = (hash: string, shown = 'h1') => jumpTo(page, `#/${hash}`, `main ${shown}`);

/** The question, as a link finds it, with these answers. */
async function asked(id: string, answers: Answers): Promise<void> {
  await at(`question/${id}`, `form[data-question="${id}"]`);
  if (Object.keys(answers).length > 0) await respondent(page, study.survey, answers).answer();
}

async function resumed(): Promise<void> {
  await press(FRENCH.resume);
  await page.locator('main:not([data-screen="opening"])').waitFor();
}

async function answerAll(answers: Answers): Promise<void> {
  await respondent(page, study.survey, answers).hurryOver();
}

async function block(address: string): Promise<void> {
  await at(`results/${address}`, wholeBlock(address));
}

async function parts(): Promise<void> {
  await page.locator('[data-receipt]').waitFor({ state: 'attached' });
}

async function compared(): Promise<void> {
  await parts();
  await page.locator('[data-among]').waitFor();
}

async function unfold(): Promise<void> {
  await page.locator('details:not(.languages)').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '');
  });
  await page.locator('[data-comparison="published"]').waitFor();
}

/** What a bug does, without one. */
async function fail(): Promise<void> {
  await page.evaluate(() => {
    dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise: Promise.resolve(), reason: 'a test' }));
  });
  await page.locator('main[data-screen="error"]').waitFor();
}

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
