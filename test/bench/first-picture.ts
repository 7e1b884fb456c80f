import type { Browser } from 'playwright';
import { firstPaint, inTurns, type Site } from './pages.ts';
import { openSlowPage, PROFILES } from './phone.ts';

const categories = ['loading', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];
/** Times are in microseconds; `tdur` is the time of the processor. */
type TraceEvent = Readonly<Record<'pid' | 'tid' | 'ts' | 'dur' | 'tdur', number>> & { readonly name: string };

/** Milliseconds of processor time of the main thread, not slowed, from the commit of a page to its first picture, on network A. */
export function processorToPicture(browser: Browser, sites: readonly Site[]) {
  return inTurns(sites, async ({ url }) => ({ processor: await untilPicture(browser, url) }));
}

async function untilPicture(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, deviceScaleFactor: 2 });
  const { page, refusal } = await openSlowPage(context, { ...PROFILES.A, slowdown: 1 });
  await browser.startTracing(page, { categories });
  // A call that is under way when its page is closed does not always name the reason.
  const refused = refusal.then((reason) => Promise.reject(new Error(reason)));
  await Promise.race([refused, page.goto(url).then(() => firstPaint(page))]);
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
  await context.close();
  const picture = traceEvents.find(({ name }) => name === 'firstContentfulPaint');
  const ofPage = traceEvents.filter(
    ({ pid, tid, ts }) => pid === picture?.pid && tid === picture.tid && ts < picture.ts,
  );
  const commit = ofPage.findLast(({ name }) => name === 'CommitLoad');
  // When the thread handed over the frame that became the picture: code may have run since.
  const drawn = ofPage.findLast(({ name }) => name === 'Commit');
  // On a busy machine a process may lose what it has noted.
  if (!commit || !drawn) return untilPicture(browser, url);
  const tasks = ofPage.filter(({ name, ts, dur }) => name === 'RunTask' && ts + dur > commit.ts && ts < drawn.ts);
  return tasks.reduce((total, { tdur }) => total + tdur, 0) / 1000;
}
