import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../core/answering/csv-line.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { DESK_LANGUAGES } from '../../words/languages.ts';
import { inChunks } from '../http/export-stream.ts';
import { onceEach } from '../process/once-each.ts';
import { isId } from '../storage/row-key.ts';
import { exportRows, isPersonal, itemsOfExport } from '../stored/export-rows.ts';
import type { Asking, FormatInput } from './export-order.ts';
import { packageExport } from './package/package.ts';
import { tablesPackage } from './package/tables-package.ts';
import { spsExport } from './spss-syntax.ts';
import { columnsOf, tableRows } from './table/export-table.ts';
import { xlsxExport } from './xlsx.ts';

interface Format {
  readonly type: string;
  /** The options that a format accepts, in addition to labels. */
  readonly takes: readonly (keyof Asking)[];
  readonly write: (wanted: FormatInput) => AsyncGenerator<string | Uint8Array>;
}

/** The published tables, which hold no row of a person. */
export const TABLES = '.zip';
export const COMMENTS = '.comments.csv';
export const WORKBOOK = '.xlsx';

const CSV = 'text/csv; charset=utf-8';
/** The formats by the ending of the file. */
export const FORMATS: ReadonlyMap<string, Format> = new Map(
  Object.entries<Format>({
    '.csv': { type: CSV, takes: ['reader', 'choices', 'after'], write: csvExport },
    [COMMENTS]: { type: CSV, takes: [], write: commentsExport },
    '.ndjson': { type: 'application/x-ndjson', takes: ['after'], write: ndjsonExport },
    '.sps': {
      type: 'application/x-spss-syntax; charset=utf-8',
      takes: [],
      write: ({ published, look, name }) => spsExport(published, look.labels, `${name}.csv`),
    },
    [TABLES]: {
      type: 'application/zip',
      takes: [],
      write({ published, publication, now, left }) {
        if (!publication) throw new Error('the tables were not given');
        return tablesPackage(published, publication, now, left);
      },
    },
    '.raw.zip': { type: 'application/zip', takes: [], write: packageExport },
    [WORKBOOK]: {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      takes: ['reader', 'choices'],
      write: xlsxExport,
    },
  }),
);

/** Options that a format does not support are refused, so that the caller does not believe they were applied. */
export function isTaken(asking: Asking, { takes }: Format, { current }: PublishedSurvey): boolean {
  const { labels, reader, choices, after } = asking;
  return (
    (labels === undefined || current.languages.includes(labels)) &&
    (reader === undefined || DESK_LANGUAGES.some((one) => one === reader)) &&
    (choices === undefined || choices === 'columns') &&
    (after === undefined || isId(after)) &&
    Object.entries({ reader, choices, after }).every(
      ([name, value]) => value === undefined || takes.some((one) => one === name),
    )
  );
}

/**
 * Every response, ordered by id, which is random: nothing tells who answered before whom. What goes on after a response has no
 * header: it is added to what came before.
 */
async function* csvExport({ published, readAll, look, asking }: FormatInput): AsyncGenerator<string> {
  const toRow = tableRows(published, look);
  const header = asking.after === undefined ? BYTE_ORDER_MARK + csvLine(columnsOf(published, look)) : '';
  yield* inChunks(readAll(), header, (response) => csvLine(toRow(response)));
}

/**
 * Free comments, each with its consent, and "préciser" texts, alone, in the order of their keys, which is that of nothing else: in
 * the order of ids they could be matched with the other export.
 */
async function* commentsExport({ readTexts }: FormatInput): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(['item', 'text', 'consent']);
  for await (const { item, text, consent } of readTexts()) yield csvLine([item, text, consent ?? '']);
}

/** One JSON object a line, with the same content as the CSV. */
async function* ndjsonExport({ published, readAll }: FormatInput): AsyncGenerator<string> {
  const items = itemsOfExport(published);
  const toRow = exportRows(published, items);
  const keptFor = onceEach((survey: Survey) =>
    items.flatMap((item, place) => {
      const question = survey.questionOfItem.get(item);
      return question && !isPersonal(question, item) ? [[`"${item}":`, place] as const] : [];
    }),
  );
  yield* inChunks(readAll(), '', (response) => {
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
