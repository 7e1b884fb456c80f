import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { USAGE } from '../../src/host/commands/commands.ts';

const KNOWN = [...USAGE.matchAll(/(?:one of: |\| )([a-z]+(?:-[a-z]+)?)/g)].map(([, name = '']) => name);
const pages = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];
/** Each command of a page, as it is typed there, in code and in fences. */
const typed = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/(?<=^|`|&& )((?:npx |\S*\/)?barometre) ([a-z-]+)/gm)].map(
    ([, program = '', name = '']) => ({ page, program, name }),
  ),
);

it('every command of the documents exists', () => {
  expect(typed.length).toBeGreaterThan(40);
  expect(KNOWN).toEqual(expect.arrayContaining(['backup', 'forget-texts', 'keys', 'kiosk', 'serve']));
  expect(typed.filter(({ name }) => ![...KNOWN, 'help'].includes(name))).toEqual([]);
});

it('begins as it is typed: in a clone by npx, and without it where the page is about an installed service', () => {
  const installed = /^docs\/(install|operate|postgresql|privacy-model|architecture|data-model)\.md$/;
  const wrong = typed.filter(({ page, program }) => !(installed.test(page) || /^(npx |\.\/)/.test(program)));
  expect(wrong).toEqual([]);
  const byNode = pages.filter((page) => /node dist\/endpoint\/main\.js/.test(readFileSync(page, 'utf8')));
  // In a container there is no clone.
  expect(byNode).toEqual(['docs/install.md']);
});
