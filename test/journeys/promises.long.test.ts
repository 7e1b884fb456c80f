import { expect, test } from 'vitest';
import { freshJourney } from '../support/journeys.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const ANSWERS = wholeAnswers(study.survey);

const journey = freshJourney();

test('erased without network, the page says what is known, shows no answer any more, and keeps its word later', async () => {
  const { page } = await journey.openVisit({ at: '/' });
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.answer();
  await someone.goTo('check');
  await someone.finish('received');
  expect(await journey.endpoint.rows()).toHaveLength(1);

  await journey.network.fail('cut-before', '/api/receipt');
  for (const title of ['Garder', 'code de reçu']) await page.locator('summary', { hasText: title }).click();
  await page.getByRole('button', { name: 'Effacer cette réponse' }).click();
  await page.getByRole('button', { name: 'Oui, effacer' }).click();
  await page.locator('[data-delivery="erasing"]').waitFor();
  await page.getByText('Gardez ce code').waitFor();
  await page.evaluate(() => history.back());
  await page.locator('main[data-screen="opening"]').waitFor();
  expect(await page.locator('a[href^="#/card"]').count()).toBe(0);
  await page.locator('[data-message="erasing"]').waitFor();

  await journey.network.fail('ok');
  await page.reload();
  await expect.poll(() => journey.endpoint.rows()).toEqual([]);
  await page.locator('[data-message="erasing"]').waitFor({ state: 'detached' });
});

test('a storage that dies at the end leaves a way out, though a snapshot had left before', async () => {
  const { page } = await journey.openVisit({ at: '/' });
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.answer();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await expect.poll(() => journey.endpoint.rows()).toMatchObject([{ status: 'partial' }]);
  await someone.goTo('check');
  await page.evaluate(() => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('Connection to Indexed Database server lost', 'UnknownError');
    };
  });
  await someone.finish();
  await page.locator('[data-message="unavailable"]').waitFor();
  // There are two: beside the message, and in the card.
  await page.locator('main').getByRole('button', { name: 'Envoyer maintenant' }).click();
  await page.locator('[data-delivery="received"]').waitFor();
  expect(await journey.endpoint.rows()).toMatchObject([{ status: 'complete' }]);
  await page.locator('[data-message="unavailable"]').waitFor({ state: 'detached' });
});
