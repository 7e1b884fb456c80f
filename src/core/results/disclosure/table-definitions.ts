import type { Question, Survey } from '../../survey/questionnaire.ts';
import type { Rule } from '../../survey/survey-parts.ts';
import type { Typology } from '../../survey/typology-schema.ts';
import { everyPoint, sizeOfSpace } from '../../typology/every-point.ts';
import { nearestProfile } from '../../typology/typology.ts';
import { type Coding, FIRST, type ItemCoding, STATUS } from '../answer-coding.ts';
import { PROFILE } from '../columns.ts';
import { EVERYONE, MOST_STRATA } from '../everyone.ts';
import type { Crossing, ResultsFile } from '../results-file.ts';
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
/** The most points of a typology that are tried to find which profiles tie; the shipped survey has 15 168. */
const MOST_POINTS = 100_000;

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
  /** Tells it from others; its cells, row by row; and what decides who is in which. */
  readonly key: string;
  readonly cells: readonly string[];
  readonly rule: string;
}

/** A book keeps what it began with, because another division or ε would draw everybody a second time. */
interface Begun {
  readonly dividedBy?: string;
  readonly epsilon: Epsilon;
  readonly sizes: { readonly cells: readonly string[] };
}

export interface TableDefinitions {
  /** The item that divides respondents into strata, where it does. */
  readonly stratum?: string;
  /** Told apart, in the order of the survey; one alone where there are none, or too many. */
  readonly strata: readonly string[];
  readonly tables: readonly TableDefinition[];
  /** Drawn at the closing; those with the stratum's item have no cells of their own. */
  readonly crossings: readonly CrossingDefinition[];
  /** Items that an acquaintance knows of one, and how many crossings any other may have: each item's own number where it is absent. */
  readonly known: readonly string[];
  readonly perItem?: number;
  readonly territory?: string;
  readonly territories: readonly string[];
  readonly channels: readonly string[];
  readonly epsilon: Epsilon;
  readonly profileEpsilon: Epsilon;
}

export interface DefinedSurvey {
  readonly current: Survey;
  readonly results: ResultsFile;
}

/** ε of a cell, unless `results.json` asks for less. */
export const MOST_EPSILON = 0.5;
const PARTS = 1000;

/** `begun` is the book of this phase, if there is one. */
export function definitionsOf({ current, results }: DefinedSurvey, coding: Coding, begun?: Begun): TableDefinitions {
  const all = [...coding.revisions.values()];
  const { stratum, strata } = divisionOf({ current, results }, coding, begun);
  // An item that is a place in one revision and a choice in another would be drawn as both.
  const isPlace = ({ item }: ItemCoding) =>
    all.flatMap((one) => one.questionOfItem.get(item) ?? []).map(({ kind }) => kind === 'territory');
  const territory = coding.items.find((one) => isPlace(one).every(Boolean));
  const counted = coding.items.filter(
    (one) => one.kind !== 'given' && one.item !== stratum && !isPlace(one).includes(true),
  );
  const asked = Math.round(Math.min(MOST_EPSILON, results.epsilon ?? MOST_EPSILON) * PARTS);
  const { s, t } = begun?.epsilon ?? { s: asked, t: PARTS };
  const tables = [
    ...counted.flatMap((item) => tablesOf(item, all, coding)),
    ...(current.typology ? [profileTable(current)] : []),
  ];
  const multiple = tables.filter(({ kind }) => kind === 'options').map(({ name }) => name);
  const items = [stratum, ...tables.map(({ name }) => name).filter((name) => !multiple.includes(name))];
  const isDrawn = ({ rows, columns, within }: Crossing) =>
    items.includes(rows) && items.includes(columns) && (within === undefined || strata.includes(within));
  return {
    ...(stratum !== undefined && { stratum }),
    strata,
    tables,
    crossings: (results.crossings ?? []).filter(isDrawn).map((one) => crossingOf(one, tables)),
    known: results.known ?? [],
    ...(results.crossingsPerItem !== undefined && { perItem: results.crossingsPerItem }),
    ...(territory && { territory: territory.item }),
    territories: territory?.options ?? [],
    channels: current.notice?.channels?.map(({ id }) => id) ?? [],
    epsilon: { s, t },
    profileEpsilon: { s, t: 2 * t },
  };
}

/** A division grows by new options up to `MOST_STRATA`; those that come later are outside the strata. */
function divisionOf({ current, results }: DefinedSurvey, coding: Coding, begun: Begun | undefined) {
  const wanted = begun ? begun.dividedBy : results.groups === 'none' ? undefined : current.stratum;
  const stratum = coding.item.get(wanted ?? '');
  const before = begun?.sizes.cells ?? [];
  const options = [...new Set([...before, ...(stratum?.options ?? [])])].filter((name) => name !== OUTSIDE_STRATA);
  const isTooMany = options.length > MOST_STRATA;
  if (!stratum || (isTooMany && !begun)) return { stratum: undefined, strata: [EVERYONE] };
  const isAlwaysSaid = [...coding.revisions.values()].every(({ question }) => question.get(stratum.item)?.required);
  const isOutside = isTooMany || !isAlwaysSaid || before.includes(OUTSIDE_STRATA);
  const strata = [...options.slice(0, MOST_STRATA), ...(isOutside ? [OUTSIDE_STRATA] : [])];
  return { stratum: stratum.item, strata };
}

function tablesOf(
  { item, kind, options, question: { kind: asks } }: ItemCoding,
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
  const rule = asked || asks === 'number' ? JSON.stringify([asked, asks === 'number' && options]) : undefined;
  const partition: TableDefinition = {
    name: item,
    kind: 'partition',
    cells: [...(isMultiple ? [CELL.given] : options), ...states.map((state) => CELL[state])],
    values: [
      ...(isMultiple ? [STATUS.given] : options.map((_, place) => FIRST + place)),
      ...states.map((state) => STATUS[state]),
    ],
    ...(asked && { asked }),
    ...(rule !== undefined && { rule }),
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

const outcomesByTypology = new WeakMap<Typology, ReadonlySet<string>>();

/** The cells of all answers that are possible, so that none is made for two profiles that never tie; `undefined` if they are too many. */
function outcomesOf(typology: Typology, facts: Survey['facts']): ReadonlySet<string> | undefined {
  if (typology.affinity || sizeOfSpace(facts) > MOST_POINTS) return undefined;
  const known = outcomesByTypology.get(typology);
  if (known) return known;
  const found = new Set<string>();
  for (const point of everyPoint(typology, facts)) {
    const { profile, alsoNear, outcome } = nearestProfile(typology, point);
    if (outcome !== 'apart') found.add(profileCell([profile, ...alsoNear]));
  }
  outcomesByTypology.set(typology, found);
  return found;
}

export function profileTable({ typology, facts }: Survey): TableDefinition {
  const ids = typology?.profiles.map(({ id }) => id) ?? [];
  const pairs = ids.flatMap((one, place) => ids.slice(place + 1).map((other) => profileCell([one, other])));
  const outcomes = typology && outcomesOf(typology, facts);
  const possible = pairs.filter((pair) => outcomes?.has(pair) ?? true);
  const between = ids.length > MOST_PAIRED ? [PROFILE_CELL.between] : possible;
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

/** Names a crossing and its cells by what it counts: the same whatever a file calls it, and whichever way round. */
export function crossingOf(
  { id, rows, columns, within }: Crossing,
  tables: readonly TableDefinition[],
): CrossingDefinition {
  const isTurned = rows > columns;
  const [one, other] = [rows, columns].map((item) =>
    tables.find(({ name, kind }) => name === item && kind === 'partition'),
  );
  const named = (row: string, column: string) => (isTurned ? `${column} ${row}` : `${row} ${column}`);
  const cells = one && other && sideCells(one).flatMap((row) => sideCells(other).map((column) => named(row, column)));
  const rules = [one?.rule, other?.rule];
  return {
    id,
    rows,
    columns,
    ...(within !== undefined && { within }),
    key: [...[rows, columns].sort(), ...(within === undefined ? [] : [within])].join(' '),
    cells: cells ?? [],
    rule: JSON.stringify(isTurned ? rules.reverse() : rules),
  };
}

/** All cells of one side of a crossing, which are everybody. */
export function sideCells({ cells, asked }: TableDefinition): readonly string[] {
  return asked ? [...cells, CELL.notAsked] : cells;
}

export function sideValues({ values, asked }: TableDefinition): readonly number[] {
  return asked ? [...values, STATUS.notAsked] : values;
}
