import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccessibilityGrid, GridCriterion } from '../../dossier/conformity.ts';
import { isRun } from './named-tests.ts';

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

/**
 * Reads the newest grid. A criterion is decided by tests that `npm test` runs or by a hand; any other is not tested, and `lost` names
 * its tests that are not run.
 */
export function readGrid(folder = 'docs/accessibility'): {
  readonly grid: WholeGrid;
  readonly lost: readonly string[];
} {
  const names = readdirSync(folder).filter((name) => /^rgaa-[\d.]+\.json$/.test(name));
  const [newest = ''] = names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  const grid: WholeGrid = JSON.parse(readFileSync(join(folder, newest), 'utf8'));
  const lost: string[] = [];
  const criteria = Object.entries(grid.criteria).map(([number, one]) => {
    const tests = one.by === undefined || 'hand' in one.by ? [] : one.by;
    const gone = tests.filter((test) => !isRun(test));
    lost.push(...gone.map((test) => `${number} is decided by a test that does not run: ${test}`));
    const isDecided = one.by !== undefined && gone.length === 0 && ('hand' in one.by || tests.length > 0);
    return [number, isDecided ? one : { ...one, status: 'NT' }] as const;
  });
  return { grid: { ...grid, criteria: Object.fromEntries(criteria) }, lost };
}
