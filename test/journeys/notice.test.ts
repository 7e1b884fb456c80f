import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { conformityOf } from '../../src/dossier/conformity.ts';
import { typeset } from '../../src/ui/words/typeset.ts';
import { dayOf } from '../../src/wire/day.ts';
import { grid } from '../../src/words/compiled/dossier/grid.mjs';
import { ALL } from '../../src/words/compiled/respondent/all.mjs';
import { accessibilityFaults } from '../support/accessibility.ts';
import { misplacedAt } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { longTest, onlyLong } from '../support/long.ts';
import { NOTICE } from '../support/notice.ts';
import { study } from '../support/surveys.ts';

const DECLARED = Object.values({ ...NOTICE, participation: NOTICE.participation.consequence }).flatMap((said) =>
  'fr' in said ? [said] : [],
);

const OTHER = 'exemple-benevolat';
const NAMELESS = 'quel-usager';

/** The mandatory form, in its order: https://accessibilite.numerique.gouv.fr/ressources/modele-de-declaration/. */
const PARTS = [
  'h1 Déclaration d’accessibilité',
  'h2 État de conformité',
  'h3 Résultats des tests',
  'h2 Contenus non accessibles',
  'h3 Non-conformités',
  'h3 Dérogations pour charge disproportionnée',
  'h3 Contenus non soumis à l’obligation d’accessibilité',
  'h2 Établissement de cette déclaration d’accessibilité',
  'h3 Technologies utilisées pour la réalisation de l’enquête',
  'h3 Environnement de test',
  'h3 Outils pour évaluer l’accessibilité',
  'h3 Pages de l’enquête ayant fait l’objet de la vérification de conformité',
  'h2 Retour d’information et contact',
  'h2 Voies de recours',
];

const prepare = async (folder: string) => {
  const surveysDir = join(folder, 'surveys');
  await cp('public/surveys', surveysDir, { recursive: true });
  await writeFile(join(surveysDir, study.survey.id, 'notice.json'), JSON.stringify(NOTICE));
  await rm(join(surveysDir, NAMELESS, 'notice.json'));
  return { SURVEYS_DIR: surveysDir };
};
const journey = sharedJourney(prepare, { hasWorker: false });

test.each(['fr', ...onlyLong(['en'] as const)] as const)(
  'an organiser’s notice is shown whole when unfolded, in %s',
  async (language) => {
    const { page } = await journey.openVisit({ at: `/?lang=${language}` });
    await page.locator(`html[data-ready][lang="${language}"]`).waitFor();
    await page.locator('.notice summary').click();
    await page.locator('details dl').waitFor();
    expect(await unseenOf(page, language)).toEqual([]);
    expect(await page.locator('details dd', { hasText: /\b24\b.*\b6\b/ }).count()).toBe(1);
    // One line of ours says that a translation by the browser is noted.
    expect(await page.locator('details dt').count()).toBe(Object.keys(NOTICE).length + 1);
    expect(await page.locator('main').textContent()).not.toMatch(/démonstration|demonstration/i);
    expect(await misplacedAt(page, { width: 320, height: 640 })).toEqual([]);
  },
);

longTest('a notice that is being read stays unfolded when the code comes', async () => {
  await journey.network.fail('held', '/assets/first');
  const { page } = await journey.openVisit();
  await page.goto(journey.network.url, { waitUntil: 'commit' });
  await page.locator('.notice summary').click();
  expect(await page.evaluate(() => document.documentElement.hasAttribute('data-ready'))).toBe(false);
  const lines = await page.locator('details dl').elementHandle();
  await journey.network.fail('ok');
  await page.locator('html[data-ready]').waitFor();
  expect(await unseenOf(page, 'fr')).toEqual([]);
  expect(await lines?.evaluate((one) => one.isConnected)).toBe(true);
});

test.each([
  [
    study.survey.id,
    [/^Mairie de Test, 1 place de la Mairie s’engage/m, /^Une réponse vous est due/m],
    'enquete@mairie.example',
  ],
  [OTHER, [/Association des Trois Rives, .+ s’engage/, /^Une réponse vous est due/m], 'enquete@association.example'],
  [NAMELESS, [/qui n’a pas encore indiqué son nom/, /^L’organisateur n’a indiqué aucun contact\.$/m], undefined],
])('without code, %s declares its accessibility in the parts and the order of the law', async (survey, said, mail) => {
  const { page } = await journey.openVisit({ at: `/accessibilite?s=${survey}` });
  expect(await page.locator('script').count()).toBe(0);
  const parts = await page
    .locator('h1, h2, h3')
    .evaluateAll((all) => all.map((one) => `${one.localName} ${one.textContent}`));
  expect(parts).toEqual(PARTS);
  const text = (await shownIn(page)).replaceAll(/[\u00a0\u202f]/g, ' ');
  for (const one of said) expect(text).toMatch(one);
  expect(text).toMatch(/ est non conforme avec le référentiel .+, version 4\.1\.2, faute d’audit en cours de validité/);
  const { C, NC, NA, NT } = conformityOf(grid, dayOf(new Date())).counts;
  expect(text).toContain(`ils décident de ${C + NC + NA} des 106 critères`);
  expect(text).toContain(`critères respectés : ${C}`);
  expect(text).toContain(`${NT} restent à examiner`);
  expect(text).toContain('Libre réponse 71120\n75342 Paris CEDEX 07');
  const links = await page.locator('main a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(links.filter((one) => one?.startsWith('mailto:'))).toEqual(mail === undefined ? [] : [`mailto:${mail}`]);
  expect(links).toEqual(expect.arrayContaining([`/?s=${survey}`, 'https://formulaire.defenseurdesdroits.fr/']));
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await misplacedAt(page, { width: 320, height: 640 })).toEqual([]);
});

test('each page says before any code whether it is accessible, in its language, and leads to the declaration of its survey', async () => {
  const lineOf = async (path: string) => {
    const html = await (await fetch(`${journey.endpoint.url}${path}`)).text();
    const [, language, line = ''] = /<footer class="aside" lang="(.+?)">(.*?)<\/footer>\s*<(?!\/div)/.exec(html) ?? [];
    return [language, line.replaceAll(/<[^>]*>/g, ''), /href="(.+?)"/.exec(line)?.[1]];
  };
  const { state } = conformityOf(grid, dayOf(new Date()));
  const expected = (language: 'fr' | 'en' | 'ar', survey?: string) => [
    language,
    ALL[language].page[`conformity.${state}`],
    survey === undefined ? undefined : `/accessibilite${survey && `?s=${survey}`}`,
  ];
  const pages = {
    '/': expected('fr', study.survey.id),
    '/?lang=en': expected('en', study.survey.id),
    [`/?s=${OTHER}&lang=ar`]: expected('ar', OTHER),
    [`/p/${study.survey.id}/explorateur`]: expected('fr', study.survey.id),
    '/?s=unknown': expected('fr', ''),
    '/index.html': expected('fr', ''),
    '/organisateur': expected('fr', ''),
    // In a frame, and on the declaration, there is nowhere to go.
    '/preview': expected('fr'),
    '/accessibilite': expected('fr'),
  };
  // A page that is late is the generic one.
  for (const [path, line] of Object.entries(pages))
    await expect.poll(() => lineOf(path), { message: path }).toEqual(line);
});

test('a page that code has made the page of another survey leads to the declaration of that', async () => {
  const { page } = await journey.openVisit();
  await page.route(`**/?s=${OTHER}`, async (route) =>
    route.fulfill({ response: await route.fetch({ url: `${journey.network.url}/?s=unknown` }) }),
  );
  await page.goto(`${journey.network.url}/?s=${OTHER}`);
  await page.locator('html[data-ready]').waitFor();
  await page.locator('body > footer').getByRole('link', { name: 'Accessibilité' }).click();
  await page.getByText('enquete@association.example').first().waitFor();
});

/** As on screen: each paragraph and item on its line. */
function shownIn(page: Page): Promise<string> {
  return page.locator('main').evaluate((main) => {
    getSelection()?.selectAllChildren(main);
    return getSelection()?.toString() ?? '';
  });
}

async function unseenOf(page: Page, language: 'fr' | 'en'): Promise<readonly string[]> {
  const unseen: string[] = [];
  for (const declared of DECLARED) {
    const text = typeset(declared[language], language);
    if (!(await page.locator('details').getByText(text).first().isVisible())) unseen.push(text);
  }
  return unseen;
}
