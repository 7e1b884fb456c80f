import { expect, test } from 'vitest';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { sharedJourney } from '../support/journeys.ts';
import { respondent } from '../support/respondent.ts';
import { publicationOfPeople } from '../support/season.ts';
import { study } from '../support/surveys.ts';

const PUBLISHED = publicationOfPeople(study.survey, {
  commune: 420,
  departement: 62,
  region: 45,
  intercommunalite: 230,
});

const journey = sharedJourney();

test('nothing moves in a whole interview and its card, and Partager keeps its place until the response is received', async () => {
  const { page } = await journey.openVisit({
    before: () => {
      const sum = { shift: 0, worst: '' };
      Reflect.set(window, 'moved', sum);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const value = Reflect.get(entry, 'hadRecentInput') ? 0 : Number(Reflect.get(entry, 'value'));
          sum.shift += value;
          if (value > 0.002)
            sum.worst += `${value.toFixed(4)} ${document.querySelector('main')?.dataset.screen} ${Reflect.get(
              entry,
              'sources',
            )
              .map((source: { node: Element | null }) => source.node?.className || source.node?.nodeName)
              .join(' ')}; `;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    },
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.route('**/api/results/*', (route) => route.fulfill({ json: PUBLISHED }));
  await page.route('**/api/responses', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.continue();
  });
  await page.goto(journey.network.url);
  const someone = await respondent(page, study.survey, {
    'authority-type': 'commune',
    ...answersAt(CANONICAL.explorateur),
  }).begin();
  await someone.answerUpTo();
  await someone.finish();
  const share = page.getByRole('button', { name: 'Partager', exact: true });
  await share.waitFor();
  const first = await share.boundingBox();
  await page.locator('[data-delivery="received"]').waitFor();
  await page.locator('[data-among]').waitFor();
  expect(await share.boundingBox()).toEqual(first);
  const moved = await page.evaluate(() => Reflect.get(window, 'moved'));
  expect([moved.shift < 0.02, moved.worst]).toEqual([true, moved.worst]);
});
