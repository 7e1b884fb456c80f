import { FILLED, MARKER, QUESTION } from './text-words.ts';

/** A line of a text without the blanks that say nothing. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
  /** The parts between tabs. */
  readonly cells: readonly string[];
  readonly isAfterGap: boolean;
}

/** The rows of a table: lines with tabs, as a table of a text document is pasted. */
export interface TextTable {
  readonly rows: readonly [TextLine, ...TextLine[]];
}

export type PastedBlock = TextLine | TextTable;

export function blocksOf(written: readonly string[]): readonly PastedBlock[] {
  const lines = written.map((text, index) => lineOf(text, index + 1, (written[index - 1] ?? '').trim() === ''));
  const blocks: PastedBlock[] = [];
  for (let at = 0; at < lines.length; ) {
    const end = endOfTable(lines, at);
    const [first, ...rest] = lines.slice(at, Math.max(end, at + 1)).filter(({ text }) => text !== '');
    if (first) blocks.push(end > at ? { rows: [first, ...rest] } : first);
    at = Math.max(end, at + 1);
  }
  return blocks;
}

function lineOf(written: string, line: number, isAfterGap: boolean): TextLine {
  const tidy = written
    .replaceAll('**', '')
    .replace(MARKER, '$1 ')
    .replaceAll(/[^\S\t]+/g, ' ');
  const cells = tidy.split('\t').map((cell) => cell.trim());
  return { line, text: cells.filter(Boolean).join(' '), cells, isAfterGap };
}

/** Returns the end of the table that begins at a line; the same place where none does. */
function endOfTable(lines: readonly TextLine[], at: number): number {
  const [first] = lines.slice(at, at + 1);
  if (!first || first.cells.length < 2 || QUESTION.test(first.text)) return at;
  let end = at + 1;
  while ((lines[end]?.cells.length ?? 0) > 1) end++;
  // Some programs leave out the empty cells at the end of a row. Levels alone in a table may have their rows below it.
  if (end === at + 1 && first.cells.length > 2) {
    const areLevels = first.cells[0] === '' && !/\d/.test(first.text) && lines[end]?.text === '';
    const from = areLevels && rowsAfter(lines, end + 1) > 1 ? end + 1 : end;
    end = from + rowsAfter(lines, from);
  }
  const isTable = lines.slice(at, end).some(({ cells }) => cells.filter((cell) => FILLED.test(cell)).length > 1);
  return isTable ? end : at;
}

/** Counts the lines that may be rows without cells: neither empty, a question, nor an instruction. */
function rowsAfter(lines: readonly TextLine[], from: number): number {
  const after = lines
    .slice(from)
    .findIndex(({ text }) => text === '' || /^\(|[?:.]$/.test(text) || QUESTION.test(text));
  return after < 0 ? lines.length - from : after;
}
