import type { Page } from 'playwright';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answers } from '../../src/core/survey/answers.ts';
import { makeCapsule } from '../../src/wire/capsule.ts';
import { answersAt, CANONICAL, factsAt } from '../support/barometer.ts';
import { misplacedAt } from '../support/geometry.ts';
import { sharedJourney } from '../support/journeys.ts';
import { LONG, longTest, onlyLong } from '../support/long.ts';
import { respondent } from '../support/respondent.ts';
import { publicationOfPeople } from '../support/season.ts';
import { builtSurvey, readPublic, study } from '../support/surveys.ts';

const PHONE = { width: 390, height: 844 };
const SIZES = {
  'a small phone': { width: 360, height: 640 },
  'a phone': PHONE,
  'a phone on its side': { width: 844, height: 390 },
  'a tablet': { width: 820, height: 1180 },
  'a laptop': { width: 1366, height: 768 },
} as const;

/** Whose card is how, and the columns of the table that are lit. */
const CARDS: Readonly<Record<string, CardCase>> = {
  ...Object.fromEntries(Object.entries(CANONICAL).map(([id, point]) => [id, { point, named: id, lit: [id] }])),
  'five criteria': { point: 'yes yes 2 3 yes spec no TSP', named: 'eclaireur', lit: ['eclaireur'] },
  'a tie of two': { point: 'no no 0 0 no none no ∅', named: 'composite', lit: ['explorateur', 'observateur'] },
  'a tie of three': {
    point: 'yes yes 0 0 no none no T',
    named: 'composite',
    lit: ['eclaireur', 'entrepreneur', 'observateur'],
  },
  'a tie of four': {
    point: 'yes yes 0 1 no none no ∅',
    named: 'composite',
    lit: ['eclaireur', 'entrepreneur', 'explorateur', 'observateur'],
  },
  'fewer than four criteria': { point: 'yes yes 0 1 yes none yes T', named: 'composite', lit: ['systemique'] },
  'a profile whatever is missing': { point: 'no no 1 3 yes spec no ?', named: 'explorateur', lit: ['explorateur'] },
  'two possible profiles': { point: 'yes yes 3 4 no spec ? TSP', named: 'composite', lit: ['eclaireur', 'systemique'] },
  'three possible profiles': {
    point: 'yes yes 0 1 no spec no ?',
    named: 'composite',
    lit: ['eclaireur', 'entrepreneur', 'explorateur'],
  },
  'a profile for now': { point: '? ? 2 2 yes spec ? TS', named: 'composite', lit: ['explorateur'] },
  'nothing known': { point: '? ? ? ? no ? ? ?', named: 'composite', lit: [] },
};

interface CardCase {
  readonly point: string;
  readonly named: string;
  readonly lit: readonly string[];
}

/** Invented, which a card says in a separate line. */
const PUBLISHED = {
  ...publicationOfPeople(study.survey, { commune: 1800, departement: 62, region: 11, intercommunalite: 230 }),
  demonstration: true,
};

const journey = sharedJourney({}, { hasWorker: false });
let page: Page;
beforeAll(async () => {
  ({ page } = await journey.openVisit({ viewport: PHONE }));
  await page.route('**/api/results/*', (route) => route.fulfill({ json: PUBLISHED }));
});

/** One card; all of them in `npm run test:long`. */
const JUDGED = Object.entries(CARDS).filter((_, place) => LONG || place === 1);

describe.each(JUDGED)('the card of %s', (_, { point, named, lit }) => {
  beforeAll(async () => {
    await page.setViewportSize(PHONE);
    await finishWith({ 'authority-type': 'commune', ...answersAt(point) });
    await page.locator('[data-among]').waitFor();
  });

  test('is at a glance on a phone: where the response is, its name, and sharing; its six values at most one scroll away', async () => {
    const first = await page.evaluate(() => {
      scrollTo(0, 0);
      const bottomOf = (selector: string) =>
        Math.max(...[...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect().bottom));
      return {
        delivery: bottomOf('main [data-delivery]'),
        name: bottomOf('article h1'),
        values: bottomOf('article [data-chips] > li'),
        count: document.querySelectorAll('article [data-chips] > li').length,
        share: document.querySelector('article button')?.getBoundingClientRect().top ?? Number.NaN,
      };
    });
    expect(first.count).toBe(6);
    expect(first.delivery).toBeLessThan(first.name);
    expect(first.name).toBeLessThan(Math.min(first.values, first.share));
    expect(first.share).toBeLessThanOrEqual(560);
    // What comes after the last tap may not be laid out yet.
    await expect.poll(heightOfPage).toBeLessThanOrEqual(1900);
  });

  test('is heard in the order in which it is seen', async () => {
    const heard = plain(await page.locator('main').ariaSnapshot());
    const places = [
      'Réponse reçue à',
      `heading "${plain(await page.locator('article h1').textContent())}" [level=1]`,
      'button "Partager"',
      'heading "Vos réponses et les 5 profils"',
      ...(point.includes('?') ? [] : ['heading "Ce qui changerait votre profil"']),
      'heading "Parmi environ',
      'heading "Garder, modifier, effacer"',
    ].map((said) => heard.indexOf(said));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test('says one thing everywhere: heading, title, table, link', async () => {
    const card = page.locator('article[data-profile]');
    expect(await card.getAttribute('data-profile')).toBe(named);
    expect(await page.title()).toContain(await page.locator('article h1').textContent());
    const columns = await card.locator('thead [data-near]').evaluateAll((all) => all.map((one) => one.dataset.emblem));
    expect(columns).toEqual(lit);
    expect(await page.getByRole('row').count()).toBeGreaterThanOrEqual(7);
    await page.getByRole('button', { name: 'Partager', exact: true }).click();
    // Whole, without scrolling.
    const picture = await page.locator('[data-picture]').boundingBox();
    expect((picture?.y ?? 0) > 0 && (picture?.y ?? 0) + (picture?.height ?? 9999) <= PHONE.height).toBe(true);
    const copied = await page.evaluate(async () => {
      const texts: string[] = [];
      Object.defineProperty(navigator, 'clipboard', {
        configurable: true,
        value: { writeText: async (text: string) => void texts.push(text) },
      });
      const button = [...document.querySelectorAll('button')].find((one) =>
        one.textContent?.includes('Copier le lien à'),
      );
      button?.click();
      return texts;
    });
    expect(copied.map((link) => new URL(link).pathname)).toEqual([`/p/${study.survey.id}/${named}`]);
    for (const link of [...copied.map((one) => new URL(one).pathname), `/p/${named}`])
      expect((await page.request.get(`${journey.endpoint.url}${link}`)).status()).toBe(200);
    await page.getByRole('button', { name: 'Fermer', exact: true }).click();
  });

  test('has its place at every size, and in English its length too', async () => {
    const faults: Record<string, readonly string[]> = {};
    for (const [size, measures] of Object.entries(LONG ? SIZES : { 'a laptop': SIZES['a laptop'] })) {
      const found = await misplacedAt(page, measures);
      if (found.length > 0) faults[size] = found;
    }
    expect(faults).toEqual({});
    // The last size is a wide one: a phone's card has no link to another language.
    await page.locator('.languages summary').click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Keep, change, erase' }).waitFor();
    // Loaded at its size, since a wide page unfolds more.
    await page.setViewportSize(PHONE);
    await page.reload();
    await page.locator('[data-among]').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await expect.poll(heightOfPage).toBeLessThanOrEqual(1900);
  });
});

test.each(['quel-usager', ...onlyLong(['exemple-benevolat'])])(
  '%s ends in a card, a picture and a link, even with nothing answered that matters',
  async (id) => {
    await page.setViewportSize(PHONE);
    const survey = builtSurvey(readPublic(`${id}/1.json`));
    const asked = survey.questions.filter(({ id, required }) => required || id === survey.stratum);
    await finishWith(Object.fromEntries(asked.map((question) => [question.id, question.choices[0]?.id ?? ''])), survey);
    expect(await page.locator('article').getAttribute('data-profile')).toBe('composite');
    expect(await page.locator('article h1').textContent()).toBe('Un profil à découvrir');
    const share = page.getByRole('button', { name: 'Partager', exact: true });
    expect((await share.boundingBox())?.y).toBeLessThanOrEqual(560);
    await expect.poll(heightOfPage).toBeLessThanOrEqual(1900);
    await share.click();
    await page.locator('img[data-picture]').waitFor();
    await page.getByRole('button', { name: 'Fermer', exact: true }).click();
    await page.locator('summary', { hasText: 'Garder' }).click();
    await page.locator('summary', { hasText: 'Ouvrir la carte' }).waitFor();
    expect((await page.request.get(`${journey.endpoint.url}/p/${id}/composite`)).status()).toBe(200);
  },
);

test('a card opened by a link has the link to the survey on the first screen, and describes only the answers in the link', async () => {
  await page.setViewportSize(PHONE);
  const capsule = makeCapsule(study.survey, factsAt('yes yes 3 3 yes spec no TS'));
  const other = await journey.openVisit({ at: `/#/c/${capsule}`, viewport: PHONE });
  const enter = other.page.getByRole('link', { name: 'Aller au questionnaire' });
  await enter.waitFor();
  const box = await enter.boundingBox();
  expect((box?.y ?? 9999) + (box?.height ?? 0)).toBeLessThanOrEqual(PHONE.height);
  expect(await other.page.locator('article').textContent()).not.toMatch(/\b[Vv]os\b|\b[Vv]otre\b|\b[Vv]ous\b/);
});

longTest(
  'on a shared tablet the next person is one tap away at every place of the card, and nothing is shared',
  async () => {
    const tablet = await journey.openVisit({ viewport: { width: 820, height: 1180 }, hasWorker: true });
    await tablet.page.goto(`${journey.network.url}/?mode=field&c=salon`);
    await tablet.page.getByRole('button', { name: 'Nouvelle réponse' }).click();
    const someone = respondent(tablet.page, study.survey, {
      'authority-type': 'commune',
      ...answersAt(CANONICAL.eclaireur),
    });
    await someone.complete();
    const next = tablet.page.getByRole('link', { name: 'Terminer et passer au suivant' });
    await next.waitFor();
    await tablet.page.locator('[data-receipt]').waitFor();
    for (const place of ['top', 'middle', 'end']) {
      const box = await next.evaluate((link, where) => {
        const height = document.documentElement.scrollHeight;
        scrollTo(0, where === 'top' ? 0 : where === 'middle' ? height / 2 - 400 : height);
        const { top, bottom } = link.getBoundingClientRect();
        return { top, bottom };
      }, place);
      expect([place, box.top > 1000, box.bottom <= 1180]).toEqual([place, true, true]);
    }
    expect(await tablet.page.getByRole('button', { name: 'Partager' }).count()).toBe(0);
    await tablet.page.getByRole('button', { name: 'Emporter sur mon téléphone' }).click();
    await tablet.page
      .getByRole('img', { name: /Code QR.*cette carte/ })
      .first()
      .waitFor();
    await next.click();
    await tablet.page.locator('main[data-screen="field"]').waitFor();
    await tablet.close();
  },
);

/** With one kind of space: a snapshot does not keep those that do not break. */
function plain(text: string | null): string {
  return (text ?? '').replaceAll(/\s+/g, ' ');
}

function heightOfPage(): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollHeight);
}

/** The heights hold for the page's own family, which is put to use with the next screen, and not for those of the machine. */
async function lettersHaveCome(): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/letters-')),
  );
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
}

async function finishWith(answers: Answers, survey = study.survey): Promise<void> {
  await page.goto(`${journey.network.url}/${survey === study.survey ? '' : `?s=${survey.id}`}`);
  const someone = await respondent(page, survey, answers).begin();
  await someone.hurryOver();
  await lettersHaveCome();
  await someone.finish();
  if (survey.typology?.criteria.length) await page.locator('article[data-profile] tbody tr').first().waitFor();
  await page.locator('[data-delivery="received"]').waitFor();
}
