import { expect, test } from 'vitest';
import { precacheOf, releaseName } from '../../src/build/release/release.ts';

const bytes = Buffer.from('content');
const file = (path: string) => ({ path, bytes });
const urlsOf = (...paths: string[]) => precacheOf(paths.map(file)).map(({ url }) => url);

test('the page that names no survey is kept, since the endpoint makes the others', () => {
  expect(urlsOf('index.html', 'assets/first-1.js')).toEqual(['/index.html', '/assets/first-1.js']);
});

test('the worker itself, and what only others fetch, is not precached', () => {
  expect(urlsOf('sw.js', '.release.json', 'organisateur/index.html', 'assets/organisateur/index-1.js')).toEqual([]);
});

test('a release with another byte has another name', () => {
  const [before, after] = [precacheOf([file('a.js')]), precacheOf([{ path: 'a.js', bytes: Buffer.from('contenu') }])];
  expect(releaseName(before)).not.toBe(releaseName(after));
  expect(releaseName(before)).toBe(releaseName(precacheOf([file('a.js')])));
});
