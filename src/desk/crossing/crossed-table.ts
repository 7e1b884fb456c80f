import type { CrossingAxis, CrossingReply } from '../../wire/organiser/organiser-reply.ts';

/** One row or column of the table: an option, or « ne sait pas », which is never left out in silence. */
export interface Line {
  readonly kind: 'option' | 'unknown';
  readonly id: string;
  /** Its place in the reply. */
  readonly at: number;
}

export interface CrossedTable {
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
  /** By row, then by column. */
  readonly counts: readonly (readonly number[])[];
  /** Respondents of each row and of each column who are in the table: of a multiple choice each counts once in them. */
  readonly ofRows: readonly number[];
  readonly ofColumns: readonly number[];
  /** Respondents in the table. */
  readonly inside: number;
  /** How many responses that pass the filter were not asked one of the two questions, or left one blank. */
  readonly notAsked: number;
  readonly blank: number;
  /** All that the filter lets through: those inside, not asked and blank add up to it. */
  readonly n: number;
}

/** The options of an item as today's questionnaire orders them; nothing where it names none. */
export type Offered = (item: string) => readonly string[] | undefined;

/** The table of a crossing, and what is not in it. */
export function crossedTable({ rows, columns, cells, n }: CrossingReply, offered: Offered): CrossedTable {
  const at = (row: number, column: number) => cells[row]?.[column] ?? 0;
  const rowLines = linesOf(rows, offered, (row) => cells[row]?.some((count) => count > 0) ?? false);
  const columnLines = linesOf(columns, offered, (column) => cells.some((row) => (row[column] ?? 0) > 0));
  const rowsIn = insideOf(rows, rowLines);
  const columnsIn = insideOf(columns, columnLines);
  const sum = (some: readonly number[], others: readonly number[]) =>
    some.reduce((total, row) => total + others.reduce((sub, column) => sub + at(row, column), 0), 0);
  const inside = sum(rowsIn, columnsIn);
  const allRows = everyoneOf(rows);
  const allColumns = everyoneOf(columns);
  const noRow = rows.states.indexOf('notAsked');
  const noColumn = columns.states.indexOf('notAsked');
  const notAsked = sum([noRow], allColumns) + sum(allRows, [noColumn]) - at(noRow, noColumn);
  return {
    rows: rowLines,
    columns: columnLines,
    counts: rowLines.map((row) => columnLines.map((column) => at(row.at, column.at))),
    ofRows: rowLines.map((row) => sum([row.at], columnsIn)),
    ofColumns: columnLines.map((column) => sum(rowsIn, [column.at])),
    inside,
    notAsked,
    blank: n - inside - notAsked,
    n,
  };
}

/** In the order of today's questionnaire. What only an earlier revision offered comes last, where somebody gave it. */
function optionLines(
  { item, states, options }: CrossingAxis,
  offered: Offered,
  isThere: (at: number) => boolean,
): readonly Line[] {
  const lines = options.map((id, place) => ({ kind: 'option', id, at: states.length + place }) as const);
  const today = offered(item);
  if (!today) return lines;
  const place = ({ id }: Line) => today.indexOf(id);
  return [
    ...lines.filter((line) => place(line) >= 0).toSorted((one, other) => place(one) - place(other)),
    ...lines.filter((line) => place(line) < 0 && isThere(line.at)),
  ];
}

function linesOf(axis: CrossingAxis, offered: Offered, isThere: (at: number) => boolean): readonly Line[] {
  const unknown = axis.states.indexOf('unknown');
  return [
    ...optionLines(axis, offered, isThere),
    ...(unknown >= 0 && isThere(unknown) ? [{ kind: 'unknown', id: 'unknown', at: unknown } as const] : []),
  ];
}

/** Where each respondent of the table is counted once: in « given » of a multiple choice, in the option of any other. */
function insideOf({ isMultiple, states }: CrossingAxis, lines: readonly Line[]): readonly number[] {
  const once = lines.filter(({ kind }) => !isMultiple || kind === 'unknown').map(({ at }) => at);
  return isMultiple ? [states.indexOf('given'), ...once] : once;
}

/** Where every respondent is counted once. */
function everyoneOf({ isMultiple, states, options }: CrossingAxis): readonly number[] {
  return [...states.keys(), ...(isMultiple ? [] : options.map((_, place) => states.length + place))];
}
