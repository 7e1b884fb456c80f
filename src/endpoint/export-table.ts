import type { Survey } from '../core/questionnaire.ts';
import { HEADER_COLUMNS, itemsOfExport, toExportRow } from './export-rows.ts';
import type { StoredResponse } from './storage.ts';
import type { PublishedSurvey } from './surveys.ts';

/** A number is a number, text is text, and blank is `null`: each format writes them its own way. */
export type Cell = string | number | null;

/** What stands in one line of a table: option ids or their labels, those of a multiple choice between bars. */
export function columnsOf(published: PublishedSurvey): readonly string[] {
  return [...HEADER_COLUMNS, ...itemsOfExport(published)];
}

/** Every response, ordered by id, which is random: nothing tells who answered before whom. */
export async function* tableRows(
  published: PublishedSurvey,
  responses: AsyncIterable<StoredResponse>,
  language: string | undefined,
): AsyncGenerator<readonly Cell[]> {
  const items = itemsOfExport(published);
  const labels = new Map<Survey, Labels>();
  for await (const response of responses) {
    const { survey, header, answers } = toExportRow(published, response);
    const label = labels.get(survey) ?? labelsOf(survey, language);
    labels.set(survey, label);
    yield [
      ...HEADER_COLUMNS.map((column) => header[column]),
      ...items.map((item) => {
        const answer = answers[item];
        if (answer === undefined) return null;
        if (typeof answer === 'number') return answer;
        return typeof answer === 'string' ? label(item, answer) : answer.map((one) => label(item, one)).join('|');
      }),
    ];
  }
}

type Labels = (item: string, option: string) => string;

/** Option ids as they are, or their labels in a language. */
function labelsOf(survey: Survey, language: string | undefined): Labels {
  if (language === undefined) return (_, option) => option;
  const byItem = new Map(
    [...survey.questionOfItem].map(([item, question]) => [
      item,
      new Map(question.choices.map((option) => [option.id, option.label[language] ?? option.id])),
    ]),
  );
  return (item, option) => byItem.get(item)?.get(option) ?? option;
}
