import type { PageOrder } from '../../../pages/page-order.ts';
import type { ResultsOrder } from '../../../pages/results-front.tsx';
import { type Calls, type Start, startCalls } from '../../storage/worker-calls.ts';

/** What the thread that renders is started with. */
export interface PagesParts {
  readonly template: string;
}

export type StartPages = Start<PagesParts>;

/** A page of a survey, or the first one of its results. */
export type DrawnOrder = PageOrder | ResultsOrder;

/** Renders pages in a thread, one after the other. */
export interface PageRenderer {
  /** Rejects when the page cannot be rendered, or takes too long: the thread is then ended, and the next page starts another. */
  readonly render: (order: DrawnOrder) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** How long one page may take, in milliseconds: one survey cannot hold up the pages of the others. */
const PATIENCE = 5_000;

export function createPageRenderer(template: string, start: StartPages, patience = PATIENCE): PageRenderer {
  let running: Calls<DrawnOrder> | undefined;
  let underWay: Promise<unknown> = Promise.resolve();

  async function end(): Promise<void> {
    const ending = running;
    running = undefined;
    await ending?.stop();
  }

  async function renderNow(order: DrawnOrder): Promise<string> {
    running ??= startCalls<DrawnOrder, PagesParts>(start, { template }, () => {
      running = undefined;
    });
    const calls = running;
    const late = setTimeout(() => {
      calls.fail(new Error('the page was not rendered in time'));
      void end();
    }, patience);
    try {
      return await calls.ask<string>(order);
    } finally {
      clearTimeout(late);
    }
  }

  return {
    render(order) {
      // Its time begins with its turn.
      const page = underWay.then(() => renderNow(order));
      underWay = Promise.allSettled([page]);
      return page;
    },
    close: end,
  };
}
