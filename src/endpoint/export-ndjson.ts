import { exportRows, isPersonal, perRevision } from './export-rows.ts';
import type { StoredResponse } from './storage.ts';
import { readerOf } from './stored-answers.ts';
import type { PublishedSurvey } from './surveys.ts';

/** One JSON object a line, with the same content as the CSV. */
export async function* ndjsonExport(
  published: PublishedSurvey,
  responses: AsyncIterable<StoredResponse>,
): AsyncGenerator<string> {
  const toRow = exportRows(published);
  const itemsFor = perRevision((survey) =>
    survey.questions.flatMap((question) =>
      question.items
        .filter((item) => !isPersonal(question, item))
        .map((item) => [`"${item}":`, readerOf(survey, item)] as const),
    ),
  );
  for await (const response of responses) {
    const { survey, header, answers } = toRow(response);
    // Written by hand: objects that differ in their hundred keys are slow to make and to write.
    let kept = '';
    for (const [key, read] of itemsFor(survey)) {
      const answer = read(answers);
      if (answer !== undefined) kept += `${kept && ','}${key}${JSON.stringify(answer)}`;
    }
    yield `${JSON.stringify(header).slice(0, -1)},"answers":{${kept}}}\n`;
  }
}
