import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../endpoint/storage/postgres-server.ts';
import type { Phone } from '../support/browser.ts';
import type { Fault } from '../support/fault-proxy.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { makeNextRelease } from '../support/next-release.ts';
import { randomFrom } from '../support/random-from.ts';
import { respondent } from '../support/respondent.ts';
import { study } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

/** Others at each run; more, or the same again: `BAROMETRE_MASSACRE=300 BAROMETRE_SEED=11 npx vitest run --project journeys massacre`. */
const ROUNDS = Number(process.env.BAROMETRE_MASSACRE ?? 10);
const SEED = Number(process.env.BAROMETRE_SEED ?? Date.now() % 1_000_000);
const ANSWERS = wholeAnswers(study.survey);
/** Somewhere in an interview of a second or so, in milliseconds. */
const LATEST = 1_400;
const FAULTS: readonly Fault[] = [
  'down',
  'cut-before',
  'cut-mid-body',
  'cut-after-commit',
  'portal-200',
  'status:500',
  'drop:50%',
];
/** A browser that is asked in the midst of a navigation may never answer: then nothing was struck. In milliseconds. */
const STRUCK = 10_000;
const STRIKES = ['browser', 'worker', 'endpoint', 'network', 'release', 'update', 'nothing'] as const;

let journey: Journey;
let next: string;
let server: PostgresServer;
beforeAll(async () => {
  next = await mkdtemp(join(tmpdir(), 'barometre-massacre-'));
  [server] = await Promise.all([startPostgres(), makeNextRelease(next)]);
});
afterEach(() => journey.end());
afterAll(async () => {
  await server.remove();
  await rm(next, { recursive: true, force: true });
});

test.each([
  ['SQLite', 0],
  ['PostgreSQL', 1],
] as const)(
  'whatever is killed, deployed or put back at whatever moment, in %s each response is stored once',
  {
    timeout: 120_000 + ROUNDS * 15_000,
  },
  async (database, place) => {
    const seed = SEED + place;
    console.info(`massacre in ${database}: BAROMETRE_MASSACRE=${ROUNDS} BAROMETRE_SEED=${SEED}`);
    const random = randomFrom(seed);
    const pick = <T>(among: readonly T[]) => among[Math.floor(random() * among.length)] as T;
    journey = await startJourney(place === 1 ? { DATABASE_URL: await server.newDatabase() } : {});
    const done: string[] = [];
    let isNext = false;
    let finished = 0;
    let phone = await journey.openPhone();
    await opened(phone);

    const strikes: Record<(typeof STRIKES)[number], () => Promise<unknown>> = {
      browser: () => phone.kill(),
      worker: () => Promise.race([stopWorkers(phone), setTimeout(STRUCK)]),
      endpoint: () => restart(),
      network: () => journey.network.fail(pick(FAULTS)),
      release: async () => {
        isNext = !isNext;
        await restart();
      },
      update: () => Promise.race([takeUpdate(phone.page), setTimeout(STRUCK)]),
      nothing: async () => {},
    };
    const restart = () => journey.restartEndpoint({ ASSETS_DIR: isNext ? next : 'dist/app' });

    for (let round = 0; round < ROUNDS / 2; round++) {
      if (random() < 0.5) await journey.network.fail('ok');
      const strike = pick(STRIKES);
      const moment = random() * LATEST;
      done.push(`${strike} at ${Math.round(moment)}`);
      const interview = finishOne(phone.page).then(
        () => 'finished' as const,
        (error: unknown) => error,
      );
      await setTimeout(moment);
      await strikes[strike]();
      const outcome = await interview;
      if (outcome === 'finished') finished++;
      // Only a browser that was killed, or a worker in the middle of an answer, leaves an interview without an end.
      else if (strike !== 'browser' && strike !== 'worker')
        throw new Error(`round ${round}: ${done.join(', ')}`, { cause: outcome });
      if (outcome === 'finished' && strike !== 'browser') continue;
      await phone.close();
      phone = await journey.openPhone();
    }

    await journey.network.fail('ok');
    await opened(phone);
    const ledger = () => readLedger(phone.page, journey.endpoint);
    await expect
      .poll(
        async () => {
          await phone.page.evaluate(() => dispatchEvent(new Event('online')));
          return (await ledger()).outbox;
        },
        { timeout: 60_000, interval: 500 },
      )
      .toEqual([]);
    const found = await ledger();
    expect(breachesOf(found), done.join(', ')).toEqual([]);
    expect(found.refused).toEqual([]);
    expect(found.stored.length, done.join(', ')).toBeGreaterThanOrEqual(finished);
    expect(finished).toBeGreaterThan(0);
  },
);

/** With its release whole: from then on no network is needed. */
async function opened({ page }: Phone): Promise<void> {
  await page.goto(journey.network.url);
  await page
    .locator('[data-message="ready"]')
    .or(page.locator('[data-message="update"]'))
    .waitFor({ state: 'attached' });
}

/** As few answers as a response needs. */
async function finishOne(page: Page): Promise<void> {
  page.setDefaultTimeout(10_000);
  await page.goto(`${journey.network.url}/#/`);
  await page.locator('html[data-ready]').waitFor();
  const someone = respondent(page, study.survey, ANSWERS);
  await someone.begin();
  await someone.answer();
  await someone.goTo('check');
  await someone.finish();
  await page.locator('main[data-screen="card"]').waitFor();
  await page.locator('[data-save="saved"]').first().waitFor({ state: 'attached' });
}

async function stopWorkers({ context, page }: Phone): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.stopAllWorkers');
  await devtools.detach();
}

/** As a page does that finds a new release between two interviews, and here in the middle of one. */
async function takeUpdate(page: Page): Promise<void> {
  const taking = page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update().catch((error: unknown) => {
      // No network, a portal, or a page that is going.
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
    });
    registration?.waiting?.postMessage({ type: 'SKIP_WAITING' });
  });
  await taking.catch((error: unknown) => {
    // The page was on its way to another.
    if (!(error instanceof Error && /context was destroyed|navigat/i.test(error.message))) throw error;
  });
}
