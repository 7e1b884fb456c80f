import * as v from 'valibot';
import type { Frozen } from '../../survey/survey-parts.ts';
import { isDrawn } from './calendar.ts';
import { MINUTE_CELLS } from './durations.ts';
import { drawNoise, type Epsilon, type Uniform } from './geometric.ts';
import { PROFILES, type TableDefinition, type TableDefinitions } from './table-definitions.ts';
import type { Census } from './take-census.ts';

/*
 * The publications of a survey under continual observation: independent noise on increments, the "simple counter" (Dwork, Naor,
 * Pitassi, Rothblum 2010; Chan, Shi, Song 2011). Each time a cell is drawn, its accumulated noise receives one fresh draw, so that
 * between two publications of it only the change is released, and only once.
 */

export type Phase = 'preview' | 'results';

const day = v.pipe(v.string(), v.isoDate());
const whole = v.pipe(v.number(), v.integer());

/** Cells that are drawn together. Private: none of these numbers leaves as it is. */
const drawn = v.object({
  cells: v.array(v.string()),
  /** S, the sum of all draws. */
  noise: v.array(whole),
  /** P = C + S of the last draw. */
  values: v.array(whole),
  draws: whole,
  /** What decided who is in which cell. */
  rule: v.exactOptional(v.string()),
  /** Its cells have changed while the survey is open: it waits for the closing. */
  waits: v.exactOptional(v.literal(true)),
});

const drawnStratum = v.object({
  night: whole,
  /** The responses received before that day. */
  asOf: day,
  /** As published on that night, and how often it was drawn by then. */
  size: whole,
  sizeDraws: whole,
  /** How many had left the survey by then, as published. */
  left: whole,
  draws: whole,
  /** By `tableName`. */
  tables: v.record(v.string(), drawn),
});

/** All publications of one phase: previews and final results have noise of their own. */
const book = v.object({
  asOf: day,
  sizes: drawn,
  strata: v.record(v.string(), drawnStratum),
  /** By `OTHER`. */
  others: drawn,
  territories: v.exactOptional(drawn),
  /** By `MINUTE_CELLS`; absent where the previews began without them. */
  minutes: v.exactOptional(drawn),
  /** By id. */
  crossings: v.record(v.string(), drawn),
});

/** The state of a survey that is stored between two publications. */
export const ledgerSchema = v.object({
  openedOn: day,
  night: whole,
  /** The epoch of the database that it was written to: a restore makes another. */
  epoch: v.string(),
  /** Restores since, each of which may have forgotten publications: one exposure more for whom they held. */
  restores: whole,
  preview: v.exactOptional(book),
  final: v.exactOptional(book),
});

export type Drawn = Frozen<v.InferOutput<typeof drawn>>;
export type DrawnStratum = Frozen<v.InferOutput<typeof drawnStratum>>;
export type Book = Frozen<v.InferOutput<typeof book>>;
export type Ledger = Frozen<v.InferOutput<typeof ledgerSchema>>;

export const OTHER = {
  unfinished: 'unfinished',
  self: 'mode.self',
  field: 'mode.field',
  left: 'left',
  channel: (name: string) => `channel.${name}`,
} as const;

export interface Occasion {
  readonly night: number;
  readonly asOf: string;
  readonly phase: Phase;
  readonly isOrdered: boolean;
  readonly withTerritories: boolean;
  /** Responses that were ever erased or excluded. */
  readonly left: number;
}

export function tableName({ name, kind }: Pick<TableDefinition, 'name' | 'kind'>): string {
  return kind === 'options' ? `${name}?options` : name;
}

/** Draws cells again: each receives one more draw of noise. */
type Draw = (before: Drawn | undefined, cells: readonly string[], counts: readonly number[], epsilon: Epsilon) => Drawn;

/** The book after one publication. */
export function nextBook(
  before: Book | undefined,
  census: Census,
  definitions: TableDefinitions,
  occasion: Occasion,
  uniform: Uniform,
): Book {
  const { epsilon, strata: names, channels } = definitions;
  const isFinal = occasion.phase === 'results';
  const draw: Draw = (last, cells, counts, of) => {
    const noise = cells.map((cell) => (last?.noise[last.cells.indexOf(cell)] ?? 0) + drawNoise(of, uniform));
    const values = noise.map((moved, place) => moved + (counts[place] ?? 0));
    return { cells, noise, values, draws: (last?.draws ?? 0) + 1 };
  };
  const sizes = draw(before?.sizes, names, census.sizes, epsilon);
  const others = draw(
    before?.others,
    [OTHER.unfinished, OTHER.self, OTHER.field, OTHER.left, ...channels.map(OTHER.channel)],
    [census.unfinished, ...census.modes, occasion.left, ...census.channels],
    epsilon,
  );
  const strata: Record<string, DrawnStratum> = {};
  for (const [place, name] of names.entries()) {
    const last = before?.strata[name];
    const size = Math.max(0, sizes.values[place] ?? 0);
    if (isFinal || isDrawn(size, occasion.night, last, occasion.isOrdered)) {
      const counts = census.tables.map((table) => table[place] ?? []);
      strata[name] = {
        night: occasion.night,
        asOf: occasion.asOf,
        size,
        sizeDraws: sizes.draws,
        left: others.values[others.cells.indexOf(OTHER.left)] ?? 0,
        draws: (last?.draws ?? 0) + 1,
        tables: drawTables(last?.tables ?? {}, counts, definitions, isFinal, draw),
      };
    } else if (last) strata[name] = last;
  }
  const territories =
    isFinal || occasion.withTerritories
      ? draw(before?.territories, definitions.territories, census.territories, epsilon)
      : before?.territories;
  const minutes = drawMinutes(before, census, definitions, isFinal, draw);
  return {
    asOf: occasion.asOf,
    sizes,
    strata,
    others,
    ...(territories && { territories }),
    ...(minutes && { minutes }),
    crossings: isFinal ? drawCrossings(before?.crossings ?? {}, census, definitions, draw) : {},
  };
}

/** Durations wait for the closing where the previews began without them, or with other bands. */
function drawMinutes(
  before: Book | undefined,
  { minutes }: Census,
  { epsilon }: TableDefinitions,
  isFinal: boolean,
  draw: Draw,
): Drawn | undefined {
  const last = before?.minutes;
  const isSame = !before || (last && sameCells(last.cells, MINUTE_CELLS));
  if (isSame || isFinal) return draw(last, MINUTE_CELLS, minutes, epsilon);
  return last && { ...last, waits: true };
}

function drawTables(
  before: DrawnStratum['tables'],
  counts: readonly (readonly number[])[],
  { tables, epsilon, profileEpsilon }: TableDefinitions,
  isFinal: boolean,
  draw: Draw,
): DrawnStratum['tables'] {
  const drawn = { ...before };
  for (const [place, table] of tables.entries()) {
    const { cells, rule } = table;
    const name = tableName(table);
    const last = before[name];
    const isSame = last === undefined || (last.rule === rule && sameCells(last.cells, cells));
    if (isSame || isFinal) {
      const redrawn = draw(last, cells, counts[place] ?? [], table.name === PROFILES ? profileEpsilon : epsilon);
      drawn[name] = { ...redrawn, ...(rule !== undefined && { rule }) };
    } else drawn[name] = { ...last, waits: true };
  }
  return drawn;
}

function drawCrossings(
  before: Book['crossings'],
  census: Census,
  { crossings }: TableDefinitions,
  draw: Draw,
): Book['crossings'] {
  const drawn = { ...before };
  for (const [place, { id, epsilon }] of crossings.entries()) {
    const counts = census.crossings[place] ?? [];
    // Its cells are known by their places: another definition is another crossing.
    const cells = counts.map((_, cell) => String(cell));
    const last = before[id];
    drawn[id] = draw(last && sameCells(last.cells, cells) ? last : undefined, cells, counts, epsilon);
  }
  return drawn;
}

function sameCells(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((cell, place) => cell === other[place]);
}
