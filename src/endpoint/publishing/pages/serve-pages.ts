import type { MessagePort } from 'node:worker_threads';
import { renderDeclaration } from '../../../pages/declaration-page.tsx';
import { renderPage } from '../../../pages/render-page.ts';
import { renderResultsFront } from '../../../pages/results-front.tsx';
import { serveCalls } from '../../storage/worker-calls.ts';
import { plainText } from '../upload/compact-edition.ts';
import type { DeclarationCall, PageCall, PagesParts, ResultsCall } from './page-renderer.ts';

export function servePages(port: MessagePort, { template }: PagesParts): void {
  serveCalls(port, async (call: PageCall | DeclarationCall | ResultsCall) => {
    if ('site' in call) return renderResultsFront({ ...(await parsed(call)), site: await parsed(call.site) });
    return ('today' in call ? renderDeclaration : renderPage)(template, await parsed(call));
  });
}

/** Parses the files of a call: what they hold was checked when they were made. */
async function parsed(call: object) {
  const toValue = async (part: unknown) =>
    part instanceof Uint8Array ? (JSON.parse(Buffer.from(await plainText(part)).toString()) ?? undefined) : part;
  const entries = Object.entries(call).map(async ([name, part]) => [name, await toValue(part)]);
  return Object.fromEntries(await Promise.all(entries));
}
