// Plain JavaScript without dependencies: the tests install these before anything of npm is there.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium, HEADLESS_SHELL } from '../../src/build/chromium.mjs';

const PROGRAMS = [
  {
    name: 'Chromium',
    debian: 'chromium',
    hint: 'install Chrome or Chromium, or name its executable in BAROMETRE_CHROMIUM',
    present: () => findChromium() !== undefined,
  },
  {
    name: 'PostgreSQL',
    debian: 'postgresql',
    hint: 'install the PostgreSQL server, or put its "postgres" and "initdb" on the PATH',
    present: () => findPostgres() !== undefined,
  },
  {
    name: 'PgBouncer',
    debian: 'pgbouncer',
    hint: 'install PgBouncer, through which the tests of PostgreSQL go as well',
    present: () => onPath('pgbouncer') !== undefined,
  },
  {
    name: 'Firefox',
    debian: 'firefox-esr',
    hint: 'install Firefox ESR, in which one journey is made',
    present: () => onPath('firefox-esr') !== undefined,
  },
  {
    name: 'WebKitWebDriver',
    debian: 'webkit2gtk-driver',
    hint: 'install the WebDriver of WebKitGTK, in which one journey is made',
    present: () => onPath('WebKitWebDriver') !== undefined,
  },
  {
    name: 'xvfb-run',
    debian: 'xvfb',
    hint: 'install Xvfb, the screen of WebKitGTK',
    present: () => onPath('xvfb-run') !== undefined,
  },
  {
    name: 'xauth',
    debian: 'xauth',
    hint: 'install xauth, which Xvfb needs',
    present: () => onPath('xauth') !== undefined,
  },
  {
    name: 'zbarimg',
    debian: 'zbar-tools',
    hint: 'install zbar, which reads the QR codes back',
    present: () => onPath('zbarimg') !== undefined,
  },
  {
    name: 'pdftotext',
    debian: 'poppler-utils',
    hint: 'install the programs of Poppler, which say where the words of a print are',
    present: () => onPath('pdftotext') !== undefined,
  },
  {
    name: 'cc',
    debian: 'gcc',
    hint: 'install a C compiler, for the library that plays a power cut',
    present: () => onPath('cc') !== undefined,
  },
  {
    name: 'PSPP',
    debian: 'pspp',
    hint: 'install PSPP, which reads the exports for SPSS',
    present: () => onPath('pspp') !== undefined,
  },
  ...[['nginx'], ['caddy'], ['systemd-analyze', 'systemd'], ['openssl'], ['certutil', 'libnss3-tools']].map(
    ([name, debian = name]) => ({
      name,
      debian,
      hint: `install ${debian}, by which the files of src/endpoint/production and certificates are checked`,
      present: () => onPath(name) !== undefined,
    }),
  ),
];

export function isHeadlessShellMissing() {
  return process.env.BAROMETRE_CHROMIUM === undefined && !existsSync(HEADLESS_SHELL);
}

export function missingPrograms() {
  return PROGRAMS.filter((program) => !program.present());
}

export function findPostgres() {
  const { POSTGRES_BIN } = process.env;
  if (POSTGRES_BIN) return POSTGRES_BIN;
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => join(debian, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? onPath('initdb');
}

export function findProgram(name) {
  const folder = onPath(name);
  if (folder === undefined) throw new Error(`${name} is not installed`);
  return join(folder, name);
}

/** Servers are in folders of root's PATH. */
function onPath(program) {
  const folders = [...(process.env.PATH?.split(delimiter) ?? []), '/usr/sbin'];
  return folders.find((folder) => existsSync(join(folder, program)));
}
