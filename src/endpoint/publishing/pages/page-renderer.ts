import type { PageOrder } from '../../../pages/page-order.ts';
import type { ResultsOrder } from '../../../pages/results-front.tsx';
import { backgroundThread, type Start } from '../../storage/worker-calls.ts';

/** The thread that renders is started with this. */
export interface PagesParts {
  readonly template: string;
}

export type StartPages = Start<PagesParts>;

/** A page of a survey, or the first one of its results. */
export type RenderOrder = PageOrder | ResultsOrder;

/** Renders pages in a thread, one after the other, so that one survey cannot hold up the pages of the others. */
export interface PageRenderer {
  /** Rejects when the page cannot be rendered, or takes too long. */
  readonly render: (order: RenderOrder) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** How long one page may take, in milliseconds. */
const PATIENCE = 5_000;

export function createPageRenderer(template: string, start: StartPages, patience = PATIENCE): PageRenderer {
  const { ask, end } = backgroundThread<RenderOrder, PagesParts>(start, () => ({ template }), { patience });
  return { render: ask, close: end };
}
