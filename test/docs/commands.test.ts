import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { USAGE } from '../../src/host/commands/commands.ts';

const KNOWN = [...USAGE.matchAll(/(?:one of: |\| )([a-z-]+)/g)].map(([, name = '']) => name);
const pages = ['README.md', ...readdirSync('docs').flatMap((name) => (/md$/.test(name) ? [`docs/${name}`] : []))];
/** Pages about a service that is installed, where the command is on the path. */
const INSTALLED = /^docs\/(install|operate|postgresql|privacy-model|architecture|data-model)\.md$/;

it.each(pages)('each command of %s exists, and begins as it is typed', (page) => {
  const typed = [...readFileSync(page, 'utf8').matchAll(/(?<=^|`|&& )(npx |\S*\/)?barometre ([a-z-]+)/gm)];
  const wrong = typed.filter(
    ([, begins, name = '']) => ![...KNOWN, 'help'].includes(name) || !(begins || INSTALLED.test(page)),
  );
  expect(wrong.map(([command]) => command)).toEqual([]);
});
