import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/accessibility.ts';
import { enterDesk } from '../support/desk-visit.ts';
import { misplacedAt } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { jumpTo, respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const journey = sharedJourney();

/** As a system's share sheet gives a file to an installed application. */
async function share(page: Page, text: string): Promise<void> {
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
    return (await fetch(link?.href ?? '')).json();
  });
  const { action, method, enctype, params } = manifest.share_target;
  await page.evaluate(
    ({ action, method, enctype, name, text }) => {
      const form = Object.assign(document.createElement('form'), { action, method, enctype });
      const field = Object.assign(document.createElement('input'), { type: 'file', name });
      const given = new DataTransfer();
      given.items.add(new File([text], 'secours.txt', { type: 'text/plain' }));
      field.files = given.files;
      form.append(field);
      document.body.append(form);
      form.submit();
    },
    { action, method, enctype, name: params.files[0].name, text },
  );
}

test('what one device cannot send leaves it as a file; another, an application’s share and the desk each take it, once', async () => {
  const tablet = await journey.openVisit({ at: '/', isReady: true });
  const { page } = tablet;
  await journey.network.fail('down');
  const someone = await respondent(page, study.survey, wholeAnswers(study.survey)).begin();
  await someone.answer();
  await someone.goTo('check');
  await someone.finish('device');
  await page.goto(`${journey.network.url}/#/about`);
  await page.getByRole('link', { name: 'Faire ou ouvrir un fichier de secours' }).click();
  await page.getByText('1 réponse terminée à cette enquête attend sur cet appareil.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await misplacedAt(page, { width: 320, height: 640 })).toEqual([]);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Enregistrer le fichier' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^secours-[\d-]{10}-1-reponse-en-clair\.txt$/);
  const file = join(journey.folder, 'secours.txt');
  await download.saveAs(file);
  await page.getByText('qui a ce fichier peut la lire').waitFor();
  const text = await readFile(file, 'utf8');

  await journey.network.fail('ok');
  const laptop = await journey.openVisit({ at: '/#/rescue', isReady: true });
  const other = laptop.page;
  await other.locator('#rescue-file').setInputFiles(file);
  await other.getByText('1 réponse ajoutée. Elle part').waitFor();
  await expect.poll(() => journey.endpoint.rows()).toHaveLength(1);

  const seen = journey.network.seen.length;
  await share(other, `${text}\n{"id":`);
  await other.getByText('Si vous n’avez rien partagé, fermez cette page.').waitFor();
  await other.getByText(`Le fichier contient 1 réponse de l’enquête « Baromètre du numérique territorial ».`).waitFor();
  expect(await accessibilityFaults(other)).toEqual([]);
  expect(await misplacedAt(other, { width: 320, height: 640 })).toEqual([]);
  await other.getByRole('button', { name: 'Ajouter ses réponses à cet appareil' }).click();
  await other.getByText('1 réponse du fichier est abîmée').waitFor();
  expect(journey.network.seen.slice(seen).filter(({ path }) => path.startsWith('/rescue'))).toEqual([]);
  await other.locator('#rescue-file').setInputFiles({
    name: 'notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Bonjour'),
  });
  await other.locator('[data-rescue="foreign"]').waitFor();

  await enterDesk(other, journey.network.url);
  await other.locator('main[data-screen="organiser"] h1').waitFor();
  await jumpTo(other, '#/exporting');
  await other.getByLabel('Fichier de secours', { exact: true }).setInputFiles(file);
  await other.getByText('1 était déjà là.').waitFor();

  // The tablet, when it can send again, has nothing to say that is not known.
  await page.goto(journey.network.url);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(async () => (await readLedger(page, journey.endpoint)).outbox).toEqual([]);
  expect(breachesOf(await readLedger(page, journey.endpoint))).toEqual([]);
});

test('what a development version has left is named in a sentence each, and not changed', async () => {
  const { page } = await journey.openVisit({ at: '/#/rescue' });
  await page.locator('html[data-ready]').waitFor();
  await page.getByText('Aucune réponse terminée à cette enquête n’attend sur cet appareil.').waitFor();
  expect(await page.locator('[data-development]').count()).toBe(0);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const making = indexedDB.open('barometre', 10);
        making.onupgradeneeded = () => making.result.createObjectStore('outbox');
        making.onsuccess = () => resolve(making.result.close());
      }),
  );
  await page.reload();
  await page.getByText('Une base d’une version de développement est aussi sur cet appareil').waitFor();
  const [, envelope = ''] = (await readFile(join(journey.folder, 'secours.txt'), 'utf8')).split('\n');
  await page
    .locator('#rescue-file')
    .setInputFiles({ name: 'avant.txt', mimeType: 'text/plain', buffer: Buffer.from(envelope) });
  await page.getByText('Ce n’est pas un fichier de secours de cette version').waitFor();
  await page.getByText('Aucune réponse terminée à cette enquête n’attend sur cet appareil.').waitFor();
  const databases = await page.evaluate(() => indexedDB.databases());
  expect(databases).toContainEqual({ name: 'barometre', version: 10 });
});
