import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawn, startJourney } from '../support/journey.ts';
import { sharedJourney } from '../support/journeys.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { longTest } from '../support/long.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { builtSurvey, readFixture, readPublic } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const GARDEN = builtSurvey(readFixture('shared-garden'));

const journey = sharedJourney(async (folder) => {
  const surveysDir = join(folder, 'surveys');
  await mkdir(join(surveysDir, GARDEN.id), { recursive: true });
  await cp('public/surveys/lists', join(surveysDir, 'lists'), { recursive: true });
  await cp('test/fixtures/surveys/shared-garden.json', join(surveysDir, GARDEN.id, `${GARDEN.revision}.json`));
  await writeFile(
    join(surveysDir, 'index.json'),
    JSON.stringify({ surveys: [{ id: GARDEN.id, revision: GARDEN.revision }] }),
  );
  await mkdir(join(surveysDir, GARDEN.id, 'interviews'));
  await writeFile(
    join(surveysDir, GARDEN.id, 'interviews', 'a-neighbour.en.md'),
    '---\nrelease: 2026-04-02\n---\n# What a *neighbour* says\n\nWe **grow** leeks.\n',
  );
  return { SURVEYS_DIR: surveysDir };
});

test('an organiser’s own survey, in English alone, runs from opening to export', async () => {
  const { page } = await journey.openVisit({ at: '/' });
  await page.locator('html[lang=en][data-ready]').waitFor();
  expect(await page.locator('h1').textContent()).toBe('Our shared garden');
  const answers = wholeAnswers(GARDEN);
  const someone = await respondent(page, GARDEN, answers, { words: ENGLISH }).begin();
  await someone.answerUpTo();
  await someone.finish('received');
  expect(await page.locator('#app').textContent()).not.toMatch(/collectivité|étude 2017/);
  const texts = await fetch(`${journey.endpoint.url}/surveys/${GARDEN.id}/texts.en.json`);
  expect(await texts.json()).toMatchObject({ interviews: [{ title: 'What a neighbour says' }] });
  const written = await fetch(`${journey.endpoint.url}/surveys/${GARDEN.id}/interviews/a-neighbour.en.md`);
  expect(written.status).toBe(404);
  expect(await journey.endpoint.rows(GARDEN.id)).toMatchObject([{ status: 'complete', language: 'en' }]);
  expect(breachesOf(await readLedger(page, journey.endpoint, GARDEN.id))).toEqual([]);
});

/** Words of the study that the site opens with. */
const STUDY_WORDS = /collectivit|2017|num[ée]rique|[ÉE]claireur|Syst[ée]mique/i;

longTest(
  'the example to copy, second of the site, is answered offline and speaks its own words everywhere',
  async () => {
    const example = builtSurvey(readPublic('exemple-benevolat/1.json'));
    const site = await startJourney();
    try {
      const { page } = await site.openPhone();
      await page.addInitScript(() => {
        navigator.canShare = () => true;
        navigator.share = async (data) => {
          document.documentElement.dataset.shared = data?.text ?? '';
        };
      });
      await page.goto(`${site.network.url}/?s=${example.id}&c=affiche`);
      await page.locator('[data-message="ready"]').waitFor({ state: 'attached' });
      expect(await page.locator('h1').textContent()).toContain('bénévolat');
      // Installed, it is a separate application.
      const address = await page.locator('link[rel="manifest"]').getAttribute('href');
      expect(address).toBe(`/surveys/${example.id}/manifest.fr.webmanifest`);
      const manifest = await (await fetch(`${site.endpoint.url}${address}`)).text();
      const id = `/?s=${example.id}`;
      expect(JSON.parse(manifest)).toMatchObject({ id, start_url: `${id}&c=app&lang=fr` });
      expect(manifest).not.toMatch(STUDY_WORDS);

      await site.network.fail('down');
      const answers = wholeAnswers(example, {
        decisions: 'teams',
        'task-events': 'several',
        'task-news': 'several',
        'task-keys': 'several',
        employees: 'yes',
      });
      const someone = await respondent(page, example, answers).begin();
      await someone.answerUpTo();
      await someone.finish();
      const card = page.locator('[data-profile="ruche"]');
      await card.waitFor();
      // Its path data come from its folder; the colour is made of a hue.
      const hive = page.locator('[data-emblem="ruche"]').first();
      await hive.locator('path[d^="m32 6"]').first().waitFor({ state: 'attached' });
      expect(await hive.evaluate((node) => getComputedStyle(node).getPropertyValue('--profile'))).toBe(
        'oklch(62% 0.11 60)',
      );

      await page.getByRole('button', { name: 'Image', exact: true }).click();
      const picture = page.locator('img[data-picture]');
      await picture.waitFor();
      expect(await picture.getAttribute('alt')).toMatch(/Ruche.*ni un classement/);
      await page.getByRole('button', { name: 'Fermer', exact: true }).click();
      // One tap: nothing is opened where the system shares.
      await page.getByRole('button', { name: 'Partager', exact: true }).click();
      await page.locator('html[data-shared]').waitFor({ state: 'attached' });
      expect(await page.locator('html').getAttribute('data-shared')).toMatch(
        /Notre association, c’est Ruche.*\/p\/exemple-benevolat\/ruche$/,
      );
      expect(await page.locator('#app').textContent()).not.toMatch(STUDY_WORDS);

      await site.network.fail('ok');
      const received = page.locator('[data-delivery="received"]');
      await received.or(page.getByRole('button', { name: 'Envoyer maintenant' })).click();
      await received.waitFor();
      expect(await site.endpoint.rows(example.id)).toMatchObject([
        { status: 'complete', profile: 'ruche', channel: 'affiche', survey: example.id },
      ]);

      // What a link shows to its recipient, and where it leads.
      const link = new URL(`/p/${example.id}/ruche.en`, site.endpoint.url);
      await drawn(link);
      await page.goto(`${site.network.url}${link.pathname}`);
      const shared = await fetch(link);
      expect(await shared.text()).toContain('<title>Our association: Hive</title>');
      expect(await page.locator('body').textContent()).not.toMatch(STUDY_WORDS);
      await page.locator('html[lang="en"][data-ready] main[data-screen="opening"]').waitFor();
      await page.locator('.begin').click();
      await page.waitForURL(/#\/question\//);
      expect(new URL(page.url()).searchParams.get('s')).toBe(example.id);

      await page.goto(`${site.network.url}/?s=${example.id}#/results`);
      await page.locator('main[data-screen="results"] h1').waitFor();
      expect(await page.locator('#app').textContent()).not.toMatch(STUDY_WORDS);
    } finally {
      await site.end();
    }
  },
);

longTest('a link to an unknown survey says so, and leads to the survey that is open', async () => {
  const { page } = await journey.openPhone({ at: '/?s=no-such-survey', profile: join(journey.folder, 'stranger') });
  const screen = page.locator('main[data-screen="lost"]');
  await screen.locator('code', { hasText: '/?s=no-such-survey' }).waitFor();
  expect(await screen.textContent()).toContain('Our shared garden');
  await screen.locator('.primary').click();
  await page.getByRole('heading', { level: 1, name: 'Our shared garden' }).waitFor();
});

test('what a link says in place of a survey’s name is not repeated', async () => {
  const { page } = await journey.openVisit({ at: '/?s=Call%20this%20number', hasWorker: false });
  await page.locator('[data-lost="survey"] .primary').waitFor();
  expect(await page.locator('main').textContent()).not.toContain('Call this number');
});

longTest('a malformed file stops the start, and each line says file, path and reason', async () => {
  const broken = join(journey.folder, 'broken');
  await cp(join(journey.folder, 'surveys'), broken, { recursive: true });
  await writeFile(join(broken, GARDEN.id, `${GARDEN.revision}.json`), '{"id":"shared-garden"}');
  await expect(startJourney({ SURVEYS_DIR: broken })).rejects.toThrow(/shared-garden\/4\.json: revision: /);
});

longTest('a page that was made for no survey draws the one that the endpoint names', async () => {
  const { page } = await journey.openVisit({ at: `/index.html?s=${GARDEN.id}` });
  await page.getByRole('heading', { level: 1, name: 'Our shared garden' }).waitFor();
});
