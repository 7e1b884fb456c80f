import { expect, test } from 'vitest';
import { sharedJourney } from '../support/journeys.ts';
import { longTest } from '../support/long.ts';
import { study } from '../support/surveys.ts';

const LINK = `/p/${study.survey.id}/explorateur`;

const journey = sharedJourney({}, { hasWorker: false });

test('a shared link is one tap from the first question, and what is answered there is found again', async () => {
  const { page } = await journey.openVisit({ at: LINK });
  expect(await page.locator('.lit .name').textContent()).toBe('Explorateur');
  await page.locator('html[data-ready]').waitFor();
  // Still there once the code has taken over.
  expect(await page.locator('.lit .name').textContent()).toBe('Explorateur');
  await page.locator('.begin').click();
  await page.locator('form[data-question]').waitFor();
  await page.waitForURL(/#\/question\//);
  const { pathname, searchParams } = new URL(page.url());
  expect([pathname, searchParams.get('s'), searchParams.get('c')]).toEqual(['/', study.survey.id, 'partage']);
  await page.locator('form input').first().check({ force: true });
  await page.locator('[data-save="saved"]').waitFor();
  await page.reload();
  await page.locator('form input:checked').waitFor({ state: 'attached' });
});

longTest('a link in English opens in English, and stays so', async () => {
  const { page } = await journey.openVisit({ at: `${LINK}.en` });
  await page.locator('html[lang="en"][data-ready]').waitFor();
  expect(await page.locator('.lit .name').textContent()).toBe('Explorateur (explorer)');
  await page.locator('.begin').click();
  await page.waitForURL(/lang=en#\/question\//);
  expect(await page.locator('form button[type="submit"]').textContent()).toBe('Continue');
});

longTest('in the browser of a social network, which keeps nothing, the profile stays above the opening', async () => {
  const { page } = await journey.openVisit({
    before: () => Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 [LinkedInApp]' }),
  });
  await page.goto(`${journey.network.url}${LINK}`);
  await page.locator('html[data-ready] main .aside').waitFor();
  expect(await page.locator('.lit .name').textContent()).toBe('Explorateur');
});

test('the link from before surveys were named leads to the survey of the site, and an unknown profile to nothing', async () => {
  const page = await (await fetch(`${journey.endpoint.url}/p/explorateur`)).text();
  expect(page).toContain('class="lit"');
  for (const path of ['/p/unknown', `/p/${study.survey.id}/unknown`, `/p/no-survey/explorateur`, `${LINK}.de`])
    expect((await fetch(`${journey.endpoint.url}${path}`)).status, path).toBe(404);
});

longTest('without a network, a phone that has the survey shows its plain opening', async () => {
  const { page } = await journey.openPhone({ at: '/', isReady: true, hasWorker: true });
  await journey.network.fail('down');
  await page.goto(`${journey.network.url}${LINK}`);
  await page.locator('html[data-ready] .begin').waitFor();
  expect(await page.locator('.lit').count()).toBe(0);
  expect(new URL(page.url()).search).toBe(`?s=${study.survey.id}&c=partage`);
  await journey.network.fail('ok');
});
