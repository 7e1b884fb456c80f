import type { MessagePort } from 'node:worker_threads';
import type { PageOrder } from '../../../pages/page-order.ts';
import { renderPage } from '../../../pages/render-page.ts';
import { serveCalls } from '../../storage/worker-calls.ts';
import type { PagesParts } from './page-renderer.ts';

/** Renders a page for each call. */
export function servePages(port: MessagePort, { template }: PagesParts): void {
  serveCalls(port, (order: PageOrder) => renderPage(template, order));
}
