import { BYTE_ORDER_MARK, csvLine } from '../../core/answering/csv-line.ts';

/** A CSV to save, which French Excel reads. */
export function csvFile(lines: readonly (readonly string[])[]): Blob {
  return new Blob([BYTE_ORDER_MARK, ...lines.map((line) => csvLine(line))], { type: 'text/csv;charset=utf-8' });
}
