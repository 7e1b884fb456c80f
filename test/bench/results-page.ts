import { setTimeout } from 'node:timers/promises';
import type { Browser } from 'playwright';
import { study } from '../support/surveys.ts';
import { figuresOf, openSlowPhone, PROFILES, whenShown } from './phone.ts';
import { median } from './table.ts';

const RUNS = 5;

export interface ResultsVisit {
  /** Until the contents can be read and used, on a phone that never opened the app. */
  readonly readable: number;
  /** What long tasks took beyond 50 ms each while the bars of a choice by type were drawn, on the same phone. */
  readonly excess: number;
}

/** A link to the results, opened cold, then the figure with the most bars; of an endpoint that shows a demonstration. */
export async function visitResults(browser: Browser, url: string): Promise<ResultsVisit> {
  const runs: ResultsVisit[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { context, page } = await openSlowPhone(browser, PROFILES.A);
    await page.goto(`${url}/#/results`, { waitUntil: 'commit' });
    const readable = await whenShown(page, '[data-results="index"] nav a');
    // The endpoint has drawn that. What bars cost is told apart from what the start of the app does.
    await whenShown(page, '#app:not([hidden]) [data-results="index"]');
    const { excess: before } = await figuresOf(page);
    await page.evaluate(() => {
      location.hash = '#/results/digital-service-attachment';
    });
    await whenShown(page, '[data-level] [data-tone]');
    const { excess } = await figuresOf(page);
    runs.push({ readable, excess: excess - before });
    await context.close();
  }
  return { readable: median(runs.map((one) => one.readable)), excess: median(runs.map((one) => one.excess)) };
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
