import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { tablesPackage } from '../../../src/endpoint/exports/package/tables-package.ts';
import type { Results } from '../../../src/wire/results.ts';
import { NOTICE } from '../../support/notice.ts';
import { publicationOfPeople } from '../../support/season.ts';
import { study } from '../../support/surveys.ts';
import { studySurveys } from '../harness.ts';

const made = { code: 'ab'.repeat(32), survey: 'cd'.repeat(32), revision: 2 };
const tables = publicationOfPeople(study.survey, { commune: 300, region: 80 }, { phase: 'results' });
const publication: Results = { ...tables, made };
let files: Readonly<Record<string, string>>;

beforeAll(async () => {
  const published = (await studySurveys()).get('numerique-territorial');
  if (!published) throw new Error('no study');
  const current = { ...published.current, notice: { ...NOTICE, controller: { fr: 'A & B <"C">', en: 'A & B <"C">' } } };
  const parts: Uint8Array[] = [];
  const now = new Date(2026, 10, 24, 12);
  for await (const part of tablesPackage({ ...published, current }, publication, now, new AbortController().signal))
    parts.push(part);
  files = Object.fromEntries(
    Object.entries(unzipSync(Buffer.concat(parts))).map(([path, bytes]) => [path, strFromU8(bytes)]),
  );
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
