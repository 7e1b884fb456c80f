import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { sharedJourney } from '../support/journeys.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';

const ANSWERS = { 'authority-type': 'commune', 'respondent-role': 'elected', ...answersAt(CANONICAL.observateur) };

const journey = sharedJourney();

test('after finishing, the profile is found under Commencer at once', async () => {
  const { page } = await journey.openVisit({ at: '/', isReady: true });
  await finish(page);
  await page.getByRole('link', { name: 'Quitter', exact: true }).click();
  await page.getByRole('link', { name: 'Votre dernier profil' }).waitFor();
  // Quitter is at the end of a long card; the opening is shown from its beginning, and read from there.
  expect(await page.evaluate(() => [scrollY, document.activeElement?.tagName])).toEqual([0, 'H1']);

  await page.addInitScript(() => {
    Reflect.set(window, 'requestIdleCallback', () => 0);
  });
  await page.reload();
  await page.getByRole('link', { name: 'Votre dernier profil' }).waitFor();
  expect(await actionsOn(page)).toEqual(['Commencer', 'Votre dernier profil']);

  // An interview that waits comes first, as ever.
  const someone = await respondent(page, study.survey, { 'authority-type': 'region' }).begin();
  await someone.answer();
  await page.goto(journey.network.url);
  await page.getByRole('link', { name: 'Votre dernier profil' }).waitFor();
  expect(await actionsOn(page)).toEqual(['Reprendre', 'Supprimer ce brouillon', 'Commencer', 'Votre dernier profil']);
  await page.getByRole('link', { name: 'Votre dernier profil' }).click();
  await page.locator('[data-profile="observateur"]').waitFor();
});

test('going back after Quitter shows the card and the opening, never a question without its answers', async () => {
  const { page } = await journey.openVisit({ at: '/', hasWorker: false });
  await finish(page);
  await page.getByRole('link', { name: 'Quitter', exact: true }).click();
  await page.getByRole('link', { name: 'Votre dernier profil' }).waitFor();
  await page.evaluate(() => history.back());
  await page.locator('[data-profile="observateur"]').waitFor();
  for (const _ of ['check', 'evaluation-device', 'before it']) {
    await page.evaluate(
      () =>
        new Promise((gone) => {
          addEventListener('popstate', gone, { once: true });
          history.back();
        }),
    );
    // The opening of the step before is there until this one is drawn.
    await expect.poll(() => new URL(page.url()).hash).toBe('#/');
    await page.locator('main[data-screen="opening"]').waitFor();
    expect(await page.locator('form[data-question]').count()).toBe(0);
  }
});

test('going back to an interview just left finds its last answer', async () => {
  const { page } = await journey.openVisit({ at: '/', hasWorker: false });
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.answer();
  await page.goto(journey.network.url);
  await someone.resume();
  await page.locator('form[data-question="authority-type"]').waitFor();
  // The answer is changed, the page left and returned to before anything can be written.
  await page.evaluate(async () => {
    const turn = () => new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    document.querySelector<HTMLElement>('[name="authority-type"][value="region"]')?.click();
    const left = turn();
    location.hash = '#/';
    await left;
    history.back();
  });
  await page.locator('[name="authority-type"][value="region"]:checked').waitFor();
});

/** Straight to the questions of the barometer, as links do. */
async function finish(page: Page): Promise<void> {
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.hurryOver();
  await someone.finish('received');
}

/** The buttons of the opening and its links that look like them, in order. */
function actionsOn(page: Page): Promise<readonly string[]> {
  return page.locator('main button, main a.button').allTextContents();
}
