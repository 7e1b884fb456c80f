import type { Reference, ReferenceFigure } from '../core/results/reference.ts';
import type { Survey } from '../core/survey/questionnaire.ts';

/*
 * Reads the shares of a past study that a demonstration follows, by option and group. Options without a printed share have none
 * here. Figures of a part of a group, of another measure, or in words are left out.
 */

/** By option; in a multiple choice a share of citations, as the study prints it. */
export type PrintedShares = ReadonlyMap<string, number>;

export interface Margins {
  /** The number of respondents by stratum of the past study; empty for a survey without strata or without one. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly of: (group: string, item: string) => PrintedShares;
  /** Items with at least one printed share. */
  readonly items: ReadonlySet<string>;
  /** Whether the past study prints shares of the question, and none of this option: it was not offered then. */
  readonly isNew: (question: string, option: string) => boolean;
}

/** The group of a survey without strata. */
export const NO_STRATUM = 'all';

const NOTHING: PrintedShares = new Map();

export function marginsOf(survey: Survey, reference: Reference | undefined): Margins {
  const strata = strataOf(survey);
  const printed = new Map((reference?.respondents ?? []).map(({ group, n }) => [group, n]));
  const sizes = new Map(strata.flatMap((id) => (printed.has(id) ? [[id, printed.get(id) ?? 0] as const] : [])));
  const sizeOf = (group: string) => sizeIn(sizes, group);
  const groups = strata.length > 0 ? strata : [NO_STRATUM];

  const figures = new Map<string, Printed[]>();
  for (const figure of reference?.figures ?? []) {
    const found = toPrinted(figure, groups, printed);
    const question = found && survey.questionOfItem.get(found.item);
    // A later revision may not offer an option any more: the others keep their proportions.
    if (!question || found.options.some((option) => !question.choice.has(option))) continue;
    figures.set(found.item, [...(figures.get(found.item) ?? []), found]);
  }
  const shares = new Map(
    [...figures].map(([item, ofItem]) => {
      const options = survey.questionOfItem.get(item)?.choices.length ?? 0;
      return [item, sharesOf(ofItem, groups, sizeOf, options)];
    }),
  );
  const offered = new Map<string, Set<string>>();
  for (const { question, options } of reference?.figures ?? [])
    if (options) offered.set(question, new Set([...(offered.get(question) ?? []), ...options]));
  return {
    sizes,
    isNew: (question, option) => offered.get(question)?.has(option) === false,
    of: (group, item) => shares.get(item)?.get(group) ?? NOTHING,
    items: new Set(
      [...shares].filter(([, ofItem]) => [...ofItem.values()].some((one) => one.size > 0)).map(([item]) => item),
    ),
  };
}

/** A group that the past study did not have is empty; without a past study all groups are as large. */
export function sizeIn(sizes: Margins['sizes'], group: string): number {
  return sizes.get(group) ?? (sizes.size > 0 ? 0 : 1);
}

export function strataOf(survey: Survey): readonly string[] {
  return survey.question.get(survey.stratum ?? '')?.choices.map(({ id }) => id) ?? [];
}

interface Printed {
  readonly item: string;
  readonly options: readonly string[];
  readonly groups: readonly string[] | 'all';
  /** A mean of several groups is used only for groups without a printed share. */
  readonly isMean: boolean;
  readonly share: number;
}

function toPrinted(
  { question, item = question, options, scope, together, measure, among, kind, value, base }: ReferenceFigure,
  known: readonly string[],
  printed: ReadonlyMap<string, number>,
): Printed | undefined {
  if (options === null || value === null || measure !== undefined || among !== undefined) return undefined;
  const [only, ...others] = scope === 'all' ? ['all'] : scope;
  const n =
    kind === 'pct' ? 100 : kind === 'count' && others.length === 0 ? (base ?? printed.get(only ?? '')) : undefined;
  if (n === undefined) return undefined;
  const groups = scope === 'all' ? ('all' as const) : scope.filter((group) => known.includes(group));
  return { item, options, groups, isMean: together === 'mean', share: Math.min(1, value / n) };
}

type Shares = Map<string, number>;

function sharesOf(
  figures: readonly Printed[],
  groups: readonly string[],
  sizeOf: (group: string) => number,
  options: number,
): ReadonlyMap<string, PrintedShares> {
  const shares = new Map<string, Shares>(groups.map((group) => [group, new Map()]));
  const everyone: Shares = new Map();
  const tables = ({ groups }: Printed) =>
    groups === 'all' ? [everyone] : groups.flatMap((group) => shares.get(group) ?? []);
  const singles = figures.filter(({ options }) => options.length === 1);
  // If the study contradicts itself, the figure printed first counts.
  for (const figure of [...singles.filter(({ isMean }) => !isMean), ...singles.filter(({ isMean }) => isMean)])
    for (const table of tables(figure)) {
      const [option = ''] = figure.options;
      if (!table.has(option)) table.set(option, figure.share);
    }
  for (const figure of figures.filter(({ options }) => options.length > 1))
    for (const table of tables(figure)) divide(figure, table);
  const own = new Map([...shares].map(([group, table]) => [group, new Set(table.keys())]));
  for (const [option, share] of everyone) fill(option, share, shares, sizeOf);
  for (const [group, table] of shares) settle(table, own.get(group) ?? new Set(), options);
  return shares;
}

/** Splits the joint share of several options, minus the shares printed for some of them, equally among the others. */
function divide({ options, share }: Printed, table: Shares): void {
  const unknown = options.filter((option) => !table.has(option));
  const known = options.reduce((sum, option) => sum + (table.get(option) ?? 0), 0);
  for (const option of unknown) table.set(option, Math.max(0, share - known) / unknown.length);
}

/** Fills groups without a printed share so that all groups together have the share printed for everyone. */
function fill(
  option: string,
  share: number,
  shares: ReadonlyMap<string, Shares>,
  sizeOf: (group: string) => number,
): void {
  let people = 0;
  let holders = 0;
  for (const [group, table] of shares) {
    const own = table.get(option);
    people += own === undefined ? sizeOf(group) : 0;
    holders += sizeOf(group) * (share - (own ?? 0));
  }
  const rest = people > 0 ? Math.min(1, Math.max(0, holders / people)) : 0;
  for (const table of shares.values()) if (!table.has(option)) table.set(option, rest);
}

/** Keeps the printed shares of a group, and scales the filled ones to the rest; to all of the rest if every option has a share. */
function settle(table: Shares, own: ReadonlySet<string>, options: number): void {
  const sumOf = (isWanted: (option: string) => boolean) =>
    [...table].reduce((sum, [option, share]) => sum + (isWanted(option) ? share : 0), 0);
  const left = Math.max(0, 1 - sumOf((option) => own.has(option)));
  const filled = sumOf((option) => !own.has(option));
  if (filled === 0 || (filled <= left && table.size < options)) return;
  for (const [option, share] of table) if (!own.has(option)) table.set(option, (share * left) / filled);
}
