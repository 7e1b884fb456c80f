import type { TextLine, TextTable } from './lines.ts';
import type { TextMatrix, TextOption } from './parts.ts';
import { BOX, FILLED, OPTION } from './text-words.ts';

/** The reading of a table below a question. */
interface TableReading {
  readonly matrix: TextMatrix | undefined;
  /** The text above the rows of a matrix. */
  readonly corner: string;
  readonly options: readonly TextOption[];
  /** They are options, whatever else a table may be. */
  readonly isSure: boolean;
}

export function readTable({ rows }: TextTable): TableReading {
  const matrix = matrixIn(rows);
  const [head] = rows;
  const corner = matrix?.rows[0]?.line === head.line ? '' : (head.cells[0] ?? '');
  const cells = rows.flatMap(({ line, cells }) => filled(cells).map((text) => ({ line, text })));
  const options = cells.map(({ line, text }) => ({ line, text: withoutBullet(text) }));
  const isMarked = ({ text }: TextOption) => OPTION.test(text) || BOX.test(text.slice(-1));
  const isColumn = rows.every(({ cells }) => filled(cells).length === 1);
  return { matrix, corner, options, isSure: isColumn || cells.every(isMarked) };
}

const filled = (cells: readonly string[]) => cells.filter((cell) => FILLED.test(cell));

/** Returns an option without the box before or behind it. */
export function withoutBullet(text: string): string {
  const [, option = text] = OPTION.exec(text) ?? [];
  return BOX.test(option.slice(-1)) ? option.slice(0, -1).trim() : option;
}

/** A cell to be ticked, or the number to be circled in it. */
const CODE = /^[^\p{L}]{0,4}[ox]?$/iu;

/** Levels at the head and rows to be ticked, or the same levels in each row. */
function matrixIn([head, ...body]: TextTable['rows']): TextMatrix | undefined {
  const optionsOf = ({ line, cells }: TextLine, from: number): readonly TextOption[] =>
    filled(cells.slice(from)).map((text) => ({ line, text: withoutBullet(text) }));
  const rowsOf = (lines: readonly TextLine[]) =>
    lines.flatMap(({ line, cells: [text = ''] }) => (FILLED.test(text) ? [{ line, text }] : []));
  const [levels, rows] = [optionsOf(head, 1), rowsOf(body)];
  const isBlank = body.every(({ cells }) => cells.slice(1).every((cell) => CODE.test(cell)));
  if (isBlank && levels.length > 1 && rows.length > 0) return { levels, rows };
  const isSame = body.every(({ cells }) => cells.slice(1).join('\t') === head.cells.slice(1).join('\t'));
  const all = rowsOf([head, ...body]);
  return isSame && levels.length > 1 && all.length > 1 ? { levels, rows: all } : undefined;
}
