import type { Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
/* L’appliquée asks two of the four criteria of L’équipée. */
import SHEETS from '../fixtures/workbooks/associations.json' with { type: 'json' };
import { pending } from '../pending.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { ask, putFiles } from '../support/ask.ts';
import { enterDesk } from '../support/desk-visit.ts';
import { sharedJourney } from '../support/journeys.ts';
import { QUIZ_SHEETS } from '../support/quiz.ts';
import { jumpTo } from '../support/respondent.ts';
import { surveyOf, taken, xlsxOf } from '../support/xlsx.ts';

const journey = sharedJourney({ SURVEYS_DIR: '' }, { hasWorker: false });
let page: Page;
beforeAll(async () => {
  const { profiles: _, ...bare } = SHEETS;
  for (const [id, sheets] of Object.entries({ numerique: SHEETS, usager: QUIZ_SHEETS, bare })) {
    const file = Buffer.from(JSON.stringify(surveyOf(taken(xlsxOf(sheets)))));
    await putFiles(journey.endpoint.url, id, new Map([['1.json', file]]));
  }
  ({ page } = await journey.openVisit({ viewport: { width: 1366, height: 900 } }));
  await enterDesk(page, journey.network.url);
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const shares = () => page.getByRole('region', { name: /personnes tirées au hasard/ });
const share = (profile: string) => shares().locator('li', { hasText: profile }).locator('b');
const cell = (profile: string, criterion: string) => button(new RegExp(`^${profile}, ${criterion}`));
const keep = async () => {
  await button('Garder').click();
  await button('Garder').waitFor({ state: 'detached' });
};
const draft = async (id: string) =>
  JSON.parse((await ask(journey.endpoint.url, `GET surveys/${id}/files/1.json?of=draft`)).text);

const presentation = async () =>
  JSON.parse((await ask(journey.endpoint.url, 'GET surveys/numerique/files/presentation.json?of=draft')).text);

test('a profile that never comes alone is found, and comes after one cell is changed', async () => {
  // Before publishing, as advice.
  await jumpTo(page, '#/survey?s=numerique&part=publish');
  await page.getByText(/conseils? sur les profils/).click();
  await page.getByText('« L’équipée » ne vient jamais seul').waitFor();
  await page.locator('.before').getByRole('link', { name: 'Profils' }).click();
  await page.getByText('« L’équipée » ne vient jamais seul').waitFor();
  await page.getByText('Avec « 6 au plus » pour L’appliquée, À l’aise avec le numérique').waitFor();
  expect(await share('L’équipée').textContent()).toBe('0');
  await button('Aller à L’appliquée, À l’aise avec le numérique').click();
  await page.getByLabel(/^Au plus/).fill('6');
  await page.getByText('À l’aise avec le numérique : 6 au plus').waitFor();
  const row = page.getByRole('complementary').locator('tr', { hasText: 'L’équipée' });
  await row.locator('td b', { hasText: /\d/ }).waitFor();
  const after = await row.locator('td').last().textContent();
  expect(await accessibilityFaults(page)).toEqual([]);
  await keep();
  await page.getByText('« L’équipée » ne vient jamais seul').waitFor({ state: 'detached' });
  expect(await share('L’équipée').textContent()).toBe(after);
  expect(await cell('L’appliquée', 'À l’aise').textContent()).toMatch(/^6 au plus/);
  const asked = async () => (await draft('numerique')).typology.profiles[1].requires.ease?.when;
  await expect.poll(asked).toEqual({ fact: 'ease-at-most-6', is: 'yes' });
  await button(/^Annuler : case changée/).click();
  await page.getByText('« L’équipée » ne vient jamais seul').waitFor();
  await expect.poll(asked).toBeUndefined();
});

test('a new profile is a twin until a cell of it differs; it is renamed, drawn otherwise and taken away', async () => {
  await button('+ Profil').click();
  await page.getByText('À corriger : mêmes conditions que le profil « La débordée »').waitFor();
  expect(await page.locator('.is-twin').count()).toBe(8);
  await cell('Profil 4', 'Avez-vous un plan').click();
  await page.getByRole('checkbox', { name: 'Oui' }).check();
  await page.getByRole('checkbox', { name: 'Non' }).uncheck();
  await keep();
  await page.locator('.is-twin').first().waitFor({ state: 'detached' });
  await button('Profil 4').first().click();
  await page.getByLabel('Nom, français').fill('La discrète');
  await page.getByLabel('Emblème').selectOption('bateau');
  await expect.poll(async () => (await presentation()).profiles['profil-4'].emblem).toBe('boat');
  await button(/^Fermer$/).click();
  await shares().getByText('La discrète').waitFor();
  await button('La discrète').first().click();
  await button('Retirer ce profil').click();
  await shares().getByText('La discrète').waitFor({ state: 'detached' });
  await button('Retirer ce profil').waitFor({ state: 'detached' });
  await expect.poll(async () => (await draft('numerique')).typology.profiles.length).toBe(3);
});

test('a criterion is made of a question, by the keyboard, and on a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await cell('L’équipée', 'Une personne').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Non' }).press('Space');
  await page.keyboard.press('Enter');
  await button('Garder').waitFor({ state: 'detached' });
  expect(await cell('L’équipée', 'Une personne').textContent()).toMatch(/^Oui ou Non/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.setViewportSize({ width: 1366, height: 900 });
});

test('the points of a quiz are set in a table, and what they do is counted again', async () => {
  await jumpTo(page, '#/survey?s=usager&part=profiles');
  const before = await share('Relais').textContent();
  // Two edits before the first is written.
  const { promise: gate, resolve: write } = pending();
  await page.route('**/draft/1.json', async (route) => {
    await gate;
    await route.continue();
  });
  await page.getByLabel('Relais, 1. Jamais').selectOption('3');
  await page.getByLabel('Relais, 2. Au guichet').selectOption('-2');
  write();
  await expect.poll(() => share('Relais').textContent()).not.toBe(before);
  await expect.poll(async () => JSON.stringify((await draft('usager')).typology.affinity)).toContain('"relais":-2');
  const { weights } = (await draft('usager')).typology.affinity;
  expect(weights.find((one: { option: string }) => one.option === 'never').points.relais).toBe(3);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('two profiles begin from a question, twins are parted by one press, and all of it is undone', async () => {
  await jumpTo(page, '#/survey?s=bare&part=profiles');
  await page.getByLabel(/^Profils à points/).selectOption('Quels outils utilisez-vous ?');
  await button('+ Profil').click();
  await page.getByText('aussi proche que le profil « Profil 2 »').waitFor();
  await button(/^Mettre « 3 points »/).click();
  await page.getByText('aussi proche que').waitFor({ state: 'detached' });
  expect(await accessibilityFaults(page)).toEqual([]);
  await expect.poll(async () => (await draft('bare')).typology?.profiles.length).toBe(3);
  for (const step of ['points changés', 'profil ajouté', 'profils commencés'])
    await button(`Annuler : ${step}`).click();
  await page.getByText('Pas encore de profils').waitFor();
  await expect.poll(async () => (await draft('bare')).typology).toBeUndefined();
});
