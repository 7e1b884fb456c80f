/** A cell that holds something. Numbers, days and errors are in `text` as a spreadsheet would print them without any format. */
export interface SheetCell {
  readonly text: string;
  /** `date`: an ISO day, with its time where it has one. `error`: `#REF!` and the like. */
  readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'error';
  /** `text` is the value that was saved with the formula, or empty where none was. The formula is never evaluated. */
  readonly isFormula?: true;
}

export interface SheetRow {
  /** From 1, as the spreadsheet counts. */
  readonly number: number;
  /** Cells by column, from 0. */
  readonly cells: readonly (SheetCell | undefined)[];
  /** The row was added by the reader and is not in the source, so it is not counted in the report. */
  readonly isMade?: true;
}

/** The rows of a sheet that hold something. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  /** Merged ranges: `A1:B3`. The first cell alone holds a value. */
  readonly merged: readonly string[];
  /** The first cell that is outside the bounds and was not read: `A5002`. */
  readonly cutAt?: string;
}

export interface WorkbookContents {
  readonly sheets: readonly Sheet[];
  readonly hasMacros: boolean;
}

/** The bounds of a workbook: bytes of the file and of its unpacked parts, rows and columns of a sheet. */
export const WORKBOOK_LIMITS = {
  file: 5 * 2 ** 20,
  unpacked: 96 * 2 ** 20,
  rows: 5_000,
  columns: 200,
  choices: 10_000,
};

/** `0` → `A`, `26` → `AA`. */
export function columnLetters(column: number): string {
  const before = Math.floor(column / 26);
  return (before > 0 ? columnLetters(before - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** The column of an address, from 0: `AB12` → 27; `undefined` for what is no address. */
export function columnOf(address: string): number | undefined {
  const [, letters] = /^([A-Z]{1,3})\d*$/.exec(address) ?? [];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
