import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../core/answering/csv-line.ts';
import { inChunks } from '../http/export-stream.ts';
import type { TextRecord } from '../storage/text-storage.ts';
import { exportRows, isPersonal, itemsOfExport, perRevision } from '../stored/export-rows.ts';
import type { MarkedResponse } from '../stored/set-aside.ts';
import { packageExport } from './package/package.ts';
import { type PublishedTables, tablesPackage } from './package/tables-package.ts';
import { spsExport } from './spss-syntax.ts';
import { columnsOf, type TableLook, tableRows } from './table/export-table.ts';
import { xlsxExport } from './xlsx.ts';

/** The options of an export. */
export interface Asking {
  /** Labels in this language in place of option ids. */
  readonly labels?: string | undefined;
  /** Questions in this language in place of the names of their items. */
  readonly headers?: string | undefined;
  /** `columns`: one for each option of a multiple choice. */
  readonly choices?: string | undefined;
  /** The id of the last response that has come: what follows it is given. */
  readonly after?: string | undefined;
  /** Otherwise a client that polls every minute would see each response arrive. */
  readonly withToday: boolean;
}

/** The input of a format. */
interface FormatInput {
  readonly published: PublishedSurvey;
  /** Reads every response from the first on, or after the one that is named. */
  readonly readAll: () => AsyncIterable<MarkedResponse>;
  readonly readTexts: () => AsyncIterable<TextRecord>;
  readonly look: TableLook;
  readonly isContinued: boolean;
  readonly publication?: PublishedTables | undefined;
  /** The file name of the table, without its ending. */
  readonly name: string;
  readonly now: Date;
  /** Aborted when the client disconnects. */
  readonly left: AbortSignal;
}

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
    '.csv': {
      type: CSV,
      takes: ['headers', 'choices', 'after'],
      write: ({ published, readAll, look, isContinued }) => csvExport(published, readAll(), look, isContinued),
    },
    [COMMENTS]: { type: CSV, takes: [], write: ({ readTexts }) => commentsExport(readTexts()) },
    '.ndjson': {
      type: 'application/x-ndjson',
      takes: ['after'],
      write: ({ published, readAll }) => ndjsonExport(published, readAll()),
    },
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
    '.raw.zip': {
      type: 'application/zip',
      takes: [],
      write: ({ published, readAll, now, left }) => packageExport(published, readAll(), now, left),
    },
    [WORKBOOK]: {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      takes: ['headers', 'choices'],
      write: ({ published, readAll, look, now, left }) =>
        xlsxExport(published, readAll(), { look, now, sheet: 'responses' }, left),
    },
  }),
);

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Options that a format does not support are refused, so that the caller does not believe they were applied. */
export function isTaken(asking: Asking, { takes }: Format, { current }: PublishedSurvey): boolean {
  const isLanguage = (language: string | undefined) => language === undefined || current.languages.includes(language);
  const { labels, headers, choices, after } = asking;
  return (
    isLanguage(labels) &&
    isLanguage(headers) &&
    (choices === undefined || choices === 'columns') &&
    (after === undefined || ID.test(after)) &&
    Object.entries({ headers, choices, after }).every(
      ([name, value]) => value === undefined || takes.some((one) => one === name),
    )
  );
}

/**
 * Every response, ordered by id, which is random: nothing tells who answered before whom. What goes on after a response has no
 * header: it is added to what came before.
 */
async function* csvExport(
  published: PublishedSurvey,
  responses: AsyncIterable<MarkedResponse>,
  look: TableLook,
  isContinued: boolean,
): AsyncGenerator<string> {
  const toRow = tableRows(published, look);
  const header = isContinued ? '' : BYTE_ORDER_MARK + csvLine(columnsOf(published, look));
  yield* inChunks(responses, header, (response) => csvLine(toRow(response)));
}

/**
 * Free comments, each with its consent, and "préciser" texts, alone, in the order of their keys, which is that of nothing else: in
 * the order of ids they could be matched with the other export.
 */
async function* commentsExport(texts: AsyncIterable<TextRecord>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(['item', 'text', 'consent']);
  for await (const { item, text, consent } of texts) yield csvLine([item, text, consent ?? '']);
}

/** One JSON object a line, with the same content as the CSV. */
async function* ndjsonExport(
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
