import * as v from 'valibot';
import { type Fault, fault, repeated, unknown } from '../survey/fault.ts';
import type { Question, Survey } from '../survey/questionnaire.ts';
import { type Frozen, localText, optionId, slug } from '../survey/survey-parts.ts';
import { withoutAccents } from '../without-accents.ts';
import { populationFaults, populationSchema } from './population.ts';

/*
 * `results.json` next to a survey: what may change without a new revision of the questionnaire. Which crossings are published,
 * where numbers are cut into bands, which options follow an order, and by which items the organiser may filter.
 */

/** Crossings of one item, unless an acquaintance knows it: they share what it may tell. */
export const MOST_CROSSINGS = 4;

const crossing = v.strictObject({
  id: slug,
  title: v.optional(localText),
  /** Each option of this item is a row of the table. */
  rows: slug,
  columns: slug,
  /** Among one stratum alone; everyone when absent. */
  within: v.optional(optionId),
  /** Where a study published it: "l. 731". */
  source: v.optional(v.string()),
});

const saying = {
  /** Among one stratum alone; everyone when absent. */
  within: v.optional(optionId),
  /** Whose responses these are, where `within` is given: « 11 % des réponses *de communes* ». */
  of: v.optional(localText),
  /** Continues the sentence after « 59 % des réponses »: « *indiquent un plan formalisé* ». */
  says: localText,
  /** The same in two or three words, next to a small bar. */
  short: localText,
};

const finding = v.union([
  v.strictObject({ item: slug, option: optionId, ...saying }),
  /** A profile by its id, or those between two of them. */
  v.strictObject({ profile: v.union([v.literal('between'), slug]), ...saying }),
]);

const twins = v.record(slug, v.record(optionId, optionId));
const day = v.pipe(v.string(), v.isoDate());

export const resultsFileSchema = v.strictObject({
  $schema: v.optional(v.string()),
  /** By item: where each band begins, ascending; the first begins at the least value. */
  bands: v.optional(v.record(slug, v.pipe(v.array(v.pipe(v.number(), v.finite())), v.minLength(1)))),
  crossings: v.optional(v.array(crossing)),
  filters: v.optional(v.array(slug)),
  /** Single choices whose options follow an order, drawn as parts of one bar; the scale of a matrix always does. */
  ordered: v.optional(v.array(slug)),
  rising: v.optional(v.pipe(v.array(slug), v.description('Scales whose last level is the darkest: what is done.'))),
  countedWith: v.optional(v.pipe(twins, v.description('By question: options of earlier revisions, with their twins.'))),
  /** Items that an acquaintance knows of one: type, size, role. Their crossings take nothing from what other items may tell. */
  known: v.optional(v.array(slug)),
  /** Shares that are read first: the first three open the results, and each is next to the title of its part. */
  findings: v.optional(v.array(finding)),
  /** How many crossings an item may have in its life; as many as it has at its first closing if absent. Fixed at the first closing. */
  crossingsPerItem: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_CROSSINGS))),
  /** Publishes everybody together, without groups. Fixed by the first publication, and for the closing by the first final results. */
  groups: v.optional(v.literal('none')),
  /** ε of a cell, if it is to be less than 0.5. Fixed likewise. */
  epsilon: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(0.5))),
  /** Options outside every order that name no place: « non concerné », « ne sait pas ». */
  apart: v.optional(v.array(optionId)),
  designedBy: v.optional(v.pipe(localText, v.description('Who designed the questionnaire, for the method page.'))),
  paidBy: v.optional(v.pipe(localText, v.description('Who pays for the survey, for the method page.'))),
  invitations: v.optional(v.pipe(localText, v.description('To whom invitations went, how and when.'))),
  errata: v.optional(v.pipe(v.record(day, localText), v.description('Errors in what was published, by day.'))),
  /** Known totals of whom the survey addresses, to say who is missing. */
  population: v.optional(populationSchema),
});

export type ResultsFile = Frozen<v.InferOutput<typeof resultsFileSchema>>;
export type NamedShare = NonNullable<ResultsFile['findings']>[number];
export type Crossing = NonNullable<ResultsFile['crossings']>[number];

export const NO_RESULTS_FILE: ResultsFile = {};

/** References that lead nowhere, as `results.json` has them. */
export function resultsFileFaults(file: ResultsFile, survey: Survey): readonly Fault[] {
  const { bands = {}, crossings = [], findings = [], known = [], filters = [], ordered = [], apart = [] } = file;
  const { stratum: _, ...undivided } = survey;
  const divided: Survey = file.groups === 'none' ? undivided : survey;
  const isSingle = (item: string) => survey.question.get(item)?.kind === 'single';
  const isOption = (option: string) => survey.questions.some(({ choice }) => choice.has(option));
  const uncounted = (items: readonly string[], path: string) =>
    items.flatMap((item, index) => uncountedFaults(item, survey, `${path}.${index}`));
  return [
    ...Object.entries(bands).flatMap(([item, edges]) => bandFaults(survey.questionOfItem.get(item), item, edges)),
    ...repeated(
      crossings.map(({ id }) => id),
      'crossings',
    ),
    ...crossings.flatMap((one, index) => crossingFaults(one, divided, `crossings.${index}`)),
    ...tooOften(file, divided.stratum),
    ...findings.flatMap((one, index) => findingFaults(one, divided, `findings.${index}`)),
    ...findings.flatMap((one, index) => populationNames(one, survey, `findings.${index}`)),
    ...uncounted(known, 'known'),
    ...repeated(filters, 'filters'),
    ...uncounted(filters, 'filters'),
    ...repeated(ordered, 'ordered'),
    ...unknown('single choice', ordered, isSingle, 'ordered'),
    ...unknown('question', file.rising ?? [], (id) => survey.question.has(id), 'rising'),
    ...unknown('option', Object.values(file.countedWith ?? {}).flatMap(Object.values<string>), isOption, 'countedWith'),
    ...unknown('option', apart, isOption, 'apart'),
    ...(file.population ? populationFaults(file.population, survey) : []),
  ];
}

function uncountedFaults(item: string, survey: Survey, path: string): readonly Fault[] {
  return unknown('counted item', [item], (id) => isCounted(survey.questionOfItem.get(id), id), path);
}

/** The options of `within`, where it is given, are strata. */
function withinFaults(within: string | undefined, survey: Survey, path: string): readonly Fault[] {
  const isStratum = (id: string) => survey.question.get(survey.stratum ?? '')?.choice.has(id);
  return unknown('stratum', within === undefined ? [] : [within], isStratum, `${path}.within`);
}

function crossingFaults({ rows, columns, within }: Crossing, survey: Survey, path: string): readonly Fault[] {
  return [
    ...uncountedFaults(rows, survey, `${path}.rows`),
    ...uncountedFaults(columns, survey, `${path}.columns`),
    ...[rows, columns].flatMap((item) => {
      const kind = survey.question.get(item)?.kind;
      if (kind !== 'multiple' && kind !== 'territory') return [];
      // Presence alone may be published of a territory.
      const what = kind === 'multiple' ? 'multiple choice' : kind;
      return [{ path, reason: `"${item}" is a ${what}: it is crossed with nothing` }];
    }),
    ...withinFaults(within, survey, path),
  ];
}

function findingFaults(finding: NamedShare, survey: Survey, path: string): readonly Fault[] {
  const group = [
    ...withinFaults(finding.within, survey, path),
    ...(finding.within !== undefined && !finding.of ? [{ ...OF_MISSING, path: `${path}.of` }] : []),
  ];
  if ('profile' in finding) {
    const isProfile = (id: string) => id === 'between' || survey.typology?.profiles.some((one) => one.id === id);
    return [...unknown('profile', [finding.profile], isProfile, `${path}.profile`), ...group];
  }
  const question = survey.questionOfItem.get(finding.item);
  // A territory has no counts: a publication says only which ones have respondents.
  const isShared = question?.kind !== 'territory' && isCounted(question, finding.item);
  return [
    ...(isShared
      ? unknown('option', [finding.option], (option) => question?.choice.has(option), `${path}.option`)
      : [{ path: `${path}.item`, reason: `no counted item "${finding.item}"` }]),
    ...group,
  ];
}

const OF_MISSING = { reason: 'say of whom: "from municipalities"', code: 'key-missing', values: ['of'] } as const;
/** Begins a subject: the interface says « des réponses », and `says` goes on with a verb. */
const SUBJECT = /^(?:d[eu]s?|les?|la|tou(?:te)?s|of|the|all)(?= )/i;
/** Populations, and what the last option of a question says of no population. */
const [POPULATIONS, NO_NAMES] = [
  ['population', 'collectivite', 'authority'],
  ['autre', 'other'],
];

/** A share is of responses, several of which may come from one authority: `says` names neither these nor a group of them. */
function populationNames({ says }: NamedShare, survey: Survey, path: string): readonly Fault[] {
  const labels = survey.question.get(survey.stratum ?? '')?.choices.flatMap(({ label }) => Object.values(label)) ?? [];
  const names = [...POPULATIONS, ...labels.flatMap((label) => label.replace(/\).*/, '').split(/[(,…]/).map(singular))];
  return Object.entries(says).flatMap(([language, text]) => {
    const found = names.find(
      (name) => !['', ...NO_NAMES].includes(name) && ` ${singular(text)} `.includes(` ${name} `),
    );
    const named = SUBJECT.exec(text)?.[0] ?? found;
    return named === undefined ? [] : [fault(`${path}.says.${language}`, 'population-named', named)];
  });
}

/** Returns a text in lower case without accents and plural endings: « des Régions » becomes `de region`. */
function singular(text: string): string {
  return withoutAccents(text)
    .split(/\P{L}+/u)
    .map((word) => word.replace(/ies$/, 'y').replace(/[sx]$/, ''))
    .join(' ')
    .trim();
}

function tooOften(
  { crossings = [], known = [], crossingsPerItem = MOST_CROSSINGS }: ResultsFile,
  stratum: string | undefined,
): readonly Fault[] {
  const uses = new Map<string, number>();
  for (const { rows, columns } of crossings.filter(({ rows, columns }) => rows !== stratum && columns !== stratum))
    for (const item of [rows, columns]) uses.set(item, (uses.get(item) ?? 0) + 1);
  return [...uses]
    .filter(([item, times]) => times > crossingsPerItem && !known.includes(item))
    .map(([item]) => ({ path: 'crossings', reason: `"${item}" is crossed more than ${crossingsPerItem} times` }));
}

/** Whether an item falls into options, levels or bands: texts do not. */
function isCounted(question: Question | undefined, item: string): boolean {
  return question !== undefined && question.kind !== 'text' && item !== question.otherItem;
}

function bandFaults(question: Question | undefined, item: string, edges: readonly number[]): readonly Fault[] {
  const path = `bands.${item}`;
  if (question?.kind !== 'number') return [{ path, reason: `no number "${item}"` }];
  const isAscending = edges.every((edge, index) => index === 0 || edge > (edges[index - 1] ?? 0));
  return [
    ...(isAscending ? [] : [{ path, reason: 'edges ascend' }]),
    ...(edges[0] === question.min ? [] : [{ path, reason: `the first edge is the least value, ${question.min}` }]),
    ...((edges.at(-1) ?? 0) <= question.max ? [] : [{ path, reason: `no value is above ${question.max}` }]),
  ];
}

/*
 * Crossings that the organiser adds to those of the file: each over everyone, without any filter, at the closing.
 */

/** Two items that are crossed. */
export interface CrossedItems {
  readonly rows: string;
  readonly columns: string;
}

export interface AddedCrossing extends CrossedItems {
  readonly id: string;
}

/** More crossings would allow a search for one person, and would not be read. */
export const MOST_ADDED = 40;

/** No crossing of a file has such an id: it holds no two hyphens in a row. */
export function addedCrossing({ rows, columns }: CrossedItems): AddedCrossing {
  return { id: `${rows}--${columns}`, rows, columns };
}

/** Whether these may stand in a crossing that everybody reads: two items with options, neither of them a place. */
export function mayBePublished({ rows, columns }: CrossedItems, survey: Survey): boolean {
  // The id is ours: the file's own check of the rest holds.
  return rows !== columns && resultsFileFaults({ crossings: [{ id: 'added', rows, columns }] }, survey).length === 0;
}

/** Whichever way round. */
export function isSameCrossing(one: CrossedItems, other: CrossedItems): boolean {
  return [one.rows, one.columns].sort().join() === [other.rows, other.columns].sort().join();
}

/** Whether everybody reads it already, over everyone. */
export function isInFile({ crossings = [] }: ResultsFile, crossed: CrossedItems): boolean {
  return crossings.some((one) => one.within === undefined && isSameCrossing(one, crossed));
}

export function withCrossings(file: ResultsFile, added: readonly AddedCrossing[] = []): ResultsFile {
  return added.length === 0 ? file : { ...file, crossings: [...(file.crossings ?? []), ...added] };
}

/** Returns where the bands of a number begin: as the file says, else at each of up to eleven whole values, else by steps of 1, 2 and 5. */
export function bandsOf(question: Extract<Question, { kind: 'number' }>, file: ResultsFile): readonly number[] {
  const { id, min, max, decimals } = question;
  const named = file.bands?.[id];
  if (named) return named;
  if (decimals === 0 && max - min <= 10) return Array.from({ length: max - min + 1 }, (_, place) => min + place);
  const edges = [min];
  for (let power = 1; power <= max && edges.length < 40; power *= 10) {
    for (const step of [power, 2 * power, 5 * power]) if (step > min && step < max) edges.push(step);
  }
  return edges;
}
