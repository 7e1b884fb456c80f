import { columnLetters } from '../xlsx/workbook-sheet.ts';
import type { ReportChoice } from './decisions.ts';
import { type ReportText, type SentenceCode, type SentenceWords, sentence } from './sentences.ts';

/**
 * Says what became of a cell that is not plainly carried. `to-decide`: it is left out, which somebody has to accept before the survey is
 * published. `advice` stops nothing and counts no row.
 */
export type CellVerdict = 'otherwise' | 'dropped' | 'to-decide' | 'faulty' | 'advice';

export interface ReportLine {
  readonly sheet: string;
  /** `A12`; `A1` where the line is about a whole sheet. */
  readonly cell: string;
  readonly verdict: CellVerdict;
  /** As it is written in the cell. */
  readonly text: string;
  /** Stable: the reason, for programs. */
  readonly code: SentenceCode;
  /** Why, and what to do, for the author. */
  readonly says: ReportText;
  /** The cells that the line sums up, as in `B2 Q_1 → q-1`. */
  readonly details?: readonly string[];
  /** The ways to read what was not understood; the author has chosen one of them where the verdict is no longer `to-decide`. */
  readonly choices?: readonly ReportChoice[];
}

/**
 * Every row that was read is counted once: the first is the sum of the others. A row of which the survey holds a part is taken
 * otherwise; `dropped` are those of which it holds nothing.
 */
export interface RowCounts {
  readonly read: number;
  readonly carried: number;
  readonly otherwise: number;
  readonly dropped: number;
  readonly toDecide: number;
  readonly faulty: number;
}

export interface WorkbookReport {
  readonly rows: RowCounts;
  /** Sorted by sheet in their order, then by row. */
  readonly lines: readonly ReportLine[];
}

/** `row` is counted from 1, `column` from 0, as in a sheet. */
export interface CellPlace {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

export type ReportWriter = ReturnType<typeof createReport>;

interface PlacedLine extends ReportLine, CellPlace {
  /** The new name, where a name was changed. */
  readonly becomes: string;
}

/** `isOfLines`: rows of several sheets were made of one line of a text, which is counted once. */
export function createReport(isOfLines = false) {
  const read = new Map<string, { sheet: string; row: number }>();
  const carried = new Set<string>();
  const waiting = new Set<string>();
  const known = new Set<string>();
  const lines: PlacedLine[] = [];
  const keyOf = (sheet: string, row: number) => (isOfLines ? String(row) : `${row} ${sheet}`);
  function say(
    { sheet, row, column }: CellPlace,
    verdict: CellVerdict,
    code: SentenceCode,
    text: string,
    words: SentenceWords = {},
    extra: Pick<ReportLine, 'choices' | 'details'> = {},
  ): void {
    const cell = `${columnLetters(column)}${row}`;
    const says = sentence(code, { ...words, text });
    const key = `${sheet}!${cell} ${says.en}`;
    const becomes = String(words.id ?? '');
    if (!known.has(key)) lines.push({ sheet, cell, verdict, text, code, says, row, column, becomes, ...extra });
    known.add(key);
  }
  return {
    /** Counts a row below the header of a sheet, before it gets a verdict. */
    row: (sheet: string, row: number) => void read.set(keyOf(sheet, row), { sheet, row }),
    /** The survey holds what the row says. */
    carried: (sheet: string, row: number) => void carried.add(keyOf(sheet, row)),
    /** The row becomes of what is decided about another one. */
    waiting: (sheet: string, row: number) => void waiting.add(keyOf(sheet, row)),
    isCarried: (sheet: string, row: number) => carried.has(keyOf(sheet, row)),
    say,
    hasFaults: () => lines.some(({ verdict }) => verdict === 'faulty'),
    finish(sheets: readonly string[]): WorkbookReport {
      const verdicts = new Map<string, Set<CellVerdict>>();
      for (const { sheet, row, verdict } of lines) {
        const key = keyOf(sheet, row);
        verdicts.set(key, (verdicts.get(key) ?? new Set()).add(verdict));
      }
      const rows = { read: read.size, carried: 0, otherwise: 0, dropped: 0, toDecide: 0, faulty: 0 };
      for (const [key, { sheet, row }] of read) {
        const levels = verdicts.get(key) ?? new Set();
        if (levels.has('faulty')) rows.faulty++;
        else if (levels.has('to-decide') || waiting.has(key)) rows.toDecide++;
        else if (carried.has(key)) rows[levels.has('dropped') || levels.has('otherwise') ? 'otherwise' : 'carried']++;
        else if (levels.has('otherwise') && !levels.has('dropped')) rows.otherwise++;
        else {
          // A row that no reader took is left out all the same.
          if (!levels.has('dropped')) say({ sheet, row, column: 0 }, 'dropped', 'row.unread', '');
          rows.dropped++;
        }
      }
      const placed = lines.toSorted(
        (one, other) =>
          sheets.indexOf(one.sheet) - sheets.indexOf(other.sheet) || one.row - other.row || one.column - other.column,
      );
      return { rows, lines: sumLines(placed).map(({ row: _, column: __, becomes: ___, ...line }) => line) };
    },
  };
}

/** Lines that a sheet may have for nearly every row, and the one in their place. */
const SUMMED: Readonly<Partial<Record<SentenceCode, SentenceCode>>> = {
  'name.changed': 'names.changed',
  'sentences.made': 'sentences.several',
};

/** Puts one line, at the first of them, in place of those of a sheet that say the same of many cells: other lines would be lost among them. */
function sumLines(lines: readonly PlacedLine[]): readonly PlacedLine[] {
  const groups = new Map<string, PlacedLine[]>();
  for (const line of lines) {
    const key = `${line.code} ${line.sheet}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return lines.flatMap((line) => {
    const code = SUMMED[line.code];
    const group = groups.get(`${line.code} ${line.sheet}`) ?? [];
    if (code === undefined || group.length < 2) return [line];
    if (group[0] !== line) return [];
    const says = sentence(code, { text: line.text, id: line.becomes, count: group.length });
    const details = group.map(({ cell, text, becomes }) => `${cell} ${text}${becomes ? ` → ${becomes}` : ''}`);
    return [{ ...line, code, says, details }];
  });
}

/** Decisions are named by their cell: `survey!F12`. */
export function decisionsIn({ lines }: WorkbookReport): readonly string[] {
  return lines.flatMap(({ verdict, sheet, cell }) => (verdict === 'to-decide' ? [`${sheet}!${cell}`] : []));
}
