import type { Browser, Page } from 'playwright';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import { beginInterview } from './pages.ts';
import { openSlowPhone, PROFILES, tapWhenShown, whenShown } from './phone.ts';
import { median } from './table.ts';
import { tapThrough } from './taps.ts';

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/** Times are in microseconds: the start and the duration by the clock, the duration by the processor. */
type TraceEvent = Readonly<Record<'pid' | 'tid' | 'ts' | 'dur' | 'tdur', number>> & {
  readonly name: string;
  readonly args: { readonly data?: { readonly type?: string } };
};

/**
 * Milliseconds of processor time on the page's main thread in whole interviews that nothing slows, by the browser's trace: of the heaviest
 * task that shows a question, of the scripts of the tap that shows the card, NaN if another task does, and of the longest task.
 */
export async function taskTimes(browser: Browser, url: string, survey: Survey) {
  const shown = new Map<string, number[]>();
  const cards: number[] = [];
  const longest: number[] = [];
  for (let run = 0; run < 3; run++) {
    const { context, page } = await openSlowPhone(browser, PROFILES.unslowed);
    await browser.startTracing(page, { categories: CATEGORIES });
    await beginInterview(page, url);
    await tapThrough(page, survey, 'check');
    // Longer than a double tap, whose second half the page ignores.
    await page.waitForTimeout(600);
    await tapWhenShown(page, 'main[data-screen="check"] button.primary');
    await whenShown(page, '[data-profile]');
    await untilPictureDrawn(page);
    const trace: readonly TraceEvent[] = JSON.parse(String(await browser.stopTracing())).traceEvents;
    await context.close();
    const marks = trace.filter(({ name }) => name.startsWith('shown '));
    const onPage = trace.filter(({ pid, tid, tdur }) => tdur && pid === marks[0]?.pid && tid === marks[0].tid);
    const tasks = onPage.filter(({ name }) => name === 'RunTask');
    longest.push(Math.max(...tasks.map(({ tdur }) => tdur / 1000)));
    // The first question comes with the page.
    for (const { name, ts } of marks.slice(1)) {
      const task = tasks.find((one) => one.ts <= ts && ts <= one.ts + one.dur);
      if (!task) throw new Error(`no task with ${name}`);
      if (name === 'shown card') {
        const tap = onPage.find((one) => one.args.data?.type === 'click' && one.ts >= task.ts && one.ts <= ts);
        cards.push((tap?.tdur ?? Number.NaN) / 1000);
      } else shown.set(name, [...(shown.get(name) ?? []), task.tdur / 1000]);
    }
  }
  const [[what, next] = ['', Number.NaN]] = [...shown]
    .map(([name, times]) => [name, median(times)] as const)
    .sort(([, one], [, other]) => other - one);
  return { what, next, card: median(cards), longest: median(longest) };
}

/** The card's picture is drawn ahead once the page is idle, in a task after that of its code: both are done when the page is idle again. */
async function untilPictureDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    ['draw-picture', 'qr'].every((file) =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes(`/assets/${file}-`)),
    ),
  );
  await page.evaluate(async () => {
    for (let turn = 0; turn < 3; turn++)
      await new Promise((idle) => requestAnimationFrame(() => requestIdleCallback(idle)));
  });
}
