import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { CHUNK } from '../http/export-stream.ts';
import type { StoredResponse } from '../storage/storage.ts';
import { BYTE_ORDER_MARK, csvLine } from './table/csv-line.ts';
import { columnsOf, tableRows } from './table/table.ts';

/** Every response, ordered by id, which is random: nothing tells who answered before whom. */
export async function* csvExport(
  published: PublishedSurvey,
  responses: AsyncIterable<StoredResponse>,
  language: string | undefined,
): AsyncGenerator<string> {
  const toRow = tableRows(published, language);
  let text = BYTE_ORDER_MARK + csvLine(columnsOf(published));
  for await (const response of responses) {
    text += csvLine(toRow(response));
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield text;
}
