// `npm run pack`: writes a tarball that runs without a compiler and without a network, where Node 22 or later is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { buildIfNeeded, installHere } from '../prepare.mjs';
import { SBOM, sbomOf, shippedPackages } from './sbom.mjs';

/**
 * A clone has release 12 of the driver, since it also runs on Node 20, where release 13 crashes; it is compiled for one version of
 * Node. Release 13 brings binaries for Linux on x64 and arm64, glibc and musl, that run on Node 22 and all later ones. There is no
 * release with both, so one version for clone and tarball comes when Node 20 goes.
 */
const DRIVER = {
  name: 'better-sqlite3',
  version: '13.2.0',
  integrity: 'sha512-Z8Q/9x/uNyKxA1v4FNodyItRVRw1TeKBrmj32JhxhR0ceNcBY+wMobt/Bv7M7TzwPAXjnZRtNaEsATnUZSKWZQ==',
};
/** The binaries that the tarball brings. */
const PLATFORMS = ['linux-x64', 'linux-arm64', 'linuxmusl-x64', 'linuxmusl-arm64'];
/** Folders and files that are copied as they are. */
const PARTS = ['dist/app', 'dist/endpoint', 'public/surveys', 'docs', 'LICENSE', 'README.md'];
const OUT = 'dist/pack';

installHere();
buildIfNeeded();
pack();

function pack() {
  const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
  const title = `${name}-${version}`;
  const stage = join(OUT, title);
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  for (const part of PARTS) cpSync(part, join(stage, part), { recursive: true });
  cpSync('src/endpoint/production', join(stage, 'production'), { recursive: true });
  cpSync('src/build/packing/barometre.sh', join(stage, 'barometre'));
  writeFileSync(
    join(stage, 'package.json'),
    `${JSON.stringify({ name, version, license, private: true, type: 'module', engines: { node: '>=22' } }, null, 2)}\n`,
  );
  const dependencies = copyDependencies(stage);
  putDriver(stage);
  writeFileSync(join(stage, SBOM), sbomOf(dependencies));
  writeFileSync(join(stage, 'SHA256SUMS'), sumsOf(stage));
  run('chmod', '-R', 'u=rwX,go=rX', stage);
  run('chmod', '755', join(stage, 'barometre'));
  const file = join(OUT, `${title}-linux.tar.gz`);
  const same = ['--sort=name', '--mtime=@946684800', '--owner=0', '--group=0', '--numeric-owner'];
  run('tar', ...same, '-I', 'gzip -n -9', '-cf', file, '-C', OUT, title);
  rmSync(stage, { recursive: true });
  const sum = createHash('sha256').update(readFileSync(file)).digest('hex');
  writeFileSync(`${file}.sha256`, `${sum}  ${basename(file)}\n`);
  console.log(`${file}, ${(statSync(file).size / 1e6).toFixed(1)} MB, SHA-256 ${sum}`);
}

/** Copies the packages of production; returns what the tarball contains, with the driver that it has. */
function copyDependencies(stage) {
  const shipped = shippedPackages().filter(({ path }) => !path.startsWith(`node_modules/${DRIVER.name}/`));
  for (const { path, name, isBuiltIn } of shipped) {
    if (isBuiltIn || name === DRIVER.name) continue;
    // Packages within this one have an entry of their own.
    cpSync(path, join(stage, path), {
      recursive: true,
      filter: (from) => from === path || basename(from) !== 'node_modules',
    });
  }
  return shipped.map((one) => (one.name === DRIVER.name ? { ...one, ...DRIVER } : one));
}

/** Fetches the driver with its binaries, checks it, and leaves out its sources and other systems. */
function putDriver(stage) {
  const { name, version, integrity } = DRIVER;
  const file = join(OUT, `${name}-${version}.tgz`);
  run('npm', 'pack', `${name}@${version}`, '--pack-destination', OUT, '--silent');
  const digest = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (digest !== integrity) throw new Error(`${name}@${version} is not the one that was checked`);
  const folder = join(stage, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  const kept = ['lib', 'package.json', 'LICENSE', ...PLATFORMS.map((one) => `prebuilds/${one}.node`)];
  run('tar', '-xzf', file, '-C', folder, '--strip-components=1', ...kept.map((path) => `package/${path}`));
  rmSync(file);
}

/** A line for each file, for `sha256sum -c`. */
function sumsOf(stage) {
  const files = readdirSync(stage, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(stage, join(entry.parentPath, entry.name)))
    .sort();
  const line = (file) =>
    `${createHash('sha256')
      .update(readFileSync(join(stage, file)))
      .digest('hex')}  ${file}\n`;
  return files.map(line).join('');
}

function run(program, ...words) {
  const { status, error, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
}
