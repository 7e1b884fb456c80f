import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Phone } from '../support/browser.ts';
import { sharedJourney } from '../support/journeys.ts';
import { makeNextRelease } from '../support/next-release.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { EVENT, makeSealedGarden, type SealedGarden } from '../support/sealed-garden.ts';
import { builtSurvey, readFixture } from '../support/surveys.ts';
import { takeTablet } from '../support/take-tablet.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

/** Forty at most, whom their hours tell apart. */
const PEOPLE = 40;
const GARDEN = builtSurvey(readFixture('shared-garden'));
const at = (share: number) => Math.floor(PEOPLE * share);

let garden: SealedGarden;
const journey = sharedJourney(async (folder) => {
  garden = await makeSealedGarden(folder);
  return garden.env;
});

/** What happens before one of them takes the tablet. */
const RELOADS = [at(0.1), at(0.45), at(0.8)];
const LUNCH = at(0.4);
const AFTER_LUNCH = at(0.55);
const UPDATE = at(0.6);
const EVENING = at(0.7);
/** Cut off in mid-interview, without a code that resumes it. */
const KILLED = at(0.3);
const leaves = (person: number) => person % 4 === 3;

test('a whole day with one tablet: the export holds exactly those who finished, and those who left', {
  timeout: 900_000,
}, async () => {
  const profile = join(journey.folder, 'tablet');
  const finished: number[] = [];
  const left: number[] = [];
  let tablet = await journey.openPhone({ profile });
  const day = () => tablet.page.locator('main[data-screen="field"] [data-waiting]').waitFor();
  const press = (name: string) => tablet.page.getByRole('button', { name, exact: true }).click();
  await tablet.page.goto(`${journey.network.url}/?mode=field&c=${EVENT}`);
  await tablet.page.locator('[data-day="offline"][data-state="good"]').waitFor();

  for (let person = 0; person < PEOPLE; person++) {
    if (RELOADS.includes(person)) await tablet.page.reload().then(day);
    if (person === LUNCH) await journey.network.fail('portal-200', '/api/');
    if (person === AFTER_LUNCH) await journey.network.fail('ok');
    if (person === UPDATE) await update(tablet);
    if (person === EVENING) await journey.network.fail('down');
    await takeTablet(tablet.page);
    const answers = wholeAnswers(GARDEN, { hours: person });
    const someone = await respondent(tablet.page, GARDEN, answers, { words: ENGLISH }).begin();
    if (person === KILLED) {
      await someone.answerUpTo('wish');
      await tablet.page.locator('[data-save="saved"]').waitFor();
      await tablet.kill();
      tablet = await journey.openPhone({ at: '/', profile });
      left.push(person);
    } else if (leaves(person)) {
      await someone.answerUpTo('wish');
      await press('Quit');
      await press('Quit and clear the screen');
      left.push(person);
    } else {
      await someone.answerUpTo();
      await someone.finish();
      await tablet.page.locator('[data-delivery]').waitFor();
      await tablet.page.getByRole('link', { name: 'Finish, next person' }).click();
      finished.push(person);
    }
    await day();
  }

  // The network is back, and the endpoint too.
  await journey.restartEndpoint();
  await journey.network.fail('ok');
  await press('Send now');
  await tablet.page.getByText('None waits any more.').waitFor();
  const inOrder = (one: number, other: number) => one - other;
  const arrived = async (status: string) =>
    (await journey.endpoint.rows(GARDEN.id))
      .filter((row) => row.channel === EVENT && row.status === status)
      .map(({ answers }) => Number(answers.hours))
      .toSorted(inOrder);
  await expect.poll(() => arrived('complete')).toEqual(finished);
  await expect.poll(() => arrived('partial')).toEqual(left.toSorted(inOrder));
  expect(await tablet.page.locator('[data-today]').textContent()).toBe(String(finished.length));
});

/** A release that is found between two people installs when it is asked to, and leaves the day as it was. */
async function update({ page }: Phone): Promise<void> {
  const next = join(journey.folder, 'next');
  await makeNextRelease(next);
  await journey.restartEndpoint({ ASSETS_DIR: next });
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.getByRole('button', { name: 'Install now' }).click();
  await page.locator('meta[name="release"][content="next"]').waitFor({ state: 'attached' });
  await page.locator('main[data-screen="field"] [data-waiting]').waitFor();
}
