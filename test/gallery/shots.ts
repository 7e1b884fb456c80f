import type { Page } from 'playwright';
import type { Answers } from '../../src/core/survey/answers.ts';
import { factsFrom } from '../../src/core/typology/facts.ts';
import { makeCapsule } from '../../src/wire/capsule.ts';
import { untilPublished } from '../bench/results-page.ts';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { jumpTo, respondent } from '../support/respondent.ts';
import { publicationOfPeople } from '../support/season.ts';
import { study } from '../support/surveys.ts';
import { wholeBlock } from '../support/whole-block.ts';
import { DESK } from './desk-shots.ts';
import type { Series, Shot } from './shot.ts';
import { STATES, TABLET } from './state-shots.ts';

const SHOWN = publicationOfPeople(study.survey, { commune: 1800, departement: 62, region: 11, intercommunalite: 230 });
const atCapsule = (point: string) => (page: Page) =>
  at(page, `c/${makeCapsule(study.survey, factsFrom(study.survey, answersAt(point)))}`, '[data-capsule="card"]');

const RESPONDENTS: readonly Shot[] = [
  {
    name: 'opening',
    reach: async (page, { network }) => {
      await page.route('**/api/results/*', (route) => route.fulfill({ json: SHOWN }));
      await page.goto(network.url);
      await page.locator('html[data-ready]').waitFor();
    },
  },
  { name: 'opening, an emblem touched', reach: (page) => touchEmblem(page) },
  { name: 'opening, in English', reach: (page) => speak(page, 'English') },
  { name: 'question, single choice', reach: (page) => speak(page, 'Français').then(() => begin(page)) },
  { name: 'question, an error', reach: (page) => press(page, 'Continuer') },
  {
    name: 'question, territory',
    // As someone who has answered the first one: the typeface arrives after it.
    reach: async (page) => {
      await ask(page, 'authority-type', { 'authority-type': 'commune' });
      await page.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.endsWith('.woff2')),
      );
      await ask(page, 'territory');
    },
  },
  { name: 'question, several answers', reach: (page) => ask(page, 'citizen-involvement-means') },
  { name: 'question, matrix', reach: (page) => ask(page, 'development-axes') },
  {
    name: 'question, matrix answered',
    reach: (page) => ask(page, 'development-axes', answersAt(CANONICAL.eclaireur)),
  },
  { name: 'question, matrix of four levels', reach: (page) => ask(page, 'project-obstacles') },
  { name: 'question, number', reach: (page) => ask(page, 'initial-budget-investment') },
  { name: 'question, number out of bounds', reach: (page) => outOfBounds(page) },
  { name: 'question, text', reach: (page) => ask(page, 'free-comment') },
  { name: 'check, nothing answered', reach: (page) => at(page, 'check') },
  {
    name: 'opening, a draft waits',
    reach: async (page, { network }) => {
      await ask(page, 'authority-type', { 'authority-type': 'commune' });
      await page.goto(network.url);
      await page.getByRole('button', { name: 'Reprendre' }).waitFor();
    },
  },
  { name: 'check, all answered', reach: (page) => checkOf(page, CANONICAL.explorateur) },
  {
    name: 'card, Explorateur',
    reach: (page) => finishAt(page, CANONICAL.explorateur),
    isPrinted: true,
  },
  { name: 'card, five criteria', reach: (page) => finishAt(page, 'no no 2 1 yes spec no TS') },
  { name: 'card, Éclaireur', reach: (page) => finishAt(page, CANONICAL.eclaireur) },
  { name: 'card, Entrepreneur', reach: (page) => finishAt(page, CANONICAL.entrepreneur) },
  { name: 'card, Observateur', reach: (page) => finishAt(page, CANONICAL.observateur) },
  { name: 'card, Systémique', reach: (page) => finishAt(page, CANONICAL.systemique) },
  {
    name: 'card, composite of two',
    reach: (page) => finishAt(page, 'yes yes 2 0 no none no T'),
    isPrinted: true,
  },
  { name: 'card, composite of three', reach: (page) => finishAt(page, 'yes yes 0 0 no none no T') },
  { name: 'card, composite of four', reach: (page) => finishAt(page, 'yes yes 0 1 no none no ∅') },
  { name: 'card, too few criteria', reach: (page) => finishAt(page, 'yes yes 0 1 yes none yes T') },
  { name: 'card, sure', reach: (page) => finishAt(page, 'no no 1 3 yes spec no ?') },
  {
    name: 'card, either',
    reach: (page) => finishAt(page, 'yes yes 3 4 no spec ? TSP'),
    isPrinted: true,
  },
  { name: 'card, either, many answers', reach: (page) => finishAt(page, 'yes ? 3 4 no ? ? TSP') },
  { name: 'card, either of three', reach: (page) => finishAt(page, 'yes yes 0 1 no spec no ?') },
  {
    name: 'card, open',
    reach: (page) => finishAt(page, '? ? 2 2 yes spec ? TS'),
    isPrinted: true,
  },
  { name: 'card, open, one of many', reach: (page) => finishAt(page, '? ? 1 1 yes ? ? ?') },
  { name: 'card, open, five near', reach: (page) => finishAt(page, 'yes yes 0 1 no none ? ∅') },
  { name: 'card, nothing known', reach: (page) => finish(page, { 'authority-type': 'commune' }) },
  {
    name: 'card, its picture',
    reach: (page) => finishAt(page, CANONICAL.explorateur).then(() => sheet(page)),
    isFirstScreen: true,
    settles: 600,
  },
  { name: 'card, unfolded', reach: (page) => press(page, 'Fermer').then(() => unfold(page)) },
  { name: 'card brought by a link', reach: atCapsule(CANONICAL.explorateur) },
  { name: 'card brought by a link, two possible', reach: atCapsule('yes yes 3 3 yes spec ? TSP') },
  { name: 'card brought by a link, open', reach: atCapsule('? yes 0 6 no ? no T') },
  { name: 'page of a profile', reach: (page) => at(page, 'profiles/eclaireur', '[data-share]'), isPrinted: true },
  { name: 'link without a card', reach: (page) => at(page, 'c/nothing', '[data-capsule="broken"]') },
  { name: 'receipt', reach: (page) => at(page, 'receipt') },
  { name: 'about', reach: (page) => at(page, 'about') },
  { name: 'rescue', reach: (page) => at(page, 'rescue') },
  { name: 'address that leads nowhere', reach: (page) => at(page, 'nowhere', '[data-lost="page"]') },
];

/** A block of the results, by its address. */
const block = (name: string, address: string, more: Partial<Shot> = {}): Shot => ({
  name: `results, ${name}`,
  reach: (page) => at(page, `results/${address}`, wholeBlock(address)),
  ...more,
});

const RESULTS: readonly Shot[] = [
  {
    name: 'results, index',
    reach: async (page, { endpoint, network }) => {
      await untilPublished(endpoint.url);
      await page.goto(`${network.url}/#/results`);
      await page.locator('[data-results="index"]').waitFor();
    },
    settles: 600,
  },
  { name: 'results, a part', reach: (page) => at(page, 'results/part.orientation', '[data-results="part"]') },
  block('who answered', 'page.who'),
  block('levels', 'digital-service-size', { isPrinted: true }),
  block('matrix', 'development-axes', { isPrinted: true }),
  block('matrix of four levels', 'project-obstacles'),
  block('row of a matrix', 'axis-open-data'),
  block('several answers', 'main-domains'),
  block('choice by type', 'digital-service-attachment', { settles: 900 }),
  block('number', 'initial-budget-investment'),
  block('places', 'territory'),
  block('crossing', 'crossing.plan-by-elected-rep'),
  block('profiles', 'page.profiles'),
  block('rule', 'page.rule'),
  block('verbatims', 'page.verbatims'),
  block('lessons', 'page.lessons'),
  block('method', 'page.method'),
  { name: 'results, an address that leads nowhere', reach: (page) => at(page, 'results/nothing', '[data-results]') },
  {
    name: 'results, report',
    reach: (page) => at(page, 'results/page.report', '[data-results="report"]'),
    isPrinted: true,
  },
];

export const SERIES: readonly Series[] = [
  { shots: RESPONDENTS },
  { shots: STATES },
  { shots: TABLET },
  { isDemonstration: true, shots: RESULTS },
  { isDemonstration: true, shots: DESK },
];

const speak = (page: Page, name: string) =>
  page
    .locator('.languages summary')
    .click()
    .then(() => press(page, name));

function press(page: Page, name: string): Promise<void> {
  return page.getByRole('button', { name, exact: true }).first().click();
}

const at = (page: Page, hash: string, shown = 'h1') => jumpTo(page, `#/${hash}`, `main ${shown}`);

async function begin(page: Page): Promise<void> {
  await at(page, '');
  await press(page, 'Commencer');
  await page.locator('form[data-question]').waitFor();
}

async function ask(page: Page, id: string, answers: Answers = {}): Promise<void> {
  await at(page, `question/${id}`, `form[data-question="${id}"]`);
  if (Object.keys(answers).length > 0) await respondent(page, study.survey, answers).answer();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
}

async function outOfBounds(page: Page): Promise<void> {
  await ask(page, 'initial-budget-investment');
  await page.locator('[name="initial-budget-investment"]').fill('99999999999999');
  await press(page, 'Continuer');
}

async function touchEmblem(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Observateur' }).click();
}

async function checkOf(page: Page, point: string): Promise<void> {
  await begin(page);
  await respondent(page, study.survey, { 'authority-type': 'commune', ...answersAt(point) }).hurryOver();
}

async function finish(page: Page, answers: Answers): Promise<void> {
  await begin(page);
  const someone = respondent(page, study.survey, answers);
  await someone.hurryOver();
  await someone.finish('received');
}

async function finishAt(page: Page, point: string): Promise<void> {
  await finish(page, { 'authority-type': 'commune', ...answersAt(point) });
  await page.locator('[data-among]').waitFor();
}

async function sheet(page: Page): Promise<void> {
  await press(page, 'Partager');
  await page.locator('img[data-picture]').waitFor();
}

async function unfold(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '');
  });
}
