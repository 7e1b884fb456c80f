import { existsSync } from 'node:fs';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The browser of the tests: the one named by BAROMETRE_CHROMIUM, else the one installed on this machine. */
export function findChromium(): string | undefined {
  return process.env.BAROMETRE_CHROMIUM ?? USUAL_PLACES.find((place) => existsSync(place));
}

export const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell';

/**
 * Chromium's headless shell, if Debian's package of it is installed: it takes a fifth less processor time. It has no back/forward
 * cache.
 */
export function findLightChromium(): string | undefined {
  return process.env.BAROMETRE_CHROMIUM ?? (existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : findChromium());
}

/** No sandbox (tests may run as root in a container), no GPU, and none of Chromium's own network requests. */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
