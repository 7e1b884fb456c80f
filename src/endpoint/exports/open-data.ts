import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../core/answering/csv-line.ts';
import { exportRows, isPersonal, perRevision } from '../stored/export-rows.ts';
import type { MarkedResponse } from '../stored/set-aside.ts';
import type { ExportItem } from './table/export-items.ts';
import { exportItems } from './table/export-items.ts';
import type { TableLook } from './table/export-table.ts';
import { answerColumns, cellOf, columnTitle } from './table/export-table.ts';
import { shuffled } from './table/shuffle.ts';

/** With more, almost everybody is alone in a row. */
export const MOST_OPEN_ITEMS = 8;

/** Up to so many responses every order is as likely; more are hidden among so many. */
const WINDOW = 20_000;

/** Those that may be published row by row, in the questionnaire's order: neither places nor texts, and some of them only. */
export function openItems(published: PublishedSurvey, named: readonly string[]): readonly ExportItem[] | undefined {
  if (named.length === 0 || named.length > MOST_OPEN_ITEMS || new Set(named).size < named.length) return undefined;
  const found = exportItems(published).filter(
    ({ id, question }) =>
      named.includes(id) && question.kind !== 'text' && question.kind !== 'territory' && !isPersonal(question, id),
  );
  return found.length === named.length ? found : undefined;
}

/** Complete responses that count, by a few items alone: no id, day, channel, mode or profile, and in no order. */
export async function* openDataExport(
  published: PublishedSurvey,
  responses: AsyncIterable<MarkedResponse>,
  items: readonly ExportItem[],
  look: TableLook,
): AsyncGenerator<string> {
  const columns = answerColumns(items, look);
  yield BYTE_ORDER_MARK + csvLine(columns.map((column) => columnTitle(column, look)));
  const toRow = exportRows(
    published,
    items.map(({ id }) => id),
  );
  const cellsFor = perRevision((survey) => columns.map((column) => cellOf(survey, column, look.labels)));
  async function* lines() {
    for await (const marked of responses) {
      if (marked.response.status !== 'complete' || marked.isAside) continue;
      const { survey, answers } = toRow(marked);
      const cells = cellsFor(survey);
      yield csvLine(
        columns.map(({ place }, at) => {
          const answer = answers[place];
          return answer === undefined ? null : (cells[at]?.(answer) ?? null);
        }),
      );
    }
  }
  yield* shuffled(lines(), WINDOW);
}
