import { BYTE_ORDER_MARK, csvLine } from '../../core/answering/csv-line.ts';
import type { KeptText } from '../storage/text-storage.ts';

/**
 * Free comments, each with its consent, and "préciser" texts, alone, in the order of their keys, which is that of nothing else: in
 * the order of ids they could be laid beside the other export.
 */
export async function* commentsExport(texts: AsyncIterable<KeptText>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(['item', 'text', 'consent']);
  for await (const { item, text, consent } of texts) yield csvLine([item, text, consent ?? '']);
}
