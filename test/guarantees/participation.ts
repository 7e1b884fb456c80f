import { MINUTE_CELLS } from '../../src/core/results/disclosure/durations.ts';
import { drawNoise, type Epsilon, type Uniform } from '../../src/core/results/disclosure/geometric.ts';
import type { TableDefinitions } from '../../src/core/results/disclosure/table-definitions.ts';

/*
 * What an attacker learns of whether somebody took part, who knows every other response, and of the target how they answered (alone
 * or on a lent tablet) and nothing else: all answers are equally likely to the attacker. Simulated with the noise that publishes, since the tables
 * of a stratum are shifted to its size: the attacker sees differences between cells, and no total.
 */

/** The share of the options of a multiple choice that a respondent chooses. */
const CHOSEN = 1 / 3;
/** The unknown shift of a table, in responses: more has no weight. */
const FARTHEST = 12;
const SHIFTS = Array.from({ length: 2 * FARTHEST + 1 }, (_, at) => at - FARTHEST);

interface Watched {
  readonly epsilon: Epsilon;
  readonly cells: number;
}

/** How often the likelier of "took part" and "did not" is true, both being as likely before. */
export function participationRight(
  definitions: TableDefinitions,
  phases: 1 | 2,
  rounds: number,
  uniform: Uniform,
): number {
  const { tables, crossings, epsilon, profileEpsilon } = definitions;
  const cellsOf = (name: string) => tables.find((table) => table.name === name)?.cells.length ?? 1;
  const parts: readonly Watched[] = [
    ...tables
      .filter(({ kind }) => kind === 'partition')
      .map(({ cells, rule }) => ({ epsilon: rule === undefined ? epsilon : profileEpsilon, cells: cells.length })),
    { epsilon, cells: MINUTE_CELLS.length },
  ];
  // Crossings are drawn at the closing only.
  const crossed =
    phases === 1
      ? []
      : crossings.map((one) => ({ epsilon: one.epsilon, cells: cellsOf(one.rows) * cellsOf(one.columns) }));
  const options = tables.filter(({ kind }) => kind === 'options').reduce((sum, { cells }) => sum + cells.length, 0);
  let right = 0;
  for (let round = 0; round < rounds; round++)
    for (const isIn of [true, false]) {
      let evidence = 0;
      // The size of the stratum, and how they answered.
      for (let cell = 0; cell < 2 * phases; cell++) evidence += Math.log(ratioOf(isIn, epsilon, uniform));
      for (const one of parts) evidence += Math.log(ratioOfTable(isIn, one, phases, uniform));
      for (const one of crossed) evidence += Math.log(ratioOfTable(isIn, one, 1, uniform));
      for (let option = 0; option < options; option++) {
        const isChosen = isIn && uniform(3) === 0;
        let ratio = 1;
        for (let phase = 0; phase < phases; phase++) ratio *= ratioOf(isChosen, epsilon, uniform);
        evidence += Math.log(1 - CHOSEN + CHOSEN * ratio);
      }
      // Its probability, instead of whether it is true: the mean is the same, and chance moves it a third as much.
      right += 1 / (1 + Math.exp(-Math.abs(evidence)));
    }
  return right / (2 * rounds);
}

/** Likelihood ratio of "took part" from one noisy cell: e^ε where the cell suggests it, e^−ε where it does not. */
function ratioOf(isIn: boolean, epsilon: Epsilon, uniform: Uniform): number {
  const seen = drawNoise(epsilon, uniform) + Number(isIn);
  return Math.exp(seen >= 1 ? epsilon.s / epsilon.t : -epsilon.s / epsilon.t);
}

/** Likelihood ratio from a table in which the target is in one cell, the same in each phase. */
function ratioOfTable(isIn: boolean, { epsilon, cells }: Watched, phases: number, uniform: Uniform): number {
  const own = uniform(cells);
  const rate = epsilon.s / epsilon.t;
  const [speaks, denies] = [Math.exp(rate), Math.exp(-rate)];
  const byCell = new Float64Array(cells).fill(1);
  let without = 1;
  for (let phase = 0; phase < phases; phase++) {
    const seen = Array.from({ length: cells }, (_, cell) => drawNoise(epsilon, uniform) + Number(isIn && cell === own));
    const weights = SHIFTS.map((shift) => Math.exp(-rate * seen.reduce((sum, one) => sum + Math.abs(one - shift), 0)));
    without *= weights.reduce((sum, one) => sum + one, 0);
    for (const [cell, one] of seen.entries()) {
      const of = weights.reduce((sum, weight, at) => sum + weight * (one > (SHIFTS[at] ?? 0) ? speaks : denies), 0);
      byCell[cell] = (byCell[cell] ?? 1) * of;
    }
  }
  return byCell.reduce((sum, one) => sum + one, 0) / cells / without;
}
