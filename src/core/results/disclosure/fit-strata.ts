import { fittedTable, shifted, sum, wholeParts } from './fit-tables.ts';
import { type DrawnStratum, movedCount, tableName } from './ledger.ts';
import { CELL, type TableDefinition, type TableDefinitions } from './table-definitions.ts';

/** One table, fitted for each stratum that counts in the total and for all of them together. */
export interface Fit {
  readonly table: TableDefinition;
  readonly all: readonly number[];
  /**
   * `rows[i][j]` is the count of `table.cells[j]` in the stratum `summed[i]`, a whole number of at least 0. Each column adds up to `all`. Each
   * row adds up to its stratum's base, except in an options table, where a respondent may count in several cells.
   */
  readonly rows: readonly (readonly number[])[];
}

/** The strata that count in the total. */
export type Summed = readonly { readonly name: string; readonly of: DrawnStratum }[];

/**
 * Fits each table for all strata at once. Leaves a table out if there is no stratum, if one stratum does not have it, lacks a new cell of
 * it or still waits for it, or if a table that gives its bases was left out. `definitions.tables` must list a table after those that give its bases: an item
 * after the item that it depends on, and the options of an item after its partition. Otherwise the table is left out.
 */
export function fitAll(definitions: TableDefinitions, summed: Summed): ReadonlyMap<string, Fit> {
  const fits = new Map<string, Fit>();
  for (const table of definitions.tables) {
    const name = tableName(table);
    const drawn = summed.map(({ of }) => of.tables[name]);
    const isDrawn = (cell: string) => drawn.every((one) => one && !one.waits && movedCount(one, cell) !== undefined);
    if (!table.cells.every(isDrawn) || drawn.length === 0) continue;
    const values = drawn.map((one) => table.cells.map((cell) => one?.values[one.cells.indexOf(cell)] ?? 0));
    const bases = basesOf(table, summed, definitions, fits);
    if (bases)
      fits.set(name, table.kind === 'options' ? fitOptions(table, values, bases) : fitParts(table, values, bases));
  }
  return fits;
}

/**
 * Returns how many respondents of each stratum a table is about: all, or those who were asked. `undefined` if this follows from a table
 * that is not in `fits`.
 */
function basesOf(
  { asked, kind, name }: TableDefinition,
  summed: Summed,
  { stratum }: TableDefinitions,
  fits: ReadonlyMap<string, Fit>,
): readonly number[] | undefined {
  if (kind === 'options') {
    const given = fits.get(name);
    return given?.rows.map((row) => row[given.table.cells.indexOf(CELL.given)] ?? 0);
  }
  if (!asked) return summed.map(({ of }) => of.size);
  if (asked.item === stratum) return summed.map((one) => (asked.options.includes(one.name) ? one.of.size : 0));
  const behind = fits.get(asked.item);
  return behind?.rows.map((row) => sum(asked.options.map((option) => row[behind.table.cells.indexOf(option)] ?? 0)));
}

function fitParts(table: TableDefinition, values: readonly (readonly number[])[], bases: readonly number[]): Fit {
  const rows = values.map((row, place) => shifted(row, bases[place] ?? 0));
  const all = wholeParts(
    table.cells.map((_, cell) => sum(rows.map((row) => row[cell] ?? 0))),
    sum(bases),
  );
  return { table, all, rows: fittedTable(rows, bases, all) };
}

/** Clamps each option between 0 and the base, in each stratum and in the total. */
function fitOptions(table: TableDefinition, values: readonly (readonly number[])[], bases: readonly number[]): Fit {
  const base = sum(bases);
  const all = table.cells.map((_, option) => {
    const total = sum(values.map((row) => row[option] ?? 0));
    return Math.min(base, Math.max(0, total));
  });
  const byOption = all.map((total, option) => {
    const rows = values.map((row, place) => [row[option] ?? 0, (bases[place] ?? 0) - (row[option] ?? 0)]);
    return fittedTable(rows, bases, [total, base - total]).map(([chosen = 0]) => chosen);
  });
  return { table, all, rows: bases.map((_, place) => byOption.map((of) => of[place] ?? 0)) };
}
