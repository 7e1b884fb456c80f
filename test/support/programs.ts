import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from '../../src/build/chromium.ts';

/** A program that the tests use and npm does not install. */
export interface Program {
  readonly name: string;
  /** Its package in Debian and its kin. */
  readonly debian: string;
  readonly hint: string;
}

const PROGRAMS: readonly (Program & { readonly present: () => boolean })[] = [
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
    name: 'PSPP',
    debian: 'pspp',
    hint: 'install PSPP, which reads the exports for SPSS',
    present: () => onPath('pspp') !== undefined,
  },
];

export function missingPrograms(): readonly Program[] {
  return PROGRAMS.filter((program) => !program.present());
}

/** The folder of PostgreSQL's programs: Debian keeps the server's off the PATH. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => join(debian, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? onPath('initdb');
}

function onPath(program: string): string | undefined {
  return process.env.PATH?.split(delimiter).find((folder) => existsSync(join(folder, program)));
}
