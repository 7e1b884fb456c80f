/// <reference path="../../../src/authoring/workbook/xlsx/saxen.d.ts" />
import { strFromU8, unzipSync } from 'fflate';
import { Parser } from 'saxen';
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

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: Element[];
}

/** Throws for what is not well-formed. */
function parsed(xml: string): Element {
  const root: Element = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  const decode = (text: string) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const parser = new Parser();
  parser.on('openTag', (name: string, attributes: () => Record<string, string>) => {
    const element: Element = { name, attributes: attributes(), text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text: string) => {
    const element = open.at(-1);
    if (element) element.text += decode(text);
  });
  parser.on('closeTag', () => void open.pop());
  parser.on('error', (error: Error) => {
    throw error;
  });
  parser.parse(xml);
  expect(open).toHaveLength(1);
  return root.children[0] ?? root;
}

function all(element: Element, name: string): readonly Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

test('the package has the tables, what they mean, how to cite them and a description for data archives', () => {
  expect(Object.keys(files).sort()).toEqual([
    'CITATION.cff',
    'codebook.csv',
    'datapackage.json',
    'ddi-codebook.xml',
    'tables.csv',
  ]);
});

test('the DDI codebook is well-formed, and has every question with its published frequencies and no other', () => {
  const codebook = parsed(files['ddi-codebook.xml'] ?? '');
  expect(codebook.attributes).toMatchObject({ xmlns: 'ddi:codebook:2_5', version: '2.5' });
  expect(codebook.children.map(({ name }) => name)).toEqual(['stdyDscr', 'fileDscr', 'dataDscr']);
  expect(all(codebook, 'AuthEnty').map(({ text }) => text)).toEqual(['A & B <"C">']);
  expect(all(codebook, 'version')[0]?.text).toContain(made.survey);
  const variables = all(codebook, 'var');
  expect(new Set(variables.map(({ attributes }) => attributes.ID)).size).toBe(variables.length);
  const plan = variables.find(({ attributes }) => attributes.name === 'digital-plan');
  const shown = publication.strata.all?.items['digital-plan'];
  expect(plan?.children.map(({ name }) => name)).toEqual([
    'labl',
    'qstn',
    'TotlResp',
    ...Object.keys(shown?.counts ?? {}).map(() => 'catgry'),
    'varFormat',
  ]);
  const frequencies = all(plan ?? codebook, 'catgry').map((one) => [
    all(one, 'catValu')[0]?.text,
    Number(all(one, 'catStat')[0]?.text),
  ]);
  expect(Object.fromEntries(frequencies)).toEqual(shown?.counts);
  expect(variables.some(({ attributes }) => attributes.name === 'free-comment')).toBe(false);
});

test('the citation names whose data they are, of which day and in which state', () => {
  const citation = files['CITATION.cff'] ?? '';
  expect(citation).toContain('cff-version: 1.2.0\n');
  expect(citation).toContain('type: dataset\n');
  expect(citation).toContain('authors:\n  - name: "A & B <\\"C\\">"\n');
  expect(citation).toContain(`date-released: ${publication.strata.all?.asOf}\n`);
  expect(citation).toContain(', results"\n');
});
