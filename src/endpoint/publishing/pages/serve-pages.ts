import type { MessagePort } from 'node:worker_threads';
import { renderPage } from '../../../pages/render-page.ts';
import { renderResultsFront } from '../../../pages/results-front.tsx';
import { serveCalls } from '../../storage/worker-calls.ts';
import type { PageCall, PagesParts, ResultsCall } from './page-renderer.ts';

/** Renders a page for each call. */
export function servePages(port: MessagePort, { template }: PagesParts): void {
  serveCalls(port, (call: PageCall | ResultsCall) =>
    'site' in call
      ? renderResultsFront({ ...parsed(call), site: parsed(call.site) })
      : renderPage(template, parsed(call)),
  );
}

/** Parses the files of a call: what they hold was checked when they were made. */
function parsed(call: object) {
  const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
  const toValue = (part: unknown) => (part instanceof Uint8Array ? (JSON.parse(textOf(part)) ?? undefined) : part);
  const entries = Object.entries(call).map(([name, part]) => [name, toValue(part)]);
  return Object.fromEntries(entries);
}
