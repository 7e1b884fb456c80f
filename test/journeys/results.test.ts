import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test, vi } from 'vitest';
import { pathThrough } from '../../src/core/answering/flow.ts';
import type { Answers } from '../../src/core/survey/answers.ts';
import { toWire } from '../../src/wire/wire-answers.ts';
import { envelope } from '../endpoint/harness.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { send, TOKEN } from '../support/ask.ts';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { enterDesk } from '../support/desk-visit.ts';
import { sharedJourney } from '../support/journeys.ts';
import { LONG, longTest, onlyLong } from '../support/long.ts';
import { overprinted, printedPages } from '../support/printed-words.ts';
import { jumpTo } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { wholeBlock } from '../support/whole-block.ts';

// The endpoint's day is that of its place: twenty-six hours further east a new one has begun, whatever the hour.
const YESTERDAY = { TZ: 'Etc/GMT+12' };
const TODAY = { TZ: 'Etc/GMT-14' };
const PEOPLE: readonly (readonly [count: number, answers: Answers])[] = [
  [50, { ...answersAt(CANONICAL.eclaireur), 'authority-type': 'commune', territory: '22' }],
  [40, { ...answersAt(CANONICAL.observateur), 'authority-type': 'commune', territory: '2A' }],
  [45, { ...answersAt(CANONICAL.entrepreneur), 'authority-type': 'intercommunalite', territory: '22' }],
  [7, { 'authority-type': 'region' }],
];

/** A second token, which opens the comments alone. */
let secondToken: string;
const journey = sharedJourney(async (folder) => {
  const env = { ...process.env, DATA_DIR: join(folder, 'data') };
  const words = ['token', 'add', 'second', '--scope', 'comments', '--until', '2099-12-31'];
  const made = execFileSync(process.execPath, ['dist/endpoint/main.js', ...words], { env, encoding: 'utf8' });
  secondToken = made.trim().split(/\s+/).at(-1) ?? '';
  return { ...YESTERDAY, DATA_DIR: env.DATA_DIR };
});

longTest('before the first publication the page says when there will be one', async () => {
  const phone = await journey.openPhone({ at: '/#/results' });
  const { page } = phone;
  await page.locator('[data-results="unpublished"]').waitFor();
  expect(await textOf(page, 'main')).toMatch(
    /à partir de 30 réponses complètes d’un même groupe(, au plus tôt le .+)?\. Ainsi/,
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  await phone.close();
});

const COMMENTS = [
  'À Angers, Jeanne Martin fait tout seule : appelez le 02 41 00 12 34.',
  'Une insulte.',
  ...Array.from({ length: 10 }, (_, place) => `Il nous faut du temps, et des agents formés (${place}).`),
];

test('each comment is read, then published or deleted, by one reader only', async () => {
  const commented = (text: string, consent = true) =>
    envelope({
      answers: {
        'authority-type': 'commune',
        'free-comment': text,
        ...(consent && { 'free-comment-consent': 'yes' }),
      },
    });
  await store(...COMMENTS.map((text) => commented(text)), commented('Sans accord.', false));
  const [first, other] = [await journey.openVisit(), await journey.openVisit()];
  const [page, second] = [first.page, other.page];
  const enter = async (reader: Page, token: string) => {
    await enterDesk(reader, journey.network.url, token);
    await reader.getByRole('link', { name: 'Commentaires' }).click();
    await reader.getByLabel(/^Aujourd’hui compris/).check();
    await reader.locator('.reading .comment').waitFor();
  };
  await enter(page, TOKEN);
  await enter(second, secondToken);
  expect(await second.locator('nav.tabs').getByRole('link').allInnerTexts()).toEqual(['Commentaires']);

  const decided: string[] = [];
  for (let left = COMMENTS.length; left > 0; left--) {
    await page.getByRole('heading', { name: `Un texte à relire, sur ${left} ` }).waitFor();
    const text = await textOf(page, '.comment');
    if (text.includes('Angers'))
      expect(await page.locator('mark').allInnerTexts()).toEqual(['02 41 00 12 34 téléphone']);
    if (text.includes('Angers') || text.includes('insulte')) {
      await page.getByRole('button', { name: 'Supprimer ce texte…' }).click();
      await page.getByText('C’est sans retour').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Supprimer ce texte', exact: true }).click();
    } else await page.getByRole('button', { name: 'Publier' }).click();
    decided.push(text);
  }
  await page.getByText('Tout est relu').waitFor();
  expect(decided.join()).not.toContain('Sans accord');
  // The other reader has had one of them on the screen all the while.
  await second.getByRole('button', { name: 'Publier' }).click();
  await second.getByText('Ce texte a changé entre-temps').waitFor();
  await second.getByText('Tout est relu').waitFor();
  await second.getByRole('link', { name: 'Publiables : 10' }).click();
  await second.locator('[data-state="publishable"]').first().waitFor();
  expect(await accessibilityFaults(second)).toEqual([]);
  await second.getByRole('button', { name: 'Remettre à relire' }).first().click();
  await second.getByText('Remis à relire.').waitFor();
  await second.getByRole('link', { name: 'À relire : 1' }).click();
  await second.getByRole('button', { name: 'Publier' }).click();
  await second.getByText('Tout est relu').waitFor();
  await second.getByText('Supprimés : 2').waitFor();
  await first.close();
  await other.close();
});

test('yesterday’s responses are published today, and read online and offline, dated', async () => {
  for (const [count, answers] of PEOPLE) {
    const wire = toWire(pathThrough(study.survey, wholeAnswers(study.survey, answers)));
    await store(...Array.from({ length: count }, () => envelope({ answers: wire })));
  }
  const restarted = await journey.restartEndpoint(TODAY);
  const published = await vi.waitFor(
    async () => {
      const found = await (await fetch(`${restarted.url}/api/results/${study.survey.id}`)).json();
      expect(found.strata.all).not.toBeNull();
      return found;
    },
    { timeout: 30_000, interval: 200 },
  );

  const phone = await journey.openPhone({ at: '/', isReady: true });
  const { page } = phone;
  // What others answered is not offered before one's own answers.
  expect(await page.locator('a[href*="#/results"]').count()).toBe(0);
  await jumpTo(page, '#/results', '[data-results="index"]');
  expect(await textOf(page, 'main')).toContain(`Environ ${published.strata.all.n} réponses au `);
  await page.getByRole('link', { name: 'Qui a répondu' }).click();
  await page.locator(wholeBlock('page.who')).waitFor();
  // Seven régions are too few.
  expect(await textOf(page, '[data-group="region"]')).toContain('pas encore montré');
  await page.getByRole('link', { name: 'Tous les résultats' }).click();
  expect(await page.locator('header').getByRole('link', { name: 'Répondre' }).isVisible()).toBe(true);
  expect(await page.locator('header .languages summary', { hasText: 'Français' }).isVisible()).toBe(true);

  await page.getByRole('link', { name: 'Votre collectivité et son contexte' }).click();
  await page.getByRole('link', { name: /Votre collectivité dispose/ }).click();
  await page.locator(wholeBlock('digital-plan')).waitFor();
  expect(await page.locator('h1').evaluate((one) => one === document.activeElement)).toBe(true);
  const counts = Object.values<number>(published.strata.all.items['digital-plan'].counts);
  const cells = await page.locator('[data-group="all"] tr:nth-child(2) td').allInnerTexts();
  // The count follows its share; where the count is 0 only the range is displayed.
  const countIn = (cell: string) => Number(/%\s+(\d+)/.exec(cell)?.[1] ?? 0);
  expect(cells.map(countIn)).toEqual(counts);
  // What a screen reader is given: the table alone, its columns named, each number of each group under its own.
  const tree = await page.locator('[data-figure="stack"]').ariaSnapshot();
  expect([...tree.matchAll(/columnheader "(.+)"/g)].map(([, name]) => name)).toEqual(['Oui', 'Non', 'Ne sait pas']);
  expect(tree).toMatch(/rowheader "Ensemble des groupes montrés \d+ réponses/);
  expect(tree).toMatch(/rowheader "Région"/);
  const told = [...tree.matchAll(/- cell "(.*)"/g)].map(([, cell = '']) => countIn(cell));
  expect(told.slice(0, counts.length)).toEqual(counts);
  await jumpTo(page, '#/results/page.verbatims', '[data-verbatims="10"]');
  const written = await page.locator('blockquote').allInnerTexts();
  expect(written.toSorted()).toEqual(COMMENTS.slice(2));
  expect(await textOf(page, 'article')).toContain('10 publiés.');
  await jumpTo(page, '#/results/digital-plan', wholeBlock('digital-plan'));
  const shown = await textOf(page, 'article');
  await page.getByRole('link', { name: 'Suivant' }).click();
  await page.locator(wholeBlock('crossing.plan-by-elected-rep')).waitFor();
  if (LONG) {
    await jumpTo(page, '#/results/page.report', '[data-results="report"]');
    const blocks = page.locator('section[data-block]');
    expect(await blocks.count()).toBeLessThan(45);
    await page.getByLabel('Détailler chaque ligne par groupe').check();
    expect(await blocks.count()).toBeGreaterThan(70);
  }
  // One of each shape that goes over the edge of a sheet: the whole report takes half a minute.
  for (const address of [
    'main-domains',
    ...onlyLong(['territory', 'initial-budget-investment', 'digital-service-attachment', 'page.profiles']),
  ]) {
    await jumpTo(page, `#/results/${address}`, wholeBlock(address));
    expect(await gridsOverASheet(page), address).toEqual([]);
    const pages = printedPages(await page.pdf({ format: 'A4' }));
    expect(pages.length, address).toBeGreaterThan(0);
    expect(pages.filter((words) => words.length === 0)).toEqual([]);
    expect(overprinted(pages)).toEqual([]);
  }

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    jumpTo(page, '#/results/digital-plan', wholeBlock('digital-plan')).then(() =>
      page.getByRole('button', { name: 'Télécharger le tableau (CSV)' }).click(),
    ),
  ]);
  expect(download.suggestedFilename()).toBe('numerique-territorial-digital-plan.csv');

  await journey.network.fail('down');
  await phone.kill();
  const offline = (await journey.openPhone({ at: '/#/results/digital-plan' })).page;
  await offline.locator('[data-results="kept"]').waitFor();
  await offline.locator(wholeBlock('digital-plan')).waitFor();
  const kept = await textOf(offline, 'article');
  expect(
    kept.replace('Sans réseau : voici la dernière publication connue de cet appareil.', '').replaceAll(' ', ''),
  ).toBe(shown.replaceAll(' ', ''));
  await jumpTo(offline, '#/results/page.verbatims', '[data-verbatims="10"]');
  await offline.locator('[data-results="kept"]').waitFor();
  expect(await offline.locator('blockquote').allInnerTexts()).toEqual(written);
  await journey.network.fail('ok');
});

async function store(...envelopes: readonly object[]): Promise<void> {
  expect(new Set(await send(journey.endpoint.url, ...envelopes))).toEqual(new Set(['stored']));
}

async function textOf(page: Page, selector: string): Promise<string> {
  return ((await page.locator(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ');
}

/** A browser may print the end of a grid that goes over the edge of a sheet under what follows; whether it does hangs on where the edge falls. */
async function gridsOverASheet(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ media: 'print' });
  const found = await page
    .locator('article, article *')
    .evaluateAll((all) =>
      all
        .filter((one) => /grid|flex/.test(getComputedStyle(one).display) && one.getBoundingClientRect().height > 1000)
        .map((one) => one.className),
    );
  await page.emulateMedia({ media: null });
  return found;
}
