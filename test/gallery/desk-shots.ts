import type { Page } from 'playwright';
import { untilPublished } from '../bench/results-page.ts';
import { ask } from '../support/ask.ts';
import { enterDesk, showDeskPage } from '../support/desk-visit.ts';
import { jumpTo } from '../support/respondent.ts';
import { deskStates } from './desk-state-shots.ts';
import type { Shot } from './shot.ts';

/** The pages of the desk about one survey. */
export const DESK_PAGES = [
  'participation',
  'questions',
  'crossing',
  'inviting',
  'quality',
  'moderating',
  'contacting',
  'exporting',
  'dossier',
  'conducting',
];

const OF_SURVEY: readonly Shot[] = DESK_PAGES.map((name) => ({
  name: `desk, ${name}`,
  settles: 1_000,
  reach: async (page, { endpoint, network }) => {
    if ((await page.locator('.tabs').count()) === 0) {
      await untilPublished(endpoint.url);
      await enterDesk(page, network.url);
    }
    await showDeskPage(page, name);
    await page.locator('main .loading').first().waitFor({ state: 'hidden' });
  },
}));

/** The pages of a survey that is made here: a draft, and then what is published of it. */
const OWN = 'gallery-survey';

/** Those that belong to no survey come after the others. */
export const DESK: readonly Shot[] = [
  {
    name: 'desk, sign-in',
    reach: async (page, { network }) => {
      await page.goto(`${network.url}/organisateur`);
      await page.locator('.sign-in').waitFor();
    },
  },
  ...OF_SURVEY,
  {
    name: 'desk, surveys',
    settles: 800,
    reach: (page) => inDesk(page, '#/surveys', '.surveys'),
  },
  {
    name: 'desk, draft',
    settles: 1_500,
    reach: async (page, { endpoint }) => {
      await change(endpoint.url, 'copy', { from: 'example', id: 'quel-usager' });
      await inDesk(page, `#/survey?s=${OWN}`, '#draft');
    },
  },
  {
    name: 'desk, published survey',
    settles: 1_500,
    reach: async (page, { endpoint }) => {
      await change(endpoint.url, 'publish', { listed: true });
      // A page that is open does not ask again by itself.
      await inDesk(page, '#/surveys', '.surveys');
      await inDesk(page, `#/survey?s=${OWN}`, '#beside');
    },
  },
  { name: 'desk, guide', reach: (page) => inDesk(page, '#/guide', 'main h2') },
  {
    name: 'desk, colleagues',
    settles: 800,
    reach: (page) => inDesk(page, '#/colleagues', 'h1'),
  },
  ...deskStates(OWN),
];

/** Changes the survey as its author would, from the version it has now. */
async function change(endpoint: string, action: 'copy' | 'publish', body: object): Promise<void> {
  const { etag: version } = await ask(endpoint, `surveys/${OWN}/report`);
  const { status, text } = await ask(endpoint, `surveys/${OWN}/${action}`, body, { version });
  if (status !== 200) throw new Error(`${action}: ${text}`);
}

async function inDesk(page: Page, hash: string, shown: string): Promise<void> {
  await jumpTo(page, hash, shown);
  await page.locator('main .loading').first().waitFor({ state: 'hidden' });
}
