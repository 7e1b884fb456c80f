import { isPersonal, toExportRow } from './export-rows.ts';
import type { StoredResponse } from './storage.ts';
import type { PublishedSurvey } from './surveys.ts';

/** One JSON object a line, with the same content as the CSV. */
export async function* ndjsonExport(
  published: PublishedSurvey,
  responses: AsyncIterable<StoredResponse>,
): AsyncGenerator<string> {
  for await (const response of responses) {
    const { survey, header, answers } = toExportRow(published, response);
    const kept = Object.entries(answers).filter(([item]) => {
      const question = survey.questionOfItem.get(item);
      return question !== undefined && !isPersonal(question, item);
    });
    yield `${JSON.stringify({ ...header, answers: Object.fromEntries(kept) })}\n`;
  }
}
