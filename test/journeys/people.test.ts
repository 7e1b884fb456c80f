import { expect, test } from 'vitest';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { freshJourney } from '../support/journeys.ts';
import { longTest } from '../support/long.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const ANSWERS = wholeAnswers(study.survey, answersAt(CANONICAL.eclaireur));

const journey = freshJourney({}, { hasWorker: false });

// In the light, `geometry.test.ts` has them judged.
longTest('every screen is accessible in the dark', async () => {
  const { page } = await journey.openVisit({ colorScheme: 'dark' });
  const faults: Record<string, readonly string[]> = {};
  const look = async (screen: string) => {
    // Screens may fade in: contrast is that of the screen at rest.
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
    const found = await accessibilityFaults(page);
    if (found.length > 0) faults[screen] = found;
  };
  await page.goto(journey.network.url);
  await page.locator('html[data-ready]').waitFor();
  await look('opening');
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  // One of each kind is enough: they share their controls.
  const { questions } = pathThrough(study.survey, ANSWERS);
  const firsts = questions.filter((one, index) => questions.findIndex(({ kind }) => kind === one.kind) === index);
  for (const { id, kind } of firsts) {
    await someone.hurryTo(id);
    await someone.answer();
    await look(`${kind} question`);
  }
  await someone.hurryTo();
  await look('check');
  await someone.finish('received');
  await look('card');
  await someone.goTo('about');
  await look('about');
  expect(faults).toEqual({});
});

test('a whole interview in English, which an English browser opens with a network and without', async () => {
  const { page } = await journey.openVisit({ at: '/', isReady: true, locale: 'en-GB', hasWorker: true });
  const someone = await respondent(page, study.survey, ANSWERS, { words: ENGLISH }).begin();
  await someone.hurryTo();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await someone.finish();
  await page.locator('[data-profile="eclaireur"]').waitFor();
  await page.locator('[data-delivery="received"]').waitFor();
  // What a French word would betray: none of the interface's own is left on the card.
  expect(await page.locator('#app').textContent()).not.toMatch(/\b(votre|réponses|critères|pourquoi|appareil)\b/i);
  expect(await journey.endpoint.rows()).toMatchObject([{ language: 'en', profile: 'eclaireur' }]);
  await journey.network.fail('down');
  await page.goto(`${journey.network.url}/?s=${study.survey.id}`);
  await page.getByRole('button', { name: 'Begin' }).waitFor();
});
