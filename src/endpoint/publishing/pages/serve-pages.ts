import type { MessagePort } from 'node:worker_threads';
import { renderPage } from '../../../pages/render-page.ts';
import { renderResultsFront } from '../../../pages/results-front.tsx';
import { serveCalls } from '../../storage/worker-calls.ts';
import type { PagesParts, RenderOrder } from './page-renderer.ts';

/** Renders a page for each call. */
export function servePages(port: MessagePort, { template }: PagesParts): void {
  serveCalls(port, (order: RenderOrder) =>
    'results' in order ? renderResultsFront(order) : renderPage(template, order),
  );
}
