import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../../src/core/answering/random-answers.ts';
import { type PostgresServer, startPostgres } from '../endpoint/storage/postgres-server.ts';
import type { Phone } from '../support/browser.ts';
import type { ExportedRow } from '../support/endpoint.ts';
import type { Fault } from '../support/fault-proxy.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { breachesOf, readLedger } from '../support/ledger.ts';
import { makeNextRelease } from '../support/next-release.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { EVENT, makeSealedGarden, type SealedGarden } from '../support/sealed-garden.ts';
import { stopWorkers } from '../support/stop-workers.ts';
import { builtSurvey, readFixture } from '../support/surveys.ts';
import { takeTablet } from '../support/take-tablet.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

/** Others at each run, or the same again: `BAROMETRE_SEED=11 npm run test:long massacre`. `npm test` has the simulator instead. */
const ROUNDS = 300;
const SEED = Number(process.env.BAROMETRE_SEED ?? Date.now() % 1_000_000);
const GARDEN = builtSurvey(readFixture('shared-garden'));
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

const DAY = `/?mode=field&c=${EVENT}`;
const OWN_IS_READY = '[data-message="ready"], [data-message="update"]';
const SHARED_IS_READY = '[data-day="offline"][data-state="good"]';

/** What somebody at the shared tablet was shown about their answers. */
type Confirmed = 'nothing' | 'saved' | 'finished' | 'left';

let folder: string;
let garden: SealedGarden;
let journey: Journey;
let next: string;
let server: PostgresServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barometre-massacre-'));
  next = join(folder, 'next');
  const starting = startPostgres();
  garden = await makeSealedGarden(folder);
  await makeNextRelease(next);
  server = await starting;
});
afterEach(() => journey.end());
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true, force: true });
});

const DATABASES = [
  ['SQLite', 0],
  ['PostgreSQL', 1],
] as const;

test.each(DATABASES)(
  'whatever is killed, deployed or put back at whatever moment, in %s each response is stored once, of phones and of a shared tablet',
  {
    timeout: 120_000 + ROUNDS * 15_000,
  },
  async (database, place) => {
    const seed = SEED + place;
    console.info(`massacre in ${database}: ${ROUNDS} rounds, BAROMETRE_SEED=${SEED}`);
    const random = randomFrom(seed);
    const pick = <T>(among: readonly T[]) => among[Math.floor(random() * among.length)] as T;
    journey = await startJourney({
      ...garden.env,
      ...(place === 1 ? { DATABASE_URL: await server.newDatabase() } : {}),
    });
    const done: string[] = [];
    let isNext = false;
    let finished = 0;
    const confirmed = new Map<number, Confirmed>();
    const open = (name: string) => journey.openPhone({ profile: join(folder, `${name}-${place}`) });
    const own = { name: 'own', phone: await open('own'), isReady: OWN_IS_READY, address: '/' };
    const shared = { name: 'shared', phone: await open('shared'), isReady: SHARED_IS_READY, address: DAY };
    const devices = [own, shared];
    let device = pick(devices);
    for (const one of devices) await opened(one);

    const strikes: Record<(typeof STRIKES)[number], () => Promise<unknown>> = {
      browser: () => device.phone.kill(),
      worker: () => Promise.race([stopWorkers(device.phone.page), setTimeout(STRUCK)]),
      endpoint: () => restart(),
      network: () => journey.network.fail(pick(FAULTS)),
      release: async () => {
        isNext = !isNext;
        await restart();
      },
      update: () => Promise.race([takeUpdate(device.phone.page), setTimeout(STRUCK)]),
      nothing: async () => {},
    };
    const restart = () => journey.restartEndpoint(isNext ? { ASSETS_DIR: next } : {});

    for (let round = 0; round < ROUNDS / 2; round++) {
      device = device === own ? shared : own;
      if (random() < 0.5) await journey.network.fail('ok');
      const strike = pick(STRIKES);
      const moment = random() * LATEST;
      const leaves = random() < 0.3;
      done.push(`${device.name}${leaves ? ', left' : ''}: ${strike} at ${Math.round(moment)}`);
      const interview = (
        device === own
          ? finishOne(device.phone.page, round)
          : takeTurn(device.phone.page, round, { leaves, confirm: (what) => confirmed.set(round, what) })
      ).then(
        () => 'over' as const,
        (error: unknown) => error,
      );
      await setTimeout(moment);
      await strikes[strike]();
      const outcome = await interview;
      if (outcome === 'over') finished += device === shared && leaves ? 0 : 1;
      // Only a browser that was killed, or a worker in the middle of an answer, leaves an interview without an end.
      else if (strike !== 'browser' && strike !== 'worker')
        throw new Error(`round ${round}: ${done.join('; ')}`, { cause: outcome });
      if (outcome === 'over' && strike !== 'browser') continue;
      await device.phone.close();
      device.phone = await open(device.name);
    }

    await journey.network.fail('ok');
    for (const one of devices) await opened(one);
    const rowsOf = async (channel: string | null) =>
      (await journey.endpoint.rows(GARDEN.id)).filter((row) => row.channel === channel);
    const phones = { rows: () => rowsOf(null) };
    const ledgers = () => Promise.all(devices.map(({ phone }) => readLedger(phone.page, phones, GARDEN.id)));
    await expect
      .poll(
        async () => {
          for (const { phone } of devices) await phone.page.evaluate(() => dispatchEvent(new Event('online')));
          return (await ledgers()).flatMap(({ outbox, partials }) => [...outbox, ...partials]);
        },
        { timeout: 60_000, interval: 500 },
      )
      .toEqual([]);
    const [found, onTablet] = await ledgers();
    if (!found || !onTablet) throw new Error('there are two devices');
    expect(breachesOf(found), done.join('; ')).toEqual([]);
    expect([...found.refused, ...onTablet.refused]).toEqual([]);
    expect([...onTablet.finished, ...onTablet.drafts]).toEqual([]);
    const rows = await rowsOf(EVENT);
    expect(breachesAtTablet(confirmed, rows), done.join('; ')).toEqual([]);
    const complete = rows.filter(({ status }) => status === 'complete');
    expect(found.stored.length + complete.length, done.join('; ')).toBeGreaterThanOrEqual(finished);
    expect(finished).toBeGreaterThan(0);
  },
);

/** With its release whole: from then on no network is needed. */
async function opened({
  phone: { page },
  isReady,
  address,
}: {
  readonly phone: Phone;
  readonly isReady: string;
  readonly address: string;
}): Promise<void> {
  await page.goto(`${journey.network.url}${address}`);
  await page.locator(isReady).waitFor({ state: 'attached' });
}

/** As few answers as a response needs, and those that distinguish one from another. */
function someoneOn(page: Page, person: number) {
  page.setDefaultTimeout(10_000);
  return respondent(page, GARDEN, wholeAnswers(GARDEN, { plot: 'no', hours: person / 10 }), { words: ENGLISH });
}

const whoIs = ({ answers }: ExportedRow) => Math.round(Number(answers.hours) * 10);

async function finishOne(page: Page, person: number): Promise<void> {
  const someone = someoneOn(page, person);
  await page.goto(`${journey.network.url}/#/`);
  await page.locator('html[data-ready]').waitFor();
  await someone.begin();
  await someone.answer();
  await someone.goTo('check');
  await someone.finish();
  await page.locator('main[data-screen="card"]').waitFor();
  await page.locator('[data-save="saved"]').first().waitFor({ state: 'attached' });
}

/** One person at the shared tablet, from the day screen back to it. */
async function takeTurn(
  page: Page,
  person: number,
  { leaves, confirm }: { readonly leaves: boolean; readonly confirm: (what: Confirmed) => void },
): Promise<void> {
  const someone = someoneOn(page, person);
  const day = page.locator('main[data-screen="field"] [data-waiting]');
  confirm('nothing');
  // Just started, or as the person before left it.
  if (!(await day.isVisible())) await page.goto(`${journey.network.url}${DAY}`);
  await takeTablet(page);
  await someone.begin();
  await someone.answerUpTo();
  await page.locator('[data-save="saved"]').first().waitFor({ state: 'attached' });
  confirm('saved');
  if (leaves) {
    await page.getByRole('button', { name: 'Quit', exact: true }).click();
    await page.getByRole('button', { name: 'Quit and clear the screen' }).click();
    await day.waitFor();
    return confirm('left');
  }
  await someone.finish();
  await page.locator('[data-delivery]').waitFor();
  await page.getByRole('link', { name: 'Finish, next person' }).click();
  await day.waitFor();
  confirm('finished');
}

const COUNTED_AS: { readonly [confirmed in Confirmed]?: ExportedRow['status'] } = {
  finished: 'complete',
  left: 'partial',
};

/** What is wrong with the law at a shared tablet: one row for each person, complete when they finished. Empty when it holds. */
function breachesAtTablet(confirmed: ReadonlyMap<number, Confirmed>, rows: readonly ExportedRow[]): readonly string[] {
  const people = [...confirmed].map(([person, what]) => ({
    person,
    what,
    own: rows.filter((row) => whoIs(row) === person),
  }));
  // People who were cut off before they could be identified: once as well.
  const unknown = rows.filter((row) => !confirmed.has(whoIs(row)));
  const cutOff = people.filter(({ what, own }) => what === 'nothing' && own.length === 0);
  return [
    ...people.flatMap(({ person, what, own: [row, ...others] }) => [
      ...(others.length > 0 ? [`counted ${others.length + 1} times: ${person}`] : []),
      ...(what !== 'nothing' && !row ? [`lost: ${person}`] : []),
      ...(row && COUNTED_AS[what] && COUNTED_AS[what] !== row.status ? [`${what}, and ${row.status}: ${person}`] : []),
    ]),
    ...(unknown.length > cutOff.length ? [`${unknown.length} rows of ${cutOff.length} who were cut off early`] : []),
  ];
}

/** As a page does that finds a new release between two interviews, and here in the middle of one. */
async function takeUpdate(page: Page): Promise<void> {
  const taking = page.evaluate(async () => {
    // A page of the browser itself, which says that the site did not answer, has none.
    const registration = await navigator.serviceWorker?.getRegistration();
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
