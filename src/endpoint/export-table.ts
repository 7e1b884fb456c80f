import type { Survey } from '../core/questionnaire.ts';
import type { WireAnswers } from '../wire/envelope.ts';
import { exportRows, HEADER_COLUMNS, itemsOfExport, perRevision } from './export-rows.ts';
import type { StoredResponse } from './storage.ts';
import { readerOf } from './stored-answers.ts';
import type { PublishedSurvey } from './surveys.ts';

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
  const toRow = exportRows(published);
  const items = itemsOfExport(published);
  const cellsFor = perRevision((survey) => items.map((item) => cellOf(survey, item, language)));
  return (response) => {
    const { survey, header, answers } = toRow(response);
    const row: Cell[] = HEADER_COLUMNS.map((column) => header[column]);
    for (const cell of cellsFor(survey)) row.push(cell(answers));
    return row;
  };
}

/** How an item is shown: by its option ids, or by their labels in a language. */
function cellOf(survey: Survey, item: string, language: string | undefined): (answers: WireAnswers) => Cell {
  const read = readerOf(survey, item);
  const choice = language === undefined ? undefined : survey.questionOfItem.get(item)?.choice;
  const label = (option: string) => (language && choice?.get(option)?.label[language]) || option;
  return (answers) => {
    const answer = read(answers);
    if (answer === undefined) return null;
    if (typeof answer === 'number') return answer;
    if (typeof answer === 'string') return choice ? label(answer) : answer;
    return (choice ? answer.map(label) : answer).join('|');
  };
}
