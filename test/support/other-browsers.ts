import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { greetMarionette } from './marionette.ts';

/** A browser that Playwright does not drive, controlled by WebDriver. */
export interface OtherBrowser {
  readonly go: (url: string) => Promise<void>;
  /** Runs in the page, as the body of a function. */
  readonly run: (script: string) => Promise<unknown>;
  /** Waits until the script returns something true. */
  readonly until: (script: string) => Promise<unknown>;
  /** Taps the middle of the visible part. */
  readonly tap: (selector: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

type Commands = Pick<OtherBrowser, 'go' | 'run' | 'tap' | 'close'>;

const PATIENCE = 60_000;

/** Debian's Firefox comes without geckodriver; it accepts WebDriver commands over a socket (Marionette). */
export async function openFirefox(profile: string, setting = ''): Promise<OtherBrowser> {
  const port = await freePort();
  await writeFile(join(profile, 'user.js'), `user_pref("marionette.port", ${port});\n${setting}\n`);
  const browser = start('firefox-esr', ['--headless', '--marionette', '--no-remote', '--profile', profile], profile);
  const socket = await orStop(browser, reach(port));
  const send = await orStop(browser, greetMarionette(socket));
  await orStop(browser, send('WebDriver:NewSession'));
  return withPatience({
    go: async (url) => void (await send('WebDriver:Navigate', { url })),
    run: async (script) => valueIn(await send('WebDriver:ExecuteScript', { script, args: [] })),
    tap: async (selector) => {
      const found = valueIn(await send('WebDriver:FindElement', { using: 'css selector', value: selector }));
      // Firefox scrolls it to the very end of the window, where a line of the page's foot may lie over it.
      const script = `document.querySelector(${JSON.stringify(selector)}).scrollIntoView({ block: 'center' })`;
      await send('WebDriver:ExecuteScript', { script, args: [] });
      await send('WebDriver:ElementClick', { id: elementOf(found) });
    },
    close: async () => {
      socket.destroy();
      await stop(browser);
    },
  });
}

/**
 * Retries a journey only when the browser itself broke. WebKitGTK 2.54's network process corrupts its memory in about one of fifty
 * journeys: libsoup complains, then the process crashes or stops answering. A page that fails is not tried again. Sessions of 50
 * navigations broke in 2 of 8 tries, with an older build in 2 of 12, without the worker in 1 of 10, with a plain page in 0 of 12:
 * the cause is not known.
 */
export const WEBKIT_CRASHED = {
  count: 2,
  condition: /libsoup-CRITICAL|WebKit encountered an internal error|Session terminated|page crash or hang/,
};

/** WebKit, Safari's engine, in its GTK browser on a virtual screen. */
export async function openWebKit(home: string): Promise<OtherBrowser> {
  const port = await freePort();
  const driver = start('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], home, 'pipe');
  let complaints = '';
  driver.stderr?.on('data', (chunk) => {
    complaints += chunk;
  });
  const call = (method: string, path: string, body?: object) =>
    ask(method, path, body).catch((error: unknown) => {
      throw new Error(`${error}\n${complaints}`, { cause: error });
    });
  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return valueIn(answer);
  };
  (await orStop(driver, reach(port))).destroy();
  const options = { binary: miniBrowser(), args: ['--automation'] };
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
  const opened = await orStop(driver, call('POST', '/session', { capabilities }));
  const session = `/session/${Reflect.get(Object(opened), 'sessionId')}`;
  return withPatience({
    go: async (url) => void (await call('POST', `${session}/url`, { url })),
    run: (script) => call('POST', `${session}/execute/sync`, { script, args: [] }),
    tap: async (selector) => {
      const found = await call('POST', `${session}/element`, { using: 'css selector', value: selector });
      await call('POST', `${session}/element/${elementOf(found)}/click`, {});
    },
    // Not by ending the session: a browser that has crashed does not answer.
    close: () => stop(driver),
  });
}

function miniBrowser(): string | undefined {
  const libraries = '/usr/lib';
  const places = readdirSync(libraries).filter((folder) => folder.endsWith('-linux-gnu'));
  return places
    .flatMap((folder) => readdirSync(join(libraries, folder)).map((name) => join(libraries, folder, name)))
    .filter((path) => path.includes('/webkit2gtk-4.'))
    .map((path) => join(path, 'MiniBrowser'))
    .at(-1);
}

/** Adds `until` to the commands of a browser. */
export function withPatience(commands: Commands): OtherBrowser {
  return {
    ...commands,
    async until(script) {
      for (const end = Date.now() + PATIENCE; ; ) {
        const value = await commands.run(script);
        if (value) return value;
        if (Date.now() > end) throw new Error(`It never came: ${script}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  };
}

/** Starts it in a new process group, so that its children end with it. */
function start(
  program: string,
  args: readonly string[],
  home: string,
  stderr: 'ignore' | 'pipe' = 'ignore',
): ChildProcess {
  const env = { ...process.env, HOME: home };
  return spawn(program, args, { detached: true, stdio: ['ignore', 'ignore', stderr], env });
}

/** Leaves no process running if the browser does not open. */
async function orStop<Value>(program: ChildProcess, step: Promise<Value>): Promise<Value> {
  try {
    return await step;
  } catch (error) {
    await stop(program);
    throw error;
  }
}

async function stop(program: ChildProcess): Promise<void> {
  if (program.pid === undefined || program.exitCode !== null || program.signalCode !== null) return;
  const ended = once(program, 'exit');
  const group = -program.pid;
  process.kill(group, 'SIGTERM');
  const late = setTimeout(() => process.kill(group, 'SIGKILL'), 3000);
  await ended;
  clearTimeout(late);
}

/** Connects as soon as someone listens. */
async function reach(port: number): Promise<Socket> {
  for (const end = Date.now() + PATIENCE; ; ) {
    const socket = connect(port, '127.0.0.1');
    const open = await Promise.race([
      new Promise((resolve) => socket.once('connect', () => resolve(true))),
      new Promise((resolve) => socket.once('error', () => resolve(false))),
    ]);
    if (open) return socket;
    if (Date.now() > end) throw new Error('The browser does not listen');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function valueIn(answer: unknown): unknown {
  return Reflect.get(Object(answer), 'value');
}

/** An element's reference is under a key that the standard fixes. */
function elementOf(found: unknown): string {
  return String(Object.values(Object(found))[0]);
}
