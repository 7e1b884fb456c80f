import { partsAround, SHARED_TEXTS_PATH, STYLES, sheetPath } from '../../authoring/workbook/xlsx/workbook-parts.ts';
import type { Cell } from '../../core/answering/csv-line.ts';
import type { MarkedResponse } from '../stored/set-aside.ts';
import type { FormatInput } from './export-order.ts';
import { EXPORT_WORDS, READER_COLUMNS } from './export-words.ts';
import { sharedTexts, sheetXml, type TableSheet } from './sheet-xml.ts';
import { codebookOf } from './table/codebook.ts';
import { columnsOf, tableRows } from './table/export-table.ts';
import { textsSheet } from './table/texts-sheet.ts';
import { type Entry, fromFirst, zip } from './table/zip.ts';

/** A workbook with a sheet of responses. For programs a second one explains the columns; for people it has the texts. */
export async function* xlsxExport(input: FormatInput): AsyncGenerator<Uint8Array> {
  const { published, readAll, readTexts, scopes, look, now, left } = input;
  const rows = rowsOf(readAll(), tableRows(published, look));
  try {
    // The first row is read before the archive begins, so that a storage which cannot be read is answered 503.
    const read = fromFirst(await rows.next(), rows);
    const columns = columnsOf(published, look);
    const sheets: readonly TableSheet[] = look.reader
      ? [
          { name: EXPORT_WORDS[look.reader].sheet.responses, columns, rows: read, looks: columns.map(lookOfColumn) },
          ...(scopes.includes('comments') ? [textsSheet(published, look, look.reader, readTexts)] : []),
        ]
      : [
          { name: 'responses', columns, rows: read },
          { name: 'codebook', ...codebookOf(published) },
        ];
    yield* zip(parts(sheets), now, left);
  } finally {
    await rows.return(undefined);
  }
}

async function* rowsOf(
  responses: AsyncIterable<MarkedResponse>,
  toRow: (response: MarkedResponse) => readonly Cell[],
): AsyncGenerator<readonly Cell[]> {
  for await (const response of responses) yield toRow(response);
}

const DAYS = Object.values(EXPORT_WORDS).flatMap(({ columns }) =>
  READER_COLUMNS.flatMap((column) => (column.endsWith('On') ? [columns[column]] : [])),
);

function lookOfColumn(title: string) {
  return { width: Math.min(36, Math.max(14, title.length)), style: DAYS.includes(title) ? STYLES.day : STYLES.prose };
}

async function* parts(sheets: readonly TableSheet[]): AsyncGenerator<Entry> {
  const shared = sharedTexts();
  for (const [place, sheet] of sheets.entries())
    yield { path: sheetPath(place), content: () => sheetXml(sheet, shared) };
  // It is written last, when all sheets have named their texts.
  yield { path: SHARED_TEXTS_PATH, content: () => shared.xml() };
  const names = sheets.map(({ name }) => name);
  for (const [path, xml] of partsAround(names, true)) yield { path, content: () => [xml] };
}
