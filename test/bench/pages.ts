import type { Browser, Page } from 'playwright';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import { stopWorkers } from '../support/stop-workers.ts';
import { type Drawn, drawnIn, serveSwappedMarkup, styleOf } from './floor/swapped-markup.ts';
import {
  type Figures,
  figuresOf,
  openSlowPage,
  openSlowPhone,
  PROFILES,
  type Profile,
  tapWhenShown,
  whenShown,
} from './phone.ts';
import { median } from './table.ts';
import { tapThrough } from './taps.ts';

const RUNS = 5;
export const RADIO = 'input[type="radio"]';
/** Not the emblems, which are buttons too once their code has come. */
export const BEGIN = 'main[data-screen="opening"] button.begin';
const READY = '[data-message="ready"]';

export interface Site {
  readonly url: string;
  readonly isApp: boolean;
}

export interface FirstLoad {
  /** The opening, or the floor's first paint. */
  readonly painted: number;
  readonly answerable: number;
  /** When the device keeps that answer; the floor keeps none, and this is when it has been given. */
  readonly kept: number;
  /** Until then. */
  readonly bytes: number;
  readonly thirdParties: number;
}

/** Cold loads: opening, Commencer, the first radio; each tapped as soon as it shows. In turns, so that noise falls on all. */
export function firstLoads(browser: Browser, sites: readonly Site[], profile: Profile): Promise<readonly FirstLoad[]> {
  return inTurns(sites, async ({ url, isApp }) => {
    const { context, page, received } = await openSlowPhone(browser, profile);
    await page.goto(url, { waitUntil: 'commit' });
    const answerable = await untilAnswered(page, isApp);
    const kept = isApp ? await whenShown(page, '[data-save="saved"]') : answerable;
    const { bytes } = received;
    const painted = await firstPaint(page);
    const thirdParties = received.origins.size - 1;
    await context.close();
    return { painted, answerable, kept, bytes, thirdParties };
  });
}

/** The entry may come after the frame it is about. */
export async function firstPaint(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime);
  return Number(await found.jsonValue());
}

/** A phone whose worker still runs since the page before, or one that is opened the next day. */
interface Return {
  readonly isWorkerStopped: boolean;
}

/** Second visits, from the worker or from the floor's cache. */
export function secondVisits(
  browser: Browser,
  sites: readonly (Site & Return)[],
): Promise<readonly { readonly answerable: number; readonly firstByte: number }[]> {
  return inTurns(sites, async ({ url, isApp, isWorkerStopped }) => {
    const { context, page } = await openSlowPhone(browser, PROFILES.processor);
    await page.goto(url);
    await page
      .locator(isApp ? READY : RADIO)
      .first()
      .waitFor({ state: 'attached' });
    await page.close();
    const again = await openSlowPage(context, PROFILES.A);
    if (isWorkerStopped) await stopWorkers(again.page);
    await again.page.goto(url, { waitUntil: 'commit' });
    const answerable = await untilAnswered(again.page, isApp);
    const firstByte = await again.page.evaluate(
      () => performance.getEntriesByType('navigation').map((entry) => Reflect.get(entry, 'responseStart'))[0],
    );
    await context.close();
    return { answerable, firstByte };
  });
}

async function untilAnswered(page: Page, isApp: boolean): Promise<number> {
  if (isApp) await tapWhenShown(page, BEGIN);
  await tapWhenShown(page, RADIO);
  return whenShown(page, `${RADIO}:checked`);
}

/** The median of each figure, by site. */
export async function inTurns<S, T extends Readonly<Record<string, number>>>(
  sites: readonly S[],
  visit: (site: S) => Promise<T>,
): Promise<readonly T[]> {
  const runs: T[][] = sites.map(() => []);
  // The first turn is not counted: an endpoint that has just started draws its previews beside it, and V8 has compiled nothing yet.
  for (let run = 0; run <= RUNS; run++) {
    for (const [index, site] of sites.entries()) {
      const figures = await visit(site);
      if (run > 0) runs[index]?.push(figures);
    }
  }
  return runs.map((one) => {
    const names = Object.keys(one[0] ?? {});
    return Object.fromEntries(names.map((name) => [name, median(one.map((figures) => figures[name] ?? 0))])) as T;
  });
}

export interface Interview extends Figures {
  /** Counts bytes after 11 questions, and after all 30. */
  readonly heaps: readonly number[];
  readonly drawn: Drawn;
}

/** A whole interview on a slow processor, every tap a real one. */
export async function interview(browser: Browser, url: string, survey: Survey): Promise<Interview> {
  const { context, page, devtools } = await openSlowPhone(browser, PROFILES.processor);
  await beginInterview(page, url);
  const screens: string[] = [];
  const heaps: number[] = [];
  for (const stop of ['main-domains', 'check']) {
    screens.push(...(await tapThrough(page, survey, stop)));
    await devtools.send('HeapProfiler.collectGarbage');
    heaps.push((await devtools.send('Runtime.getHeapUsage')).usedSize);
  }
  screens.push(await drawnIn(page));
  const style = await styleOf(page);
  const figures = await figuresOf(page);
  await context.close();
  return { ...figures, heaps, drawn: { style, screens } };
}

export async function beginInterview(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'commit' });
  await whenShown(page, READY);
  await tapWhenShown(page, BEGIN);
}

/** From navigation to the question that was on screen, without network. */
export function relaunches(
  browser: Browser,
  url: string,
  survey: Survey,
  returns: readonly Return[],
): Promise<readonly { readonly resumed: number }[]> {
  return inTurns(returns, async ({ isWorkerStopped }) => {
    const { context, page } = await openSlowPhone(browser, PROFILES.processor);
    await page.goto(url, { waitUntil: 'commit' });
    await whenShown(page, READY);
    await tapWhenShown(page, BEGIN);
    await tapThrough(page, survey, 'population-band');
    // The address follows the frame that shows the question.
    await page.waitForURL(/population-band$/);
    const address = page.url();
    await page.close();
    await context.setOffline(true);
    const again = await openSlowPage(context, PROFILES.processor);
    if (isWorkerStopped) await stopWorkers(again.page);
    await again.page.goto(address, { waitUntil: 'commit' });
    const resumed = await whenShown(again.page, 'form[data-question="population-band"]');
    await context.close();
    return { resumed };
  });
}

/** The same interview on a page that swaps what the app drew, by hand, and writes at each tap what nobody reads. */
export async function swappedInterview(browser: Browser, drawn: Drawn, survey: Survey): Promise<Figures> {
  const floor = await serveSwappedMarkup(drawn);
  const { context, page } = await openSlowPhone(browser, PROFILES.processor);
  await page.goto(floor.url, { waitUntil: 'commit' });
  await tapThrough(page, survey, 'check');
  const figures = await figuresOf(page);
  await context.close();
  floor.close();
  return figures;
}
