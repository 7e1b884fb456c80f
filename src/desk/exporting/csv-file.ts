import { BYTE_ORDER_MARK, csvLine } from '../../core/answering/csv-line.ts';

/** A CSV to save, which French Excel reads. */
export function csvFile(lines: readonly (readonly string[])[]): Blob {
  // Marks of direction are for pages.
  const written = lines.map((line) => csvLine(line.map((cell) => cell.replaceAll(/[\u2068\u2069]/g, ''))));
  return new Blob([BYTE_ORDER_MARK, ...written], { type: 'text/csv;charset=utf-8' });
}
