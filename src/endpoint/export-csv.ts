import { randomInt } from 'node:crypto';
import type { Survey } from '../core/questionnaire.ts';
import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import { HEADER_COLUMNS, isPersonal, itemsOfExport, toExportRow } from './export-rows.ts';
import type { StoredResponse } from './storage.ts';
import type { PublishedSurvey } from './surveys.ts';

/** Every response, ordered by id, which is random: nothing tells who answered before whom. */
export async function* csvExport(
  published: PublishedSurvey,
  responses: AsyncIterable<StoredResponse>,
  language: string | undefined,
): AsyncGenerator<string> {
  const items = itemsOfExport(published);
  yield BYTE_ORDER_MARK + csvLine([...HEADER_COLUMNS, ...items]);
  const labels = new Map<Survey, Labels>();
  for await (const response of responses) {
    const { survey, header, answers } = toExportRow(published, response);
    const label = (language === undefined ? undefined : labels.get(survey)) ?? labelsOf(survey, language);
    labels.set(survey, label);
    yield csvLine([
      ...HEADER_COLUMNS.map((column) => header[column]),
      ...items.map((item) => {
        const answer = answers[item];
        if (answer === undefined) return null;
        if (typeof answer === 'number') return answer;
        return typeof answer === 'string' ? label(item, answer) : answer.map((one) => label(item, one)).join('|');
      }),
    ]);
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

/**
 * Free comments and "préciser" texts, alone. Shuffled: in the order of ids they could be laid beside the other export.
 * They are held in memory to be shuffled, which texts of people who answered by hand allow.
 */
export async function* commentsExport(
  published: PublishedSurvey,
  responses: AsyncIterable<StoredResponse>,
): AsyncGenerator<string> {
  const lines: string[] = [];
  for await (const response of responses) {
    const { survey, answers } = toExportRow(published, response);
    for (const [item, answer] of Object.entries(answers)) {
      const question = survey.questionOfItem.get(item);
      if (question && isPersonal(question, item)) lines.push(csvLine([item, String(answer)]));
    }
  }
  yield BYTE_ORDER_MARK + csvLine(['item', 'text']);
  for (let left = lines.length; left > 0; left--) {
    const chosen = randomInt(left);
    const line = lines[chosen] ?? '';
    lines[chosen] = lines[left - 1] ?? '';
    yield line;
  }
}
