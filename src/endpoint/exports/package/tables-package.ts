import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import { csvLine } from '../../../core/answering/csv-line.ts';
import { EVERYONE } from '../../../core/results/everyone.ts';
import { LONG_COLUMNS, longTable } from '../../../core/results/long-table.ts';
import { pastStudy } from '../../../edition/compact-reference.ts';
import type { Results } from '../../../wire/results.ts';
import { type Codebook, codebookOf } from '../table/codebook.ts';
import { type Entry, zip } from '../table/zip.ts';
import { publicItems } from './public-table.ts';
import { describedPackage, type Field, resource } from './table-schema.ts';

/** Writes the public results as a Frictionless Data Package: the published tables in long format, and never a row of a person. */
export function tablesPackage(
  published: PublishedSurvey,
  publication: Results,
  now: Date,
  left: AbortSignal,
): AsyncGenerator<Uint8Array> {
  return zip(files(published, publication, now), now, left);
}

const NUMBERS: readonly string[] = ['base', 'count', 'least', 'most', 'past_base'];

async function* files(published: PublishedSurvey, publication: Results, now: Date): AsyncGenerator<Entry> {
  const kept = new Set(publicItems(published).map(({ id }) => id));
  const codebook = codebookOf(published, (item) => kept.has(item));
  const fields: readonly Field[] = LONG_COLUMNS.map((name) => ({
    name,
    type: NUMBERS.includes(name) ? 'integer' : name === 'date' ? 'date' : 'string',
  }));
  const described = describedPackage(published, now, [resource('tables', fields), codebookResource(codebook)]);
  yield { path: 'datapackage.json', content: () => [`${JSON.stringify(described, null, 2)}\n`] };
  yield { path: 'tables.csv', content: () => tables(published, publication) };
  yield { path: 'CITATION.cff', content: () => [citationOf(published, publication)] };
  yield { path: 'codebook.csv', content: () => lines([codebook.columns, ...codebook.rows]) };
}

function* tables({ reference, current }: PublishedSurvey, publication: Results): Generator<string> {
  // In each line: one that is copied alone says it too.
  const mark = publication.demonstration ? (['demonstration'] as const) : [];
  const past = reference && pastStudy(reference, current);
  yield csvLine([...LONG_COLUMNS, ...mark], ',');
  for (const row of longTable(publication, past))
    yield csvLine([...LONG_COLUMNS.map((column) => row[column]), ...mark.map(() => 'yes')], ',');
}

function* lines(rows: readonly (readonly (string | number | true | null)[])[]): Generator<string> {
  for (const row of rows) yield csvLine(row, ',');
}

function codebookResource({ columns }: Codebook) {
  return resource(
    'codebook',
    columns.map((name) => ({ name, type: name === 'number' ? ('integer' as const) : ('string' as const) })),
  );
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
