import { columnLetters, columnOf, type WorkbookContents } from '../xlsx/workbook-sheet.ts';
import type { CellVerdict, ReportLine, WorkbookReport } from './report.ts';
import type { SentenceCode, SentenceWords } from './sentences.ts';

/** Reports on a line of the text that is not, or not wholly, in the sheets, so the reader of the sheets cannot report on it. */
export interface Remark extends Pick<ReportLine, 'code' | 'text' | 'choices' | 'details'> {
  readonly line: number;
  readonly column: number;
  /** The report only counts a line that was `carried`, or is `waiting` for the decision on another line. */
  readonly verdict: CellVerdict | 'carried' | 'waiting';
  readonly words?: SentenceWords;
}

/** A text that was converted to sheets. The report names the lines of this text instead of the cells of the sheets. */
interface TextSource {
  /** The report gives this name in place of a sheet's. */
  readonly name: string;
  readonly remarks: readonly Remark[];
  /** Returns the column of the text from which a column of the sheets was made; both count from 0. */
  readonly placeOf: (column: number) => number;
}

export interface ReadableWorkbook extends WorkbookContents {
  readonly source?: TextSource;
}

/** Advice to fill in a sheet. It does not apply to a text, and the desk offers the same in the draft. */
const ABOUT_SHEETS: ReadonlySet<SentenceCode> = new Set(['settings.no-id', 'opening.default']);

/**
 * Returns the report with the cells of the sheets replaced by those of the source, sorted by line. A row of the sheets has the number of
 * its line in the source. Without a source, returns the report unchanged.
 */
export function inSource(report: WorkbookReport, source: TextSource | undefined): WorkbookReport {
  if (!source) return report;
  const placed = report.lines
    .filter(({ code }) => !ABOUT_SHEETS.has(code))
    .map((line) => {
      const row = Number(/\d+/.exec(line.cell)?.[0]);
      const cell = `${columnLetters(source.placeOf(columnOf(line.cell) ?? 0))}${row}`;
      return { row, line: { ...line, sheet: source.name, cell } };
    });
  const lines = placed.toSorted((one, other) => one.row - other.row).map(({ line }) => line);
  // Two languages of one text have a cell each in the sheets, and may be one place in the source.
  const seen = new Set<string>();
  return {
    ...report,
    lines: lines.filter(({ cell, code, text }) => seen.size < seen.add(`${cell} ${code} ${text}`).size),
  };
}
