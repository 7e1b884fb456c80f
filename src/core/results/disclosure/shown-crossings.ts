import { EVERYONE } from '../everyone.ts';
import { HIDDEN_UNDER } from './calendar.ts';
import type { Fit, Summed } from './fit-strata.ts';
import { fittedTable, shifted, sum } from './fit-tables.ts';
import type { Book, Phase } from './ledger.ts';
import { type FittedTables, isOption, itemOf, withNotAsked } from './shown-items.ts';
import type { ShownCrossing } from './shown-tables.ts';
import { type CrossingDefinition, sideCells } from './table-definitions.ts';

/** Those of everyone, or within one stratum. */
export function crossingsOf(
  book: Book,
  made: FittedTables,
  summed: Summed,
  within: string,
): Readonly<Record<string, ShownCrossing>> {
  const { definitions } = made;
  const found = definitions.crossings.filter((crossing) => (crossing.within ?? EVERYONE) === within);
  return Object.fromEntries(
    found.flatMap((crossing) => {
      const isOfStrata = [crossing.rows, crossing.columns].includes(definitions.stratum ?? '');
      const shown = isOfStrata
        ? within === EVERYONE && strataCrossing(crossing, made, summed)
        : fittedCrossing(crossing, book, made, summed);
      return shown ? [[crossing.id, shown]] : [];
    }),
  );
}

/** Final rows of few are published, so that neighbouring bands of a number can be displayed as one; alone they are not displayed. */
function leastRow(phase: Phase): number {
  return phase === 'preview' ? HIDDEN_UNDER : 1;
}

/** With the item that divides into strata: read off their own tables. */
function strataCrossing(
  { rows, columns }: CrossingDefinition,
  { fits, definitions, phase }: FittedTables,
  summed: Summed,
): ShownCrossing | undefined {
  const fit = fits.get(rows === definitions.stratum ? columns : rows);
  if (!fit) return undefined;
  const cells = sideCells(fit.table);
  const counts = fit.rows.map((row, place) => withNotAsked(fit, row, summed[place]?.of.size ?? 0));
  const names = summed.map(({ name }) => name);
  const isHidden = (name: string) => summed.some((one) => one.name === name && one.of.size < HIDDEN_UNDER);
  const shown =
    rows === definitions.stratum
      ? names.map((name, place) => {
          return [name, itemOf({ cells, counts: counts[place] ?? [] }, undefined, HIDDEN_UNDER)] as const;
        })
      : cells.map((cell, place) => {
          const row = counts.map((of) => of[place] ?? 0);
          const item = itemOf({ cells: names, counts: row }, undefined, leastRow(phase));
          const known = Object.entries(item?.counts ?? {}).filter(([name]) => !isHidden(name));
          return [cell, item && { ...item, counts: Object.fromEntries(known) }] as const;
        });
  const { s, t } = definitions.epsilon;
  // Each count was shifted to the size of its stratum, which may have been drawn more often.
  const { length } = fit.table.cells;
  const draws = Math.max(
    ...summed.map(({ of }) => Math.ceil(of.draws * (1 - 1 / length) + of.sizeDraws / length ** 2)),
  );
  return { epsilon: s / t, draws, rows: Object.fromEntries(shown.filter(([name]) => isOption(name))) };
}

/** Fitted to what is published of both items. */
function fittedCrossing(
  { key, rows, columns, within, cells: names }: CrossingDefinition,
  { crossings }: Book,
  { fits, phase }: FittedTables,
  summed: Summed,
): ShownCrossing | undefined {
  const [drawn, one, other] = [crossings[key], fits.get(rows), fits.get(columns)];
  if (!drawn || drawn.waits || !one || !other) return undefined;
  const { s, t } = drawn.epsilon;
  const place = summed.findIndex(({ name }) => name === within);
  const n = within === undefined ? sum(summed.map(({ of }) => of.size)) : (summed[place]?.of.size ?? 0);
  const marginOf = (fit: Fit) => withNotAsked(fit, within === undefined ? fit.all : (fit.rows[place] ?? []), n);
  const cells = sideCells(other.table);
  const places = new Map(drawn.cells.map((cell, place) => [cell, place]));
  const values = shifted(
    names.map((cell) => drawn.values[places.get(cell) ?? -1] ?? 0),
    n,
  );
  const moved = sideCells(one.table).map((_, row) => values.slice(row * cells.length, (row + 1) * cells.length));
  const table = fittedTable(moved, marginOf(one), marginOf(other));
  const shown = sideCells(one.table).map((cell, row) => {
    return [cell, itemOf({ cells, counts: table[row] ?? [] }, undefined, leastRow(phase))] as const;
  });
  return { epsilon: s / t, draws: drawn.draws, rows: Object.fromEntries(shown.filter(([cell]) => isOption(cell))) };
}
