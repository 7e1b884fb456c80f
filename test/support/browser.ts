import { execFileSync } from 'node:child_process';
import { type Browser, type BrowserContext, chromium, type Page, type ViewportSize } from 'playwright';
import { CHROMIUM_ARGS, findChromium, findLightChromium } from '../../src/build/chromium.mjs';

/** A phone with a separate profile folder, which survives killing and restarting the browser. */
export interface Phone {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page did that it never should; must be empty at the end. */
  readonly offences: readonly string[];
  readonly close: () => Promise<void>;
  /** `kill -9` of the whole browser. */
  readonly kill: () => Promise<void>;
}

/** A browser context in a shared browser: its storage disappears with it. It opens five times as fast. */
export type Visit = Omit<Phone, 'kill'>;

export interface PhoneOptions extends VisitOptions {
  readonly profile: string;
  /** Uses a browser with a back/forward cache. */
  readonly hasBackCache?: true;
}

export interface VisitOptions {
  readonly locale?: string;
  readonly timezone?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: ViewportSize;
  /** Without it no service worker is registered, which would fetch the whole release: a second of processor time. */
  readonly hasWorker?: boolean;
  /** Runs in every page before its own scripts. */
  readonly before?: () => void;
}

/** A host of a local network. Unlike `localhost`, a page served from it over http is not a secure context. */
export const LAN_NAME = 'barometre.lan';

const SCREEN = { width: 412, height: 823 };

/** Waits until the page says that it opens without network. */
export async function openReady(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('[data-message="ready"]').waitFor({ state: 'attached' });
}

export async function openPhone(options: PhoneOptions): Promise<Phone> {
  const context = await chromium.launchPersistentContext(options.profile, {
    ...program(options.hasBackCache ? findChromium() : findLightChromium()),
    ...screenOf(options),
    ignoreDefaultArgs: options.hasBackCache ? ['--disable-back-forward-cache'] : [],
  });
  return {
    ...(await watched(context, options)),
    kill: async () => {
      const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
      for (const pid of pidsOf(options.profile)) killNow(pid);
      await closed;
    },
  };
}

/** Closed when the test process ends. */
let shared: Promise<Browser> | undefined;

export async function openVisit(options: VisitOptions = {}): Promise<Visit> {
  // A browser that crashed in an earlier test is replaced.
  if (!(await shared)?.isConnected()) shared = undefined;
  shared ??= chromium.launch(program());
  const context = await (await shared).newContext(screenOf(options));
  return watched(context, options);
}

function program(executablePath = findLightChromium()) {
  if (executablePath === undefined) throw new Error('No Chrome or Chromium: name one in BAROMETRE_CHROMIUM');
  return {
    executablePath,
    args: [...CHROMIUM_ARGS, `--host-resolver-rules=MAP ${LAN_NAME} 127.0.0.1`],
    headless: true,
  };
}

function screenOf(options: VisitOptions) {
  const { locale = 'fr-FR', colorScheme = 'light', viewport = SCREEN, timezone, hasWorker = true } = options;
  const serviceWorkers = hasWorker ? ('allow' as const) : ('block' as const);
  const screen = { viewport, hasTouch: true, isMobile: true, deviceScaleFactor: 1 };
  return {
    ...screen,
    serviceWorkers,
    locale,
    colorScheme,
    ...(timezone === undefined ? {} : { timezoneId: timezone }),
  };
}

async function watched(context: BrowserContext, { before }: VisitOptions): Promise<Visit> {
  context.setDefaultTimeout(60_000);
  const offences: string[] = [];
  let gone = false;
  context.once('close', () => {
    gone = true;
  });
  watch(context, offences);
  await context.exposeFunction('reportOffence', (what: string) => offences.push(what));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (violation) => {
      Reflect.get(window, 'reportOffence')(`policy: ${violation.violatedDirective} ${violation.blockedURI}`);
    });
  });
  if (before) await context.addInitScript(before);
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    context,
    page,
    offences,
    close: async () => {
      if (gone) return;
      const cookies = await context.cookies();
      if (cookies.length > 0) offences.push(`cookies: ${cookies.map((cookie) => cookie.name).join()}`);
      await context.close();
    },
  };
}

function watch(context: BrowserContext, offences: string[]): void {
  let origin: string | undefined;
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (!url.protocol.startsWith('http')) return;
    origin ??= url.origin;
    if (url.origin !== origin) offences.push(`third party: ${url.origin}`);
  });
  context.on('weberror', (error) => offences.push(`error: ${error.error().message}`));
}

/** Returns the processes of the browser with this profile folder. */
function pidsOf(profile: string): readonly number[] {
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
  return processes
    .split('\n')
    .filter((line) => line.includes(`--user-data-dir=${profile}`))
    .map((line) => Number.parseInt(line, 10));
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It ended with its parent between the list and the kill.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
