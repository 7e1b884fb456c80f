import { expect, it } from 'vitest';
import { expectedAccuracy } from '../../../../src/core/results/disclosure/expected-accuracy.ts';
import { sum } from '../../../../src/core/results/disclosure/fit-tables.ts';
import type { Book } from '../../../../src/core/results/disclosure/ledger.ts';
import { shownIn } from '../../../../src/core/results/disclosure/publication.ts';
import { countedPeople } from '../../../support/season.ts';
import { study } from '../../../support/surveys.ts';
import { published, uniformFrom } from './populations.ts';

const SHARES = { commune: 0.42, intercommunalite: 0.23, departement: 0.24, region: 0.075, other: 0.035 };
const ROUNDS = 4;

/** Of a group, the mean error in points of the shares of the study with a base of 20 or more. */
function measured(group: string, nights: number, { definitions, census }: ReturnType<typeof countedPeople>): number {
  const phase = nights === 1 ? 'results' : 'preview';
  const uniform = uniformFrom(61);
  const errors: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let book: Book | undefined;
    for (let night = 1; night <= nights; night++)
      book = published(book, census, uniform, { phase, night, isOrdered: true }, definitions);
    const items = book && shownIn(book, definitions, phase).strata[group]?.items;
    for (const [place, { name, kind, cells }] of definitions.tables.entries()) {
      const rows = census.tables[place]?.filter((_, at) => group === 'all' || definitions.strata[at] === group) ?? [];
      const options = [...cells.entries()].filter(([, cell]) => kind === 'partition' && !cell.startsWith('?'));
      const exact = options.map(([at]) => sum(rows.map((row) => row[at] ?? 0)));
      const shown = items?.[name];
      if (shown && sum(exact) >= 20)
        for (const [at, [, cell]] of options.entries())
          errors.push(100 * Math.abs((shown.counts[cell] ?? 0) / shown.base - (exact[at] ?? 0) / sum(exact)));
    }
  }
  return sum(errors) / errors.length;
}

it.each([
  [300, [1.5, 1.4, 2.5, 2.4], [4.1, 5, 9.2, 8.8]],
  [1200, [0.4, 0.3, 0.6, 0.6, 1.9, 4.1], [1.2, 1.3, 2.3, 2.2, 7]],
])('of %i responses, is within a point of what is published of simulated people', (responses, finals, tenths) => {
  const expected = expectedAccuracy(0.5, responses, SHARES);
  const people = countedPeople(
    study.survey,
    Object.fromEntries(expected.slice(1).map((of) => [of.group, of.responses])),
  );
  const rounded = (error: number | undefined) => (error === undefined ? [] : [Number(error.toFixed(1))]);
  expect(expected.flatMap(({ final }) => rounded(final))).toEqual(finals);
  expect(expected.flatMap(({ tenth }) => rounded(tenth))).toEqual(tenths);
  for (const { group, final, tenth } of expected) {
    if (final !== undefined) expect(Math.abs(measured(group, 1, people) - final), group).toBeLessThan(1);
    if (tenth !== undefined) expect(Math.abs(measured(group, 10, people) - tenth), group).toBeLessThan(1);
  }
});
