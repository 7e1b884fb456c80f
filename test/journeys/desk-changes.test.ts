import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Page } from 'playwright';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { monthOf, monthsBefore } from '../../src/endpoint/contacts/contacts.ts';
import { dayOf, daysAfter } from '../../src/wire/day.ts';
import { toWire } from '../../src/wire/wire-answers.ts';
import { envelope } from '../endpoint/harness.ts';
import { pending } from '../pending.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { ask, TOKEN } from '../support/ask.ts';
import type { Visit } from '../support/browser.ts';
import { enterDesk, showDeskPage } from '../support/desk-visit.ts';
import { sharedJourney } from '../support/journeys.ts';
import { longTest } from '../support/long.ts';
import { builtSurvey, readPublic } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const EXAMPLE = 'exemple-benevolat';
const EVERY = '00:30';

const journey = sharedJourney();
let visit: Visit;
let page: Page;

const example = builtSurvey(readPublic(`${EXAMPLE}/1.json`));
const atEvent = (changes: object = {}) =>
  envelope({
    survey: EXAMPLE,
    revision: 1,
    mode: 'field',
    channel: 'affiche',
    lastQuestion: example.questions.at(-1)?.id,
    answers: toWire(pathThrough(example, wholeAnswers(example))),
    ...changes,
  });

beforeAll(async () => {
  const comment = (text: string) => ({
    'authority-type': 'commune',
    'free-comment': text,
    'free-comment-consent': 'yes',
  });
  await post('/api/responses', {
    envelopes: [
      ...Array.from({ length: 10 }, () => envelope({ mode: 'field', channel: 'salon' })),
      envelope({ mode: 'field', channel: 'salon', status: 'partial' }),
      envelope({ answers: comment('Un mot \u202eretourné') }),
      envelope({ answers: comment('Un autre mot') }),
      envelope({ answers: { 'authority-type': 'PLANTED' } }),
    ],
  });
  await post('/api/responses', { envelopes: [atEvent(), atEvent(), atEvent({ answers: { nothing: 'x' } })] });
  const contact = { survey: EXAMPLE, purposes: ['results'] };
  await post('/api/contacts', { ...contact, id: randomUUID(), address: 'ada@example.org', comment: 'Un \u202emot' });
  await post('/api/contacts', { ...contact, id: randomUUID(), address: '+33 6 12 34 56 78' });
  await post('/api/contacts', {
    ...contact,
    id: randomUUID(),
    address: 'zoe@example.org',
    purposes: ['interview', 'results'],
  });
  // The list is of those before today: as if they had been left last month, which is all that is kept of their time.
  const database = new SQLite(join(journey.dataDir, 'contacts.sqlite'));
  database.prepare('UPDATE contact SET month = ?').run(monthsBefore(monthOf(dayOf(new Date())), 1));
  database.close();
});
beforeEach(async () => {
  visit = await journey.openVisit();
  page = visit.page;
});
afterEach(async () => {
  await visit.close();
});

async function post(path: string, body: object): Promise<void> {
  const { status, text } = await ask(journey.endpoint.url, path, body);
  expect(status, text).toBe(200);
}

const enter = () => enterDesk(page, journey.network.url);
const title = (count: string) => page.getByRole('heading', { level: 1, name: `${count} réponses complètes` });

/** As a browser tells a page that it is covered or seen again. */
async function setHidden(isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: hidden ? 'hidden' : 'visible' });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

function countReads(): () => number {
  let reads = 0;
  page.on('request', (request) => {
    if (request.url().includes('/api/organiser/participation/')) reads++;
  });
  return () => reads;
}

test('participation reads itself again while it is seen, says when, and keeps what is typed', async () => {
  await page.clock.install({ time: new Date('2026-11-27T14:04:50') });
  await enter();
  await title('12').waitFor();
  await page.getByText('à 14:04').waitFor();
  await page.getByRole('heading', { name: 'Dire combien de personnes ont été invitées' }).click();
  await page.getByLabel('Nombre de personnes', { exact: true }).fill('600');
  await expect.poll(() => page.locator('.loading').count()).toBe(0);
  const reads = countReads();
  // Nothing is taken away while the next figures are on their way.
  const { promise: released, resolve: release } = pending();
  await page.route('**/api/organiser/participation/**', async (route) => {
    await released;
    await route.continue();
  });
  await post('/api/responses', { envelopes: [envelope()] });
  await page.clock.fastForward(EVERY);
  await expect.poll(reads).toBe(1);
  expect(await title('12').isVisible()).toBe(true);
  expect(await page.locator('.loading').count()).toBe(0);
  release();
  await title('13').waitFor();
  await page.getByText('à 14:05').waitFor();
  expect(await page.getByLabel('Nombre de personnes', { exact: true }).inputValue()).toBe('600');
  await page.unroute('**/api/organiser/participation/**');
  // By hand as well, and it says so.
  await post('/api/responses', { envelopes: [envelope()] });
  await page.getByRole('button', { name: 'Actualiser' }).click();
  await title('14').waitFor();
  await page.getByText('À jour.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

longTest('participation is not read while its page is hidden, and at once when it is shown again', async () => {
  await page.clock.install();
  await enter();
  await title('14').waitFor();
  const reads = countReads();
  await setHidden(true);
  await page.clock.fastForward('10:00');
  await post('/api/responses', { envelopes: [envelope()] });
  expect(reads()).toBe(0);
  await setHidden(false);
  await title('15').waitFor();
  expect(reads()).toBe(1);
  await page.clock.fastForward(EVERY);
  await expect.poll(reads).toBe(2);
  // Another page of the desk reads nothing of it.
  await showDeskPage(page, 'conducting');
  await page.clock.fastForward('10:00');
  expect(reads()).toBe(2);
});

longTest('a reading that fails says so and keeps the figures with their hour, until the next one', async () => {
  await page.clock.install({ time: new Date('2026-11-27T14:04:50') });
  await enter();
  await title('15').waitFor();
  await expect.poll(() => page.locator('.loading').count()).toBe(0);
  await journey.network.fail('down');
  await page.clock.fastForward(EVERY);
  const failure = page.getByRole('alert');
  await failure.getByText('Le service ne répond pas').waitFor();
  await failure.getByText('Ces chiffres restent ceux de 14:04.').waitFor();
  await page.getByText(', à 14:04').waitFor();
  expect(await title('15').isVisible()).toBe(true);
  await journey.network.fail('ok');
  await page.clock.fastForward(EVERY);
  await expect.poll(() => failure.count()).toBe(0);
  await page.getByText(', à 14:05').waitFor();
});

longTest('the first page says what each event has sent, exactly, and what was refused, with its reason', async () => {
  await enter();
  const events = page.getByRole('region', { name: 'Reçues du terrain, par événement' });
  await events.getByRole('listitem').first().waitFor();
  expect((await events.getByRole('listitem').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/^10 reçues salon · le .*, 1 inachevée en plus/),
  ]);
  const refused = page.getByRole('region', { name: '1 envoi refusé' });
  await refused.getByText('1 : Option qui n’existe pas').waitFor();
  await refused.getByRole('link', { name: 'À vérifier' }).click();
  await page.getByRole('heading', { level: 1, name: 'À vérifier' }).waitFor();
  // Where the notice declares its channels, the refusals of an event are known too.
  await showDeskPage(page, `participation?s=${EXAMPLE}`);
  await events.getByText('2 reçues').waitFor();
  await events.getByText('Affiche du local').waitFor();
  await events.getByText('1 refusée : Question qui n’existe pas').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('on the last day that the final results count, the desk says how many came and offers one more', async () => {
  const dayAfter = (days: number) => daysAfter(dayOf(new Date()), days);
  const came = '2 réponses complètes sont arrivées aujourd’hui, dernier jour que comptent les résultats définitifs';
  await post('/api/organiser/close', { survey: EXAMPLE, finalOn: dayAfter(2) });
  await enter();
  await showDeskPage(page, `conducting?s=${EXAMPLE}`);
  // Said as well before the day is set.
  await page.getByRole('button', { name: /^Changer le .*, jour des résultats définitifs…$/ }).click();
  expect(await page.getByText(came).count()).toBe(0);
  await page.getByLabel('Jour des résultats définitifs', { exact: true }).fill(dayAfter(1));
  await page.getByRole('form').getByText(came).waitFor();
  await page.getByRole('button', { name: /^Faire les résultats définitifs le \d/ }).click();
  await page.getByText('C’est fait.').waitFor();
  await page.getByText(came).waitFor();
  await showDeskPage(page, `participation?s=${EXAMPLE}`);
  await page.getByRole('link', { name: came }).click();
  await page.getByRole('button', { name: 'Attendre un jour de plus…' }).click();
  const proposed = page.getByLabel('Jour des résultats définitifs', { exact: true });
  await expect.poll(() => proposed.inputValue()).toBe(dayAfter(2));
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: /^Faire les résultats définitifs le \d/ }).click();
  await page.getByText('C’est fait.').waitFor();
  await expect.poll(() => page.getByText(came).count()).toBe(0);
  await post('/api/organiser/reopen', { survey: EXAMPLE });
});

longTest(
  'another day for the final results is asked for on an empty field, and the service is asked nothing before',
  async () => {
    await post('/api/organiser/close', { survey: EXAMPLE });
    await enter();
    await showDeskPage(page, `conducting?s=${EXAMPLE}`);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole('button', { name: /^Changer le .*, jour des résultats définitifs…$/ }).click();
    const day = page.getByLabel('Jour des résultats définitifs', { exact: true });
    expect(await day.inputValue()).toBe('');
    await page
      .getByText(/À partir du .*\s: après aujourd’hui, et pas avant la clôture\. Prévu pour l’instant le /)
      .waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    const unset = page.getByRole('button', { name: /^Changer le .*, jour des résultats définitifs$/ });
    expect(await unset.isDisabled()).toBe(true);
    expect(asked.filter((path) => path.endsWith('/final'))).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    const least = (await day.getAttribute('min')) ?? '';
    await day.fill(least);
    await page.getByText('les résultats définitifs sont faits, une fois').waitFor();
    await day.fill('');
    expect(await page.getByRole('alert').count()).toBe(0);
    await expect.poll(() => unset.isDisabled()).toBe(true);
    await day.fill(least);
    await page.getByRole('button', { name: /^Faire les résultats définitifs le \d/ }).click();
    await page.getByText('C’est fait.').waitFor();
    // A word of success does not stay above what follows it.
    await page.route('**/api/organiser/reopen', (route) =>
      route.fulfill({ status: 403, json: { code: 'token.scope' } }),
    );
    await page.getByRole('button', { name: 'Annuler la clôture…' }).click();
    await page.getByText('Cette clé ne permet pas cela.').waitFor();
    expect(await page.getByText('C’est fait.').count()).toBe(0);
  },
);

longTest(
  'addresses are copied for one purpose at a time, and what people wrote is set apart from the words around it',
  async () => {
    await visit.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await enter();
    await showDeskPage(page, `contacting?s=${EXAMPLE}`);
    const copied = async () => {
      const text = await page.evaluate(() => navigator.clipboard.readText());
      return text.split('\n').toSorted();
    };
    await page.getByRole('button', { name: 'Copier pour un entretien (1)' }).click();
    await expect.poll(copied).toEqual(['zoe@example.org']);
    await page.getByRole('button', { name: 'Copier pour recevoir les résultats (3)' }).click();
    await expect.poll(copied).toEqual(['+33 6 12 34 56 78', 'ada@example.org', 'zoe@example.org']);
    expect(await page.getByRole('button', { name: /^Copier/ }).count()).toBe(2);
    await page.getByText('un numéro qui commence par « + » a une apostrophe devant').waitFor();
    expect(await page.locator('bdi').allInnerTexts()).toEqual(
      expect.arrayContaining(['ada@example.org', '+33 6 12 34 56 78', 'zoe@example.org']),
    );
    expect(await page.locator('blockquote').getAttribute('dir')).toBe('auto');
    expect(await accessibilityFaults(page)).toEqual([]);
  },
);

longTest('the words of a success go when the token no longer allows the page', async () => {
  await enter();
  await showDeskPage(page, 'moderating');
  await page.getByRole('heading', { name: 'Un texte à relire' }).waitFor();
  // The decision passes; the list after it does not.
  await page.route('**/api/organiser/comments/*', (route) =>
    route.fulfill({ status: 403, json: { code: 'token.scope' } }),
  );
  await page.getByRole('button', { name: 'Publier' }).click();
  await page.getByRole('alert').getByText('Cette clé ne permet pas cela.').waitFor();
  expect(await page.getByText('Publiable.', { exact: true }).count()).toBe(0);
});

test('a token in an address opens nothing, leaves the address, and is said to be spoilt', async () => {
  await page.goto('about:blank');
  await page.goto(`${journey.network.url}/organisateur#${TOKEN}`);
  await page.getByText('Le navigateur garde dans son historique l’adresse qui contenait cette clé').waitFor();
  await page.getByLabel('Clé d’accès').waitFor();
  expect(page.url()).not.toContain(TOKEN);
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  const session = await visit.context.newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  expect(entries.map(({ url }) => url).join()).not.toContain(TOKEN);
  await page.goBack();
  expect(page.url()).toBe('about:blank');
  await page.goForward();
  await page.getByLabel('Clé d’accès').waitFor();
  expect(page.url()).not.toContain(TOKEN);
  expect(await accessibilityFaults(page)).toEqual([]);
});
