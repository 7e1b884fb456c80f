import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { releaseFiles } from '../../../src/build/release/release.ts';
import { jsonIn, shippedEditions } from '../../support/shipped.ts';
import { css, FLOOR, lackingIn, part } from './known.ts';
import { NEWER_SCRIPTS, NEWER_STYLES } from './newer-than-the-floor.ts';
import { newerInScript, ownNames, readScript } from './scripts.ts';
import { newerInStyle } from './styles.ts';

const files = releaseFiles('dist/app').map(({ path, bytes }) => ({ path, text: bytes.toString('utf8') }));
const ending = (end: string) => files.filter(({ path }) => path.endsWith(end)).map(({ text }) => text);
const within = (tag: 'script' | 'style') =>
  ending('.html').flatMap((text) =>
    [...text.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(([, inner]) => inner ?? ''),
  );

test('the build and README promise the same floor', () => {
  const { chrome, firefox, safari } = FLOOR;
  expect(readFileSync('vite.config.ts', 'utf8')).toContain(
    `['safari${safari}', 'ios${safari}', 'chrome${chrome}', 'firefox${firefox}']`,
  );
  expect(readFileSync('README.md', 'utf8')).toContain(
    `Safari or an iPhone from ${safari} on, Chrome, Edge or an app on Android from ${chrome} on, Firefox from ${firefox} on`,
  );
});

test('every supported browser has what the page tests for to recognise one', () => {
  const [html = ''] = ending('index.html');
  expect(html).toContain('@supports (color:color-mix(in lab, red, red)){.old:not(:has(wbr)){display:none}');
  expect(lackingIn(part(part(css.types, 'color'), 'color-mix'))).toEqual([]);
  expect(lackingIn(part(css.selectors, 'has'))).toEqual([]);
});

test('scripts have no syntax and no unlisted feature that is newer than the supported browsers', async () => {
  const scripts = files
    .filter(({ path }) => path.endsWith('.js'))
    .map(({ path, text }) => readScript(text, path === 'sw.js' ? 'script' : 'module'));
  const all = [...scripts, ...within('script').map((text) => readScript(text, 'script'))];
  expect(all.length).toBeGreaterThan(20);
  const data = [...(await shippedEditions()).values()].flatMap((edition) =>
    [...edition.files.keys()].filter((path) => path.endsWith('.json')).map((path) => jsonIn(edition, path)),
  );
  const own = new Set([...ownNames(all), ...data.flatMap(keysOf)]);
  expect(listed(all.flatMap((script) => newerInScript(script, own)))).toEqual(listed(featuresOf(NEWER_SCRIPTS)));
});

test('styles have no unlisted feature that is newer than the supported browsers', () => {
  const sheets = [...ending('.css'), ...within('style')];
  expect(sheets.length).toBeGreaterThan(5);
  expect(listed(sheets.flatMap(newerInStyle))).toEqual(listed(featuresOf(NEWER_STYLES)));
});

test.each(NEWER_SCRIPTS.flatMap(({ feature, guard }) => (guard ? [[feature, ...guard] as const] : [])))(
  '%s is asked for before it is used',
  (_, file, words) => {
    expect(readFileSync(file, 'utf8')).toContain(words);
  },
);

function listed(features: readonly string[]): readonly string[] {
  return [...new Set(features)].sort();
}

function featuresOf(newer: typeof NEWER_SCRIPTS): readonly string[] {
  return newer.map(({ feature }) => feature);
}

function keysOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(keysOf)];
}
