import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /^(\w+\.md$|docs\/|\.github\/)/.test(file) && existsSync(file));
const texts = pages.map((page) => [page, readFileSync(page, 'utf8')] as const);

it('every link to a file of the repository leads to one', () => {
  const links = texts.flatMap(([page, text]) =>
    [...text.matchAll(/(?:\]\(|(?:src|href)=")([^)\s"#]+)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !/^(https?|mailto):/.test(target))
      .map((target) => `${page}: ${join(dirname(page), target)}`),
  );
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter((link) => !existsSync(link.split(': ')[1] ?? ''))).toEqual([]);
});

it('every path of the sources that a page names exists', () => {
  const named = texts.flatMap(([page, text]) =>
    [...text.matchAll(/`((?:src|sw|test|public)\/[\w./-]+)`/g)].map(([, path = '']) => `${page}: ${path}`),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((one) => !existsSync(one.split(': ')[1] ?? ''))).toEqual([]);
});
