import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { Cell } from '../../core/answering/csv-line.ts';
import type { MarkedResponse } from '../stored/set-aside.ts';
import { DECLARATION, MAIN, type SharedTexts, sharedTexts, sheetXml } from './sheet-xml.ts';
import { codebookOf } from './table/codebook.ts';
import { columnsOf, type TableLook, tableRows } from './table/export-table.ts';
import { type Entry, zip } from './table/zip.ts';

export interface WorkbookAsked {
  readonly look: TableLook;
  readonly now: Date;
  /** The name of the sheet of responses. */
  readonly sheet: string;
}

/** A workbook with a sheet of responses and a sheet that explains their columns. */
export function xlsxExport(
  published: PublishedSurvey,
  responses: AsyncIterable<MarkedResponse>,
  { look, now, sheet }: WorkbookAsked,
  left?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const columns = columnsOf(published, look);
  return zip(parts(published, columns, rowsOf(responses, tableRows(published, look)), sheet), now, left);
}

async function* rowsOf(
  responses: AsyncIterable<MarkedResponse>,
  toRow: (response: MarkedResponse) => readonly Cell[],
): AsyncGenerator<readonly Cell[]> {
  for await (const response of responses) yield toRow(response);
}

async function* parts(
  published: PublishedSurvey,
  columns: readonly string[],
  rows: AsyncGenerator<readonly Cell[]>,
  sheetName: string,
): AsyncGenerator<Entry> {
  const shared = sharedTexts();
  const codebook = codebookOf(published);
  try {
    // The first row is read before the archive begins, so that a storage which cannot be read is answered 503.
    const first = await rows.next();
    yield { path: 'xl/worksheets/sheet1.xml', content: () => sheetXml(columns, all(first, rows), shared) };
  } finally {
    await rows.return(undefined);
  }
  yield { path: 'xl/worksheets/sheet2.xml', content: () => sheetXml(codebook.columns, codebook.rows, shared) };
  yield* surroundings([sheetName, 'codebook'], shared);
}

async function* all<T>(first: IteratorResult<T>, others: AsyncIterable<T>): AsyncGenerator<T> {
  if (first.done) return;
  yield first.value;
  yield* others;
}

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function* surroundings(sheets: readonly string[], shared: SharedTexts): Generator<Entry> {
  const xml = (path: string, text: string): Entry => ({ path, content: () => [DECLARATION + text] });
  const numbers = sheets.map((_, index) => index + 1);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const relations = (...some: readonly string[]) =>
    `<Relationships xmlns="${PACKAGE}/relationships">${some.join('')}</Relationships>`;
  const part = (path: string, type: string) => `<Override PartName="/xl/${path}" ContentType="${TYPE}.${type}+xml"/>`;

  yield { path: 'xl/sharedStrings.xml', content: () => shared.xml() };
  yield xml(
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><fonts count="2"><font/><font><b/></font></fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
      '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
  );
  yield xml(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      `${sheets.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="sheet${index + 1}"/>`).join('')}` +
      '</sheets></workbook>',
  );
  yield xml(
    'xl/_rels/workbook.xml.rels',
    relations(
      ...numbers.map((number) => relation(`sheet${number}`, 'worksheet', `worksheets/sheet${number}.xml`)),
      relation('styles', 'styles', 'styles.xml'),
      relation('texts', 'sharedStrings', 'sharedStrings.xml'),
    ),
  );
  yield xml('_rels/.rels', relations(relation('workbook', 'officeDocument', 'xl/workbook.xml')));
  yield xml(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types">` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      part('workbook.xml', 'sheet.main') +
      numbers.map((number) => part(`worksheets/sheet${number}.xml`, 'worksheet')).join('') +
      `${part('styles.xml', 'styles')}${part('sharedStrings.xml', 'sharedStrings')}</Types>`,
  );
}
