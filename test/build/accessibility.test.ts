import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { readGrid, testsIn } from '../../src/build/accessibility/read-grid.ts';
import { reportsOf } from '../../src/build/accessibility/reports.ts';
import { type AccessibilityGrid, conformityOf } from '../../src/dossier/conformity.ts';

const { grid, lost } = readGrid();

test('all 106 criteria of RGAA are there in order, and each test that decides one is run by `npm test`', () => {
  const topics = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];
  const numbers = topics.flatMap((count, topic) => Array.from({ length: count }, (_, at) => `${topic + 1}.${at + 1}`));
  expect(Object.keys(grid.criteria)).toEqual(numbers);
  expect(lost).toEqual([]);
});

test('a test that is gone, long, skipped or still to write decides nothing', () => {
  const text = readFileSync('test/fixtures/tests-of-every-kind.txt', 'utf8');
  expect(testsIn(text)).toEqual(['a', 'b %i', 'd %s', 'm']);

  const ours =
    'test/build/accessibility.test.ts › a test that is gone, long, skipped or still to write decides nothing';
  const long = 'test/journeys/large-text.long.test.ts › any';
  const folder = mkdtempSync(join(tmpdir(), 'grid-'));
  const by = { '1.1': [ours], '1.2': [ours, 'test/no.test.ts › no'], '1.3': [`${ours}!`], '1.4': [long] };
  const named = Object.entries(by).map(([number, tests]) => [number, { title: '', status: 'C', wcag: [], by: tests }]);
  const hand = { title: '', status: 'C', wcag: [], by: { hand: 'Ada Martin, 2026-12-02, NVDA 2026.1' } };
  const criteria = { ...Object.fromEntries(named), '2.1': hand, '2.2': { ...hand, by: undefined } };
  for (const version of ['4.1.2', '5', '10']) {
    const file = { version, source: '', publishedOn: '2026-12-01', audit: null, criteria };
    writeFileSync(join(folder, `rgaa-${version}.json`), JSON.stringify(file));
  }
  const read = readGrid(folder);
  expect(read.grid.version).toBe('10');
  const statuses = Object.values(read.grid.criteria).map(({ status }) => status);
  expect(statuses).toEqual(['C', 'NT', 'NT', 'NT', 'C', 'NT']);
  expect(read.lost.map((line) => line.split(' ')[0])).toEqual(['1.2', '1.3', '1.4']);
});

test('only an audit that a person signed within three years makes a service conforming', () => {
  const rows = Object.fromEntries(
    ['C', 'C', 'C', 'NC', 'NA', 'NT'].map((status, at) => [`1.${at}`, { title: '', status }]),
  );
  const of = (audit: AccessibilityGrid['audit'], today = '2026-12-02') =>
    conformityOf({ ...grid, audit, criteria: rows }, today);
  const counts = { C: 3, NC: 1, NA: 1, NT: 1 };
  expect(of(null)).toEqual({ state: 'none', why: 'no-audit', counts, held: 3, tested: 4, rate: 0.75 });
  const signed = (C: number, NC: number, signedOn = '2024-02-29') => ({ by: 'Ada Martin', signedOn, C, NC });
  expect(of(signed(50, 0))).toMatchObject({ state: 'full', why: 'rate', audited: 1, rate: 0.75 });
  expect(of(signed(25, 25))).toMatchObject({ state: 'partial', why: 'rate', audited: 0.5 });
  expect(of(signed(24, 26))).toMatchObject({ state: 'none', why: 'rate', audited: 0.48 });
  expect(of(signed(0, 0))).toMatchObject({ state: 'none', why: 'rate' });
  expect(of(signed(50, 0), '2027-02-28').state).toBe('full');
  expect(of(signed(50, 0), '2027-03-01')).toMatchObject({ state: 'none', why: 'no-audit' });
  expect(of(signed(50, 0), '2024-02-28')).toMatchObject({ state: 'none', why: 'no-audit' });
});

test('the grid has the columns of Ara, passes OpenACR’s schema and catalogue, and is EARL with one assertion a criterion of WCAG', () => {
  const criteria = { ...grid.criteria, '3.2': { ...grid.criteria['3.2'], title: '', wcag: ['1.4.3'], status: 'NT' } };
  const files = reportsOf({ ...grid, criteria });
  const [head, ...rows] = files[`rgaa-${grid.version}.csv`]?.split('\n') ?? [];
  expect(head).toMatch(/^Critères,Éléments transverses,Accueil,/);
  expect(rows).toHaveLength(106);
  expect(rows.filter((row) => !/^[\d.]+(,(C|NC|NA|NT)){11}$/.test(row))).toEqual([]);
  expect(rows.find((row) => row.startsWith('11.10,'))).toBe('11.10,C,C,NC,C,C,C,C,C,C,C,C');

  const openacr = JSON.parse(files['openacr.yaml'] ?? '');
  const { schema, catalog, terms, criteria: known } = JSON.parse(readFileSync('test/fixtures/openacr.json', 'utf8'));
  const ajv = new Ajv({ strict: false });
  expect(ajv.validate(schema, openacr), ajv.errorsText()).toBe(true);
  expect(openacr.catalog).toBe(catalog);
  const levels = new Map<string, string | undefined>();
  for (const [chapter, { criteria }] of Object.entries<{
    criteria: { num: string; components: { adherence?: { level: string } }[] }[];
  }>(openacr.chapters))
    for (const { num, components } of criteria) {
      expect(known[chapter]).toContain(num);
      levels.set(num, components[0]?.adherence?.level);
    }
  expect([...levels.values()].filter((level) => level && !terms.includes(level))).toEqual([]);
  // One criterion of RGAA not conforming, all conforming, none that applies, one that is not tested.
  const some = ['3.3.1', '2.4.2', '1.2.1', '1.4.3'].map((num) => levels.get(num));
  expect(some).toEqual(['partially-supports', 'supports', 'not-applicable', undefined]);

  const [evaluation] = JSON.parse(files['earl.json'] ?? '')['@graph'];
  const outcomes = evaluation.auditResult.map(
    ({ mode, result }: { mode: string; result: { outcome: string } }) => `${mode} ${result.outcome}`,
  );
  expect(outcomes).toHaveLength(levels.size);
  expect(new Set(outcomes)).toEqual(
    new Set(['passed', 'failed', 'cantTell', 'inapplicable'].map((one) => `earl:automatic earl:${one}`)),
  );
});
