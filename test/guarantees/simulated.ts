import * as v from 'valibot';
import { countedProfileOf } from '../../src/core/results/disclosure/counted-profile.ts';
import { MINUTE_CELLS } from '../../src/core/results/disclosure/durations.ts';
import { sum } from '../../src/core/results/disclosure/fit-tables.ts';
import { drawNoise, type Epsilon, type Uniform } from '../../src/core/results/disclosure/geometric.ts';
import { crossingRoom } from '../../src/core/results/disclosure/ledger.ts';
import {
  CELL,
  PROFILE_CELL,
  PROFILES,
  type TableDefinition,
  type TableDefinitions,
} from '../../src/core/results/disclosure/table-definitions.ts';
import { referenceSchema } from '../../src/core/results/reference.ts';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import { readPublic } from '../support/surveys.ts';
import type { Guarantee } from './guarantees.ts';

/*
 * What an attacker learns who knows every other response and no answer of the target, simulated with the noise that publishes: each
 * answer is as likely to the attacker as the published shares say. A hypothesis gives the shares of all tables, if it is true.
 */

export interface Simulation {
  readonly definitions: TableDefinitions;
  /** 1 for the previews, 2 with the final results. */
  readonly phases: number;
  readonly rounds: number;
  readonly uniform: Uniform;
}

type Learnt = Omit<Guarantee, 'odds'>;

/** How often it is known that somebody took part, of whom the attacker knows in which group and how. */
export function participationOf(simulation: Simulation): Learnt {
  const { epsilon, crossings } = simulation.definitions;
  const { taken } = crossingRoom(undefined, simulation.definitions);
  const tables = publishedShares(simulation.definitions).map((of) => ({ ...of, isShifted: of.shares.length > 1 }));
  const partOf = (shares: readonly number[]): SharedTable => ({ epsilon, shares, isShifted: shares.length > 1 });
  const sharesOf = (item: string) => tables.find(({ table }) => table?.name === item)?.shares ?? [1];
  const crossed = crossings.map((one) => {
    const shares = sharesOf(one.rows).flatMap((row) => sharesOf(one.columns).map((column) => row * column));
    return { ...partOf(shares), epsilon: taken.get(one.key) ?? epsilon, isFinal: true };
  });
  const minutes = partOf(MINUTE_CELLS.map(() => 1 / MINUTE_CELLS.length));
  const [size, mode] = [partOf([1]), partOf([1])];
  const tookPart = [...tables, ...crossed, minutes, size, mode];
  const stayedAway = tookPart.map((of) => ({ ...of, shares: of.shares.map(() => 0) }));
  return learntFrom(attacks([tookPart, stayedAway], simulation));
}

/** How often an answer to this question is known, all being as likely before, from what is asked behind it too. */
export function followedOf(item: string, simulation: Simulation): Learnt {
  const all = publishedShares(simulation.definitions);
  const behind = all.find(({ table }) => table?.asked?.item === item);
  const told = all.filter(({ table }) => table?.name === item || table?.name === behind?.table?.name);
  const answers = told[0]?.table?.cells.filter((cell) => !cell.startsWith('?')) ?? [];
  const hypotheses = answers.map((answer) => {
    const asked = behind?.table?.asked?.options.includes(answer) ? sum(behind.shares) : Number.POSITIVE_INFINITY;
    const ofOne = ({ table, shares }: SharedTable) =>
      table?.name === item ? table.cells.map((cell) => Number(cell === answer)) : shares.map((share) => share / asked);
    return told.map((of) => ({ ...of, shares: ofOne(of) }));
  });
  return learntFrom(attacks(hypotheses, simulation));
}

/** The share of an answer that the common factor explains is the square of its loading. */
const LOADING = 0.6;
/** Values of the factor, as likely as each other. */
const FACTOR = Array.from({ length: 20 }, (_, at) => quantile((at + 0.5) / 20));
/** Sets of answers that are as likely as what was published says, of which the profiles are counted. */
const GUESSES = 100;

/** How often it is known whether somebody is above the middle of a common factor and, of one who has a profile, which. */
export function relatedOf(survey: Survey, simulation: Simulation) {
  const { rounds, uniform } = simulation;
  const all = publishedShares(simulation.definitions);
  const profiles = all.filter(({ table }) => table?.name === PROFILES);
  const tables = all.filter(({ table }) => table?.name !== PROFILES);
  const hypotheses = FACTOR.map((factor) => tables.map((of) => ({ ...of, shares: sharesGiven(factor, of) })));
  const profileOf = countedProfileOf(survey, survey);
  const profileIn = (cells: readonly number[]) => {
    const answers: Record<string, string | readonly string[]> = {};
    for (const [place, { table }] of tables.entries()) {
      const option = table?.cells[cells[place] ?? -1];
      if (!table || !option || option.startsWith('?')) continue;
      answers[table.name] = table.kind === 'options' ? [...(answers[table.name] ?? []), option] : option;
    }
    return profiles[0]?.table?.values.indexOf(profileOf(answers)) ?? -1;
  };
  const none = profiles[0]?.table?.cells.indexOf(PROFILE_CELL.none);
  let [above, right, profiled] = [0, 0, 0];
  for (const { cells, seen, chances } of attacks(hypotheses, simulation)) {
    const high = sum(chances.slice(FACTOR.length / 2));
    above += Math.max(high, 1 - high) / rounds;
    const profile = profileIn(cells);
    if (profile === none) continue;
    profiled++;
    const told = profiles.flatMap((of) => observed(of, profile, simulation));
    const tally = told.map(() => 0);
    for (let guess = 0; guess < GUESSES; guess++) {
      const guessed = (hypotheses[pick(chances, uniform)] ?? []).map(({ shares }, place) => {
        const all = likelihood(shares, seen[place] ?? []);
        return pick(
          shares.map((share, cell) => (share * (seen[place]?.[cell] ?? 1)) / all),
          uniform,
        );
      });
      const likely = profileIn(guessed);
      if (likely !== none) tally[likely] = (tally[likely] ?? 0) + (told[likely] ?? 0);
    }
    if (tally.indexOf(Math.max(...tally)) === profile) right++;
  }
  return { above, profile: right / profiled };
}

/** Draws which hypothesis is true and which cells follow from it, publishes them, and gives the chances of each from what is seen. */
function* attacks(hypotheses: readonly (readonly SharedTable[])[], simulation: Simulation) {
  const { rounds, uniform } = simulation;
  for (let round = 0; round < rounds; round++) {
    const truth = hypotheses[uniform(hypotheses.length)] ?? [];
    const cells = truth.map(({ shares }) => pick(shares, uniform));
    const seen = truth.map((of, place) => observed(of, cells[place] ?? -1, simulation));
    const weights = hypotheses.map((of) =>
      of.reduce((ratio, { shares }, place) => ratio * likelihood(shares, seen[place] ?? []), 1),
    );
    yield { cells, seen, chances: weights.map((weight) => weight / sum(weights)) };
  }
}

/** The chance of the likeliest is taken instead of whether it is true: the mean is the same, and moves less. */
function learntFrom(found: Iterable<{ readonly chances: readonly number[] }>): Learnt {
  const most = Array.from(found, ({ chances }) => Math.max(...chances));
  return { right: sum(most) / most.length, sure: most.filter((chance) => chance > 0.9).length / most.length };
}

/** The cell that somebody is in; −1 for none. */
function pick(shares: readonly number[], uniform: Uniform): number {
  let rest = uniform(1_000_000) / 1_000_000;
  return shares.findIndex((share) => {
    rest -= share;
    return rest < 0;
  });
}

/** The unknown shift of a table, in responses: more has no weight. */
const SHIFTS = Array.from({ length: 17 }, (_, at) => at - 8);

/** By cell, the likelihood ratio of "is in it" and "is in none": e^ε where the noisy cell suggests it, e^−ε where it does not. */
function observed(of: SharedTable, own: number, { phases, uniform }: Simulation): readonly number[] {
  const rate = of.epsilon.s / of.epsilon.t;
  const shifts = of.isShifted ? SHIFTS : [0];
  let ratios: readonly number[] = of.shares.map(() => 1);
  for (let phase = of.isFinal ? 1 : 0; phase < phases; phase++) {
    const noisy = of.shares.map((_, cell) => drawNoise(of.epsilon, uniform) + Number(cell === own));
    const weights = shifts.map((shift) => Math.exp(-rate * sum(noisy.map((one) => Math.abs(one - shift)))));
    const speaks = (one: number) =>
      sum(weights.map((weight, at) => weight * Math.exp(one > (shifts[at] ?? 0) ? rate : -rate)));
    ratios = ratios.map((ratio, cell) => (ratio * speaks(noisy[cell] ?? 0)) / sum(weights));
  }
  return ratios;
}

function likelihood(shares: readonly number[], seen: readonly number[]): number {
  return 1 + sum(shares.map((share, cell) => share * ((seen[cell] ?? 1) - 1)));
}

/** Cells follow the factor in their order. */
function sharesGiven(factor: number, { shares }: SharedTable): readonly number[] {
  const given = (share: number) =>
    cumulative((quantile(Math.min(1, share)) - LOADING * factor) / Math.sqrt(1 - LOADING ** 2));
  const upTo = (cell: number) => given(sum(shares.slice(0, cell)));
  return shares.map((_, cell) => upTo(cell + 1) - upTo(cell));
}

/** The normal distribution, within 0.01. */
function cumulative(at: number): number {
  return 1 / (1 + Math.exp(-1.702 * at));
}

function quantile(share: number): number {
  return Math.log(share / (1 - share)) / 1.702;
}

/** A published table, with the share of everybody that each cell has; together under 1 where not everybody is in one. */
interface SharedTable {
  readonly table?: TableDefinition;
  readonly epsilon: Epsilon;
  readonly shares: readonly number[];
  /** Drawn at the closing only. */
  readonly isFinal?: boolean;
  /** Only differences between its cells are seen, since it is shifted to a size that is not known. */
  readonly isShifted?: boolean;
}

const { figures } = v.parse(referenceSchema, readPublic('numerique-territorial/reference-2017.json'));

/** The share of people who leave a question blank, as in the demonstration. */
const BLANK = 0.04;
/** The share of the options of a multiple choice that a respondent chooses: each option is a table of one cell. */
const CHOSEN = 1 / 3;

/** The shares that the study published in 2017. Options without one have equal parts of the rest. */
function publishedShares({ tables, epsilon, profileEpsilon }: TableDefinitions): readonly SharedTable[] {
  const found: SharedTable[] = [];
  const shareOf = (item: string, cells: readonly string[]) => {
    const of = found.find(({ table }) => table?.name === item);
    return sum(cells.map((cell) => of?.shares[of.table?.cells.indexOf(cell) ?? -1] ?? 0));
  };
  for (const table of tables) {
    const { name, kind, asked, cells } = table;
    if (kind === 'options')
      for (const cell of cells)
        found.push({ table: { ...table, cells: [cell] }, epsilon, shares: [CHOSEN * shareOf(name, [CELL.given])] });
    else {
      const all = asked ? shareOf(asked.item, asked.options) : 1;
      const shares = partsOf(table).map((share) => all * share);
      found.push({ table, shares, epsilon: name === PROFILES ? profileEpsilon : epsilon });
    }
  }
  return found;
}

function partsOf({ name, cells }: TableDefinition): readonly number[] {
  const known = cells.map((cell) => (cell === CELL.blank ? BLANK : shareIn2017(name, cell)));
  const rest = Math.max(0, 1 - sum(known.map((share) => share ?? 0)));
  const shares = known.map((share) => share ?? rest / known.filter((one) => one === undefined).length);
  return shares.map((share) => share / sum(shares));
}

/** Returns the share of everybody, or the mean of the groups for which it is printed. */
function shareIn2017(item: string, option: string): number | undefined {
  const found = figures.filter(
    (one) => (one.item ?? one.question) === item && one.options?.join() === option && one.kind === 'pct' && !one.among,
  );
  const all = found.filter(({ scope }) => scope === 'all').slice(0, 1);
  const values = (all.length > 0 ? all : found).map(({ value }) => (value ?? 0) / 100);
  return values.length > 0 ? sum(values) / values.length : undefined;
}
