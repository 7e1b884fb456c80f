import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../endpoint/harness.ts';
import { bundleEndpoint, runProgram, startProcess } from '../endpoint/process.ts';

const { answerIn, main } = await bundleEndpoint();

const END = `/?mode=field&s=my-survey&c=fair&key=0123456789abcdef#/field/${'aB3_'.repeat(8)}`;
const LINK = `https://barometre.example${END}`;

/** A browser that notes the words it was started with. */
async function notingBrowser(name: string) {
  const folder = await temporaryFolder();
  const program = join(folder, name);
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$@" > "$0.words"\n`, { mode: 0o755 });
  return { folder, program, words: async () => (await readFile(`${program}.words`, 'utf8')).trim().split('\n') };
}

it.each([
  ['chromium', 'Default/Preferences', '--user-data-dir='],
  ['firefox', 'user.js', ''],
])('%s opens the day at localhost, full screen and in a profile apart', async (name, file, before) => {
  const endpoint = await startProcess(main, await temporaryFolder());
  const { program, folder, words } = await notingBrowser(name);
  const { port } = new URL(endpoint.url);
  const kiosk = (...given: string[]) =>
    answerIn({ DATA_DIR: folder, PORT: port }, 'kiosk', ...given, '--browser', program);
  expect(await kiosk(LINK)).toEqual({ code: 0, out: '', err: '' });
  const profile = join(folder, 'kiosk');
  expect(await words()).toEqual(expect.arrayContaining(['--kiosk', `${before}${profile}`]));
  expect((await words()).at(-1)).toBe(`http://localhost:${port}${END}`);
  await writeFile(join(profile, file), 'as the browser has left it');
  // Without a link the day goes on.
  expect(await kiosk()).toMatchObject({ code: 0 });
  expect((await words()).at(-1)).toBe(`http://localhost:${port}/`);
  expect(await readFile(join(profile, file), 'utf8')).toBe('as the browser has left it');
  endpoint.child.kill('SIGTERM');
  await endpoint.ended;
});

it('without a browser it names those that it knows, and the way to name another', async () => {
  const { code, err } = await runProgram(main, await temporaryFolder(), 'kiosk', LINK);
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/^kiosk\.no-browser: .*Chrome, Edge, Chromium.*Firefox.*--browser FILE\n$/),
  ]);
});

it.each([
  ['kiosk.no-day', []],
  ['kiosk.no-day', ['http://localhost:4173/?s=my-survey&c=fair']],
  // As a shell cuts it.
  ['kiosk.no-day', ['http://localhost:4173/?mode=field']],
  ['kiosk.not-served', [LINK]],
])('answers %s to %j', async (code, given) => {
  const { program, folder } = await notingBrowser('chromium');
  const env = { DATA_DIR: folder, PORT: '9' };
  const { err } = await answerIn(env, 'kiosk', ...given, '--browser', program);
  expect(err.split(':')[0]).toBe(code);
});

it('says that the browser failed, and how to see why', async () => {
  const endpoint = await startProcess(main, await temporaryFolder());
  const env = { DATA_DIR: await temporaryFolder(), PORT: new URL(endpoint.url).port };
  for (const program of ['/bin/false', '/nowhere/chromium'])
    expect((await answerIn(env, 'kiosk', LINK, '--browser', program)).err).toMatch(
      /^kiosk\.browser-failed: .*--browser FILE\n$/,
    );
  endpoint.child.kill('SIGTERM');
  await endpoint.ended;
});
