import { expect, test } from 'vitest';
import { freshJourney } from '../support/journeys.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { longTest } from '../support/long.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { inRows, wholeAnswers } from '../support/whole-answers.ts';

const ANSWERS = wholeAnswers(study.survey);

/** Up to the question of the second tab. */
const GIVEN = Object.fromEntries(
  study.survey.questions
    .slice(0, study.survey.question.get('respondent-role')?.number)
    .flatMap(({ items }) => items.flatMap((item) => (item in ANSWERS ? [[item, ANSWERS[item] ?? '']] : []))),
);

const journey = freshJourney({}, { hasWorker: false });

test('a second tab on the same interview overwrites nothing, and may take it over', async () => {
  const { page, context } = await journey.openVisit({ at: '/' });
  const first = await respondent(page, study.survey, ANSWERS).begin();
  await first.hurryTo('respondent-role');

  const other = await context.newPage();
  await other.goto(journey.network.url);
  const second = respondent(other, study.survey, ANSWERS);
  await second.resume();
  await other.locator('[data-message="other-tab"]').waitFor();
  await first.answer();
  await first.goOn();

  await other.getByRole('button', { name: 'Reprendre ici' }).click();
  await page.locator('[data-message="other-tab"]').waitFor();
  await other.locator('[data-message="other-tab"]').waitFor({ state: 'detached' });
  // It stays where it was, and holds what the first tab has given since.
  expect(await second.where()).toBe('respondent-role');
  expect(await second.given()).toEqual({ 'respondent-role': ANSWERS['respondent-role'] });
  await second.goTo('check');
  await second.finish('received');

  expect(await journey.endpoint.rows()).toMatchObject([{ status: 'complete', answers: inRows(study.survey, GIVEN) }]);
  expect(breachesOf(await readLedger(other, journey.endpoint))).toEqual([]);
});

longTest(
  'an opening that was read earlier resumes what another tab has given since, and nothing that it has finished',
  async () => {
    const { page, context } = await journey.openVisit({ at: '/' });
    const first = await respondent(page, study.survey, ANSWERS).begin();
    await first.answer();
    await first.goOn();
    const [later, last] = [await context.newPage(), await context.newPage()];
    for (const one of [later, last]) {
      await one.goto(journey.network.url);
      await one.getByRole('button', { name: 'Reprendre' }).waitFor();
    }
    await first.answerUpTo('respondent-role');
    await first.answer();
    await page.close();

    const second = respondent(later, study.survey, ANSWERS);
    await second.resume();
    expect(await second.where()).toBe('respondent-role');
    expect(await second.given()).toEqual({ 'respondent-role': ANSWERS['respondent-role'] });
    await second.hurryTo();
    await second.finish('received');
    await later.close();

    await last.getByRole('button', { name: 'Reprendre' }).click();
    await last.getByRole('button', { name: 'Reprendre' }).waitFor({ state: 'detached' });
    expect(await last.locator('main').getAttribute('data-screen')).toBe('opening');
    expect(await journey.endpoint.rows()).toMatchObject([
      { status: 'complete', answers: inRows(study.survey, ANSWERS) },
    ]);
  },
);

longTest('a double tap on Continuer does not pass over the next question', async () => {
  const { page } = await journey.openVisit({ at: '/' });
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.answerUpTo('respondent-role');
  await page.getByRole('button', { name: 'Continuer' }).dblclick();
  expect(await someone.where()).toBe('digital-job-share');
});

longTest('the third of three quick taps on Continuer takes effect', async () => {
  const { page } = await journey.openVisit({ at: '/' });
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.answerUpTo('respondent-role');
  // A thumb stays where it is, and does not scroll the page first as a locator may.
  const { x = 0, y = 0 } = (await page.getByRole('button', { name: 'Continuer' }).boundingBox()) ?? {};
  await page.mouse.click(x + 22, y + 22, { clickCount: 3, delay: 100 });
  await page.locator('form[data-question="elected-digital-rep"]').waitFor();
});

longTest('a page that comes back from the history cache cannot finish a second time', async () => {
  const { page } = await journey.openPhone({ at: '/', hasBackCache: true });
  const someone = await respondent(page, study.survey, ANSWERS).begin();
  await someone.answer();
  await someone.goTo('check');
  await someone.finish('received');
  const [row] = await journey.endpoint.rows();

  // Another page of the same site, then back with the browser's own button, twice: to the card, and to the check before it.
  // A page with a request under way, or on a machine short of memory, is not kept by the browser's cache: then it is tried again.
  await expect
    .poll(
      async () => {
        await page.waitForLoadState('networkidle');
        await page.evaluate(() =>
          addEventListener('pageshow', (event) => Reflect.set(window, 'cameBack', event.persisted)),
        );
        await page.goto(`${journey.network.url}/api/health`);
        await page.goBack({ waitUntil: 'commit' });
        return page.evaluate(() => Reflect.get(window, 'cameBack'));
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  await page.locator('[data-delivery="received"]').waitFor();
  // Asked again while the card is shown: the browser drops what a script asks before its own Back has wholly ended.
  await expect
    .poll(
      async () => {
        await page.evaluate(() => location.hash === '#/card' && history.back());
        return page.locator('main[data-screen="check"]').isVisible();
      },
      { timeout: 60_000 },
    )
    .toBe(true);
  expect(await page.getByRole('button', { name: 'Terminer', exact: true }).count()).toBe(0);

  expect(await journey.endpoint.rows()).toMatchObject([{ id: row?.id, sequence: row?.sequence }]);
  expect(breachesOf(await readLedger(page, journey.endpoint))).toEqual([]);
});
