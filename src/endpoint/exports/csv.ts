import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../core/answering/csv-line.ts';
import { inChunks } from '../http/export-stream.ts';
import type { TextRecord } from '../storage/text-storage.ts';
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
  const header = isContinued ? '' : BYTE_ORDER_MARK + csvLine(columnsOf(published, look));
  yield* inChunks(responses, header, (response) => csvLine(toRow(response)));
}

/**
 * Free comments, each with its consent, and "préciser" texts, alone, in the order of their keys, which is that of nothing else: in
 * the order of ids they could be matched with the other export.
 */
export async function* commentsExport(texts: AsyncIterable<TextRecord>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(['item', 'text', 'consent']);
  for await (const { item, text, consent } of texts) yield csvLine([item, text, consent ?? '']);
}
