import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import { csvLine } from '../../../core/answering/csv-line.ts';
import { exportRows } from '../../stored/export-rows.ts';
import type { MarkedResponse } from '../../stored/set-aside.ts';
import type { FormatInput } from '../export-order.ts';
import { codebookLines, codebookOf } from '../table/codebook.ts';
import type { ExportItem } from '../table/export-items.ts';
import { shuffled } from '../table/shuffle.ts';
import { type Entry, fromFirst, zip } from '../table/zip.ts';
import { type Census, countingIn, emptyCensus, methodNote } from './method-note.ts';
import { publicColumns, publicItems, publicRows } from './public-table.ts';
import { dataPackage } from './table-schema.ts';

/** Up to so many responses every order is as likely; more are hidden among so many. About 10 MB. */
const WINDOW = 20_000;

/**
 * A Frictionless Data Package. Complete responses only: the notice says that unfinished ones count as drop-outs and stay out
 * of the results, so that the note has their number and nothing has their answers.
 */
export async function* packageExport({ published, readAll, now, left }: FormatInput): AsyncGenerator<Uint8Array> {
  const reading = readAll()[Symbol.asyncIterator]();
  try {
    // Before anything is answered: a storage that cannot be read says so with a status.
    const first = await reading.next();
    yield* zip(files(published, fromFirst(first, reading), now), now, left);
  } finally {
    await reading.return?.();
  }
}

async function* files(
  published: PublishedSurvey,
  responses: AsyncIterable<MarkedResponse>,
  now: Date,
): AsyncGenerator<Entry> {
  const census = emptyCensus();
  const items = publicItems(published);
  const kept = new Set(items.map((item) => item.id));
  const codebook = codebookOf(published, (item) => kept.has(item));
  const description = JSON.stringify(dataPackage(published, codebook, now), null, 2);
  yield { path: 'datapackage.json', content: () => [`${description}\n`] };
  yield {
    path: 'responses.csv',
    content: () => table(publicColumns(items), lines(published, responses, items, census)),
  };
  yield { path: 'codebook.csv', content: () => codebookLines(codebook) };
  // Written last: it tells what was counted on the way.
  yield { path: 'method.md', content: () => [methodNote(published, census, now)] };
}

async function* table(columns: readonly string[], lines: AsyncIterable<string>): AsyncGenerator<string> {
  yield csvLine(columns, ',');
  yield* shuffled(lines, WINDOW);
}

/** Writes each response as a line of text, which waits in less memory than cells do. */
async function* lines(
  published: PublishedSurvey,
  responses: AsyncIterable<MarkedResponse>,
  items: readonly ExportItem[],
  census: Census,
): AsyncGenerator<string> {
  const ids = items.map((item) => item.id);
  const toRow = exportRows(published, ids);
  const countIn = countingIn(census, ids);
  const publicRow = publicRows(items);
  for await (const marked of responses) {
    const row = toRow(marked);
    countIn(row);
    if (marked.response.status === 'complete') yield csvLine(publicRow(row), ',');
  }
}
