// A Debian with nothing but its base, Nodes of several versions, and namespaces to run a program in.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NotTried } from './trial-report.mjs';

/** Downloads are kept here for the next run. Nothing else is left on the machine. */
const KEPT = process.env.BAROMETRE_TRIALS ?? join(tmpdir(), 'barometre-trials');

export function run(program, words, options = {}) {
  const { status, error, stdout, stderr } = spawnSync(program, words, { encoding: 'utf8', ...options });
  if (error) throw error.code === 'ENOENT' ? new NotTried(`${program} is not installed`) : error;
  if (status !== 0)
    throw new Error(`${program} ${words.slice(0, 3).join(' ')} ended with ${status}: ${stderr}${stdout}`);
  return stdout;
}

/** Says why namespaces cannot be made on this machine, if they cannot. */
export function assertCanIsolate() {
  if (process.platform !== 'linux') throw new NotTried('this machine does not run Linux');
  if (process.getuid() !== 0) throw new NotTried('only root can make a bare Debian');
  for (const [program, from] of [
    ['unshare', 'util-linux'],
    ['ip', 'iproute2'],
    ['debootstrap', 'debootstrap'],
  ])
    if (!hasProgram(program)) throw new NotTried(`${program} is not installed: apt-get install ${from}`);
  run('unshare', [...NAMESPACES, 'true']);
}

export function hasProgram(name) {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}

/** Mounts and processes within these namespaces end with the first process, and are seen nowhere else. */
const NAMESPACES = ['--mount', '--net', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private'];

/** Runs a script of this folder in namespaces of its own; each line of its output goes to `hear`. */
export async function runIsolated(script, config, hear) {
  const words = [...NAMESPACES, process.execPath, join(fileURLToPath(new URL('.', import.meta.url)), script)];
  const child = spawn('unshare', [...words, JSON.stringify(config)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let rest = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
  }
  return child.exitCode ?? (await new Promise((resolve) => child.once('close', resolve)));
}

/** Returns the folder of a Debian of this machine's release, as `debootstrap --variant=minbase` makes it. */
export function bareDebian(extra = []) {
  const name = ['debian', ...extra].join('-');
  const root = join(KEPT, name);
  if (existsSync(root)) return root;
  mkdirSync(KEPT, { recursive: true });
  const part = join(KEPT, `${name}.part`);
  rmSync(part, { recursive: true, force: true });
  const { uri, suite } = aptSource();
  const include = extra.length > 0 ? [`--include=${extra.join(',')}`] : [];
  run('debootstrap', ['--variant=minbase', ...include, suite, part, uri], { stdio: ['ignore', 'ignore', 'pipe'] });
  rmSync(join(part, 'var/cache/apt'), { recursive: true, force: true });
  renameSync(part, root);
  return root;
}

/** Returns the mirror and the release that apt uses on this machine. */
function aptSource() {
  const format = '$(SITE)|$(RELEASE)|$(CODENAME)|$(COMPONENT)|$(REPO_URI)';
  const lines = run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']).split('\n');
  for (const line of lines) {
    const [, , suite, component, uri] = line.split('|');
    if (component === 'main' && /^https?:/.test(uri ?? '') && !/-(updates|security|backports)$/.test(suite ?? ''))
      return { uri, suite };
  }
  throw new NotTried('apt has no mirror of Debian with its component main: run apt-get update');
}

/** Returns a folder that holds Node of the newest version that `range` names, in `usr/local` as in the official images. */
export function nodeLayer(range) {
  const arch = { x64: 'x64', arm64: 'arm64' }[process.arch];
  if (!arch) throw new NotTried(`no binary of Node for ${process.arch}`);
  const found = run('npm', ['view', `node-linux-${arch}@${range}`, 'version', '--json']);
  const version = [JSON.parse(found)]
    .flat()
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .at(-1);
  const layer = join(KEPT, `node-${version}`);
  if (existsSync(layer)) return { layer, version };
  putPackage(`node-linux-${arch}@${version}`, join(`${layer}.part`, 'usr/local'));
  renameSync(`${layer}.part`, layer);
  return { layer, version };
}

/** Unpacks a package of npm's registry into a folder. */
export function putPackage(name, folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = run('npm', ['pack', name, '--silent', '--pack-destination', KEPT]).trim().split('\n').at(-1);
  run('tar', ['-xzf', join(KEPT, file), '-C', folder, '--strip-components=1', '--no-same-owner']);
  rmSync(join(KEPT, file));
}

/** Returns a folder that holds the library that gives a program another clock. */
export function clockLayer() {
  const layer = join(KEPT, 'libfaketime');
  if (existsSync(layer)) return layer;
  const part = `${layer}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  run('apt-get', ['download', 'libfaketime'], { cwd: part });
  const [file] = readdirSync(part);
  run('dpkg-deb', ['-x', join(part, file), part]);
  rmSync(join(part, file));
  renameSync(part, layer);
  return layer;
}

/** Returns the folder for a Debian that can build the program: Node with npm, as the official image has them. */
export function imageRoot(range) {
  const { layer, version } = nodeLayer(range);
  const root = join(KEPT, `image-${version}`);
  if (existsSync(root)) return { root, version };
  const part = `${root}.part`;
  rmSync(part, { recursive: true, force: true });
  // Devices too, which Node does not copy.
  run('cp', ['-a', bareDebian(), part]);
  run('cp', ['-a', `${layer}/.`, part]);
  putPackage('npm@11', join(part, 'usr/local/lib/node_modules/npm'));
  for (const name of ['npm', 'npx'])
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(part, 'usr/local/bin', name));
  run('chroot', [part, 'useradd', '--uid', '1000', '--user-group', '--create-home', 'node']);
  writeFileSync(join(part, 'etc/npmrc'), '');
  renameSync(part, root);
  return { root, version };
}
