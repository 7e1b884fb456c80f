import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DATABASE_NAME } from '../../src/device/store/schema.ts';
import { temporaryFolder } from '../endpoint/harness.ts';
import { openPhone } from '../support/browser.ts';
import { type RunningEndpoint, startEndpoint } from '../support/endpoint.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { makeNextRelease } from '../support/next-release.ts';
import { type OtherBrowser, openFirefox, openWebKit, WEBKIT_CRASHED, withPatience } from '../support/other-browsers.ts';

let folder: string;
let endpoint: RunningEndpoint;
let next: RunningEndpoint;
let network: FaultProxy;
let browser: OtherBrowser | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
  await makeNextRelease(join(folder, 'next'));
  endpoint = await startEndpoint({ dataDir: join(folder, 'data') });
  next = await startEndpoint({ dataDir: join(folder, 'data-next'), env: { ASSETS_DIR: join(folder, 'next') } });
  network = await startFaultProxy(endpoint.url);
});
afterEach(async () => {
  await browser?.close();
  await network.close();
  await Promise.all([endpoint.stop(), next.stop()]);
});

/** Playwright's Chromium, in the words of the others. */
async function openChromium(profile: string): Promise<OtherBrowser> {
  const { page, close } = await openPhone({ profile: join(profile, 'chromium') });
  return withPatience({
    run: (script) => page.evaluate(`(() => {${script}})()`),
    go: async (url) => void (await page.goto(url)),
    tap: (selector) => page.locator(selector).first().click(),
    close,
  });
}

const READY = 'return document.documentElement.dataset.ready !== undefined';
const OFFLINE = 'return document.querySelector("[data-message=ready], [data-message=waiting], [data-message=server]")';
const SAVED = 'return document.querySelector("[data-save=saved]") !== null';
/** Starts to look at what the device holds: ids of what is in each store, in order. */
const LOOK = `
  window.held = undefined;
  const opening = indexedDB.open('${DATABASE_NAME}');
  opening.onsuccess = () => {
    const stores = ['drafts', 'outbox', 'finished'];
    const tx = opening.result.transaction(stores);
    const reads = stores.map((store) => tx.objectStore(store).getAll());
    tx.oncomplete = () => {
      window.held = reads.map(({ result }) => result.map(({ id, secret }) => id + ' ' + secret));
      opening.result.close();
    };
  };`;

/** What is in the page of a release, and in no other. */
const SHOWN = {
  this: 'head:not(:has(meta[name=release])) #survey',
  next: 'meta[name=release][content=next]',
} as const;

/** Whether the page had to ask which survey it shows, as the generic one does. */
const ASKED = 'return performance.getEntriesByType("resource").some(({ name }) => name.endsWith("/current"))';

async function held(): Promise<unknown> {
  await browser?.run(LOOK);
  return browser?.until('return window.held');
}

/** What the workers do and who holds or awaits a lock: a release cannot take over while the one before it still works. */
const STATES = `
  window.states = undefined;
  void navigator.locks.query().then(({ held, pending }) => {
    const { installing, waiting, active } = window.workers;
    const lock = ({ name, clientId }) => name + ' ' + clientId;
    window.states = JSON.stringify({
      states: [installing, waiting, active].map((worker) => worker?.state ?? null),
      held: held.map(lock),
      pending: pending.map(lock),
    });
  });`;

/** Whether nothing was fetched for longer than a second visit waits before it registers its worker and looks for its last card. */
const QUIET = `
  const ends = performance.getEntriesByType('resource').map(({ responseEnd }) => responseEnd);
  return performance.now() - Math.max(0, ...ends) > 2000;`;

/** The endpoint asks to be left alone for longer than the test takes. */
const BUSY = 'retry-after:3600';

/**
 * Opens the page, which then sends nothing more. A request that reaches Chromium's worker just as it is stopped for the next one
 * starts it again, and while a debugger watches, the next one never takes over.
 */
async function openQuietly(): Promise<void> {
  const sent = () => network.seen.filter(({ path }) => path === '/api/responses').length;
  await network.fail(BUSY, '/api/responses');
  const before = sent();
  await browser?.go(`${network.url}/`);
  await browser?.until(READY);
  await expect.poll(sent, { timeout: 30_000 }).toBeGreaterThan(before);
  await browser?.until(QUIET);
}

/** Installs a release and lets it take over, as the button of the opening does when nothing else is to be said. */
async function take(release: keyof typeof SHOWN): Promise<void> {
  network.leadTo({ this: endpoint, next }[release].url);
  await browser?.run(`
    window.workers = undefined;
    void navigator.serviceWorker.ready.then((registration) => {
      window.workers = registration;
      return registration.update();
    });`);
  await browser?.until('return Boolean(window.workers?.waiting)');
  await browser?.run('window.workers.waiting.postMessage({ type: "SKIP_WAITING" })');
  const isTaken = 'return !window.workers.waiting && window.workers.active?.state === "activated"';
  try {
    await browser?.until(isTaken);
  } catch (error) {
    await browser?.run(STATES);
    throw new Error(`${release} did not take over: ${await browser?.until('return window.states')}`, { cause: error });
  }
}

test.each([
  ['Chromium', openChromium],
  ['WebKit', openWebKit],
  ['Firefox', openFirefox],
] as const)(
  '%s goes from this release to the next one and back; without a network each opens with its page, the draft, the card and what waits',
  {
    retry: WEBKIT_CRASHED,
    timeout: 240_000,
  },
  async (_, open) => {
    browser = await open(folder);
    await network.fail(BUSY, '/api/responses');
    await browser.go(`${network.url}/?c=fair`);
    await browser.until(READY);
    await browser.until(OFFLINE);
    await answerFirst();
    await browser.run('location.hash = "#/check"');
    await browser.until('return document.querySelector("main[data-screen=check] button") !== null');
    await browser.run(
      '[...document.querySelectorAll("button")].find((one) => /Terminer|Finish/.test(one.textContent)).click()',
    );
    await browser.until('return document.querySelector("[data-delivery=device]") !== null');
    await browser.run('location.hash = "#/"');
    await browser.until('return document.querySelector(".begin") !== null');
    await answerFirst();
    await openQuietly();
    const before = await held();
    expect(before).toMatchObject([[expect.any(String)], [expect.any(String)], [expect.any(String)]]);

    for (const release of ['next', 'this'] as const) {
      await take(release);
      await network.fail('down');
      await browser.go(`${network.url}/`);
      await browser.until(READY);
      await browser.until(`return document.querySelector('${SHOWN[release]}') !== null`);
      expect(await browser.run(ASKED)).toBe(false);
      expect(await held()).toEqual(before);
      await browser.until('return document.querySelector(\'a[href^="#/card/"]\') !== null');
      // What it says of sending comes a moment later, and moves what is to be tapped.
      await browser.until(OFFLINE);
      await browser.tap('[aria-labelledby=drafts-title] .primary');
      await browser.until('return document.querySelector("form[data-question] input:checked") !== null');
      await openQuietly();
    }
    await network.fail('ok');
    await browser.go(`${network.url}/`);
    for (let rows = await endpoint.rows(); rows.length === 0; rows = await endpoint.rows()) await browser.until(READY);
    expect(await endpoint.rows()).toMatchObject([{ status: 'complete', channel: 'fair' }]);
  },
);

test('two releases that answer in turn behind one address: no release keeps a page of the other, and the phone opens without a network', async () => {
  network.leadTo(endpoint.url, next.url);
  browser = await openChromium(folder);
  for (let visit = 0; visit < 4; visit++) {
    await browser.go(`${network.url}/?c=visit-${visit}`);
    await browser.until(READY);
    await browser.until('return document.querySelector("[data-message=ready], [data-message=update]") !== null');
  }
  await browser.run(`
    window.pages = undefined;
    void caches.keys().then(async (names) => {
      const pages = await Promise.all(names.map(async (name) => {
        const cache = await caches.open(name);
        const requests = (await cache.keys()).filter(({ url }) => new URL(url).pathname === '/');
        return Promise.all(requests.map(async (request) => {
          const release = (await cache.match(request)).headers.get('Release');
          return name === 'barometre-' + release ? 'own' : name + ' has a page of ' + release;
        }));
      }));
      window.pages = [...new Set(pages.flat())];
    });`);
  expect(await browser.until('return window.pages')).toEqual(['own']);
  await network.fail('down');
  await browser.go(`${network.url}/`);
  await browser.until(READY);
  expect(await browser.run(ASKED)).toBe(false);
});

async function answerFirst(): Promise<void> {
  await browser?.tap('.begin');
  await browser?.until('return document.querySelector("form[data-question] input") !== null');
  await browser?.run('document.querySelector("form[data-question] input").click()');
  await browser?.until(SAVED);
}
