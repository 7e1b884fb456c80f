import { readFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import { expect, test } from 'vitest';
import { takeWorkbook } from '../../../src/authoring/workbook/take-workbook.ts';
import { writeWorkbook } from '../../../src/authoring/workbook/writing/write-workbook.ts';

const SURVEYS = 'public/surveys';
const departments = readFileSync(`${SURVEYS}/lists/fr-departments.json`, 'utf8');
const lists = new Map([['lists/fr-departments.json', departments]]);
const areas = (name: string) => (name === 'fr-departments' ? JSON.parse(departments).areas : undefined);

function json(path: string): unknown {
  try {
    return JSON.parse(readFileSync(`${SURVEYS}/${path}`, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

// The files next to a survey may name options that its first revisions do not have.
const BESIDE = ['notice', 'presentation', 'results'];
test.each([
  ['exemple-benevolat', 1, BESIDE],
  ['quel-usager', 1, BESIDE],
  ['numerique-territorial', 1, []],
  ['numerique-territorial', 2, []],
  ['numerique-territorial', 3, BESIDE],
])('%s, revision %i: export and import give the same files', (id, revision, beside) => {
  const files: Record<string, unknown> = { survey: json(`${id}/${revision}.json`) };
  for (const name of beside) if (json(`${id}/${name}.json`)) files[name] = json(`${id}/${name}.json`);
  // One of them offers no copy of the answers.
  if (id === 'exemple-benevolat')
    files.presentation = Object.assign({}, json(`${id}/presentation.json`), { copy: false });
  const taken = takeWorkbook(writeWorkbook(files as never, areas), { lists, id });
  if (taken.kind === 'refused') throw new Error(taken.reason);
  expect(taken.report.lines.filter(({ verdict }) => verdict !== 'advice')).toEqual([]);
  const { read, carried } = taken.report.rows;
  expect(carried).toBe(read);
  expect([...(taken.files?.keys() ?? [])].filter((path) => !path.startsWith('lists/')).sort()).toEqual(
    Object.keys(files)
      .map((name) => (name === 'survey' ? `${revision}.json` : `${name}.json`))
      .sort(),
  );
  for (const [name, file] of Object.entries(files)) {
    const text = taken.files?.get(name === 'survey' ? `${revision}.json` : `${name}.json`) ?? 'null';
    expect(canonicalize(JSON.parse(text))).toBe(canonicalize(file));
  }
});

test.each(['{"areas":', '{"areas":"Ain"}', '[]'])('a list of areas that reads %s is as good as none', (text) => {
  const id = 'numerique-territorial';
  const bytes = writeWorkbook({ survey: json(`${id}/3.json`) } as never, areas);
  const linesWith = (given: ReadonlyMap<string, string>) => {
    const taken = takeWorkbook(bytes, { lists: given, id });
    return taken.kind === 'taken' ? taken.report.lines.map(({ code }) => code) : taken.reason;
  };
  expect(linesWith(new Map([['lists/fr-departments.json', text]]))).toEqual(linesWith(new Map()));
});
