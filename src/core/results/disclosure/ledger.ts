import * as v from 'valibot';
import type { Frozen } from '../../survey/survey-parts.ts';
import { MOST_CROSSINGS } from '../results-file.ts';
import { isDrawn } from './calendar.ts';
import { MINUTE_CELLS } from './durations.ts';
import { drawNoise, type Epsilon, type Uniform } from './geometric.ts';
import { type CrossingDefinition, PROFILES, type TableDefinition, type TableDefinitions } from './table-definitions.ts';
import type { Census } from './take-census.ts';

/*
 * The publications of a survey under continual observation: independent noise on increments, the "simple counter" (Dwork, Naor,
 * Pitassi, Rothblum 2010; Chan, Shi, Song 2011). Each time a cell is drawn, its accumulated noise receives one fresh draw, so that
 * between two publications of it only the change is released, and only once. Nothing that was drawn is ever forgotten, so that this holds
 * whatever is published meanwhile: other noise would expose everybody again.
 */

export type Phase = 'preview' | 'results';
/** The book of each phase in the ledger. */
export const BOOK = { preview: 'preview', results: 'final' } as const;

const day = v.pipe(v.string(), v.isoDate());
const whole = v.pipe(v.number(), v.integer());
const epsilon = v.object({ s: whole, t: whole });

/** Cells that are drawn together. Private: none of these numbers leaves as it is. */
const drawn = v.object({
  /** All that were ever drawn. */
  cells: v.array(v.string()),
  /** S, the sum of all draws. */
  noise: v.array(whole),
  /** P = C + S of the last draw. */
  values: v.array(whole),
  draws: whole,
  /** What decided who is in which cell. */
  rule: v.exactOptional(v.string()),
  /** Its cells hold other responses than when they were drawn: it waits for the closing, or after it is not drawn again. */
  waits: v.exactOptional(v.literal(true)),
  /** Cells that a publication left out: these wait alone. */
  gone: v.exactOptional(v.array(v.string())),
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
export const bookSchema = v.object({
  asOf: day,
  /** The item that divides respondents into strata, and ε, as the book began; `sizes` has the strata. */
  dividedBy: v.exactOptional(v.string()),
  epsilon,
  /** How many crossings an item may have, if the first final results fixed it. */
  perItem: v.exactOptional(whole),
  /** Counts, for each item that was crossed, the crossings that it may still have, or is `UNBOUND`. */
  left: v.exactOptional(v.record(v.string(), whole)),
  sizes: drawn,
  strata: v.record(v.string(), drawnStratum),
  /** By `OTHER`. */
  others: drawn,
  territories: v.exactOptional(drawn),
  /** By `MINUTE_CELLS`; absent where the previews began without them. */
  minutes: v.exactOptional(drawn),
  /** Each crossing, named by its items, keeps the part of their ε that it took when it was first drawn. */
  crossings: v.record(v.string(), v.object({ ...drawn.entries, epsilon })),
});

/** The state of a survey that is stored between two publications. */
export const ledgerSchema = v.object({
  openedOn: day,
  night: whole,
  /** The epoch of the database that it was written to: a restore makes another. */
  epoch: v.string(),
  /** Restores since, each of which may have forgotten publications: one exposure more for whom they held. */
  restores: whole,
  preview: v.exactOptional(bookSchema),
  final: v.exactOptional(bookSchema),
});

export type Drawn = Frozen<v.InferOutput<typeof drawn>>;
export type DrawnStratum = Frozen<v.InferOutput<typeof drawnStratum>>;
export type Book = Frozen<v.InferOutput<typeof bookSchema>>;

export type Ledger = Frozen<v.InferOutput<typeof ledgerSchema>>;

export const OTHER = {
  unfinished: 'unfinished',
  self: 'mode.self',
  field: 'mode.field',
  translated: 'translated',
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

/** P of a cell; `undefined` where it was never drawn, or waits. */
export function movedCount({ cells, values, gone }: Drawn, cell: string): number | undefined {
  return gone?.includes(cell) ? undefined : values[cells.indexOf(cell)];
}

type Cells = Pick<Drawn, 'cells' | 'rule'>;
/** The texts in the rule of the profiles: one more language counts the same responses. */
const TEXTS = /\{(?:"[a-z]{2,3}(?:-[\w-]+)?":"(?:[^"\\]|\\.)*",?)+\}/g;

/**
 * Whether these cells hold the responses that they held: new ones none that was drawn before, and those that are left out none at all,
 * as no revision that was published had them. A ledger of an earlier release has no rule where it compared names alone.
 */
export function goesOn(last: Cells, now: Cells): boolean {
  const isAmong = (one: Cells, other: Cells) => new Set([...one.cells, ...other.cells]).size === other.cells.length;
  if (!isAmong(last, now) && !isAmong(now, last)) return false;
  const isSame = last.rule?.replaceAll(TEXTS, '') === now.rule?.replaceAll(TEXTS, '');
  return isSame || (last.rule === undefined && last.cells.length === now.cells.length);
}

/** Draws cells again: each receives one more draw of noise. */
type Draw = (before: Drawn | undefined, now: Cells, counts: readonly number[], epsilon: Epsilon) => Drawn;

/** The book after one publication, by definitions that keep what the book began with. */
export function nextBook(
  before: Book | undefined,
  census: Census,
  definitions: TableDefinitions,
  occasion: Occasion,
  uniform: Uniform,
): Book {
  const { epsilon, stratum, strata: names, channels, territory, territories: areas } = definitions;
  if (before && before.dividedBy !== stratum) throw new Error('a book keeps what divides it');
  const isFinal = occasion.phase === 'results';
  const draw: Draw = (last, { cells, rule }, counts, of) => {
    // Former cells come first, at their places.
    const all = [...new Set([...(last?.cells ?? []), ...cells])];
    const now = new Map(cells.map((cell, place) => [cell, counts[place] ?? 0]));
    const gone = new Set([...(last?.gone ?? []), ...all.filter((cell) => !now.has(cell))]);
    const noise = all.map((cell, place) => (last?.noise[place] ?? 0) + (gone.has(cell) ? 0 : drawNoise(of, uniform)));
    return {
      cells: all,
      noise,
      values: noise.map((moved, place) => {
        const cell = all[place] ?? '';
        return gone.has(cell) ? (last?.values[place] ?? 0) : moved + (now.get(cell) ?? 0);
      }),
      draws: (last?.draws ?? 0) + 1,
      ...(rule !== undefined && { rule }),
      ...(gone.size > 0 && { gone: [...gone] }),
    };
  };
  const redraw: Draw = (last, now, ...counts) =>
    last && !goesOn(last, now) ? { ...last, waits: true } : draw(last, now, ...counts);
  const sizes = draw(before?.sizes, { cells: names }, census.sizes, epsilon);
  const atTheEnd = isFinal ? [OTHER.translated] : [];
  const others = draw(
    before?.others,
    { cells: [OTHER.unfinished, OTHER.self, OTHER.field, OTHER.left, ...channels.map(OTHER.channel), ...atTheEnd] },
    [census.unfinished, ...census.modes, occasion.left, ...census.channels, census.translated],
    epsilon,
  );
  const strata: Record<string, DrawnStratum> = { ...before?.strata };
  for (const [place, name] of names.entries()) {
    const last = before?.strata[name];
    const size = Math.max(0, movedCount(sizes, name) ?? 0);
    if (!isFinal && !isDrawn(size, occasion.night, last, occasion.isOrdered)) continue;
    const counts = census.tables.map((table) => table[place] ?? []);
    strata[name] = {
      night: occasion.night,
      asOf: occasion.asOf,
      size,
      sizeDraws: sizes.draws,
      left: movedCount(others, OTHER.left) ?? 0,
      draws: (last?.draws ?? 0) + 1,
      tables: drawTables(last?.tables ?? {}, counts, definitions, redraw),
    };
  }
  const territories =
    territory !== undefined && (isFinal || occasion.withTerritories)
      ? redraw(before?.territories, { cells: areas, rule: territory }, census.territories, epsilon)
      : before?.territories;
  // They wait for the closing where the previews began without them.
  const hasMinutes = isFinal || !before || before.minutes;
  const bands = { cells: MINUTE_CELLS, rule: MINUTE_CELLS.join(' ') };
  return {
    asOf: occasion.asOf,
    ...(stratum !== undefined && { dividedBy: stratum }),
    epsilon,
    sizes,
    strata,
    others,
    ...(territories && { territories }),
    ...(hasMinutes && { minutes: redraw(before?.minutes, bands, census.minutes, epsilon) }),
    ...(isFinal ? drawCrossings(before, census, definitions, redraw) : { crossings: {} }),
  };
}

function drawTables(
  before: DrawnStratum['tables'],
  counts: readonly (readonly number[])[],
  { tables, epsilon, profileEpsilon }: TableDefinitions,
  redraw: Draw,
): DrawnStratum['tables'] {
  const drawn = { ...before };
  for (const [place, table] of tables.entries()) {
    // Options of an item that was asked as a single choice were drawn already.
    if (table.kind === 'options' && drawn[table.name]?.waits) continue;
    const name = tableName(table);
    const of = table.name === PROFILES ? profileEpsilon : epsilon;
    drawn[name] = redraw(drawn[name], table, counts[place] ?? [], of);
  }
  return drawn;
}

/** An acquaintance knows the item: it may be crossed any number of times. */
export const UNBOUND = -1;

type CrossingBook = Pick<Book, 'crossings' | 'perItem' | 'left'>;

function drawCrossings(
  before: CrossingBook | undefined,
  census: Census,
  definitions: TableDefinitions,
  redraw: Draw,
): CrossingBook {
  const { perItem, left, taken } = crossingRoom(before, definitions);
  const crossings = { ...before?.crossings };
  for (const [place, { key, ...cells }] of definitions.crossings.entries()) {
    const last = before?.crossings[key];
    const epsilon = last?.epsilon ?? taken.get(key);
    // One that is listed twice is drawn once.
    if (epsilon && crossings[key] === last)
      crossings[key] = { ...redraw(last, cells, census.crossings[place] ?? [], epsilon), epsilon };
  }
  return { crossings, left, ...(perItem !== undefined && { perItem }) };
}

/**
 * Shares the ε of items among the crossings that the next final results draw for the first time, by key, and refuses those of an item
 * that has nothing left: what final results have spent never returns. `leftOf` an item are those that it may have beside those listed.
 */
export function crossingRoom(
  final: CrossingBook | undefined,
  { crossings, known, perItem: wanted, epsilon: { s, t } }: TableDefinitions,
) {
  const perItem = final ? final.perItem : wanted;
  const listed = crossings.filter(({ key, cells }) => cells.length > 0 && !final?.crossings[key]);
  // Without a number, the first final results of an item share all that it has.
  const sharesOf = (item: string) =>
    perItem ?? listed.filter(({ rows, columns }) => rows === item || columns === item).length;
  const before = (item: string) =>
    final?.left?.[item] ?? (known.includes(item) ? UNBOUND : (perItem ?? MOST_CROSSINGS));
  const uses = new Map<string, number>();
  const leftOf = (item: string) => (before(item) === UNBOUND ? UNBOUND : before(item) - (uses.get(item) ?? 0));
  const taken = new Map<string, Epsilon>();
  const refused: CrossingDefinition[] = [];
  for (const crossing of listed) {
    const sides = [...new Set([crossing.rows, crossing.columns])];
    if (taken.has(crossing.key)) continue;
    if (sides.some((item) => leftOf(item) === 0)) refused.push(crossing);
    else {
      for (const item of sides) uses.set(item, (uses.get(item) ?? 0) + 1);
      const secret = sides.filter((item) => before(item) !== UNBOUND);
      taken.set(crossing.key, { s, t: t * Math.max(1, ...secret.map(sharesOf)) });
    }
  }
  const left = [...uses.keys()].map((item) => [item, perItem === undefined ? Math.min(0, before(item)) : leftOf(item)]);
  return { perItem, left: { ...final?.left, ...Object.fromEntries(left) }, taken, refused, leftOf };
}
