import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../endpoint/harness.ts';

/** As `npm start` computes it before it decides whether to build. */
function fingerprint(env: Readonly<Record<string, string>>): string {
  const script = `import { fingerprint } from './src/build/prepare.mjs'; console.log(fingerprint());`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });
}

test('npm start builds the same for every address and for all surveys', () => {
  const built = fingerprint({});
  expect(built).toMatch(/^[0-9a-f]{64}\n$/);
  expect(fingerprint({ PUBLIC_URL: 'https://one.example', SURVEYS_DIR: 'test/fixtures' })).toBe(built);
});

test('a build notes the commit of a clean clone, marks what differs from it, and claims none for sources outside a clone', async () => {
  const folder = await temporaryFolder();
  const prepare = pathToFileURL('src/build/prepare.mjs').href;
  const script = `import { commitHere } from ${JSON.stringify(prepare)}; console.log(commitHere());`;
  const noted = (cwd = folder, env: Readonly<Record<string, string>> = {}) => {
    const options = { cwd, env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' } as const;
    return execFileSync(process.execPath, ['--input-type=module', '-e', script], options).trim();
  };
  const git = (...words: string[]) => execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' }).trim();
  expect([noted(), noted(folder, { BAROMETRE_COMMIT: 'given' })]).toEqual(['null', 'given']);
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'src/one.ts'), '1');
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=x', '-c', 'user.email=x@localhost', 'commit', '-qm', 'One');
  const commit = git('rev-parse', '--short=12', 'HEAD');
  await writeFile(join(folder, 'notes.txt'), 'no build reads this');
  expect([noted(), noted(join(folder, 'src'))]).toEqual([commit, 'null']);
  await writeFile(join(folder, 'src/two.ts'), '2');
  expect(noted()).toBe(`${commit}-modified`);
});

/** `installIfNeeded` in a folder, with this script in place of npm: what it printed, and how it ended. */
function install(folder: string, npm: string, env: Readonly<Record<string, string>> = {}, how = '') {
  const prepare = pathToFileURL('src/build/prepare.mjs').href;
  const script = `import { installIfNeeded } from ${JSON.stringify(prepare)}; installIfNeeded(${how});`;
  const options = { cwd: folder, env: { npm_execpath: npm, ...env }, encoding: 'utf8' } as const;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], options);
}

/** Notes what it is asked to do. */
const NOTES = `import { writeFileSync } from 'node:fs'; writeFileSync('asked', process.argv.slice(2, 5).join(' '));`;

async function withNpm(code: string) {
  const folder = await temporaryFolder();
  const npm = join(folder, 'npm.mjs');
  await writeFile(npm, code);
  return { folder, npm };
}

test('an installation that fails says what the driver is compiled with, and what of it is missing', async () => {
  const { folder, npm } = await withNpm('process.exitCode = 7;');
  const { status, stderr } = install(folder, npm, { PATH: folder });
  expect(status).toBe(7);
  expect(stderr).toContain('apt-get install python3 make g++); not found here: python3, make, c++.');
});

test('a driver that this Node cannot load is compiled again, and nothing else is installed', async () => {
  const { folder, npm } = await withNpm(NOTES);
  const driver = join(folder, 'node_modules/better-sqlite3/build/Release');
  await mkdir(driver, { recursive: true });
  for (const lock of ['package-lock.json', 'node_modules/.package-lock.json'])
    await writeFile(join(folder, lock), JSON.stringify({ packages: { '': {} } }));
  await writeFile(join(driver, 'better_sqlite3.node'), 'compiled for another Node');
  expect(install(folder, npm).status).toBe(0);
  expect(await readFile(join(folder, 'asked'), 'utf8')).toBe('rebuild better-sqlite3 --no-audit');
});

test('the driver can be left to be compiled beside what needs none', async () => {
  const { folder, npm } = await withNpm(NOTES);
  expect(install(folder, npm, {}, '{ compiles: false }').status).toBe(0);
  expect(await readFile(join(folder, 'asked'), 'utf8')).toBe('ci --include=dev --ignore-scripts');
});

test('the lockfile names no registry, and only one package has an install script', async () => {
  const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as {
    packages: Record<
      string,
      { hasInstallScript?: true; optional?: true; bin?: Record<string, string>; resolved?: string }
    >;
  };
  const entries = Object.entries(packages);
  expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  // What runs on a Mac alone is optional.
  const scripts = entries.filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional);
  expect(scripts.map(([path]) => path)).toEqual(['node_modules/better-sqlite3']);
  // Its script falls back on a compiler where this program is absent, which would fetch a binary that no lock covers.
  expect(entries.filter(([, { bin }]) => bin && 'prebuild-install' in bin)).toEqual([]);
});

test('the bill of materials names each package once, with a licence by the name that SPDX has, and the fonts of the app', () => {
  const script = `import { sbomOf, shippedPackages } from './src/build/packing/sbom.mjs'; console.log(sbomOf(shippedPackages()));`;
  const { components } = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  ) as { readonly components: readonly { readonly purl: string; readonly licenses?: readonly object[] }[] };
  const spdx = /^\(?(0BSD|Apache-2\.0|BSD-[23]-Clause|GPL-3\.0-or-later|ISC|MIT|OFL-1\.1|Zlib|\b (?:AND|OR) )+\)?$/;
  for (const { licenses } of components) expect(licenses).toEqual([{ expression: expect.stringMatching(spdx) }]);
  const purls = components.map(({ purl }) => purl);
  expect(new Set(purls).size).toBe(purls.length);
  for (const name of ['hono', 'pg', 'duck', '%40fontsource-variable/'])
    expect(purls.join(' ')).toContain(`pkg:npm/${name}`);
});
