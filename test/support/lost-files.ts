import type { BrowserContext, Locator, Page } from 'playwright';
import type { Fault, FaultProxy } from './fault-proxy.ts';
import { LONG } from './long.ts';

/** How a request for a file fails. */
export type Loss = 'no network' | 'a page of the Wi-Fi network' | 'not found';

/** Each file in turn takes minutes: `npm run test:long late-files`. Else one in twenty-four. */
export const isTaken = (_: unknown, index: number) => LONG || index % 24 === 0;

/** A visit in an in-app browser, which has no worker: everything after the first question is loaded from the network. */
export function withoutWorker(): void {
  Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  new MutationObserver(() => {
    if (document.querySelector('main[data-screen="error"]')) Reflect.get(window, 'reportOffence')('the error screen');
  }).observe(document, { childList: true, subtree: true });
}

/** Returns the requests that the page makes during `walk`, except those that its document names. Uses a new browser with an empty cache. */
export async function lateFiles(
  context: BrowserContext,
  url: string,
  walk: (page: Page) => Promise<void>,
): Promise<readonly string[]> {
  const html = await (await fetch(url)).text();
  const page = await context.newPage();
  const late = new Set<string>();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const isNamed = pathname === '/' || html.includes(pathname) || /\.(fr|en)\.json$/.test(pathname);
    if (request.method() === 'GET' && !isNamed && !pathname.startsWith('/api/')) late.add(pathname);
  });
  await walk(page);
  await page.waitForLoadState('networkidle');
  await page.close();
  return [...late];
}

/** A page for which a file is lost, until `reconnect` is called. */
export interface PageWithoutFile {
  readonly page: Page;
  readonly reconnect: () => Promise<void>;
  /** How many times the page was loaded. */
  readonly documents: () => number;
}

const FAULTS = {
  'no network': 'cut-before',
  'a page of the Wi-Fi network': 'portal-200',
  'not found': 'status:404',
} as const satisfies Readonly<Record<Loss, Fault>>;

/** The proxy drops the file, since a Playwright route would disable the browser's cache. */
export async function openWithout(
  context: BrowserContext,
  network: FaultProxy,
  file: string,
  loss: Loss,
): Promise<PageWithoutFile> {
  const page = await context.newPage();
  let documents = 0;
  let isBack = false;
  await (await context.newCDPSession(page)).send('Network.clearBrowserCache');
  await network.fail(FAULTS[loss], file);
  page.on('domcontentloaded', () => {
    documents += 1;
  });
  page.on('request', (request) => {
    if (loss === 'no network' && !isBack && new URL(request.url()).pathname === file) void context.setOffline(true);
  });
  return {
    page,
    documents: () => documents,
    async reconnect() {
      isBack = true;
      await network.fail('ok');
      await context.setOffline(false);
    },
  };
}

/** Waits for an element, or for the message that replaces it: then restores the network and presses the button that retries. */
export async function see(page: Page, wanted: Locator, reconnect: () => Promise<void>): Promise<void> {
  const again = page.getByRole('button', { name: /^(Réessayer|Try again)$/ }).first();
  await wanted.or(again).first().waitFor();
  if (await wanted.isVisible()) return;
  await reconnect();
  // The missing file may load by itself when the network is back, and the button disappears.
  await page.evaluate(() => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) =>
      ['Réessayer', 'Try again'].includes(textContent),
    );
    button?.click();
  });
  await wanted.waitFor();
}
