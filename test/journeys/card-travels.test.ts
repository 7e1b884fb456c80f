import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { makeCapsule } from '../../src/wire/capsule.ts';
import { answersAt, CANONICAL, factsAt } from '../support/barometer.ts';
import { freshJourney } from '../support/journeys.ts';
import { longTest } from '../support/long.ts';
import { respondent } from '../support/respondent.ts';
import { publicationOfPeople } from '../support/season.ts';
import { study } from '../support/surveys.ts';
import { keptInPage } from './kept-in-page.ts';

/** With enough responses in every group but régions. */
const PUBLISHED = publicationOfPeople(study.survey, {
  commune: 1800,
  departement: 62,
  region: 11,
  intercommunalite: 230,
});

/** Typed for a picture. */
const TOWN = 'Villeneuve-sur-Essai';
const ANSWERS = { 'authority-type': 'commune', ...answersAt(CANONICAL.explorateur) };

const journey = freshJourney();

longTest(
  'a card goes from the tablet to a phone by its QR code, and is shown next to the card that is there',
  async () => {
    const tablet = await journey.openVisit({ colorScheme: 'dark', hasWorker: false });
    await finish(tablet.page);
    await unfold(tablet.page, 'Garder', 'Ouvrir la carte');
    const carried = await readQr(tablet.page, 'Code QR : ouvre cette carte sur un autre appareil');
    expect(carried.split('#')[1]).toMatch(/^\/c\/1\.numerique-territorial\.3\.[0-9a-v]+\.[0-9a-z]{4}$/);
    expect(new URL(carried).search).toBe('');

    const { page } = await journey.openVisit({ at: carried, hasWorker: false });
    await page.locator('[data-profile="explorateur"]').waitFor();
    await page.getByText('Cette carte vient d’un lien').waitFor();
    expect(await page.getByRole('heading', { name: 'Cette carte et la vôtre' }).count()).toBe(0);

    await page.goto(`${journey.network.url}/?c=salon`);
    await finish(page, { ...ANSWERS, ...answersAt(CANONICAL.systemique) });
    await page.goto(carried);
    await page.getByRole('heading', { name: 'Cette carte et la vôtre' }).waitFor();
    const evaluation = page.locator('tr[data-criterion="evaluation"]');
    expect(await evaluation.locator('td').allTextContents()).toHaveLength(2);
    // On a laptop it is next to the card, whose column stays in sight.
    await page.setViewportSize({ width: 1366, height: 768 });
    const left = await page.locator('#beside-title').evaluate((node) => node.getBoundingClientRect().left);
    expect(left).toBeGreaterThan(await page.locator('h1').evaluate((node) => node.getBoundingClientRect().right));

    await page.goto(carried.replace(/.$/, (symbol) => (symbol === '0' ? '1' : '0')));
    await page.locator('[data-capsule="broken"]').waitFor();
    expect(await page.locator('[data-profile]').count()).toBe(0);
  },
);

test('the receipt of a card erases its response from another device, and says the same thing twice', async () => {
  const first = await journey.openVisit({ hasWorker: false });
  await finish(first.page);
  await first.page.locator('[data-delivery="received"]').waitFor();
  expect(await journey.endpoint.rows()).toHaveLength(1);
  await unfold(first.page, 'Garder', 'code de reçu');
  const address = await readQr(first.page, 'Code QR : ouvre la page de ce reçu');

  const { page } = await journey.openVisit({ at: address, hasWorker: false });
  const outcome = page.locator('#receipt-status');
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await press('Vérifier');
  await page.locator('[data-receipt-state="received"]').waitFor();
  await press('Effacer cette réponse');
  await press('Non, la garder');
  await press('Effacer cette réponse');
  await press('Oui, effacer');
  await page.locator('[data-receipt-state="erased"]').waitFor();
  const once = await outcome.textContent();
  expect(await journey.endpoint.rows()).toHaveLength(0);
  await press('Vérifier');
  await page.locator('[data-receipt-state="erased"]').waitFor();
  expect(await outcome.textContent()).toBe(once);

  const field = page.getByLabel('Code de reçu');
  const code = await field.inputValue();
  // A code is compared with the one on paper: none of it is out of sight.
  expect(await field.evaluate((input) => input.scrollWidth - input.clientWidth)).toBeLessThanOrEqual(0);
  await field.fill(code.replace(/^./, (symbol) => (symbol === '0' ? '1' : '0')));
  await press('Vérifier');
  await page.locator('[data-receipt-state="wrong-code"]').waitFor();
  await field.fill('0024-H36H-2NCS-VRH6-DAQF-6DVV-QZW');
  await press('Vérifier');
  await page.locator('[data-receipt-state="unknown"]').waitFor();
  await journey.network.fail('down');
  await press('Vérifier');
  await page.locator('[data-receipt-state="offline"]').waitFor();
});

longTest(
  'the picture to share is drawn offline, says the profile alone, and says more only to those who ask',
  async () => {
    const { page } = await journey.openVisit({ at: '/', isReady: true });
    await journey.network.fail('down');
    await finish(page);
    expect(await page.locator('[data-picture]').count()).toBe(0);
    await page.getByRole('button', { name: 'Partager', exact: true }).click();
    for (const [shape, size] of [
      ['landscape', [1200, 630]],
      ['portrait', [1080, 1920]],
    ] as const) {
      if (shape === 'portrait') {
        await unfold(page, 'Changer ce que montre');
        await page.getByRole('radio', { name: 'Portrait' }).click();
      }
      const picture = page.locator(`img[data-picture][data-shape="${shape}"]`);
      await picture.waitFor();
      const drawn = await picture.evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        return { size: [image.naturalWidth, image.naturalHeight], alt: image.alt };
      });
      expect(drawn.size).toEqual(size);
      expect(drawn.alt).toMatch(/Explorateur.*Ce n’est ni un classement/);
      expect(drawn.alt).not.toContain('Commune');
    }
    // With the page's own letters: a second face of their name would have all of its text laid out again.
    expect(await page.evaluate(() => [...document.fonts].filter(({ family }) => family.includes('Next')).length)).toBe(
      1,
    );
    await page.getByRole('checkbox', { name: 'Commune' }).click();
    await page.getByRole('img', { name: /Commune/ }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Enregistrer l’image' }).click();
    const file = await readFile(await (await download).path());
    expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([1080, 1920]);

    await page.getByRole('textbox').fill(TOWN);
    await page.getByRole('textbox').press('Enter');
    await page.getByRole('img', { name: new RegExp(`${TOWN} · Commune`) }).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.url()} ${request.postData()}`));
    await journey.network.fail('ok');
    await page.locator('[data-delivery="received"]').waitFor({ state: 'attached' });
    const kept = [...asked, JSON.stringify(await journey.endpoint.rows()), ...(await page.evaluate(keptInPage))];
    expect(kept.join()).toContain(study.survey.id);
    expect(kept.filter((text) => text.includes(TOWN))).toEqual([]);
    await page.getByRole('button', { name: 'Fermer' }).click();
    await page.getByRole('button', { name: 'Image', exact: true }).click();
    await page.locator('img[data-picture]').waitFor();
    expect(await page.locator('img[data-picture]').getAttribute('alt')).not.toContain(TOWN);
  },
);

longTest(
  'in a browser inside an application, which shares and downloads nothing, the picture says how to keep it',
  async () => {
    const linkedIn = await journey.openVisit({
      before: () => {
        const agent = `${navigator.userAgent} LinkedInApp/9.30`;
        Object.defineProperty(navigator, 'userAgent', { get: () => agent });
        for (const name of ['share', 'canShare', 'serviceWorker', 'clipboard'])
          Reflect.deleteProperty(Navigator.prototype, name);
      },
    });
    const { page } = linkedIn;
    await page.goto(journey.network.url);
    await finish(page);
    await page.getByRole('button', { name: 'Partager', exact: true }).click();
    await page.locator('img[data-picture]').waitFor();
    await page.getByText('Appuyez longuement sur l’image').waitFor();
    expect(await page.getByRole('button', { name: 'Partager l’image' }).count()).toBe(0);
    // The link, where it cannot be copied, is there to be read.
    await page.getByRole('button', { name: 'Copier le lien à partager' }).click();
    await page.getByText(`/p/${study.survey.id}/explorateur`).waitFor();
  },
);

longTest(
  'the printed card is one page with its comparison, and says what it is without the receipt’s strip',
  async () => {
    const { page } = await journey.openVisit({ hasWorker: false });
    await page.route('**/api/results/*', (route) => route.fulfill({ json: PUBLISHED }));
    // Four profiles tie, and every value is written in its longest words.
    await finish(page, { ...ANSWERS, ...answersAt('yes yes 0 1 no none no ∅') });
    await page.locator('[data-among]').waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const card = page.locator('article[data-profile]');
    const year = String(new Date().getFullYear());
    const stamp = card.locator('[data-stamp]');
    expect(await stamp.getByText('Baromètre du numérique territorial').isVisible()).toBe(true);
    expect(await stamp.getByText(year).isVisible()).toBe(true);
    expect(await card.getByText('ni un classement, ni une notation').last().isVisible()).toBe(true);
    expect(await page.locator('article [data-receipt], article aside').count()).toBe(0);
    expect(await pagesOf(page)).toHaveLength(1);
  },
);

longTest('a card brought by a link is printed on one page too', async () => {
  const capsule = makeCapsule(study.survey, factsAt('yes yes 0 1 no none no ∅'));
  const { page } = await journey.openVisit({ at: `/#/c/${capsule}`, hasWorker: false });
  await page.locator('article[data-profile]').waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('Cette carte vient d’un lien').isVisible()).toBe(true);
  expect(await page.locator('main a:visible').count()).toBe(0);
  expect(await pagesOf(page)).toHaveLength(1);
});

/** Lines of the card that open, each in the one before. */
async function unfold(page: Page, ...titles: readonly string[]): Promise<void> {
  for (const title of titles) await page.locator('summary', { hasText: title }).click();
}

async function pagesOf(page: Page): Promise<RegExpMatchArray | null> {
  return (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g);
}

async function finish(page: Page, answers = ANSWERS): Promise<void> {
  if (!page.url().startsWith('http')) await page.goto(`${journey.network.url}/`);
  const someone = await respondent(page, study.survey, answers).begin();
  await someone.hurryOver();
  await someone.finish();
  await page.locator('[data-profile]').waitFor();
  await page.locator('[data-receipt]').waitFor({ state: 'attached' });
  // The card is shown before it is stored, and says so: a person who leaves then has a draft, not a card.
  await page.locator('[data-delivery]:not([data-delivery=""])').waitFor();
}

/** As another device would: from the pixels of a screenshot, with a reader that is not ours. */
async function readQr(page: Page, name: string): Promise<string> {
  const code = page.getByRole('img', { name: name.replaceAll(' :', '\u202f:') });
  await code.locator('path').waitFor();
  const picture = join(journey.folder, 'code.png');
  await code.screenshot({ path: picture });
  return execFileSync('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', picture], {
    encoding: 'utf8',
  }).trim();
}
