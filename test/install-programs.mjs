// Installs the programs that the tests use, where there is apt and root; elsewhere this prints the command.
import { spawnSync } from 'node:child_process';
import { isHeadlessShellMissing, missingPrograms } from './support/programs.mjs';

const packages = missingPrograms().flatMap(({ debian }) => debian ?? []);
if (process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
  if (packages.length > 0) install(packages);
  if (isHeadlessShellMissing()) installHeadlessShell();
} else if (packages.length > 0) {
  console.log(
    `Some tests will not run; as root, this would install what they need: apt-get install ${packages.join(' ')}`,
  );
}

/** As new as the browser that is there, which another would replace. Where it cannot be had, the whole browser does as well. */
function installHeadlessShell() {
  const { stdout, status } = spawnSync('dpkg-query', ['-W', `-f=\${Version}`, 'chromium'], { encoding: 'utf8' });
  if (status === 0) install([`chromium-headless-shell=${stdout}`]);
}

function install(names) {
  console.log(`Installing ${names.join(', ')}…`);
  // The run level of maintenance: what is installed for its program does not start as a service.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const options = { stdio: 'inherit', env };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-qy', '--no-install-recommends', '--no-remove', ...names], options);
}
