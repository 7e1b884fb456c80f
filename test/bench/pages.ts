import type { Browser } from 'playwright';
import type { Survey } from '../../src/core/questionnaire.ts';
import { answersAt, CANONICAL } from '../support/barometer.ts';
import { respondent } from '../support/respondent.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
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

const RUNS = 5;
const RADIO = 'input[type="radio"]';
const BEGIN = 'main[data-screen="opening"] button';

export interface FirstLoad {
  /** The opening, or the floor's first paint. */
  readonly painted: number;
  readonly answerable: number;
  readonly bytes: number;
  readonly thirdParties: number;
}

/** A cold load: opening, Commencer, the first radio; each tapped as soon as it shows. */
export async function firstLoad(browser: Browser, url: string, profile: Profile, isApp: boolean): Promise<FirstLoad> {
  const runs: FirstLoad[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { context, page, received } = await openSlowPhone(browser, profile);
    await page.goto(url, { waitUntil: 'commit' });
    if (isApp) await tapWhenShown(page, BEGIN);
    await tapWhenShown(page, RADIO);
    const answerable = await whenShown(page, `${RADIO}:checked`);
    const { bytes } = received;
    const painted = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    runs.push({ painted, answerable, bytes, thirdParties: received.origins.size - 1 });
    await context.close();
  }
  return {
    painted: median(runs.map((run) => run.painted)),
    answerable: median(runs.map((run) => run.answerable)),
    bytes: median(runs.map((run) => run.bytes)),
    thirdParties: Math.max(...runs.map((run) => run.thirdParties)),
  };
}

/** The second visit, from the worker or from the floor's cache. */
export async function secondVisit(browser: Browser, url: string, isApp: boolean): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { context, page } = await openSlowPhone(browser, PROFILES.processor);
    await page.goto(url);
    if (isApp) await page.locator('[data-message="ready"]').waitFor({ state: 'attached' });
    else await page.locator(RADIO).first().waitFor();
    await page.close();
    const again = await openSlowPage(context, PROFILES.A);
    await again.page.goto(url, { waitUntil: 'commit' });
    if (isApp) await tapWhenShown(again.page, BEGIN);
    await tapWhenShown(again.page, RADIO);
    runs.push(await whenShown(again.page, `${RADIO}:checked`));
    await context.close();
  }
  return median(runs);
}

export interface Interview extends Figures {
  readonly heap: number;
  /** From navigation to the question that was on screen, without network. */
  readonly relaunch: number;
}

/** A whole interview on a slow processor, every tap a real one, and one relaunch without network in the middle. */
export async function interview(browser: Browser, url: string, survey: Survey): Promise<Interview> {
  const { context, page, devtools } = await openSlowPhone(browser, PROFILES.processor);
  const someone = respondent(page, survey, wholeAnswers(survey, answersAt(CANONICAL.systemique)));
  await page.goto(url);
  await page.locator('[data-message="ready"]').waitFor({ state: 'attached' });
  await someone.begin();
  await someone.answerUpTo('evaluation-device');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  await someone.answerUpTo();
  await someone.finish();
  await page.locator('[data-profile]').waitFor();
  const figures = await figuresOf(page);
  await context.close();
  return { ...figures, heap: usedSize, relaunch: await relaunch(browser, url, survey) };
}

async function relaunch(browser: Browser, url: string, survey: Survey): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { context, page } = await openSlowPhone(browser, PROFILES.processor);
    const someone = respondent(page, survey, wholeAnswers(survey));
    await page.goto(url);
    await page.locator('[data-message="ready"]').waitFor({ state: 'attached' });
    await someone.begin();
    await someone.answerUpTo('population-band');
    const address = page.url();
    await page.close();
    await context.setOffline(true);
    const again = await openSlowPage(context, PROFILES.processor);
    await again.page.goto(address, { waitUntil: 'commit' });
    runs.push(await whenShown(again.page, 'form[data-question="population-band"]'));
    await context.close();
  }
  return median(runs);
}

/** Taps on the floor's first radios, for what a tap costs with nothing behind it. */
export async function floorTaps(browser: Browser, url: string): Promise<Figures> {
  const { context, page } = await openSlowPhone(browser, PROFILES.processor);
  await page.goto(url);
  await page.locator(RADIO).first().waitFor();
  for (let pages = 0; pages < 4; pages++) {
    for (const radio of (await page.locator(RADIO).all()).slice(0, 12)) await radio.tap();
    await page.getByRole('button').tap();
  }
  const figures = await figuresOf(page);
  await context.close();
  return figures;
}
