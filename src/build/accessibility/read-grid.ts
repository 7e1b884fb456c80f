import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessibilityGrid, GridCriterion } from '../../dossier/conformity.ts';

export interface WholeGrid extends AccessibilityGrid {
  /** The page of the sample to which each screen belongs. */
  readonly screens: Readonly<Record<string, string>>;
  readonly criteria: Readonly<Record<string, WholeCriterion>>;
}

interface WholeCriterion extends GridCriterion {
  readonly wcag: readonly string[];
  readonly pages?: readonly string[];
  readonly by?: readonly string[] | { readonly hand: string };
}

/** Files that `npm test` collects, and a test at the start of a line, where no group skips it; `onlyLong` may leave a table empty. */
const COLLECTED = /^test\/(?!bench\/|gallery\/|support\/)[^.]+\.(?:node\.)?test\.tsx?$/;
const TEST = /^(?:test|it)(?:\.each\b(?:(?!onlyLong|\n\n)[\s\S])*?\))?\(\s*(['"`])(.+?)\1,(?! \{.*\b(?:skip|todo))/gm;

/** Returns the names of the tests that run with their file; those of a table are named by their template. */
export function testsIn(text: string): readonly (string | undefined)[] {
  return [...text.matchAll(TEST)].map(([, , name]) => name);
}

function isRun(test: string): boolean {
  const [file = '', name] = test.split(' › ');
  return COLLECTED.test(file) && existsSync(file) && testsIn(readFileSync(file, 'utf8')).includes(name);
}

/**
 * Reads the newest grid. A criterion is decided by tests that `npm test` runs or by a hand; any other is not tested, and `lost` names
 * its tests that are not run.
 */
export function readGrid(folder = 'docs/accessibility') {
  const names = readdirSync(folder).filter((name) => /^rgaa-[\d.]+\.json$/.test(name));
  const [newest = ''] = names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  const grid: WholeGrid = JSON.parse(readFileSync(join(folder, newest), 'utf8'));
  const lost: string[] = [];
  const criteria = Object.entries(grid.criteria).map(([number, one]): [string, WholeCriterion] => {
    const { by = [] } = one;
    const gone = 'hand' in by ? [] : by.filter((test) => !isRun(test));
    lost.push(...gone.map((test) => `${number} is decided by a test that does not run: ${test}`));
    const isDecided = gone.length === 0 && ('hand' in by || by.length > 0);
    return [number, isDecided ? one : { ...one, status: 'NT' }];
  });
  return { grid: { ...grid, criteria: Object.fromEntries(criteria) }, lost };
}
