import type { BrowserContext, Locator, Page } from 'playwright';
import type { Fault, FaultProxy } from './fault-proxy.ts';

/** What becomes of a request for a file. */
export type Loss = 'no network' | 'a page of the Wi-Fi network' | 'not found';

/** Each file in turn takes minutes: `BAROMETRE_EVERY_FILE=1 npx vitest run --project journeys late-files`. Else one in six. */
export const isTaken = (_: unknown, index: number) => process.env.BAROMETRE_EVERY_FILE !== undefined || index % 6 === 0;

/** A visit in the browser of an application, which has no worker: what comes after the first question comes by the network. */
export function withoutWorker(): void {
  Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  new MutationObserver(() => {
    if (document.querySelector('main[data-screen="error"]')) Reflect.get(window, 'reportOffence')('the error screen');
  }).observe(document, { childList: true, subtree: true });
}

/** Everything that the page asks for during `walk` but what its document names: from a new browser, with an empty cache. */
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

/** The proxy loses the file: a route of Playwright's would take the browser's cache away as well. */
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

/** What is wanted, or what the page says in its place: then the network comes back, and the button that asks again is pressed. */
export async function see(page: Page, wanted: Locator, reconnect: () => Promise<void>): Promise<void> {
  const again = page.getByRole('button', { name: /^(Réessayer|Try again)$/ }).first();
  await wanted.or(again).first().waitFor();
  if (await wanted.isVisible()) return;
  await reconnect();
  // What is missing may come by itself with the network, and the button goes.
  await page.evaluate(() => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) =>
      ['Réessayer', 'Try again'].includes(textContent),
    );
    button?.click();
  });
  await wanted.waitFor();
}
