import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { freshJourney } from '../support/journeys.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { longTest } from '../support/long.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { inRows, wholeAnswers } from '../support/whole-answers.ts';

const ANSWERS = wholeAnswers(study.survey, {
  ...answersAt(CANONICAL.systemique),
  territory: '2A',
  'flagship-action': 'other',
  'flagship-action-other': 'Un « tiers-lieu » l’été',
  'initial-budget-investment': 120000,
  'initial-budget-operating': 'unknown',
});

const journey = freshJourney();

test('answered offline, killed in the middle, resumed on the same question, finished, received once', async () => {
  const before = await journey.openPhone({ at: '/?c=linkedin', isReady: true });
  // A phone of one's own does without what shared tablets alone need.
  expect((await keptBy(before.page)).filter((path) => path.startsWith('/assets/field-'))).toEqual([]);
  await journey.network.fail('down');

  const first = await respondent(before.page, study.survey, ANSWERS).begin();
  await first.hurryTo('main-domains');
  await first.answer();
  const given = await first.given();
  await before.kill();

  const { page } = await journey.openPhone({ at: '/?c=linkedin' });
  const again = respondent(page, study.survey, ANSWERS);
  await again.resume();
  expect(await again.where()).toBe('main-domains');
  expect(await again.given()).toEqual(given);
  // By finger what is written beside an option, typed, or not known.
  for (const id of ['flagship-action', 'initial-budget-investment', 'initial-budget-operating']) {
    await again.hurryTo(id);
    await again.answer();
  }
  await again.hurryTo();
  await again.finish();
  await page.locator('[data-profile="systemique"]').waitFor();
  await page.locator('[data-delivery="device"]').waitFor();
  // On the card the delivery says it, and the word of the head is out of sight.
  await page.locator('[data-save="saved"]').waitFor({ state: 'attached' });

  // The page of its profile, which was never opened, and back.
  await page.getByRole('link', { name: 'En savoir plus sur le profil Systémique' }).click();
  await page.getByText('Un dispositif suit et évalue cette politique.').waitFor();
  await page.goBack();
  await page.locator('[data-profile="systemique"]').waitFor();

  await journey.network.fail('ok');
  // The try made at finish may have found the network back by itself: then there is no button left to press.
  const received = page.locator('[data-delivery="received"]');
  await received.or(page.getByRole('button', { name: 'Envoyer maintenant' })).click();
  await received.waitFor();

  const [row, ...others] = await journey.endpoint.rows();
  expect(others).toEqual([]);
  const exported = inRows(study.survey, ANSWERS);
  expect(row).toMatchObject({ status: 'complete', profile: 'systemique', channel: 'linkedin', answers: exported });
  expect(Object.keys(row?.answers ?? {}).sort()).toEqual(Object.keys(exported).sort());
  const ledger = await readLedger(page, journey.endpoint);
  expect(ledger.finished).toEqual([row?.id]);
  expect(breachesOf(ledger)).toEqual([]);
});

longTest(
  'a page in French brings no word of English, and one that was opened in English has them all without a network',
  async () => {
    const isEnglish = (path: string) => /\/assets\/(?:(?:first|words)-en|other-languages)-/.test(path);
    const french = await journey.openPhone({ at: '/', isReady: true });
    const asked = () => performance.getEntriesByType('resource').map(({ name }) => name);
    expect((await french.page.evaluate(asked)).filter(isEnglish)).toEqual([]);
    expect((await keptBy(french.page)).filter((path) => /-en-/.test(path))).toEqual([]);
    await french.close();

    const online = await journey.openPhone({ at: '/?lang=en', isReady: true });
    expect((await keptBy(online.page)).filter((path) => /-en-/.test(path))).toHaveLength(2);
    await online.close();
    await journey.network.fail('down');
    const { page } = await journey.openPhone({ at: '/?lang=en' });
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.locator('[data-question]').waitFor();
    const screens = {
      about: 'About',
      rescue: 'Rescue file',
      receipt: 'Check or erase a response',
      results: 'Results are not available offline',
      check: 'Check your answers',
    };
    for (const [hash, name] of Object.entries(screens)) {
      await page.evaluate((hash) => location.assign(`#/${hash}`), hash);
      await page.getByRole('heading', { name }).first().waitFor();
    }
    await page.goto(`${journey.network.url}/accessibilite`);
    expect(await page.locator('body').textContent()).toContain('This page needs a network.');
  },
);

/** The paths of what the worker has kept. */
async function keptBy(page: Page): Promise<readonly string[]> {
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/');
  return kept;
}
