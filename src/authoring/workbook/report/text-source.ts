import type { OpenedWorkbook } from '../xlsx/workbook-sheet.ts';
import { columnLetters, columnOf } from '../xlsx/workbook-sheet.ts';
import type { CellVerdict, WorkbookReport } from './report.ts';
import type { SentenceCode } from './sentences.ts';

/** What became of a line of a text that is in no sheet, or is there in part. */
export interface Remark {
  readonly line: number;
  readonly column: number;
  readonly verdict: CellVerdict | 'carried';
  readonly code: SentenceCode;
  readonly text: string;
}

/** The text that sheets were made of: the report names its lines. */
export interface TextSource {
  /** Named in the report in place of the sheets. */
  readonly name: string;
  readonly remarks: readonly Remark[];
  /** The column of the source where a column of the sheets comes from. */
  readonly placeOf: (column: number) => number;
}

export interface ReadableWorkbook extends OpenedWorkbook {
  readonly source?: TextSource;
}

/** Advice to write something in a sheet, which a text does not have: the desk offers it in the draft. */
const ABOUT_SHEETS: ReadonlySet<SentenceCode> = new Set(['settings.no-id', 'opening.default']);

/** The report of a text names its lines and columns, where the reader named those of the sheets made of it. */
export function inSource(report: WorkbookReport, source: TextSource | undefined): WorkbookReport {
  if (!source) return report;
  const placed = report.lines
    .filter(({ code }) => !ABOUT_SHEETS.has(code))
    .map((line) => {
      const row = Number(/\d+/.exec(line.cell)?.[0]);
      const cell = `${columnLetters(source.placeOf(columnOf(line.cell) ?? 0))}${row}`;
      return { row, line: { ...line, sheet: source.name, cell } };
    });
  return { ...report, lines: placed.toSorted((one, other) => one.row - other.row).map(({ line }) => line) };
}
