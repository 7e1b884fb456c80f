import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import { csvLine } from '../../../core/answering/csv-line.ts';
import { asDivided, EVERYONE } from '../../../core/results/everyone.ts';
import { LONG_COLUMNS, longTable } from '../../../core/results/long-table.ts';
import { pastStudy } from '../../../edition/compact-reference.ts';
import type { Results } from '../../../wire/results.ts';
import { EXPORT_WORDS, noteLanguages } from '../export-words.ts';
import { codebookLines, codebookOf } from '../table/codebook.ts';
import { type Entry, zip } from '../table/zip.ts';
import { publicItems } from './public-table.ts';
import { codebookResource, describedPackage, type Field, resource } from './table-schema.ts';

/** The public results of this moment, and the revisions that were ever the current one: the codebook has no other. */
export interface PublishedTables {
  readonly results: Results;
  readonly revisions: readonly number[];
}

/** Writes the public results as a Frictionless Data Package: the published tables in long format, and never a row of a person. */
export function tablesPackage(
  published: PublishedSurvey,
  { results, revisions }: PublishedTables,
  now: Date,
  left: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const shown = new Map([...published.revisions].filter(([revision]) => revisions.includes(revision)));
  return zip(files({ ...published, revisions: shown }, results, now), now, left);
}

const NUMBERS: readonly string[] = ['base', 'count', 'least', 'most', 'past_base'];

async function* files(published: PublishedSurvey, publication: Results, now: Date): AsyncGenerator<Entry> {
  const kept = new Set(publicItems(published).map(({ id }) => id));
  const codebook = codebookOf(published, (item) => kept.has(item));
  const languages = noteLanguages(published.current.languages);
  const fields = columnsOf(publication).map((name): Field => {
    const type = NUMBERS.includes(name) ? 'integer' : name === 'date' ? 'date' : 'string';
    return { name, type, description: languages.map((language) => EXPORT_WORDS[language].tables[name]).join(' / ') };
  });
  const described = describedPackage(published, now, [resource('tables', fields), codebookResource(codebook)]);
  const method = `/?s=${published.current.id}#/results/page.method`;
  const moved = languages.map((language) => {
    const [cell, profiles] = [1, 2].map((part) => publication.epsilon / part).map((n) => n.toLocaleString(language));
    return EXPORT_WORDS[language].note.moved(cell ?? '', profiles ?? '', method);
  });
  const description = [described.description, ...moved].join('\n\n');
  yield { path: 'datapackage.json', content: () => [`${JSON.stringify({ ...described, description }, null, 2)}\n`] };
  yield { path: 'tables.csv', content: () => tables(published, publication) };
  yield { path: 'CITATION.cff', content: () => [citationOf(published, publication)] };
  yield { path: 'codebook.csv', content: () => codebookLines(codebook) };
}

function* tables({ reference, current }: PublishedSurvey, publication: Results): Generator<string> {
  const columns = columnsOf(publication);
  const past = reference && pastStudy(reference, current);
  yield csvLine(columns, ',');
  for (const row of longTable(publication, asDivided(current, publication), past))
    yield csvLine(
      columns.map((column) => (column === 'demonstration' ? 'yes' : row[column])),
      ',',
    );
}

type Column = (typeof LONG_COLUMNS)[number] | 'demonstration';

/** Invented responses are marked in each line: one that is copied alone says it too. */
function columnsOf({ demonstration }: Results): readonly Column[] {
  return [...LONG_COLUMNS, ...(demonstration ? (['demonstration'] as const) : [])];
}

/** `CITATION.cff` of the published tables. Strings of JSON are strings of YAML. */
function citationOf({ current }: PublishedSurvey, { strata, phase, demonstration }: Results): string {
  const [language = ''] = current.languages;
  const asOf = strata[EVERYONE]?.asOf;
  const mark = demonstration ? ' (demonstration: the responses are made up)' : '';
  const lines: readonly (readonly [string, string] | undefined)[] = [
    ['cff-version', '1.2.0'],
    ['message', JSON.stringify('If you use these tables, please cite them as below.')],
    ['type', 'dataset'],
    ['title', JSON.stringify(`${current.title[language] ?? current.id}${mark}`)],
    ['authors', `\n  - name: ${JSON.stringify(current.notice?.controller[language] ?? 'demonstration')}`],
    ['version', JSON.stringify(`revision ${current.revision}, ${phase}`)],
    asOf === undefined ? undefined : ['date-released', asOf],
    current.notice?.licence && ['license-url', JSON.stringify(current.notice.licence.url)],
    ['abstract', JSON.stringify(current.opening.why[language] ?? '')],
  ];
  return lines.flatMap((line) => (line ? [`${line[0]}: ${line[1]}\n`.replace(': \n', ':\n')] : [])).join('');
}
