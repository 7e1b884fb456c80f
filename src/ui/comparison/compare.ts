import { HIDDEN_UNDER, SHOWN_FROM } from '../../core/results/disclosure/calendar.ts';
import { type CountContext, type DisplayedCount, displayCount } from '../../core/results/disclosure/shares.ts';
import type { ShownItem, ShownProfiles, ShownStratum } from '../../core/results/disclosure/shown-tables.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import { type PastFigure, type PastStudy, pastOf } from '../../core/results/past-study.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { Results } from '../../wire/results.ts';
import { answersBehind, levelOf } from './criterion-shares.ts';

/**
 * A share of respondents, in whole per cent, from published counts, which have noise; with the range of the noise
 * if the base is small. `held-back` for a group that is too small to be shown.
 */
export type Cell = DisplayedCount | 'held-back';

export interface Group {
  /** An option of the survey's stratum question, or everyone. */
  readonly id: string;
  readonly n: number;
  /** How many of these have a profile; absent if too few do. */
  readonly profiled?: number;
  readonly asOf: string;
}

/** A type of respondent with its published size. Everyone together is a mixture of these types, in unequal parts. */
export interface TypeSize {
  readonly label: LocalText;
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
  /** Respondents of each group who are in no share; `undefined` if the item is not shown. */
  readonly beside: readonly (Beside | undefined)[];
  /** What the past study printed of the same answer, for each group. */
  readonly past: readonly (readonly PastFigure[])[];
}

/** Counts shown next to the shares, never part of them. */
export interface Beside {
  readonly blank?: number;
  /** How many chose « ne sait pas », where it is offered. They are among the answers and in the base. */
  readonly unknown?: number;
}

export interface CriterionLines {
  readonly id: string;
  readonly title: LocalText;
  readonly level?: LocalText;
  readonly lines: readonly AnswerLine[];
}

export type Compared =
  /** Nothing is known yet on this device. */
  | { readonly kind: 'unread' }
  /** Too few responses for anything to be published. */
  | { readonly kind: 'unpublished' }
  | {
      readonly kind: 'published';
      readonly asOf: string;
      readonly n: number;
      readonly phase: Results['phase'];
      /** Under this shown base a group is not published. */
      readonly leastBase: number;
      /** The same group first, when it may be shown, then everyone. */
      readonly groups: readonly Group[];
      /** Those that are shown, in the survey's order. */
      readonly types: readonly TypeSize[];
      /** The respondent's own type is too small to be shown. */
      readonly ownTypeHidden: boolean;
      readonly profiles: readonly ProfileLine[];
      /** Responses that are between profiles, and those that are near none alone; one cell for each group. */
      readonly between: readonly Cell[];
      readonly apart: readonly Cell[];
      readonly criteria: readonly CriterionLines[];
    };

export interface ComparisonInput {
  readonly survey: Survey;
  readonly results: Results | undefined;
  readonly stratum: string | undefined;
  /** One's own, when there is one alone. */
  readonly profile: string | undefined;
  readonly past: PastStudy | undefined;
}

/** The option « ne sait pas » of a choice, in every survey that has one. */
const UNKNOWN = 'unknown';

/** Returns shares of answers and of profiles for the respondent's group and for everyone. It does not rank the respondent. */
export function compare({ survey, results, stratum, profile, past }: ComparisonInput): Compared {
  if (!results) return { kind: 'unread' };
  const everyone = results.strata[EVERYONE];
  if (!everyone) return { kind: 'unpublished' };
  const wanted = stratum === undefined ? [EVERYONE] : [stratum, EVERYONE];
  const groups = wanted.flatMap((id) => {
    const found = results.strata[id];
    if (!found) return [];
    const { n, asOf, profiles } = found;
    return [{ id, n, asOf, ...(profiles ? { profiled: profiles.base } : {}) }];
  });
  const cellIn = (
    group: string,
    pick: (stratum: ShownStratum) => Row | null | undefined,
    options: readonly string[],
  ) => {
    const found = results.strata[group];
    const row = found && pick(found);
    if (!found || !row) return 'held-back';
    const { epsilon, phase } = results;
    const noise = { epsilon: row.isOfProfiles ? epsilon / 2 : epsilon, draws: found.draws };
    const sizeDraws = row.isMultiple ? { sizeDraws: found.sizeDraws } : {};
    return cellOf(row, options, { phase, noise, ...sizeDraws });
  };
  return {
    kind: 'published',
    asOf: everyone.asOf,
    n: everyone.n,
    phase: results.phase,
    leastBase: results.phase === 'preview' ? SHOWN_FROM : HIDDEN_UNDER,
    groups,
    types: (survey.question.get(survey.stratum ?? '')?.choices ?? []).flatMap(({ id, label }) => {
      const n = results.strata[id]?.n;
      return n === undefined ? [] : [{ label, n }];
    }),
    ownTypeHidden: groups.length < wanted.length,
    profiles: (survey.typology?.profiles ?? []).map(({ id, name }) => ({
      id,
      name,
      own: id === profile,
      cells: groups.map((group) => cellIn(group.id, (found) => found.profiles && ofProfiles(found.profiles), [id])),
    })),
    between: groups.map(({ id }) => cellIn(id, ({ profiles }) => profiles && ofProfiles(profiles), [BETWEEN])),
    apart: groups.map(({ id }) => cellIn(id, ({ profiles }) => profiles && ofProfiles(profiles), [APART])),
    criteria: (survey.typology?.criteria ?? []).flatMap(({ id, title, facts }) => {
      const answers = answersBehind(survey, facts);
      const level = levelOf(survey, answers);
      const lines = answers.map(({ item, label, options }) => ({
        item,
        label,
        cells: groups.map((group) => cellIn(group.id, (found) => answersIn(found, item, survey), options)),
        beside: groups.map((group) => besideOf(results.strata[group.id]?.items[item])),
        past: groups.map((group) => pastOf(past, item, options, group.id)),
      }));
      return lines.length > 0 ? [{ id, title, lines, ...(level ? { level } : {}) }] : [];
    }),
  };
}

function answersIn({ items }: ShownStratum, item: string, survey: Survey): Row | null | undefined {
  const found = items[item];
  return found && { ...found, isMultiple: survey.questionOfItem.get(item)?.kind === 'multiple' };
}

function besideOf(item: ShownItem | null | undefined): Beside | undefined {
  if (!item) return undefined;
  const unknown = item.counts[UNKNOWN];
  return { ...(item.blank !== undefined && { blank: item.blank }), ...(unknown === undefined ? {} : { unknown }) };
}

interface Row {
  readonly base: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly isOfProfiles?: true;
  readonly isMultiple?: boolean;
}

/** No profile has such an id. */
const BETWEEN = '?between';
const APART = '?apart';

function ofProfiles({ base, counts, between, apart }: ShownProfiles): Row {
  return { base, counts: { ...counts, [BETWEEN]: between, [APART]: apart }, isOfProfiles: true };
}

function cellOf(
  { base, counts }: Row,
  options: readonly string[],
  context: Omit<CountContext, 'parts' | 'summed'>,
): Cell {
  const count = options.reduce((total, option) => total + (counts[option] ?? 0), 0);
  return displayCount(count, base, { ...context, parts: Object.keys(counts).length, summed: options.length });
}
