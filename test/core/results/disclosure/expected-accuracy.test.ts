import { expect, it } from 'vitest';
import { expectedAccuracy } from '../../../../src/core/results/disclosure/expected-accuracy.ts';
import { sum } from '../../../../src/core/results/disclosure/fit-tables.ts';
import type { Book } from '../../../../src/core/results/disclosure/ledger.ts';
import { shownIn } from '../../../../src/core/results/disclosure/publication.ts';
import { countedPeople } from '../../../support/season.ts';
import { study } from '../../../support/surveys.ts';
import { published, uniformFrom } from './populations.ts';

const SHARES = { commune: 0.42, intercommunalite: 0.23, departement: 0.24, region: 0.073, other: 0.018 };

/** Returns the mean error of a group in points, over the shares of the study with a base of 20 or more. */
function measured(group: string, nights: number, { definitions, census }: ReturnType<typeof countedPeople>): number {
  const phase = nights === 1 ? 'results' : 'preview';
  const errors: number[] = [];
  for (let seed = 61; seed < 65; seed++) {
    const uniform = uniformFrom(seed);
    let book: Book | undefined;
    for (let night = 1; night <= nights; night++)
      book = published(book, census, uniform, { phase, night, isOrdered: true }, definitions);
    const items = book && shownIn(book, definitions, phase).strata[group]?.items;
    for (const [place, { name, kind, cells }] of definitions.tables.entries()) {
      const shown = kind === 'partition' ? items?.[name] : undefined;
      const rows = census.tables[place]?.filter((_, at) => group === 'all' || definitions.strata[at] === group) ?? [];
      const exact = cells.map((cell, at) => (cell.startsWith('?') ? 0 : sum(rows.map((row) => row[at] ?? 0))));
      for (const [cell, count] of Object.entries((sum(exact) >= 20 && shown?.counts) || {}))
        errors.push(100 * Math.abs(count / (shown?.base ?? 1) - (exact[cells.indexOf(cell)] ?? 0) / sum(exact)));
    }
  }
  return sum(errors) / errors.length;
}

it('is within a point of what is published of 1 200 simulated people, and absent of a group that is too small', () => {
  const expected = expectedAccuracy(0.5, 1200, SHARES);
  const rounded = expected.map(({ final, tenth }) => `${final?.toFixed(1)} ${tenth?.toFixed(1)}`);
  expect(rounded).toEqual(['0.4 1.1', '0.3 1.3', '0.6 2.3', '0.6 2.2', '2.0 7.2', 'undefined undefined']);
  const groups = Object.fromEntries(expected.slice(1).map((of) => [of.group, of.responses]));
  const people = countedPeople(study.survey, groups);
  for (const { group, final, tenth } of expected) {
    if (final !== undefined) expect(Math.abs(measured(group, 1, people) - final), group).toBeLessThan(1);
    if (tenth !== undefined) expect(Math.abs(measured(group, 10, people) - tenth), group).toBeLessThan(1);
  }
});
