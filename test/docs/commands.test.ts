import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { runCommand } from '../../src/host/commands/commands.ts';
import { PAGES } from './repository-pages.ts';

/** Pages about a service that is installed, where the command is on the path; the guide says how it is typed elsewhere. */
const INSTALLED =
  /^(docs\/(install|operate|postgresql|privacy-model|architecture|data-model|api|CHANGELOG)|\.github\/SECURITY|src\/words\/guide\/..)\.md$/;
const HELP = (await runCommand(['help'], settingsFrom({}))).says;
/** The options of each command, by its name: `token add`. */
const OPTIONS = new Map(
  [...HELP.matchAll(/^ {2}([a-z]+(?:-[a-z]+)*(?: [a-z]+)?)(.*)$/gm)].map(([, name = '', usage = '']) => [
    name,
    optionsIn(usage),
  ]),
);
const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const TESTS = readdirSync('test', { recursive: true, encoding: 'utf8' }).join();

it.each([...PAGES])('each command of %s exists with its options, and begins as it is typed', (page, text) => {
  const typed = [...text.matchAll(/(?<=^|[`“]|&& )(npx |\S*\/)?barometre ([a-z][^`#”\n]*)/gm)];
  const wrong = typed.filter(([, begins, words = '']) => {
    const [first = '', second = ''] = words.trim().split(' ');
    const known = OPTIONS.get(`${first} ${second}`) ?? OPTIONS.get(first) ?? (first === 'help' ? [] : undefined);
    return !known || optionsIn(words).some((one) => !known.includes(one)) || !(begins || INSTALLED.test(page));
  });
  expect(wrong.map(([command]) => command)).toEqual([]);
});

it.each([...PAGES])('each script of %s exists, and knows the words after it', (_, text) => {
  const files = [...text.matchAll(/(?<=^|`|&& )node ([\w./-]+\.mjs)/gm)].map(([, file = '']) => file);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  const runs = [...text.matchAll(/(?<=^|[`“]|&& )npm (?:run )?(?!ci\b)([a-z:]+)(?: (?:-- )?([^`#”\n]+))?/gm)];
  const wrong = runs.filter(([, name = '', words = '']) => {
    const file = scripts[name]?.split(' ')[1];
    const known = file === undefined ? '' : `${HELP}${TESTS}${codeBeside(file)}`;
    return file === undefined || (words.match(/[a-z-]{3,}/g) ?? []).some((word) => !known.includes(word));
  });
  expect(wrong.map(([command]) => command)).toEqual([]);
});

it('the table of the settings names those that are read', () => {
  const settings = readFileSync('src/endpoint/process/settings.ts', 'utf8');
  const read = [...settings.matchAll(/\benv(?:\.|, ')([A-Z_]+)/g)].map(([, name]) => name);
  const [, table = ''] = PAGES.get('docs/install.md')?.match(/## Settings\n(.*?)\n## /s) ?? [];
  const named = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names = '']) => names.match(/[A-Z_]{2,}/g) ?? []);
  // Node reads the time zone.
  expect(named.toSorted()).toEqual(
    [...new Set(read), 'TZ'].toSorted().filter((name) => !name?.startsWith('BAROMETRE_')),
  );
});

it('each variable that a page names is in the sources', () => {
  const words = execFileSync('git', ['grep', '-ohwE', '[A-Z]+(_[A-Z]+)+', '--', 'src', 'test', 'vite.config.ts']);
  const known = new Set(words.toString().split('\n'));
  const named = [...PAGES].flatMap(([page, text]) =>
    [...text.matchAll(/\b[A-Z]+(?:_[A-Z]+)+\b/g)].map(([name]) => [page, name]),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(([, name = '']) => !known.has(name))).toEqual([]);
});

function optionsIn(text: string): readonly string[] {
  return text.match(/--[a-z-]+/g) ?? [];
}

/** The sources of a script: its file, and what is beside it. */
function codeBeside(file: string): string {
  const beside = readdirSync(dirname(file)).filter((name) => /\.m?[jt]s$/.test(name));
  return beside.map((name) => readFileSync(join(dirname(file), name), 'utf8')).join();
}
