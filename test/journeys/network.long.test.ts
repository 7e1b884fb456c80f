import type { CDPSession, Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import type { Fault } from '../support/fault-proxy.ts';
import { sharedJourney } from '../support/journeys.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const ANSWERS = wholeAnswers(study.survey);
const RESPONSES = '/api/responses';

/** One phone meets all faults, with a response for each: what came of those before is looked at again. */
const journey = sharedJourney();
let page: Page;
beforeAll(async () => {
  ({ page } = await journey.openVisit({ at: '/', isReady: true }));
});

test('an endpoint killed between its commit and its answer stores one response', async () => {
  const before = (await journey.endpoint.rows()).length;
  await page.goto(journey.network.url);
  await journey.network.fail('cut-after-commit', RESPONSES);
  await finishShort();
  await expect.poll(() => journey.endpoint.rows()).toHaveLength(before + 1);
  await page.locator('[data-delivery="device"]').waitFor();
  await journey.restartEndpoint();
  expect(await page.locator('[data-delivery="received"]').count()).toBe(0);

  await journey.network.fail('ok');
  await sendNow();
  expect(await journey.endpoint.rows()).toHaveLength(before + 1);
  expect(breachesOf(await readLedger(page, journey.endpoint))).toEqual([]);
});

/** That sending meets these is simulated too. */
const MET: readonly [Fault, message: string][] = [
  ['portal-302', 'portal'],
  ['cut-mid-body', 'server'],
  ['status:500', 'server'],
  ['down', 'server'],
  ['cut-before', 'server'],
  ['tls-fail', 'server'],
  ['portal-200', 'portal'],
  ['status:511', 'portal'],
  ['status:401', 'server'],
  ['retry-after:5', 'server'],
];
test.each(MET)(
  'when sending meets %s the page says %s, keeps the response, and sends it later',
  async (fault, message) => {
    await page.goto(journey.network.url);
    await page.locator('html[data-ready]').waitFor();
    expect(await page.locator(`[data-message="${message}"]`).count()).toBe(0);
    await journey.network.fail(fault, RESPONSES);
    await finishShort();
    await page.locator(`[data-message="${message}"]`).waitFor({ state: 'attached' });
    await page.locator('[data-delivery="device"]').waitFor();
    const waiting = await readLedger(page, journey.endpoint);
    expect(waiting.outbox).toHaveLength(1);
    expect(breachesOf(waiting)).toEqual([]);
    expect(journey.network.seen.map(({ path }) => path)).not.toContain('/login');

    await journey.network.fail('ok');
    await sendNow();
    expect(breachesOf(await readLedger(page, journey.endpoint))).toEqual([]);
  },
);

/** In the edition that the endpoint serves now. */
async function addressInEdition(path: string): Promise<string> {
  const { edition }: { readonly edition: string } = await (
    await fetch(`${journey.endpoint.url}/surveys/${study.survey.id}/current`)
  ).json();
  return `/surveys/${study.survey.id}/${edition}/${path}`;
}

const FETCHED: readonly [string, () => Promise<string>][] = [
  ['a file of the release', async () => '/assets/about-'],
  ['a file of the edition', () => addressInEdition('past.json')],
];
test.each(FETCHED)(
  'a portal that answers during the install for %s is never taken for the app, which is kept once it is gone',
  async (_, addressOf) => {
    const { page: first, context } = await journey.openVisit();
    const address = await addressOf();
    // The page itself has come; what the worker fetches next is the portal's.
    await journey.network.fail('portal-200', address);
    const before = journey.network.seen.length;
    await first.goto(journey.network.url);
    await expect.poll(() => journey.network.seen.slice(before).some(({ path }) => path.startsWith(address))).toBe(true);
    const someone = await respondent(first, study.survey, ANSWERS).begin();
    await someone.answer();
    expect(await keptPages(first)).toEqual([]);
    expect(await first.locator('[data-message="ready"]').count()).toBe(0);

    await journey.network.fail('ok');
    const later = await context.newPage();
    await later.goto(journey.network.url);
    await later.locator('[data-message="ready"]').waitFor({ state: 'attached' });
    await journey.network.fail('down');
    await later.reload();
    await later.getByRole('button', { name: 'Reprendre' }).waitFor();
  },
);

test('with no page left, the worker that the browser wakes sends what was finished without network', async () => {
  await journey.network.fail('ok');
  const { page: closed, context } = await journey.openVisit({ at: '/', isReady: true });
  await journey.network.fail('down');
  await finishShort(closed);
  await closed.locator('[data-delivery="device"]').waitFor();
  const before = (await journey.endpoint.rows()).length;
  // A blank page, which keeps the browser open.
  const browser = await context.newCDPSession(await context.newPage());
  await closed.close();
  await journey.network.fail('ok');
  await wakeOutbox(browser);
  await expect.poll(() => journey.endpoint.rows()).toHaveLength(before + 1);

  const later = await context.newPage();
  await later.goto(journey.network.url);
  await expect.poll(async () => (await readLedger(later, journey.endpoint)).outbox).toEqual([]);
  const { finished, stored } = await readLedger(later, journey.endpoint);
  expect(finished.filter((id) => stored.includes(id))).toHaveLength(1);
});

/** As Background Sync does, which waits for minutes after a try that failed. */
async function wakeOutbox(browser: CDPSession): Promise<void> {
  const found = new Promise<string>((resolve) =>
    browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === `${journey.network.url}/`);
      if (ours) resolve(ours.registrationId);
    }),
  );
  await browser.send('ServiceWorker.enable');
  await browser.send('ServiceWorker.dispatchSyncEvent', {
    origin: journey.network.url,
    registrationId: await found,
    tag: 'outbox',
    lastChance: false,
  });
}

async function finishShort(on = page): Promise<void> {
  const someone = await respondent(on, study.survey, ANSWERS).begin();
  await someone.answer();
  await someone.goTo('check');
  await someone.finish();
  await on.locator('main[data-screen="card"]').waitFor();
}

async function sendNow(): Promise<void> {
  const button = page.getByRole('button', { name: 'Envoyer maintenant' });
  const received = page.locator('[data-delivery="received"]');
  // The next try may come by itself before the tap does: then there is no button left to press.
  await received.or(button).first().click();
  await received.waitFor();
}

/** Everything in the caches that a portal wrote. */
function keptPages(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const text = await (await cache.match(request))?.text();
        if (text?.includes('Acceptez les conditions')) found.push(request.url);
      }
    }
    return found;
  });
}
