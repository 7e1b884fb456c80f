import { sum } from '../../../core/results/disclosure/fit-tables.ts';
import type { Survey } from '../../../core/survey/questionnaire.ts';
import { onceEach } from '../../process/once-each.ts';
import type { ExportRow } from '../../stored/export-rows.ts';

/** Groups smaller than this are reported, because their members can be recognised. */
export const SMALL_GROUP = 5;

/** Counts for the method note, made while the responses are written. */
export interface Census {
  complete: number;
  partial: number;
  /** Complete responses that the organiser keeps out of the results. */
  setAside: number;
  first: string | undefined;
  last: string | undefined;
  /** Unfinished responses by the question they stopped at; the empty name before the first. */
  readonly dropOuts: Map<string, number>;
  readonly revisions: Map<number, number>;
  /** Complete responses by stratum and territory together. */
  readonly groups: Map<string, number>;
}

export function emptyCensus(): Census {
  return {
    complete: 0,
    partial: 0,
    setAside: 0,
    first: undefined,
    last: undefined,
    dropOuts: new Map(),
    revisions: new Map(),
    groups: new Map(),
  };
}

/** Counts one response after another, their answers laid out as `items` says. */
export function countingIn(census: Census, items: readonly string[]): (row: ExportRow) => void {
  const groupingFor = onceEach((survey: Survey) => groupingItems(survey).map((item) => items.indexOf(item)));
  return ({ survey, header, answers }) => {
    const day = String(header.receivedOn);
    if (census.first === undefined || day < census.first) census.first = day;
    if (census.last === undefined || day > census.last) census.last = day;
    if (header.status !== 'complete') {
      census.partial++;
      add(census.dropOuts, String(header.lastQuestion ?? ''));
      return;
    }
    census.complete++;
    if (header.setAside) census.setAside++;
    add(census.revisions, survey.revision);
    add(census.groups, JSON.stringify(groupingFor(survey).map((place) => answers[place] ?? null)));
  };
}

/** Returns the items that identify a response most easily: the stratum question and the territories. */
export function groupingItems(survey: Survey): readonly string[] {
  const territories = survey.questions.filter((question) => question.kind === 'territory').map(({ id }) => id);
  return [...new Set([...(survey.stratum ? [survey.stratum] : []), ...territories])];
}

export function inSmallGroups(census: Census): number {
  return sum([...census.groups.values()].filter((size) => size < SMALL_GROUP));
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
