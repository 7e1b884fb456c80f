import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { inChunks } from '../http/export-stream.ts';
import { exportRows, isPersonal, itemsOfExport, perRevision } from '../stored/export-rows.ts';
import type { MarkedResponse } from '../stored/set-aside.ts';

/** One JSON object a line, with the same content as the CSV. */
export async function* ndjsonExport(
  published: PublishedSurvey,
  responses: AsyncIterable<MarkedResponse>,
): AsyncGenerator<string> {
  const items = itemsOfExport(published);
  const toRow = exportRows(published, items);
  const keptFor = perRevision((survey) =>
    items.flatMap((item, place) => {
      const question = survey.questionOfItem.get(item);
      return question && !isPersonal(question, item) ? [[`"${item}":`, place] as const] : [];
    }),
  );
  yield* inChunks(responses, '', (response) => {
    const { survey, header, answers } = toRow(response);
    // Written by hand: objects that differ in their hundred keys are slow to make and to write.
    let kept = '';
    for (const [key, place] of keptFor(survey)) {
      const answer = answers[place];
      if (answer !== undefined) kept += `${kept && ','}${key}${JSON.stringify(answer)}`;
    }
    return `${JSON.stringify(header).slice(0, -1)},"answers":{${kept}}}\n`;
  });
}
