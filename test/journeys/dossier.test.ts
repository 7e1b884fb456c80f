import { readFile } from 'node:fs/promises';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { gardenFiles } from '../endpoint/publishing/garden.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { ask, publish } from '../support/ask.ts';
import { enterDesk } from '../support/desk-visit.ts';
import { sharedJourney } from '../support/journeys.ts';
import { overprinted, printedPages } from '../support/printed-words.ts';
import { jumpTo } from '../support/respondent.ts';

const SURVEY = 'garden-of-dossier';
const noticeFor = (answers: number) => ({
  ...Object.fromEntries(['dpo', 'legalBasis', 'recipients', 'rights', 'complaint'].map((part) => [part, { en: part }])),
  controller: { en: 'Ville de Trois-Rives' },
  contact: { en: 'donnees@trois-rives.fr' },
  purpose: { en: 'Partager un <b>jardin</b>' },
  participation: { mandatory: false, consequence: { en: 'Aucune' } },
  retention: { answers },
});

/** The service erases after six months, the notice promises twelve. */
const journey = sharedJourney({ SURVEYS_DIR: '', PURGE_MONTHS: '6' }, { hasWorker: false });
let page: Page;
let version: string;

beforeAll(async () => {
  const notice = ['notice.json', Buffer.from(JSON.stringify(noticeFor(12)))] as const;
  version = await publish(journey.endpoint.url, SURVEY, new Map([...gardenFiles(SURVEY), notice]));
  ({ page } = await journey.openVisit({ viewport: { width: 1366, height: 768 } }));
  await enterDesk(page, journey.network.url);
});

const settling = (code: string) => page.locator(`[data-settling="${code}"]`);
const register = () => page.getByRole('row', { name: 'Registre du traitement' });

test('what contradicts the notice is on the list to do, on the tab, in the dossier and in its documents', async () => {
  const toDo = page.locator('[data-to-do="settling"]');
  await toDo.filter({ hasText: 'La notice dit 12 mois, le service efface à 6' }).waitFor();
  await page.getByRole('link', { name: /^Dossier/ }).click();
  await settling('erased-sooner').waitFor();
  const shown = await page.locator('[data-settling]').count();
  expect(await page.locator('.tabs [aria-current] .badge').textContent()).toBe(String(shown));
  expect(await settling('erased-sooner').getByRole('link').getAttribute('href')).toBe(`#/survey?s=${SURVEY}`);
  await register().getByRole('link', { name: 'Voir' }).click();
  const sheet = page.locator('article.document');
  await sheet.getByText('Ville de Trois-Rives').first().waitFor();
  // A document shows as text whatever an organiser writes.
  expect(await sheet.locator('b').count()).toBe(0);
  expect(await sheet.textContent()).toContain('<b>jardin</b>');
  expect((await sheet.locator('hr').first().boundingBox())?.width).toBeGreaterThan(300);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('a document is printed alone, from its page and from the list', async () => {
  const printed = async () => printedPages(await page.pdf({ format: 'A4' }));
  expect(overprinted(await printed())).toEqual([]);
  const words = async () => (await printed()).flat().map(({ text }) => text);
  const alone = await words();
  expect(alone).toContain('Registre');
  for (const gone of ['Croisements', 'Imprimer']) expect(alone).not.toContain(gone);
  await page.getByRole('link', { name: 'Revenir au dossier' }).click();
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-test', 'printed');
  });
  await register().getByRole('button', { name: 'Imprimer' }).click();
  await page.locator('body[data-test="printed"]').waitFor();
  expect(await words()).toEqual(alone);
});

test('the whole folder is a zip of French names, each page of it on its own', async () => {
  const coming = page.waitForEvent('download', { timeout: 0 });
  await page.getByRole('button', { name: 'Tout, en un fichier zip' }).click();
  const files = unzipSync(new Uint8Array(await readFile(await (await coming).path())));
  const names = Object.keys(files).join('\n');
  for (const name of [
    /^registre.*html$/m,
    /^analyse.*json$/m,
    /^declaration.*html$/m,
    /^grille.*csv$/m,
    /^earl.json$/m,
  ])
    expect(names).toMatch(name);
  for (const [name, bytes] of Object.entries(files)) {
    const written = strFromU8(bytes);
    if (name.endsWith('.json')) JSON.parse(written);
    if (name.endsWith('.html')) expect(written).not.toMatch(/<script|anonym(?!e »)|secret statistique(?! »)/i);
  }
  const [, bytes = new Uint8Array()] = Object.entries(files).find(([name]) => name.startsWith('registre')) ?? [];
  const written = strFromU8(bytes);
  expect(written).toMatch(/^<!doctype html>\n<html lang="fr"><head><meta charset="utf-8">/);
  expect(written).not.toMatch(/ (src|href)=/);
});

test('another retention in the notice settles it, and the dossier says since when', async () => {
  const notice = Buffer.from(JSON.stringify(noticeFor(6)));
  const put = await ask(journey.endpoint.url, `PUT surveys/${SURVEY}/published/notice.json`, notice, { version });
  expect(put.status, put.text).toBe(200);
  await page.reload();
  await page.getByText('conservation des réponses : 6 mois, non plus 12 mois').waitFor();
  expect(await settling('erased-sooner').count()).toBe(0);
});

test.each([360, 390, 820, 1366])('nothing of the dossier is cut at %i pixels', async (width) => {
  await page.setViewportSize({ width, height: 800 });
  const widest = () => page.evaluate(() => document.documentElement.scrollWidth);
  await jumpTo(page, '#/dossier', 'main .dossier');
  expect(await widest()).toBeLessThanOrEqual(width);
  await jumpTo(page, '#/dossier?document=register', '.paper .document');
  expect(await widest()).toBeLessThanOrEqual(width);
});
