import { expect, test } from 'vitest';
import { precacheOf, releaseName } from '../../src/build/release/release.ts';

const bytes = Buffer.from('content');
const file = (path: string) => ({ path, bytes });
const urlsOf = (...paths: string[]) => precacheOf(paths.map(file)).map(({ url }) => url);

test('the page is kept under the address that people open', () => {
  expect(urlsOf('index.html', 'assets/first-1.js')).toEqual(['/', '/assets/first-1.js']);
});

test('surveys are kept as phones load them, not as they were written', () => {
  expect(urlsOf('surveys/index.json', 'surveys/garden/4.json', 'surveys/garden/4.en.json')).toEqual([
    '/surveys/garden/4.en.json',
  ]);
});

test('what only others fetch, and the worker itself, are not kept', () => {
  expect(
    urlsOf(
      'sw.js',
      '.made-from.json',
      'p/eclaireur.html',
      'surveys/garden/screenshots/card.png',
      'surveys/garden/presentation.json',
    ),
  ).toEqual([]);
});

test('a release with another byte has another name', () => {
  const [before, after] = [precacheOf([file('a.js')]), precacheOf([{ path: 'a.js', bytes: Buffer.from('contenu') }])];
  expect(releaseName(before)).not.toBe(releaseName(after));
  expect(releaseName(before)).toBe(releaseName(precacheOf([file('a.js')])));
});
