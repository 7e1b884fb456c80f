import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
}).split('\n');

/** The text of each page that people read in the repository, by its file. */
export const PAGES = new Map(
  listed
    .filter((file) => /^(\w+\.md$|docs\/|\.github\/|src\/words\/guide\/)/.test(file) && existsSync(file))
    .map((file) => [file, readFileSync(file, 'utf8')] as const),
);
