import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { pathThrough } from '../../src/core/answering/flow.ts';
import { toQueued } from '../../src/device/outbox/queue.ts';
import { DATABASE_NAME, type QueuedEnvelope } from '../../src/device/store/schema.ts';
import { recipientOf, seal } from '../../src/sealing/seal.ts';
import { toWire } from '../../src/wire/wire-answers.ts';
import { startJourney } from '../support/journey.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { makeSealedGarden, type SealedGarden } from '../support/sealed-garden.ts';
import { builtSurvey, readFixture } from '../support/surveys.ts';
import { takeTablet } from '../support/take-tablet.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { benchFolder, line, median, ms, printTable } from './table.ts';

const GARDEN = builtSurvey(readFixture('shared-garden'));
const ANSWERS = toWire(pathThrough(GARDEN, wholeAnswers(GARDEN, { wish: 'A shed. '.repeat(300) })));
/** On the day screen. */
const NEXT = 'New response';
const FULL = Number(process.env.BAROMETRE_FULL ?? 10_000);
const DROPPED = 2_000;
const BATCH = 50;
const FINISHES = 5;
const OPENINGS = 5;

/** A shared tablet with ten thousand sealed responses that wait, beside an empty one; then the evening, when they leave. */
export async function bench(): Promise<void> {
  const folder = benchFolder();
  const garden = await makeSealedGarden(folder, 4096);
  const journey = await startJourney({ ...garden.env, RATE_BURST: '1000000000', RATE_PER_SECOND: '1000000000' });
  const address = `${journey.network.url}/?mode=field`;
  const open = async (profile: string) => {
    const phone = await journey.openPhone({ profile: join(folder, profile) });
    phone.context.setDefaultTimeout(300_000);
    await journey.network.fail('ok');
    await phone.page.goto(address);
    await phone.page.locator('[data-message="ready"]').waitFor({ state: 'attached' });
    await journey.network.fail('down');
    return phone;
  };
  const empty = await open('empty');
  const opened = await coldStart(empty.page, address);
  const least = await finishes(empty.page, address);
  await empty.close();

  const tablet = await open('full');
  await fill(tablet.page, garden, FULL);
  const cold = await coldStart(tablet.page, address);
  const most = await finishes(tablet.page, address);
  const devtools = await tablet.context.newCDPSession(tablet.page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const evening = await drain(tablet.page, journey, 'ok');
  await fill(tablet.page, garden, DROPPED);
  const bad = await drain(tablet.page, journey, 'drop:30%');
  await tablet.close();
  await journey.end();

  const drained = `${evening.perSecond.toFixed(0)} /s, ${evening.requests} requests`;
  const perBatch = bad.requests / (DROPPED / BATCH);
  printTable(`${FULL} sealed responses in one outbox`, [
    line('cold start without network, processor slowed 6×', ms(cold), `${ms(3000)}, empty ${ms(opened)}`, cold < 3000),
    line('Terminer to saved, beside them', ms(most), `empty ${ms(least)}`, most <= least * 1.25),
    line('heap after collection', `${(usedSize / 1e6).toFixed(0)} MB`, '250 MB', usedSize <= 250e6),
    line('drained over loopback', drained, '200 /s', evening.perSecond >= 200),
    line('requests for each batch, 30 % of connections dropped', perBatch.toFixed(2), '1.60', perBatch <= 1.6),
  ]);
}

/** Until the next interview can begin: the median of a few openings. */
async function coldStart(page: Page, address: string): Promise<number> {
  const times: number[] = [];
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  for (let count = 0; count < OPENINGS; count++) {
    await page.goto('about:blank');
    await page.goto(address, { waitUntil: 'commit' });
    await page.getByRole('button', { name: NEXT }).waitFor();
    times.push(await page.evaluate(() => performance.now()));
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await devtools.detach();
  return median(times);
}

/** From the tap on Terminer to the word that it is saved, without network: the median of a few interviews. */
async function finishes(page: Page, address: string): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < FINISHES; count++) {
    await page.goto(address);
    await takeTablet(page, NEXT);
    const someone = await respondent(page, GARDEN, wholeAnswers(GARDEN), { words: ENGLISH }).begin();
    await someone.answerUpTo();
    await page.evaluate(() => {
      addEventListener('click', () => Reflect.set(window, 'tapped', performance.now()), { capture: true });
      let isSaving = false;
      new MutationObserver(() => {
        const word = document.querySelector<HTMLElement>('[data-save]')?.dataset.save;
        isSaving ||= word === 'saving';
        if (isSaving && word === 'saved' && !Reflect.has(window, 'kept'))
          Reflect.set(window, 'kept', performance.now());
      }).observe(document, { childList: true, subtree: true, attributes: true });
    });
    // Longer than a double tap, whose second half the page ignores.
    await page.waitForTimeout(600);
    await someone.finish();
    await page.waitForFunction(() => Reflect.has(window, 'kept'));
    times.push(await page.evaluate(() => Reflect.get(window, 'kept') - Reflect.get(window, 'tapped')));
  }
  return median(times);
}

/** As though as many interviews had been finished here. */
async function fill(page: Page, { keys }: SealedGarden, count: number): Promise<void> {
  const recipients = (await Promise.all(keys.map(recipientOf))).filter((one) => one !== undefined);
  for (let made = 0; made < count; made += 500) {
    const envelopes = await Promise.all(
      Array.from({ length: Math.min(500, count - made) }, async (_, place) => {
        const header = {
          id: randomUUID(),
          sequence: 1,
          survey: GARDEN.id,
          revision: GARDEN.revision,
          status: 'complete',
          mode: 'field',
          channel: null,
          language: 'en',
          startedOn: '2026-11-25',
          minutes: 4,
          lastQuestion: 'wish',
          receiptHash: randomUUID().replaceAll('-', '').repeat(2),
        } as const;
        return toQueued(await seal(header, ANSWERS, recipients), Date.now() + made + place);
      }),
    );
    await page.evaluate(putAll, { db: DATABASE_NAME, envelopes });
  }
}

function putAll({ db, envelopes }: { readonly db: string; readonly envelopes: readonly QueuedEnvelope[] }) {
  return new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(db);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(['outbox', 'unsent'], 'readwrite');
      for (const one of envelopes) {
        transaction.objectStore('outbox').put(one);
        transaction.objectStore('unsent').put({ id: one.id, sequence: one.sequence });
      }
      transaction.onerror = () => reject(transaction.error);
      transaction.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
  });
}

async function drain(page: Page, { network }: Awaited<ReturnType<typeof startJourney>>, fault: 'ok' | 'drop:30%') {
  const [before, start] = [network.seen.length, performance.now()];
  const count = (await page.evaluate(keysOfWaiting, { db: DATABASE_NAME })).length;
  await network.fail(fault, '/api/responses');
  await page.evaluate(() => dispatchEvent(new Event('online')));
  // Counting them would take the database from those who send.
  while ((await page.evaluate(keysOfWaiting, { db: DATABASE_NAME, most: 1 })).length > 0) await page.waitForTimeout(50);
  const seconds = (performance.now() - start) / 1000;
  await network.fail('down');
  const requests = network.seen.slice(before).filter(({ path }) => path === '/api/responses').length;
  return { perSecond: count / seconds, requests };
}

function keysOfWaiting({ db, most }: { readonly db: string; readonly most?: number }) {
  return new Promise<readonly unknown[]>((resolve, reject) => {
    const opening = indexedDB.open(db);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const turn = opening.result.transaction('outbox').objectStore('outbox').index('turn');
      const asking = turn.getAllKeys(IDBKeyRange.bound(['waiting'], ['waiting', []]), most);
      asking.onerror = () => reject(asking.error);
      asking.onsuccess = () => {
        opening.result.close();
        resolve(asking.result);
      };
    };
  });
}
