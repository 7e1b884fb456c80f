/** A program that the tests use and npm does not install. */
export interface Program {
  readonly name: string;
  /** Its package in Debian and derivatives; to be root takes none. */
  readonly debian?: string;
  readonly hint: string;
}

/** Makes the tests faster; optional. */
export function isHeadlessShellMissing(): boolean;

export function missingPrograms(): readonly Program[];

/** The folder of PostgreSQL's programs, or `POSTGRES_BIN`: on Debian the server's are not in the PATH. */
export function findPostgres(): string | undefined;

/** Returns its executable. */
export function findProgram(name: string): string;
