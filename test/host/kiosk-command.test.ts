import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../endpoint/harness.ts';
import { bundleEndpoint, runProgram, startProcess } from '../endpoint/process.ts';

const { answerIn, main } = await bundleEndpoint();
const LINK = `https://barometre.example/?mode=field&s=my-survey&c=fair&key=01234567#/field/${'aB3_'.repeat(8)}`;

it.each([
  ['chromium', 'Default/Preferences', '--user-data-dir='],
  ['firefox', 'user.js', ''],
])('%s opens the day at localhost, full screen and in a profile apart', async (name, file, before) => {
  const DATA_DIR = await temporaryFolder();
  const endpoint = await startProcess(main, DATA_DIR);
  const { port } = new URL(endpoint.url);
  const browser = join(DATA_DIR, name);
  await writeFile(browser, `#!/bin/sh\nprintf '%s\\n' "$@" > "$0.words"\n`, { mode: 0o755 });
  const kiosk = async (...given: string[]) => {
    const { err } = await answerIn({ DATA_DIR, PORT: port }, 'kiosk', '--browser', browser, ...given);
    return { err, words: (await readFile(`${browser}.words`, 'utf8')).trim().split('\n') };
  };
  const { words } = await kiosk(LINK);
  expect(words).toEqual(expect.arrayContaining(['--kiosk', `${before}${join(DATA_DIR, 'kiosk')}`]));
  expect(words.at(-1)).toBe(LINK.replace('https://barometre.example', `http://localhost:${port}`));
  const preferences = join(DATA_DIR, 'kiosk', file);
  await writeFile(preferences, 'as the browser has left it');
  // Without a link the day goes on.
  expect((await kiosk()).words.at(-1)).toBe(`http://localhost:${port}/`);
  expect(await readFile(preferences, 'utf8')).toBe('as the browser has left it');
  for (const failing of ['/bin/false', '/nowhere/chromium'])
    expect((await kiosk('--browser', failing)).err).toMatch(/^kiosk\.browser-failed: .*--browser FILE\n$/);
  endpoint.child.kill();
  await endpoint.ended;
});

// The third as a shell cuts it.
it.each([undefined, 'http://localhost:4173/?s=my-survey&c=fair', 'http://localhost:4173/?mode=field', LINK])(
  'says what is missing to open %s: the whole link, the service, then a browser',
  async (link) => {
    const given = ['kiosk', ...(link ? [link] : []), '--browser', '/bin/true'];
    const { err } = await answerIn({ DATA_DIR: await temporaryFolder(), PORT: '9' }, ...given);
    expect(err.split(':')[0]).toBe(link === LINK ? 'kiosk.not-served' : 'kiosk.no-day');
    expect((await runProgram(main, '/nowhere', ...given.slice(0, -2))).err).toMatch(
      /^kiosk\.no-browser: .*Chrome, Edge/,
    );
  },
);
