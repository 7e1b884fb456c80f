import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { readGrid, type WholeGrid } from './read-grid.ts';

/** What a status says in OpenACR and EARL, the worst first; WCAG's criteria; the frames of the files. */
const FORMATS: {
  readonly says: Readonly<Record<string, { readonly adherence?: string; readonly outcome: string }>>;
  readonly wcag: Readonly<Record<string, { readonly level: string; readonly id: string }>>;
  readonly [frame: string]: object | string;
} = JSON.parse(readFileSync('docs/accessibility/formats.json', 'utf8'));

/** Writes the grid in the columns of Ara, as OpenACR, whose YAML is JSON here, and as EARL that W3C's report tool opens. */
export function reportsOf({ version, changedOn, criteria, tested }: WholeGrid): Readonly<Record<string, string>> {
  const columns = ['Éléments transverses', ...tested.pages];
  const rows = Object.entries(criteria).map(([number, { status, pages }]) => {
    return [number, ...columns.map((page) => (status === 'NC' && !pages?.includes(page) ? 'C' : status))];
  });
  const results = Object.entries(FORMATS.wcag).map(([num, { level, id }]) => {
    const parts = Object.entries(criteria).filter(([, { wcag }]) => wcag.includes(num));
    const worst = Object.keys(FORMATS.says).find((status) => parts.some(([, one]) => one.status === status)) ?? 'NT';
    const notes = parts
      .map(([number, { status, note = '' }]) => `RGAA ${number} : ${status}. ${note}`.trim())
      .join(' ');
    return { num, level, test: `WCAG2:${id}`, notes, ...FORMATS.says[worst] };
  });
  const chapter = (wanted: string) => {
    const criteria = results.filter(({ level }) => level === wanted);
    const componentOf = ({ adherence: level, notes }: (typeof results)[number]) =>
      level ? { name: 'web', adherence: { level, notes } } : { name: 'web' };
    return {
      notes: FORMATS.chapterNotes,
      criteria: criteria.map((one) => ({ num: one.num, components: [componentOf(one)] })),
    };
  };
  const chapters = { success_criteria_level_a: chapter('A'), success_criteria_level_aa: chapter('AA') };
  const auditResult = results.map(({ test, outcome, notes: description }) => {
    return { ...Object(FORMATS.assertion), test, result: { type: 'TestResult', outcome, description } };
  });
  const evaluation = { ...Object(FORMATS.evaluation), date: changedOn, auditResult };
  return {
    [`rgaa-${version}.csv`]: [['Critères', ...columns], ...rows].map((row) => row.join(',')).join('\n'),
    'openacr.yaml': JSON.stringify({ ...Object(FORMATS.openacr), report_date: changedOn, chapters }, null, 1),
    'earl.json': JSON.stringify({ '@graph': [evaluation, FORMATS.assertor] }, null, 1),
  };
}

/** Puts them into the release, and fails the build where a test that decides a criterion does not run: it is not tested then. */
export function accessibilityFiles(): Plugin {
  const { grid, lost } = readGrid();
  return {
    name: 'accessibility-files',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle() {
      for (const [name, source] of Object.entries(reportsOf(grid)))
        this.emitFile({ type: 'asset', fileName: `accessibility/${name}`, source });
    },
    writeBundle() {
      if (lost.length > 0) this.error(lost.join('\n'));
    },
  };
}
