import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { PAGES } from './repository-pages.ts';

/** Other sites that the pages lead to: a test opens none of them. */
const SITES = ['keepachangelog.com', 'patroni.readthedocs.io', 'semver.org', 'weblate.org', 'www.w3.org'];

const links = [...PAGES].flatMap(([page, text]) => linksIn(text).map((target) => [page, target] as const));
const isElsewhere = (target: string) => /^\w+:/.test(target);

it('every link to a file of the repository leads to one, and to a heading of it', () => {
  const within = links.filter(([, target]) => !isElsewhere(target) && !target.startsWith('#/'));
  expect(within.length).toBeGreaterThan(100);
  const lost = within.filter(([page, target]) => {
    const [path = '', heading] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    return !existsSync(file) || (heading !== undefined && !headingsOf(PAGES.get(file)).includes(heading));
  });
  expect(lost).toEqual([]);
});

it('every link to another site is https, and its site is listed', () => {
  const sites = links.map(([, target]) => target).filter(isElsewhere);
  expect(sites.filter((target) => new URL(target).protocol !== 'https:')).toEqual([]);
  expect([...new Set(sites.map((target) => new URL(target).host))].toSorted()).toEqual(SITES);
});

it('every path of the repository that a page names exists', () => {
  const named = [...PAGES].flatMap(([page, text]) =>
    [...text.matchAll(/`((?:src|sw|test|public|docs)\/[\w./-]+)`/g)].map(([, path = '']) => [page, path]),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(([, path = '']) => !existsSync(path))).toEqual([]);
});

it.each([
  ['README.md', 'docs/README.fr.md'],
  ['docs/stand.md', 'docs/stand.fr.md'],
])('%s and %s have the same headings, paragraphs, rows, commands and links', (english, french) => {
  expect(partsOf(french)).toEqual(partsOf(english));
});

function linksIn(text: string): readonly string[] {
  const prose = text.replace(/^```.*?^```/gms, '');
  return [...prose.matchAll(/(?:\]\(|(?:src|href)=")([^)\s"]+)/g)].map(([, target = '']) => target);
}

/** The names that GitHub gives to the headings of a page; those of the guide have their own. */
function headingsOf(text = ''): readonly string[] {
  const headings = [...text.matchAll(/^#+ (.+?)(?: \{#([\w-]+)\})?$/gm)];
  return headings.map(
    ([, words = '', name]) =>
      name ??
      words
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
  );
}

/** What does not depend on the language of a page. */
function partsOf(page: string) {
  const text = PAGES.get(page) ?? '';
  const targets = linksIn(text).map((target) => join(dirname(page), target).replace(/\.(en|fr)\b|#.*/g, ''));
  return {
    headings: text.match(/^#+ /gm),
    paragraphs: text.split(/\n\s*\n/).length,
    rows: text.match(/^(\||- |\d\.)/gm),
    commands: text.match(/(?<=^|`)(npm|npx barometre|docker) [\w-]+/gm),
    // Each page leads to the other.
    links: targets.filter((target) => !/README\.md$/.test(target)),
  };
}
