import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { partsAround, SHARED_TEXTS_PATH, sheetPath } from '../../authoring/workbook/xlsx/workbook-parts.ts';
import type { Cell } from '../../core/answering/csv-line.ts';
import type { MarkedResponse } from '../stored/set-aside.ts';
import { sharedTexts, sheetXml } from './sheet-xml.ts';
import { codebookOf } from './table/codebook.ts';
import { columnsOf, type TableLook, tableRows } from './table/export-table.ts';
import { type Entry, zip } from './table/zip.ts';

interface WorkbookInput {
  readonly look: TableLook;
  readonly now: Date;
  /** The name of the sheet of responses. */
  readonly sheet: string;
}

/** A workbook with a sheet of responses and a sheet that explains their columns. */
export function xlsxExport(
  published: PublishedSurvey,
  responses: AsyncIterable<MarkedResponse>,
  { look, now, sheet }: WorkbookInput,
  left?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const columns = columnsOf(published, look);
  return zip(parts(published, columns, rowsOf(responses, tableRows(published, look)), sheet), now, left);
}

async function* rowsOf(
  responses: AsyncIterable<MarkedResponse>,
  toRow: (response: MarkedResponse) => readonly Cell[],
): AsyncGenerator<readonly Cell[]> {
  for await (const response of responses) yield toRow(response);
}

async function* parts(
  published: PublishedSurvey,
  columns: readonly string[],
  rows: AsyncGenerator<readonly Cell[]>,
  sheetName: string,
): AsyncGenerator<Entry> {
  const shared = sharedTexts();
  const codebook = codebookOf(published);
  try {
    // The first row is read before the archive begins, so that a storage which cannot be read is answered 503.
    const first = await rows.next();
    yield { path: sheetPath(0), content: () => sheetXml(columns, all(first, rows), shared) };
  } finally {
    await rows.return(undefined);
  }
  yield { path: sheetPath(1), content: () => sheetXml(codebook.columns, codebook.rows, shared) };
  // It is written last, when all sheets have named their texts.
  yield { path: SHARED_TEXTS_PATH, content: () => shared.xml() };
  for (const [path, xml] of partsAround([sheetName, 'codebook'], true)) yield { path, content: () => [xml] };
}

async function* all<T>(first: IteratorResult<T>, others: AsyncIterable<T>): AsyncGenerator<T> {
  if (first.done) return;
  yield first.value;
  yield* others;
}
