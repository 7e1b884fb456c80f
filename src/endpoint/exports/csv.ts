import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../core/answering/csv-line.ts';
import { CHUNK } from '../http/export-stream.ts';
import type { MarkedResponse } from '../stored/set-aside.ts';
import { columnsOf, type TableLook, tableRows } from './table/export-table.ts';

/**
 * Every response, ordered by id, which is random: nothing tells who answered before whom. What goes on after a response has no
 * header: it is added to what came before.
 */
export async function* csvExport(
  published: PublishedSurvey,
  responses: AsyncIterable<MarkedResponse>,
  look: TableLook,
  isContinued: boolean,
): AsyncGenerator<string> {
  const toRow = tableRows(published, look);
  let text = isContinued ? '' : BYTE_ORDER_MARK + csvLine(columnsOf(published, look));
  for await (const response of responses) {
    text += csvLine(toRow(response));
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield text;
}
