import type { PastFigure, PastFigures } from '../../core/results/reference.ts';
import { EVERYONE } from '../../core/results/tally.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { Results, ResultsRow } from '../../wire/results.ts';
import { answersBehind, levelOf } from './criterion-shares.ts';

/** A share of respondents, from counts rounded before they were published; or a cell that was held back. */
export type Cell = { readonly share: number; readonly count: number; readonly base: number } | 'held-back';

export interface Group {
  /** An option of the survey's stratum question, or everyone. */
  readonly id: string;
  readonly n: number;
}

export interface ProfileLine {
  readonly id: string;
  readonly name: LocalText;
  readonly own: boolean;
  /** One for each group. */
  readonly cells: readonly Cell[];
}

export interface AnswerLine {
  readonly item: string;
  readonly label: LocalText;
  readonly cells: readonly Cell[];
  /** What the past study printed of the same answer, for each group. */
  readonly past: readonly (readonly PastFigure[])[];
}

export interface CriterionLines {
  readonly id: string;
  readonly title: LocalText;
  readonly level?: LocalText;
  readonly lines: readonly AnswerLine[];
}

export type Comparison =
  /** Nothing is known yet on this device. */
  | { readonly kind: 'unread' }
  /** Too few responses for anything to be published. */
  | { readonly kind: 'unpublished' }
  | {
      readonly kind: 'published';
      readonly asOf: string;
      readonly n: number;
      /** The same type of authority first, when it may be shown, then everyone. */
      readonly groups: readonly Group[];
      /** The respondent's own type is too small to be shown. */
      readonly ownTypeHidden: boolean;
      readonly profiles: readonly ProfileLine[];
      readonly criteria: readonly CriterionLines[];
      readonly year?: number;
    };

export interface ComparisonInput {
  readonly survey: Survey;
  readonly results: Results | undefined;
  readonly stratum: string | undefined;
  /** One's own, when there is one alone. */
  readonly profile: string | undefined;
  readonly past: PastFigures | undefined;
}

/** Shares of answers and of profiles: nothing here places the respondent among the others. */
export function compare({ survey, results, stratum, profile, past }: ComparisonInput): Comparison {
  if (!results) return { kind: 'unread' };
  const { asOf, n } = results;
  if (asOf === null || !results.strata[EVERYONE]) return { kind: 'unpublished' };
  const wanted = stratum === undefined ? [EVERYONE] : [stratum, EVERYONE];
  const groups = wanted.flatMap((id) => {
    const found = results.strata[id];
    return found ? [{ id, n: found.n }] : [];
  });
  const rowOf = (group: string, pick: (stratum: Stratum) => ResultsRow | undefined) => {
    const found = results.strata[group];
    return found ? (pick(found) ?? null) : null;
  };
  return {
    kind: 'published',
    asOf,
    n,
    groups,
    ownTypeHidden: groups.length < wanted.length,
    profiles: (survey.typology?.profiles ?? []).map(({ id, name }) => ({
      id,
      name,
      own: id === profile,
      cells: groups.map((group) =>
        cellOf(
          rowOf(group.id, (found) => found.profiles),
          [id],
        ),
      ),
    })),
    criteria: (survey.typology?.criteria ?? []).flatMap(({ id, title, facts }) => {
      const answers = answersBehind(survey, facts);
      const level = levelOf(survey, answers);
      const lines = answers.map(({ item, label, options }) => ({
        item,
        label,
        cells: groups.map((group) =>
          cellOf(
            rowOf(group.id, (found) => found.items[item]),
            options,
          ),
        ),
        past: groups.map((group) => printedOf(past, item, options, group.id)),
      }));
      return lines.length > 0 ? [{ id, title, lines, ...(level ? { level } : {}) }] : [];
    }),
    ...(past ? { year: past.year } : {}),
  };
}

type Stratum = NonNullable<Results['strata'][string]>;

function cellOf(row: ResultsRow, options: readonly string[]): Cell {
  if (!row || row.base === 0) return 'held-back';
  let count = 0;
  for (const option of options) {
    const one = row.counts[option];
    if (one === null || one === undefined) return 'held-back';
    count += one;
  }
  // Both were rounded apart: their quotient may pass one.
  return { share: Math.min(1, count / row.base), count, base: row.base };
}

/** Figures of exactly this answer, in exactly this group: nothing is added up or deduced from what the study printed. */
function printedOf(
  past: PastFigures | undefined,
  item: string,
  options: readonly string[],
  group: string,
): readonly PastFigure[] {
  return (past?.figures ?? []).filter(
    (figure) => figure.item === item && figure.group === group && sameIds(figure.options, options),
  );
}

function sameIds(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
