import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import { isPersonal, toExportRow } from './export-rows.ts';
import { shuffled } from './export-shuffle.ts';
import { columnsOf, tableRows } from './export-table.ts';
import type { StoredResponse } from './storage.ts';
import type { PublishedSurvey } from './surveys.ts';

export async function* csvExport(
  published: PublishedSurvey,
  responses: AsyncIterable<StoredResponse>,
  language: string | undefined,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(columnsOf(published));
  for await (const row of tableRows(published, responses, language)) yield csvLine(row);
}

/**
 * Free comments and "préciser" texts, alone. Shuffled whole: in the order of ids they could be laid beside the other export.
 * They are held in memory to be shuffled, which texts of people who answered by hand allow.
 */
export async function* commentsExport(
  published: PublishedSurvey,
  responses: AsyncIterable<StoredResponse>,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(['item', 'text']);
  yield* shuffled(commentLines(published, responses), Number.POSITIVE_INFINITY);
}

async function* commentLines(
  published: PublishedSurvey,
  responses: AsyncIterable<StoredResponse>,
): AsyncGenerator<string> {
  for await (const response of responses) {
    const { survey, answers } = toExportRow(published, response);
    for (const [item, answer] of Object.entries(answers)) {
      const question = survey.questionOfItem.get(item);
      if (question && isPersonal(question, item)) yield csvLine([item, String(answer)]);
    }
  }
}
