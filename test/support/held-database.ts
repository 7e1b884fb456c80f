import type { BrowserContext, Page } from 'playwright';
import { DATABASE_NAME } from '../../src/device/store/schema.ts';

/** A database that is blocked by an upgrade in the page of another release. */
export interface HeldDatabase {
  /** Aborts the upgrade: the database is as before. */
  readonly release: () => Promise<void>;
}

/** Blocks it from a page of the same origin, until it is released. */
export async function holdDatabase(context: BrowserContext, origin: string): Promise<HeldDatabase> {
  const page = await context.newPage();
  // A page that is neither the application nor handled by its worker.
  await page.goto(`${origin}/api/health`);
  await page.evaluate(hold, DATABASE_NAME);
  return {
    async release() {
      await page.evaluate(() => Reflect.get(window, 'release')());
      await page.close();
    },
  };
}

/** Runs in the page. A transaction stays open as long as it has requests. */
function hold(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name, 999);
    const ended = new Promise<void>((end) => request.addEventListener('error', () => end()));
    let isHeld = true;
    request.addEventListener('upgradeneeded', () => {
      const busy = request.result.createObjectStore('held');
      const ask = () => {
        if (isHeld) busy.count().onsuccess = ask;
        else request.transaction?.abort();
      };
      ask();
      Reflect.set(window, 'release', () => {
        isHeld = false;
        return ended;
      });
      resolve();
    });
  });
}

/** Records in each page of a context whether it has opened its database, and each moment at which it shows one of these. */
export async function watchWhatIsShown(context: BrowserContext, shows: ShownWhileHeld): Promise<void> {
  await context.addInitScript(watch, shows);
}

export interface ShownWhileHeld {
  readonly texts: readonly string[];
  /** Selector of buttons. */
  readonly labels: readonly string[];
  /** Selector of numbers, none of which may be 0. */
  readonly counts: string;
  readonly never: string;
}

function watch({ texts, labels, counts, never }: ShownWhileHeld): void {
  const open = IDBFactory.prototype.open;
  const state = { hasAsked: false, isWatched: true, shown: new Set<string>() };
  Reflect.set(window, 'watched', state);
  IDBFactory.prototype.open = function (...how) {
    state.hasAsked = true;
    return open.apply(this, how);
  };
  const look = () => {
    if (!state.isWatched) return;
    const text = document.querySelector('#app')?.textContent ?? '';
    for (const one of texts) if (text.includes(one)) state.shown.add(one);
    for (const button of document.querySelectorAll('button'))
      if (labels.includes(button.textContent?.trim() ?? '')) state.shown.add(`button: ${button.textContent}`);
    for (const count of document.querySelectorAll(counts))
      if (count.textContent?.trim() === '0') state.shown.add(count.outerHTML);
    if (document.querySelector(never)) state.shown.add(never);
    setTimeout(look, 60);
  };
  addEventListener('DOMContentLoaded', look);
}

export async function hasAsked(page: Page): Promise<boolean> {
  return page.evaluate(() => Reflect.get(window, 'watched')?.hasAsked === true);
}

/** Stops recording, and returns what was recorded. */
export async function whatWasShown(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const state = Reflect.get(window, 'watched');
    state.isWatched = false;
    return [...state.shown];
  });
}
