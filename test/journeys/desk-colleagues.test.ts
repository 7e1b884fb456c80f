import type { Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { gardenFiles } from '../endpoint/publishing/garden.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { putFiles } from '../support/ask.ts';
import { enterDesk, openMenu } from '../support/desk-visit.ts';
import { sharedJourney } from '../support/journeys.ts';
import { onlyLong } from '../support/long.ts';

const journey = sharedJourney({ SURVEYS_DIR: '' });
let page: Page;
let origin: string;
beforeAll(async () => {
  origin = journey.network.url;
  ({ page } = await journey.openVisit());
  for (const survey of ['town-garden', 'club-garden']) await putFiles(origin, survey, gardenFiles(survey));
});

test('a colleague enters by a code that works once, and sees the surveys that the token names alone', async () => {
  await enterDesk(page, origin);
  await openMenu(page);
  await page.getByRole('link', { name: 'Collègues' }).click();
  await page.getByText('Aucun collègue n’a de clé d’accès.').waitFor();
  await page.getByRole('button', { name: /Créer la clé/ }).click();
  expect(await page.getByLabel('Nom, vu dans le journal').getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Nom, vu dans le journal').fill('ines-b');
  await page.getByLabel('Jusqu’au').fill('2999-12-31');
  await page.getByLabel(/Sur les enquêtes/).fill('town-*');
  for (const scope of ['préparer', 'publier', 'lire']) await page.getByLabel(new RegExp(`^${scope} ·`)).check();
  await page.getByRole('button', { name: 'Créer la clé de ines-b' }).click();
  await page.getByRole('heading', { name: 'La clé de ines-b est créée' }).waitFor();
  const reply = page.waitForResponse((response) => response.url().endsWith('/tokens/code'));
  await page.getByRole('button', { name: 'Montrer un QR qui marche une fois' }).click();
  const { code } = await (await reply).json();
  await page.getByText(/Ce QR marche une fois/).waitFor();
  for (const width of [390, ...onlyLong([820, 1366])]) {
    await page.setViewportSize({ width, height: 900 });
    expect([width, await accessibilityFaults(page)]).toEqual([width, []]);
    expect([
      width,
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ]).toEqual([width, 0]);
  }

  const { page: theirs } = await journey.openVisit({ at: `${origin}/organisateur#enter=${code}` });
  await theirs.getByRole('heading', { name: 'Questionnaires' }).waitFor();
  expect(theirs.url()).not.toContain(code);
  await theirs.locator('.survey-table a.name').first().waitFor();
  expect(await theirs.locator('.survey-table').textContent()).not.toContain('club-garden');
  expect(await theirs.locator('.survey-table a.name').count()).toBe(1);
  expect(await theirs.getByRole('link', { name: 'Collègues' }).count()).toBe(0);
  await theirs.goto(`${origin}/organisateur#/survey?s=club-garden`);
  await theirs.getByText('Votre clé n’ouvre pas cette enquête').waitFor();

  const { page: late } = await journey.openVisit({ at: `${origin}/organisateur#enter=${code}` });
  await late.getByText('Ce QR a déjà servi').waitFor();

  await page.getByRole('button', { name: 'Révoquer…' }).click();
  await page.getByRole('button', { name: 'Révoquer', exact: true }).click();
  await page.getByText('Aucun collègue n’a de clé d’accès.').waitFor();
  await expect
    .poll(
      async () => {
        await theirs.reload();
        const refusal = theirs.getByText('Cette clé n’ouvre rien').waitFor({ timeout: 3_000 });
        return refusal.then(
          () => true,
          () => false,
        );
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(true);
});
