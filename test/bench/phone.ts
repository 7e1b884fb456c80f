import type { Browser, BrowserContext, CDPSession, Page } from 'playwright';

/** A network and a processor, as performance budgets name them. */
export interface Profile {
  readonly name: string;
  readonly latency: number;
  readonly bitsPerSecond: number;
  readonly slowdown: number;
}

export const PROFILES = {
  A: { name: 'A', latency: 150, bitsPerSecond: 1_600_000, slowdown: 4 },
  B: { name: 'B', latency: 300, bitsPerSecond: 700_000, slowdown: 6 },
  processor: { name: '4×', latency: 0, bitsPerSecond: 0, slowdown: 4 },
  unslowed: { name: '1×', latency: 0, bitsPerSecond: 0, slowdown: 1 },
} as const satisfies Record<string, Profile>;

export interface SlowPhone {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly devtools: CDPSession;
  readonly received: { bytes: number; origins: Set<string> };
  /** Resolves with the reason when the page breaks its policy. */
  readonly refusal: Promise<string>;
}

/** How long anything may take to show, in milliseconds. */
const PATIENCE = 60_000;

/** A new context, so that nothing is cached; the page measures itself from its first script on. */
export async function openSlowPhone(browser: Browser, profile: Profile): Promise<SlowPhone> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'fr-FR',
  });
  await context.addInitScript(measure);
  return { context, ...(await openSlowPage(context, profile)) };
}

export async function openSlowPage(context: BrowserContext, profile: Profile): Promise<Omit<SlowPhone, 'context'>> {
  const page = await context.newPage();
  // A page whose script or style is blocked looks fast: what is being measured fails with this reason.
  const refusal = new Promise<string>((resolve) => {
    page.on('console', (message) => {
      if (!message.text().includes('Content Security Policy')) return;
      resolve(message.text());
      void context.close({ reason: message.text() });
    });
  });
  const devtools = await context.newCDPSession(page);
  const received = { bytes: 0, origins: new Set<string>() };
  await devtools.send('Network.enable');
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    received.bytes += encodedDataLength;
  });
  devtools.on('Network.requestWillBeSent', ({ request }) => {
    if (request.url.startsWith('http')) received.origins.add(new URL(request.url).origin);
  });
  if (profile.bitsPerSecond > 0) {
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: profile.latency,
      downloadThroughput: profile.bitsPerSecond / 8,
      uploadThroughput: profile.bitsPerSecond / 8,
    });
  }
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: profile.slowdown });
  return { page, devtools, received, refusal };
}

/** A real tap on the first element of its kind, as soon as a frame shows it. */
export async function tapWhenShown(page: Page, selector: string): Promise<void> {
  const [x = 0, y = 0] = await page.evaluate(
    ([wanted, patience]) =>
      new Promise<number[]>((resolve, reject) => {
        // Below what sticks to the top, above what sticks to the bottom.
        const MARGIN = 160;
        const late = setTimeout(() => reject(new Error(`never shown: ${wanted}`)), patience);
        const look = () => {
          const found = document.querySelector(wanted);
          const target = found?.closest('label') ?? found;
          const box = target?.getBoundingClientRect();
          if (!target || !box || box.height === 0) return requestAnimationFrame(look);
          clearTimeout(late);
          const isButton = target.matches('button');
          if (!isButton && (box.top < MARGIN || box.bottom > innerHeight - MARGIN)) {
            target.scrollIntoView({ block: 'center', behavior: 'instant' });
          } else if (isButton && box.bottom > innerHeight) target.scrollIntoView({ block: 'end', behavior: 'instant' });
          const at = target.getBoundingClientRect();
          resolve([at.x + at.width / 2, at.y + at.height / 2]);
        };
        look();
      }),
    [selector, PATIENCE] as const,
  );
  await page.touchscreen.tap(x, y);
}

/** Milliseconds since navigation at the end of the first frame that shows this. */
export function whenShown(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    ([wanted, patience]) =>
      new Promise<number>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`never shown: ${wanted}`)), patience);
        const look = () => {
          if (!document.querySelector(wanted)) return requestAnimationFrame(look);
          clearTimeout(late);
          // A message is handled after the frame in which it was posted has been drawn.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          requestAnimationFrame(() => port2.postMessage(undefined));
        };
        look();
      }),
    [selector, PATIENCE] as const,
  );
}

/** What the page notes of itself. */
export interface Figures {
  /** Event Timing durations of taps on radios. */
  readonly taps: readonly number[];
  /** From a tap on an answer to the commit of its transaction. */
  readonly durable: readonly number[];
  /** What long tasks took beyond 50 ms each. */
  readonly excess: number;
}

export function figuresOf(page: Page): Promise<Figures> {
  return page.evaluate(() => Reflect.get(window, 'figures'));
}

function measure(): void {
  const figures = {
    taps: [] as number[],
    durable: [] as number[],
    excess: 0,
  };
  Reflect.set(window, 'figures', figures);
  const interactions = new Map<number, number>();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const id: number = Reflect.get(entry, 'interactionId');
      const target: unknown = Reflect.get(entry, 'target');
      const onChoice =
        target instanceof Element &&
        (target.matches('[type=radio],[type=checkbox]') ||
          target.closest('label')?.querySelector('[type=radio],[type=checkbox]'));
      if (!id || (!onChoice && !interactions.has(id))) continue;
      interactions.set(id, Math.max(interactions.get(id) ?? 0, entry.duration));
      figures.taps = [...interactions.values()];
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) figures.excess += Math.max(0, entry.duration - 50);
  }).observe({ type: 'longtask', buffered: true });

  let tapped: number | undefined;
  addEventListener(
    'change',
    (event) => {
      tapped ??= event.timeStamp;
    },
    true,
  );
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...parameters) {
    const opened = transaction.apply(this, parameters);
    if (opened.mode === 'readwrite' && opened.objectStoreNames.contains('drafts')) {
      opened.addEventListener('complete', () => {
        if (tapped !== undefined) figures.durable.push(performance.now() - tapped);
        tapped = undefined;
      });
    }
    return opened;
  };
  // The browser's trace has a mark for each question that is shown, and for the card.
  let last = '';
  new MutationObserver(() => {
    const question = document.querySelector<HTMLElement>('form[data-question]')?.dataset.question;
    const screen = document.querySelector('[data-profile]') ? 'card' : question;
    if (screen && screen !== last) performance.mark(`shown ${screen}`);
    last = screen ?? last;
  }).observe(document, { childList: true, subtree: true });
}
