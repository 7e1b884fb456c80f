import type { Question, Survey } from '../../survey/questionnaire.ts';
import type { Rule } from '../../survey/survey-parts.ts';
import { type Coding, FIRST, type ItemCoding, STATUS } from '../answer-coding.ts';
import { PROFILE } from '../columns.ts';
import { EVERYONE } from '../everyone.ts';
import { type Crossing, MOST_CROSSINGS, type ResultsFile } from '../results-file.ts';
import type { Epsilon } from './geometric.ts';

/*
 * Which cells are counted and moved. Each table is a partition of the respondents of a stratum, but for the options of a multiple
 * choice, of which one respondent may have several. What follows from other cells is computed from them and has no cell.
 */

/** Cells for respondents who gave no option. No option has such an id. */
export const CELL = { given: '?given', blank: '?blank', unknown: '?unknown', notAsked: '?not-asked' } as const;
/** Cells in addition to the profiles and their pairs: between any two of many, without a dominant one, or none computed. */
export const PROFILE_CELL = { between: '?between', apart: '?apart', none: '?none' } as const;
/** The table of the profiles. */
export const PROFILES = '?profiles';
/** Those who are in no stratum. */
export const OUTSIDE_STRATA = '?none';

/** Between more profiles than this, all pairs have one cell together: 13 profiles have 78 pairs. */
const MOST_PAIRED = 12;
/** With more strata than this, only their total is published. */
export const MOST_STRATA = 12;

export interface TableDefinition {
  /** The item, or `PROFILES`. */
  readonly name: string;
  readonly kind: 'partition' | 'options';
  readonly cells: readonly string[];
  /** By cell: its value in the item's first byte, or the bit of its option. */
  readonly values: readonly number[];
  /** The item is asked only of those who chose one of these options of an earlier item. */
  readonly asked?: { readonly item: string; readonly options: readonly string[] };
  /** What decides, in addition to the cells' names, which responses a cell counts. */
  readonly rule?: string;
}

export interface CrossingDefinition {
  readonly id: string;
  readonly rows: string;
  readonly columns: string;
  readonly within?: string;
  readonly epsilon: Epsilon;
}

export interface TableDefinitions {
  /** The item that divides respondents into strata, where it does. */
  readonly stratum?: string;
  /** Told apart, in the order of the survey; one alone where there are none, or too many. */
  readonly strata: readonly string[];
  readonly tables: readonly TableDefinition[];
  /** Drawn at the closing; those with the stratum's item have no cells of their own. */
  readonly crossings: readonly CrossingDefinition[];
  readonly territory?: string;
  readonly territories: readonly string[];
  readonly channels: readonly string[];
  readonly epsilon: Epsilon;
  readonly profileEpsilon: Epsilon;
}

/** ε of a cell, unless `results.json` asks for less. */
const MOST_EPSILON = 0.5;
const PARTS = 1000;

export function definitionsOf(
  {
    current,
    revisions,
    results,
  }: { readonly current: Survey; readonly revisions: ReadonlyMap<number, Survey>; readonly results: ResultsFile },
  coding: Coding,
): TableDefinitions {
  const all = [...revisions.values()];
  const stratum = coding.item.get(current.stratum ?? '');
  const isDivided = stratum !== undefined && stratum.options.length <= MOST_STRATA;
  const isAlwaysSaid = all.every(({ question }) => question.get(stratum?.item ?? '')?.required);
  const territory = coding.items.find(({ question }) => question.kind === 'territory');
  const counted = coding.items.filter(
    (one) => one.kind !== 'given' && one.question.kind !== 'territory' && !(isDivided && one === stratum),
  );
  const epsilon = Math.round(Math.min(MOST_EPSILON, results.epsilon ?? MOST_EPSILON) * PARTS);
  return {
    ...(isDivided && { stratum: stratum.item }),
    strata: isDivided ? [...stratum.options, ...(isAlwaysSaid ? [] : [OUTSIDE_STRATA])] : [EVERYONE],
    tables: [
      ...counted.flatMap((item) => tablesOf(item, all, coding)),
      ...(current.typology ? [profileTable(current)] : []),
    ],
    crossings: crossingsOf(results, coding, { stratum: isDivided ? stratum.item : undefined, epsilon }),
    ...(territory && { territory: territory.item }),
    territories: territory?.options ?? [],
    channels: current.notice?.channels?.map(({ id }) => id) ?? [],
    epsilon: { s: epsilon, t: PARTS },
    profileEpsilon: { s: epsilon, t: 2 * PARTS },
  };
}

function tablesOf(
  { item, kind, options }: ItemCoding,
  revisions: readonly Survey[],
  coding: Coding,
): readonly TableDefinition[] {
  const questions = revisions.map(({ questionOfItem }) => questionOfItem.get(item));
  const asked = askedBehind(questions, coding);
  const states = (['blank', 'unknown', 'notAsked'] as const).filter((state) => {
    if (state === 'blank') return !questions.every((question) => question?.required);
    if (state === 'unknown') return questions.some((question) => question?.kind === 'number' && question.unknown);
    return !asked && !questions.every((question) => question && !question.showIf);
  });
  const isMultiple = kind === 'mask';
  const partition: TableDefinition = {
    name: item,
    kind: 'partition',
    cells: [...(isMultiple ? [CELL.given] : options), ...states.map((state) => CELL[state])],
    values: [
      ...(isMultiple ? [STATUS.given] : options.map((_, place) => FIRST + place)),
      ...states.map((state) => STATUS[state]),
    ],
    ...(asked && { asked }),
  };
  const chosen = { name: item, kind: 'options', cells: options, values: options.map((_, place) => place) } as const;
  return isMultiple ? [partition, chosen] : [partition];
}

/** Returns the single choice behind which every revision asks an item: it tells how many were not asked. */
function askedBehind(questions: readonly (Question | undefined)[], coding: Coding): TableDefinition['asked'] {
  const rules = questions.map((question) => question?.showIf && chosenIn(question.showIf));
  const [first] = rules;
  const isSame = rules.every((rule) => JSON.stringify(rule) === JSON.stringify(first));
  return first && isSame && coding.item.get(first.item)?.kind === 'place' ? first : undefined;
}

function chosenIn(rule: Rule): TableDefinition['asked'] {
  if ('is' in rule) return { item: rule.item, options: [rule.is] };
  return 'in' in rule ? { item: rule.item, options: rule.in } : undefined;
}

/** The cell of one profile, or of two whose order is that of no revision. No id of a profile holds the bar. */
export function profileCell(near: readonly string[]): string {
  return [...near].sort().join('|');
}

export function profileTable({ typology, facts }: Survey): TableDefinition {
  const ids = typology?.profiles.map(({ id }) => id) ?? [];
  const pairs = ids.flatMap((one, place) => ids.slice(place + 1).map((other) => profileCell([one, other])));
  const between = ids.length > MOST_PAIRED ? [PROFILE_CELL.between] : pairs;
  const byPlace = (cells: readonly string[], first: number) => cells.map((_, place) => first + place);
  return {
    name: PROFILES,
    kind: 'partition',
    cells: [...ids, ...between, PROFILE_CELL.apart, PROFILE_CELL.none],
    values: [...byPlace(ids, PROFILE.first), ...byPlace(between, PROFILE.between), PROFILE.apart, PROFILE.none],
    // The last part names our own rule: under another, the same cells counted other responses.
    rule: JSON.stringify([facts, typology, 'between two']),
  };
}

/** Each item's share of ε is divided among its crossings, but for those with items that an acquaintance knows of one. */
function crossingsOf(
  { crossings = [], known = [] }: ResultsFile,
  coding: Coding,
  { stratum, epsilon }: { readonly stratum: string | undefined; readonly epsilon: number },
): readonly CrossingDefinition[] {
  const isKnown = (item: string) => item === stratum || known.includes(item);
  const uses = new Map<string, number>();
  const drawn: Crossing[] = [];
  for (const crossing of crossings) {
    const sides = [crossing.rows, crossing.columns];
    if (sides.some((item) => coding.item.get(item)?.kind !== 'place')) continue;
    if (sides.includes(stratum ?? '')) {
      drawn.push(crossing);
      continue;
    }
    const secret = sides.filter((item) => !isKnown(item));
    if (secret.some((item) => (uses.get(item) ?? 0) >= MOST_CROSSINGS)) continue;
    for (const item of secret) uses.set(item, (uses.get(item) ?? 0) + 1);
    drawn.push(crossing);
  }
  return drawn.map(({ id, rows, columns, within }) => {
    const shared = Math.max(1, ...[rows, columns].filter((item) => !isKnown(item)).map((item) => uses.get(item) ?? 1));
    return { id, rows, columns, ...(within !== undefined && { within }), epsilon: { s: epsilon, t: PARTS * shared } };
  });
}

/** All cells of one side of a crossing, which are everybody. */
export function sideCells({ cells, asked }: TableDefinition): readonly string[] {
  return asked ? [...cells, CELL.notAsked] : cells;
}

export function sideValues({ values, asked }: TableDefinition): readonly number[] {
  return asked ? [...values, STATUS.notAsked] : values;
}
