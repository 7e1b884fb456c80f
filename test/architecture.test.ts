import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// What `tsc -b` cannot see: packages, type-only imports, and the one file that may draw charts.
const PACKAGES: Readonly<Record<string, RegExp>> = {
  'src/core': /^valibot$/,
  'src/wire': /^(valibot|canonicalize|@noble\/hashes\/.+)$/,
  'src/device': /^(idb|valibot|workbox-window|@noble\/hashes\/.+)$/,
  'src/ui': /^(preact(\/.+)?|@preact\/signals|lean-qr(\/.+)?|uplot(\/.+)?|@fontsource-variable\/.+)$/,
  'src/authoring': /^(node:.+|valibot)$/,
  'src/endpoint': /^(node:.+|hono(\/.+)?|@hono\/node-server|better-sqlite3|pg(-.+)?|valibot|@noble\/hashes\/.+|yazl)$/,
  'src/build': /^(node:.+|vite|lightningcss|valibot|playwright)$/,
  // Without a package: what the worker runs must fit in one file that is read as it is.
  sw: /^$/,
};

const imports = Object.keys(PACKAGES).flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const found = text.matchAll(
        /^(?:import|export)\s(type\s)?[^;]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
      );
      return [...found].map(([, type, from, bare, lazy]) => ({
        folder,
        file: `${folder}/${name}`,
        isType: type !== undefined,
        from: from ?? bare ?? lazy ?? '',
      }));
    }),
);
const namesOf = (found: typeof imports) => found.map(({ file, from }) => `${file} imports ${from}`);

test('each folder uses only its own packages', () => {
  const packages = imports.filter(({ from, isType }) => !isType && !/^[./]/.test(from));
  expect(packages.length).toBeGreaterThan(20);
  expect(namesOf(packages.filter(({ folder, from }) => !PACKAGES[folder]?.test(from)))).toEqual([]);
});

test('the screens know the device by its types alone', () => {
  const toDevice = imports.filter(({ folder, from }) => folder === 'src/ui' && /\/device\//.test(from));
  expect(namesOf(toDevice.filter(({ isType }) => !isType))).toEqual([]);
});

test('only the chart imports uPlot', () => {
  const charts = imports.filter(({ from, isType }) => from.startsWith('uplot') && !isType);
  expect(namesOf(charts.filter(({ file }) => !file.startsWith('src/ui/chart/')))).toEqual([]);
});

test('nobody fetches through a barrel', () => {
  expect(namesOf(imports.filter(({ from }) => /\/index\.tsx?$|\/$/.test(from)))).toEqual([]);
});
