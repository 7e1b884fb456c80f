import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import type { Answer } from '../../../core/survey/answers.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import type { StoredResponse } from '../../storage/storage.ts';
import { exportRows, HEADER_COLUMNS, isPersonal, itemsOfExport, perRevision } from '../../stored/response-rows.ts';

/** A number is a number, text is text, and blank is `null`: each format writes them its own way. */
export type Cell = string | number | null;

/** What stands in one line of a table: option ids or their labels, those of a multiple choice between bars. */
export function columnsOf(published: PublishedSurvey): readonly string[] {
  return [...HEADER_COLUMNS, ...itemsOfExport(published)];
}

/** The line of a response. */
export function tableRows(
  published: PublishedSurvey,
  language: string | undefined,
): (response: StoredResponse) => readonly Cell[] {
  const items = itemsOfExport(published);
  const toRow = exportRows(published, items);
  const cellsFor = perRevision((survey) => items.map((item) => cellOf(survey, item, language)));
  return (response) => {
    const { survey, header, answers } = toRow(response);
    const cells = cellsFor(survey);
    const row: Cell[] = HEADER_COLUMNS.map((column) => header[column]);
    for (let place = 0; place < cells.length; place++) {
      const answer = answers[place];
      row.push(answer === undefined ? null : (cells[place]?.(answer) ?? null));
    }
    return row;
  };
}

/** How an answer is shown: by its option ids, or by their labels in a language. */
function cellOf(survey: Survey, item: string, language: string | undefined): (answer: Answer) => Cell {
  const question = survey.questionOfItem.get(item);
  // Another revision may ask under this name for what is no secret.
  if (question && isPersonal(question, item)) return () => null;
  const label = (option: string) => (language && question?.choice.get(option)?.label[language]) || option;
  return (answer) => {
    if (typeof answer === 'number') return answer;
    if (typeof answer === 'string') return language ? label(answer) : answer;
    return (language ? answer.map(label) : answer).join('|');
  };
}
