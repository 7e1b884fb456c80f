import type { Page, Route } from 'playwright';
import { pinCheckOf } from '../../src/sealing/pin-check.ts';
import { publicationOfPeople } from '../support/season.ts';
import { study } from '../support/surveys.ts';
import type { Shot } from './shot.ts';

const SURVEY = study.survey.id;
const PIN = '482913';

/** What the survey's own address and its results say, in place of the endpoint. */
async function say(page: Page, address: string, answer: (route: Route) => Promise<void>): Promise<void> {
  await page.unroute(address);
  await page.route(address, answer);
}

const notOpen = (name: string, days: object): Shot => ({
  name,
  reach: async (page, { network }) => {
    const json = { survey: SURVEY, closedFrom: null, ...days };
    await say(page, `**/api/surveys/${SURVEY}`, (route) => route.fulfill({ json }));
    await page.goto(network.url);
    await page.locator('.closed').waitFor();
  },
});

/** What a person sees who has answered nothing on this device. */
export const STATES: readonly Shot[] = [
  {
    name: 'shared link',
    reach: (page, { network }) => page.goto(`${network.url}/p/explorateur`),
  },
  {
    name: 'shared link, composite',
    reach: (page, { network }) => page.goto(`${network.url}/p/composite`),
  },
  {
    name: 'unknown survey',
    reach: (page, { network }) => page.goto(`${network.url}/?s=nothing`).then(() => page.locator('h1').waitFor()),
  },
  notOpen('closed survey', { closedFrom: '2026-05-01' }),
  notOpen('survey that is not yet open', { opensOn: '2999-01-12' }),
  {
    name: 'results, not yet published',
    reach: async (page, { network }) => {
      await say(page, '**/api/results/*', (route) =>
        route.fulfill({ json: publicationOfPeople(study.survey, { commune: 12 }) }),
      );
      await page.goto(`${network.url}/#/results`);
      await page.locator('[data-results="unpublished"]').waitFor();
    },
  },
  {
    name: 'error',
    reach: async (page) => {
      await page.evaluate(() => {
        dispatchEvent(
          new PromiseRejectionEvent('unhandledrejection', { promise: Promise.resolve(), reason: 'gallery' }),
        );
      });
      await page.locator('main[data-screen="error"]').waitFor();
    },
  },
];

/** A surveyor's day with a shared tablet. */
export const TABLET: readonly Shot[] = [
  {
    name: 'tablet, day',
    reach: async (page, { network }) => {
      await page.goto(`${network.url}/?mode=field&c=salon#/field/${await pinCheckOf(PIN)}`);
      await page.locator('[data-day="offline"] button').waitFor();
    },
    settles: 600,
  },
  {
    name: 'tablet, PIN asked for',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Quitter le terrain' }).first().click();
      await page.getByLabel('Code PIN').waitFor();
    },
  },
  {
    name: 'tablet, opening',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Annuler' }).first().click();
      await page.getByRole('button', { name: 'Nouvelle réponse' }).click();
      await page.locator('main[data-screen="opening"] .begin').waitFor();
    },
  },
  {
    name: 'tablet, question',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Commencer' }).click();
      await page.locator('form[data-question]').waitFor();
    },
  },
];
