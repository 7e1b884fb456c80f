import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import type { Answers } from '../../src/core/survey/answers.ts';
import { pinCheckOf } from '../../src/sealing/pin-check.ts';
import { makeCapsule } from '../../src/wire/capsule.ts';
import { answersAt, CANONICAL, factsAt } from '../support/barometer.ts';
import type { VisitOptions } from '../support/browser.ts';
import type { Journey } from '../support/journey.ts';
import { FRENCH, jumpTo, respondent } from '../support/respondent.ts';
import { publicationOfPeople } from '../support/season.ts';
import { study } from '../support/surveys.ts';
import { wholeBlock } from '../support/whole-block.ts';

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

let page: Page;
let language: string;
let origin: string;

/** Opens the page that `SCREENS` then lead through, in a language. */
export async function openScreens(journey: Journey, tag: string, options?: VisitOptions): Promise<Page> {
  language = tag;
  published = SHOWN;
  origin = journey.network.url;
  ({ page } = await journey.openVisit(options));
  await page.route('**/api/results/*', (route) => route.fulfill({ json: published }));
  await page.route('**/api/verbatims/*', (route) => route.fulfill({ json: WRITTEN }));
  return page;
}

const wordsOf = (tag: string): Readonly<Record<string, { readonly defaultMessage: string }>> =>
  JSON.parse(readFileSync(`src/words/respondent/${tag}.json`, 'utf8'));

/** What the pages say for a name in French. */
function nameIn(name: string): RegExp {
  const own = wordsOf(language);
  const keys = Object.entries(wordsOf('fr')).filter(([, { defaultMessage }]) => defaultMessage === name);
  return new RegExp(`^(${[name, ...keys.map(([key]) => own[key]?.defaultMessage ?? name)].join('|')})$`);
}

const home = (query = '') => `${origin}/?lang=${language}${query}`;

/** Every state of the pages of respondents; each begins where the one before ends. */
export const SCREENS: readonly (readonly [screen: string, reach: () => Promise<unknown>])[] = [
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
    () => page.goto(`${origin}/?s=no-such-survey`).then(() => page.locator('main [data-lost="survey"]').waitFor()),
  ],
];

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

export function press(name: string): Promise<void> {
  return page
    .getByRole('button', { name: nameIn(name) })
    .first()
    .click();
}

export async function begin(): Promise<void> {
  await at('');
  await press('Commencer');
  await page.locator('html[data-ready] form[data-question="authority-type"]').waitFor();
}

const at = (hash: string, shown = 'h1') => jumpTo(page, `#/${hash}`, `main ${shown}`);

/** The question, as a link finds it, with these answers. */
export async function asked(id: string, answers: Answers): Promise<void> {
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
