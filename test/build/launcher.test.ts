import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/* The launcher of the tarball, with programs in place of Node that say which one they are. */

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barometre launcher-'));
  await cp('src/build/packing/barometre.sh', join(folder, 'barometre'));
  await chmod(join(folder, 'barometre'), 0o755);
  await mkdir(join(folder, 'elsewhere'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(version: string | undefined, env: Readonly<Record<string, string>> = {}, platform = 'linux-x64') {
  const node = join(folder, 'node');
  const [major] = version?.split('.') ?? [];
  const script = `#!/bin/sh\ncase "$1 $2" in "-p "*platform*) echo ${platform};; "-p "*split*) echo ${major};; "-p "*) echo ${version};; *) echo "$PWD|$BAROMETRE_FOLDER|$*";; esac\n`;
  if (version !== undefined) await writeFile(node, script, { mode: 0o755 });
  return spawnSync(join(folder, 'barometre'), ['token', 'list'], {
    cwd: join(folder, 'elsewhere'),
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', NODE: version === undefined ? '/nowhere/node' : node, ...env },
  });
}

test.each([
  [undefined, /^Node 22 or later is needed; .*nodejs\.org/],
  ['20.19.2', /^Node 22 or later is needed, this is Node 20\.19\.2/],
])('with Node %s it says what to install', async (version, says) => {
  const { status, stderr, stdout } = await run(version);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(says);
});

/** It runs where it is typed, so that data and the files of a command are there, and knows its own folder. */
const ran = () => `${join(folder, 'elsewhere')}|${folder}|${join(folder, 'dist/endpoint/main.js')} token list\n`;

test('the program runs where the launcher is typed, and knows its own folder', async () => {
  const { status, stdout } = await run('24.1.0');
  expect([status, stdout]).toEqual([0, ran()]);
});

test('the launcher runs in a chroot that has neither uname nor dirname', async () => {
  const { status, stdout, stderr } = await run('24.1.0', { PATH: '/nowhere' });
  expect([status, stderr, stdout]).toEqual([0, '', ran()]);
});

test.each(['darwin-arm64', 'win32-x64', 'linux-riscv64'])('on %s it says where it runs', async (platform) => {
  const { status, stdout, stderr } = await run('24.1.0', {}, platform);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^This tarball runs on Linux, x64 or arm64\./);
});
