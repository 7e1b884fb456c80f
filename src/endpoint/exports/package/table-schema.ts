import type { PublishedSurvey } from '../../../authoring/published-surveys.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { PROFILE_OUTCOMES } from '../../../core/typology/typology.ts';
import { COMPOSITE } from '../../stored/stored-profile.ts';
import { type Codebook, newestFirst } from '../table/codebook.ts';
import type { ExportItem } from '../table/export-items.ts';
import { PUBLIC_COLUMNS, publicItems, unknownColumn } from './public-table.ts';

export interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  readonly title?: string;
  readonly description?: string;
  readonly constraints?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** `datapackage.json` of the rows. */
export function dataPackage(published: PublishedSurvey, codebook: Codebook, now: Date) {
  const [spoken = ''] = published.current.languages;
  return describedPackage(published, now, [
    resource('responses', responseFields(published, spoken)),
    codebookResource(codebook),
  ]);
}

export function codebookResource({ columns }: Codebook) {
  const fields = columns.map((name): Field => ({ name, type: name === 'number' ? 'integer' : 'string' }));
  return resource('codebook', fields);
}

/** `datapackage.json`. The licence is the one in the notice; only the organiser may choose it. */
export function describedPackage({ current }: PublishedSurvey, now: Date, resources: readonly object[]) {
  const [spoken = ''] = current.languages;
  const { why, origin } = current.opening;
  const licence = current.notice?.licence;
  return {
    profile: 'tabular-data-package',
    name: current.id,
    title: current.title[spoken],
    description: why[spoken],
    version: String(current.revision),
    created: now.toISOString().replace(/T.*/, 'T00:00:00Z'),
    ...(licence ? { licenses: [{ name: licence.name, title: licence.title[spoken], path: licence.url }] } : {}),
    ...(origin ? { sources: [{ title: origin[spoken] }] } : {}),
    resources,
  };
}

export function resource(name: string, fields: readonly Field[]) {
  return {
    profile: 'tabular-data-resource',
    name,
    path: `${name}.csv`,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    schema: { fields, missingValues: [''] },
  };
}

function responseFields(published: PublishedSurvey, language: string): readonly Field[] {
  const surveys = newestFirst(published);
  const profiles = [...new Set(surveys.flatMap((survey) => survey.typology?.profiles.map(({ id }) => id) ?? []))];
  const languages = surveys.flatMap((survey) => survey.languages);
  const ofProfiles = (constraints: NonNullable<Field['constraints']>) =>
    ({ type: 'string', ...(profiles.length > 0 && { constraints }) }) as const;
  const own: Readonly<Record<(typeof PUBLIC_COLUMNS)[number], Omit<Field, 'name'>>> = {
    revision: { type: 'integer', constraints: { required: true, minimum: 1 } },
    mode: { type: 'string', constraints: { required: true, enum: ['self', 'field'] } },
    language: { type: 'string', constraints: { required: true, enum: [...new Set(languages)] } },
    readBy: { type: 'string', constraints: { enum: ['translated'] } },
    receivedOn: { type: 'date', constraints: { required: true } },
    minutes: { type: 'integer', constraints: { required: true, minimum: 0, maximum: 600 } },
    profile: ofProfiles({ enum: [...profiles, COMPOSITE] }),
    profileKind: ofProfiles({ enum: PROFILE_OUTCOMES }),
    nearestProfiles: ofProfiles({ pattern: severalOf(profiles) }),
    setAside: { type: 'boolean' },
  };
  return [
    ...PUBLIC_COLUMNS.map((name) => ({ name, ...own[name] })),
    ...publicItems(published).flatMap((item) => itemFields(item, language)),
  ];
}

function itemFields(item: ExportItem, language: string): readonly Field[] {
  const options = item.options.map((option) => option.id);
  const named = { name: item.id, ...titled(item.title, language) };
  switch (item.question.kind) {
    case 'number':
      return [
        { ...named, type: 'number', constraints: { minimum: item.min, maximum: item.max } },
        ...unknownColumn(item).map((name) => ({ ...named, name, type: 'boolean' as const })),
      ];
    case 'multiple':
      return [{ ...named, type: 'string', constraints: { pattern: severalOf(options) } }];
    default:
      return [{ ...named, type: 'string', constraints: { enum: options } }];
  }
}

/** One or more of them, joined by `|`. */
function severalOf(ids: readonly string[]): string {
  const one = `(${ids.join('|')})`;
  return `^${one}(\\|${one})*$`;
}

function titled(text: LocalText, language: string) {
  const title = text[language];
  return title === undefined ? {} : { title };
}
