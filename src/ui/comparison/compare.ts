import { HIDDEN_UNDER, SHOWN_FROM } from '../../core/results/disclosure/calendar.ts';
import type { DisplayedCount } from '../../core/results/disclosure/shares.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import { type PastFigure, type PastStudy, pastOf } from '../../core/results/past-study.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { Results } from '../../wire/results.ts';
import { displayedSum } from '../results/displayed-count.ts';
import { APART, BETWEEN, type ReadNumbers, readItemCounts, readProfileCounts } from '../results/shown-numbers.ts';
import { answersBehind, levelOf } from './criterion-shares.ts';

/** A number of each group, from published counts, which have noise; `undefined` for a group that is too small to be shown. */
type Cells = readonly (DisplayedCount | undefined)[];

export interface Group {
  /** An option of the survey's stratum question, or everyone. */
  readonly id: string;
  readonly n: number;
  /** How many of these have a profile; absent if too few do. */
  readonly profiled: number | undefined;
  readonly asOf: string;
}

/** A type of respondent with its published size. Everyone together is a mixture of these types, in unequal parts. */
export interface TypeSize {
  readonly label: LocalText;
  readonly n: number;
}

/** A profile, or the responses near several profiles (`BETWEEN`) or near none (`APART`), which have no name. */
export interface ProfileLine {
  readonly id: string;
  readonly name?: LocalText;
  readonly isOwn: boolean;
  readonly cells: Cells;
}

export interface AnswerLine {
  readonly item: string;
  readonly label: LocalText;
  readonly cells: Cells;
  /** Respondents of each group who are in no share; `undefined` if the item is not shown. */
  readonly beside: readonly (Beside | undefined)[];
  /** The figures that the past study printed of the same answer, for each group. */
  readonly past: readonly (readonly PastFigure[])[];
}

/** Counts shown next to the shares, never part of them. */
interface Beside {
  readonly blank: number | undefined;
  /** How many chose « ne sait pas », where it is offered. They are among the answers and in the base. */
  readonly unknown: number | undefined;
}

export interface CriterionLines {
  readonly id: string;
  readonly title: LocalText;
  readonly level: LocalText | undefined;
  readonly lines: readonly AnswerLine[];
}

export type GroupComparison =
  /** Nothing is known yet on this device. */
  | { readonly kind: 'unread' }
  /** Too few responses for anything to be published. */
  | { readonly kind: 'unpublished' }
  | PublishedComparison;

export interface PublishedComparison {
  readonly kind: 'published';
  readonly asOf: string;
  readonly n: number;
  readonly phase: Results['phase'];
  /** A group with a smaller base is not published. */
  readonly leastBase: number;
  /** The same group first, when it may be shown, then everyone. */
  readonly groups: readonly Group[];
  /** The types that are shown, in the survey's order. */
  readonly types: readonly TypeSize[];
  /** The respondent's own type is too small to be shown. */
  readonly ownTypeHidden: boolean;
  readonly profiles: readonly ProfileLine[];
  readonly criteria: readonly CriterionLines[];
}

export interface ComparisonInput {
  readonly survey: Survey;
  /** The current publication, or the last one this device has seen. */
  readonly results: Results | undefined;
  readonly stratum: string | undefined;
  /** The ids of the lines of one's own. */
  readonly own: readonly string[];
  readonly past: PastStudy | undefined;
}

/** The option « ne sait pas » of a choice, in every survey that has one. */
const UNKNOWN = 'unknown';

/** Returns shares of answers and of profiles for the respondent's group and for everyone. It does not rank the respondent. */
export function compare({ survey, results, stratum, own, past }: ComparisonInput): GroupComparison {
  if (!results) return { kind: 'unread' };
  const { strata, phase } = results;
  const everyone = strata[EVERYONE];
  if (!everyone) return { kind: 'unpublished' };
  const wanted = stratum === undefined || !(stratum in strata) ? [EVERYONE] : [stratum, EVERYONE];
  const groups = wanted.flatMap((id) => {
    const found = strata[id];
    return found ? [{ id, found }] : [];
  });
  const cellsOf = (read: ReadNumbers, options: readonly string[]): Cells =>
    groups.map(({ found }) => {
      const shown = read(found, results);
      return shown ? displayedSum(shown, options) : undefined;
    });
  const profiles = survey.typology?.profiles.map(({ id, name }) => ({ id, name })) ?? [];
  return {
    kind: 'published',
    asOf: everyone.asOf,
    n: everyone.n,
    phase,
    leastBase: phase === 'preview' ? SHOWN_FROM : HIDDEN_UNDER,
    groups: groups.map(({ id, found: { n, asOf, profiles } }) => ({ id, n, asOf, profiled: profiles?.base })),
    types: (survey.question.get(survey.stratum ?? '')?.choices ?? []).flatMap(({ id, label }) => {
      const n = strata[id]?.n;
      return n === undefined ? [] : [{ label, n }];
    }),
    ownTypeHidden: groups.length < wanted.length,
    profiles: [...profiles, { id: BETWEEN }, { id: APART }].map((line) => ({
      ...line,
      isOwn: own.includes(line.id),
      cells: cellsOf(readProfileCounts(survey), [line.id]),
    })),
    criteria: (survey.typology?.criteria ?? []).flatMap(({ id, title, facts }) => {
      const answers = answersBehind(survey, facts);
      const lines = answers.map(({ item, label, options }) => ({
        item,
        label,
        cells: cellsOf(readItemCounts(item, survey), options),
        beside: groups.map(({ found: { items } }) => {
          const shown = items[item];
          return shown ? { blank: shown.blank, unknown: shown.counts[UNKNOWN] } : undefined;
        }),
        past: groups.map((group) => pastOf(past, item, options, group.id)),
      }));
      return lines.length > 0 ? [{ id, title, level: levelOf(survey, answers), lines }] : [];
    }),
  };
}
