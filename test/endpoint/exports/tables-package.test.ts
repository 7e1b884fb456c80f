import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { tablesPackage } from '../../../src/endpoint/exports/package/tables-package.ts';
import type { Results } from '../../../src/wire/results.ts';
import { NOTICE } from '../../support/notice.ts';
import { publicationOfPeople } from '../../support/season.ts';
import { study } from '../../support/surveys.ts';
import { shippedStudy } from '../harness.ts';
import { readPackage } from './package-reader.ts';

const made = { code: 'ab'.repeat(32), survey: 'cd'.repeat(32), revision: 2 };
const tables = publicationOfPeople(study.survey, { commune: 300, region: 80 }, { phase: 'results' });
const publication: Results = { ...tables, made, demonstration: true };
let files: Readonly<Record<string, string>>;

beforeAll(async () => {
  const published = await shippedStudy();
  const current = { ...published.current, notice: { ...NOTICE, controller: { fr: 'A & B <"C">', en: 'A & B <"C">' } } };
  const parts: Uint8Array[] = [];
  const now = new Date(2026, 10, 24, 12);
  const tables = { results: publication, revisions: [1, 2, 3] };
  for await (const part of tablesPackage({ ...published, current }, tables, now, new AbortController().signal))
    parts.push(part);
  files = Object.fromEntries(
    Object.entries(unzipSync(Buffer.concat(parts))).map(([path, bytes]) => [path, strFromU8(bytes)]),
  );
});

test('the package follows its specification, and describes each column and the added noise in both languages', () => {
  const read = readPackage(files);
  expect(read.get('tables')?.[0]).toMatchObject({ demonstration: 'yes', phase: 'results' });
  // Each revision once.
  const revisions = read.get('codebook')?.map((row) => String(row.revisions).split('|')) ?? [];
  expect(revisions).toContainEqual(['1', '2', '3']);
  expect(revisions.filter((some) => new Set(some).size < some.length)).toEqual([]);
  const { description, resources } = JSON.parse(files['datapackage.json'] ?? '');
  expect(description).toContain(
    'chaque nombre est déplacé au hasard, par un bruit géométrique\u202f: ε = 0,5 par case',
  );
  expect(description).toContain('each number is moved at random, by geometric noise: ε = 0.5 a cell');
  expect(description).toContain('/?s=numerique-territorial#/results/page.method');
  for (const { name, description } of resources[0].schema.fields) expect(description, name).toMatch(/\S \/ \S/);
});

test('the package has the tables, what they mean, and how to cite them', () => {
  expect(Object.keys(files).sort()).toEqual(['CITATION.cff', 'codebook.csv', 'datapackage.json', 'tables.csv']);
});

test('the citation names whose data they are, of which day and in which state', () => {
  const citation = files['CITATION.cff'] ?? '';
  expect(citation).toContain('cff-version: 1.2.0\n');
  expect(citation).toContain('type: dataset\n');
  expect(citation).toContain('authors:\n  - name: "A & B <\\"C\\">"\n');
  expect(citation).toContain(`date-released: ${publication.strata.all?.asOf}\n`);
  expect(citation).toContain(', results"\n');
});
