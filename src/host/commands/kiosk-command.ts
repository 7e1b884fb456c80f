import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { orCannotStart } from '../../endpoint/process/atomic-write.ts';
import { CannotStart } from '../../endpoint/process/cannot-start.ts';
import type { CommandResult } from './command.ts';
import { type Command, FILE } from './command-line.ts';

/** Makes this computer a shared tablet: on `localhost` the browser stores and encrypts without a certificate. */
export const KIOSK_COMMAND: Command = {
  words: [{ name: 'LINK', isOptional: true }],
  options: { browser: { value: FILE } },
  isApart: true,
  run: ({ words: [link], options: { browser = installedBrowser() } }, { port, dataDir }) => {
    const folder = resolve(dataDir, 'kiosk');
    const end = link === undefined && existsSync(folder) ? '/' : endOf(link);
    return openKiosk(new URL(end, `http://localhost:${port}`), browser, folder);
  },
};

/** A shell that reads the link without quotes cuts it at its first `&`, so the check of the PIN is required. */
const DAY_LINK = /^https?:\/\/[^/?#]+(\/\?mode=field.*#\/field\/[\w-]{32})$/;

/** Leaves out the origin: at the address of another computer, or at one that others use, the browser wants a certificate. */
function endOf(link = ''): string {
  const end = DAY_LINK.exec(link)?.[1];
  if (end !== undefined) return end;
  throw new CannotStart(
    'kiosk.no-day: a day begins with the whole link of a field sheet, between double quotes. The page Invitations of the desk prepares a sheet for each event',
  );
}

/** No proxy is there, so that the browser reaches `localhost` alone. */
const NOWHERE = { host: '127.0.0.1', port: 9 };
const FIREFOX_PREFERENCES = `user_pref("permissions.default.persistent-storage", 1);
user_pref("browser.translations.enable", false);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.socks", "${NOWHERE.host}");
user_pref("network.proxy.socks_port", ${NOWHERE.port});
`;
const CHROMIUM_PREFERENCES = {
  profile: { content_settings: { exceptions: { durable_storage: { 'http://localhost:*,*': { setting: 1 } } } } },
  translate: { enabled: false },
};

/** Returns the words that open a full-screen window, and what the profile in this folder begins with: it stores without asking. */
function startOf(browser: string, folder: string) {
  if (/firefox[^/\\]*$/i.test(browser))
    return { file: 'user.js', text: FIREFOX_PREFERENCES, words: ['--no-remote', '--kiosk', '--profile', folder] };
  const words = [
    '--kiosk',
    '--no-first-run',
    '--hide-crash-restore-bubble',
    `--proxy-server=${NOWHERE.host}:${NOWHERE.port}`,
  ];
  const text = JSON.stringify(CHROMIUM_PREFERENCES);
  return { file: 'Default/Preferences', text, words: [...words, `--user-data-dir=${folder}`] };
}

/** Ends when the window is closed. */
async function openKiosk(address: URL, browser: string, folder: string): Promise<CommandResult> {
  const { origin } = address;
  const health = await fetch(`${origin}/api/health`).catch((error: unknown) => {
    // A refused connection is a TypeError.
    if (error instanceof TypeError) return undefined;
    throw error;
  });
  if (health?.headers.get('Content-Type') !== 'application/json')
    throw new CannotStart(
      `kiosk.not-served: no Baromètre answers at ${origin}. Run npm start in another window, with the same PORT`,
    );
  const { file, text, words } = startOf(browser, folder);
  const written = join(folder, file);
  await orCannotStart(`cannot write ${written}`, () => mkdirSync(dirname(written), { recursive: true }));
  if (!existsSync(written)) await orCannotStart(`cannot write ${written}`, () => writeFileSync(written, text));
  process.stdout.write(
    `This computer is a shared tablet, at ${origin}. To leave: the PIN of the sheet, then Alt+F4 (Cmd+Q on a Mac).\nUnsent responses are in ${folder}: keep it while the tablet counts any.\n`,
  );
  const window = spawn(browser, [...words, address.href], { stdio: 'ignore' });
  const [failure] = await once(window, 'exit').catch((error: Error) => [error.message]);
  if (!failure) return { says: '' };
  throw new CannotStart(
    `kiosk.browser-failed: ${browser} ended with ${failure}. Start it by hand to see why, or name another: --browser FILE`,
  );
}

/** Programs on Windows, macOS and others, the preferred browser first. */
const BROWSERS = [
  ...['Google/Chrome/Application/chrome.exe', 'Google Chrome.app/Contents/MacOS/Google Chrome', 'google-chrome'],
  ...['Microsoft/Edge/Application/msedge.exe', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge', 'microsoft-edge'],
  ...['Chromium.app/Contents/MacOS/Chromium', 'chromium', 'chromium-browser'],
  ...['Mozilla Firefox/firefox.exe', 'Firefox.app/Contents/MacOS/firefox', 'firefox'],
];

function installedBrowser({ env } = process): string {
  const { PATH = '', ProgramFiles, 'ProgramFiles(x86)': others, LOCALAPPDATA } = env;
  const folders = [ProgramFiles, others, LOCALAPPDATA, '/Applications', ...PATH.split(delimiter)].filter(Boolean);
  const places = BROWSERS.flatMap((program) => folders.map((folder) => `${folder}/${program}`));
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new CannotStart(
    'kiosk.no-browser: neither Chrome, Edge, Chromium nor Firefox is where it is usually installed. Install one, or name it: --browser FILE',
  );
}
