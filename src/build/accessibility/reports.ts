import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { readGrid, type WholeGrid } from './read-grid.ts';

const { wcag, says, chapterNotes, openacr, assertion, evaluation, assertor } = JSON.parse(
  readFileSync('docs/accessibility/formats.json', 'utf8'),
);

/** Writes the grid in the columns of Ara, as OpenACR, whose YAML is JSON here, and as EARL that W3C's report tool opens. */
export function reportsOf({ version, changedOn, criteria, tested }: WholeGrid): Readonly<Record<string, string>> {
  const all = Object.entries(criteria);
  const columns = ['Éléments transverses', ...tested.pages];
  const cellIn = (page: string, { status, pages }: (typeof criteria)[string]) =>
    status === 'NC' && !pages?.includes(page) ? 'C' : status;
  const rows = all.map(([number, one]) => [number, ...columns.map((page) => cellIn(page, one))]);
  const results = Object.entries<{ level: string; id: string }>(wcag).map(([num, { level, id }]) => {
    const parts = all.filter(([, one]) => one.wcag.includes(num));
    // The worst is said first.
    const status = Object.keys(says).find((worst) => parts.some(([, one]) => one.status === worst)) ?? 'NT';
    const notes = parts.map(([number, { status, note = '' }]) => `RGAA ${number} : ${status}. ${note}`).join(' ');
    const { adherence, outcome } = says[status];
    const component = { name: 'web', ...(adherence && { adherence: { level: adherence, notes } }) };
    const result = { type: 'TestResult', outcome, description: notes };
    return { level, row: { num, components: [component] }, assertion: { ...assertion, test: `WCAG2:${id}`, result } };
  });
  const chapter = (level: string) => ({
    notes: chapterNotes,
    criteria: results.filter((one) => one.level === level).map(({ row }) => row),
  });
  const chapters = { success_criteria_level_a: chapter('A'), success_criteria_level_aa: chapter('AA') };
  const audit = { ...evaluation, date: changedOn, auditResult: results.map((one) => one.assertion) };
  return {
    [`rgaa-${version}.csv`]: [['Critères', ...columns], ...rows].map((row) => row.join(',')).join('\n'),
    'openacr.yaml': JSON.stringify({ ...openacr, report_date: changedOn, chapters }, null, 1),
    'earl.json': JSON.stringify({ '@graph': [audit, assertor] }, null, 1),
  };
}

/** Puts them into the release, and fails the build where a test that decides a criterion does not run. */
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
