import Papa from 'papaparse';

/** Reads with a parser that is not ours, as a spreadsheet would. */
export function readCsv(text: string): readonly Record<string, string>[] {
  const read = Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), {
    delimiter: ';',
    header: true,
    skipEmptyLines: true,
  });
  if (read.errors.length > 0) throw new Error(JSON.stringify(read.errors));
  return read.data;
}
