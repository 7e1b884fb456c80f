import { setTimeout } from 'node:timers/promises';
import type { Browser } from 'playwright';
import { study } from '../support/surveys.ts';
import { openSlowPhone, PROFILES, whenShown } from './phone.ts';
import { median } from './table.ts';

const RUNS = 5;

/**
 * Milliseconds until the contents can be read and used, by a link opened on a phone that never opened the app; of an endpoint that shows
 * a demonstration.
 */
export async function visitResults(browser: Browser, url: string): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { context, page } = await openSlowPhone(browser, PROFILES.A);
    await page.goto(`${url}/#/results`, { waitUntil: 'commit' });
    runs.push(await whenShown(page, '[data-results="index"] nav a'));
    await context.close();
  }
  return median(runs);
}

/** A demonstration publishes right after it listens. */
export async function untilPublished(url: string): Promise<void> {
  for (let look = 0; look < 100; look++) {
    const results = await (await fetch(`${url}/api/results/${study.survey.id}`)).json();
    if (results.strata.all) return;
    await setTimeout(100);
  }
  throw new Error('The demonstration publishes nothing');
}
