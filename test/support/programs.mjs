// Plain JavaScript without dependencies: the tests install these before anything of npm is there.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium, HEADLESS_SHELL } from '../../src/build/chromium.mjs';

const CHECKED = 'the files of src/endpoint/production and certificates are checked';
/** The tests that need a program are those whose modules match `used`; `npm test` runs all others where it is missing. */
const PROGRAMS = [
  {
    name: 'Chromium',
    debian: 'chromium',
    hint: 'install Chrome or Chromium, or name its executable in BAROMETRE_CHROMIUM',
    used: /find(Light)?Chromium/,
    present: () => findChromium() !== undefined,
  },
  {
    name: 'PostgreSQL',
    debian: 'postgresql',
    hint: 'install the PostgreSQL server, or put its "postgres" and "initdb" on the PATH',
    used: /findPostgres/,
    present: () => findPostgres() !== undefined,
  },
  {
    name: 'root',
    hint: 'run it as root, who may mount the small file systems that are filled',
    used: /'mount'/,
    present: () => process.getuid?.() === 0,
  },
  ...[
    ['PgBouncer', 'pgbouncer', 'pgbouncer', 'PgBouncer, through which the tests of PostgreSQL go as well'],
    ['Firefox', 'firefox-esr', 'firefox-esr', 'Firefox ESR, for one journey'],
    ['WebKitWebDriver', 'WebKitWebDriver', 'webkit2gtk-driver', 'the WebDriver of WebKitGTK, for one journey'],
    ['xvfb-run', 'xvfb-run', 'xvfb', 'Xvfb, the screen of WebKitGTK'],
    ['xauth', 'xauth', 'xauth', 'xauth, which Xvfb needs', /'xvfb-run'/],
    ['zbarimg', 'zbarimg', 'zbar-tools', 'zbar, which reads the QR codes back'],
    ['Poppler', 'pdftotext', 'poppler-utils', 'the programs that read prints', /'pdf(totext|toppm|info)'/],
    ['cc', 'cc', 'gcc', 'a C compiler, for the library that plays a power cut'],
    ['PSPP', 'pspp', 'pspp', 'PSPP, which reads the exports for SPSS'],
    ...[['nginx'], ['caddy'], ['systemd-analyze', 'systemd'], ['openssl'], ['certutil', 'libnss3-tools']].map(
      ([name, debian = name]) => [name, name, debian, `${debian}, by which ${CHECKED}`],
    ),
  ].map(([name, file, debian, what, used = new RegExp(`'${file}'`)]) => ({
    name,
    debian,
    hint: `install ${what}`,
    used,
    present: () => onPath(file) !== undefined,
  })),
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
