import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const files = ['src/words/respondent', 'src/words/desk', 'public/organisateur/tablets', 'docs'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
);
const wordsIn = (name: RegExp) => files.flatMap((file) => (name.test(file) ? readFileSync(file, 'utf8') : [])).join();
const WORDS = { en: wordsIn(/[/.-]en\.(ts|json|html)$/), fr: wordsIn(/[/.-]fr\.(ts|json|html)$/) };
/** What an export or another program says, words that a page defines, and what screens of the endpoint's own say. */
const ELSEWHERE =
  /^(Left blank|Not asked|Trusted credentials|VPN & Device Management|Answerable|Related answers|Tab-sep.+|.{60,})$/;
const pages = ['README.md', ...files.filter((file) => /^docs\/[^/]+\.md$/.test(file))];

it.each(pages)('%s names what is on the screen in the language of its reader', (page) => {
  const words = WORDS[page.endsWith('.fr.md') ? 'fr' : 'en'];
  const named = [...readFileSync(page, 'utf8').matchAll(/(?<![*\w])\*(\p{Lu}[^*\n]+)\*(?!\*)/gu)];
  const isThere = (name: string) => ELSEWHERE.test(name) || words.includes(`"${name}`) || words.includes(`>${name}`);
  expect(named.map(([, name = '']) => name).filter((name) => !isThere(name))).toEqual([]);
});
