import { HIDDEN_UNDER } from '../../core/results/disclosure/calendar.ts';
import type { Phase } from '../../core/results/disclosure/ledger.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import type { PastStudy } from '../../core/results/past-study.ts';
import type { OrganiserTexts } from '../../core/survey/organiser-texts.ts';
import type { Question, Survey } from '../../core/survey/questionnaire.ts';
import type { Verbatims } from '../../wire/verbatims.ts';
import { crossedLevels, numberLevels, sumOfBands, sumOfRows } from './displayed-bands.ts';
import { goneFrom, type Level, type LevelsInput, levelsOf, washed } from './levels.ts';
import type { Block } from './outline.ts';
import {
  APART,
  BETWEEN,
  isVague,
  type PublishedNumbers,
  type ReadNumbers,
  readItemCounts,
  readProfileCounts,
  shownNumbers,
} from './shown-numbers.ts';

/** One group of respondents: everyone, a type, a row of a matrix or of a crossing. */
export interface FigureRow {
  readonly id: string;
  readonly name: string;
  /** The stratum whose answers a row of a matrix counts. */
  readonly among?: string;
  /** The address of the row's figure. */
  readonly address?: string;
  /** YYYY-MM-DD. */
  readonly asOf?: string;
  readonly phase: Phase;
  readonly shown?: PublishedNumbers;
  /**
   * The reason why nothing is shown: the whole group is not, too few answered, the noise is too large for each number, this publication is
   * older than the question, or crossings come at the closing.
   */
  readonly why?: 'group' | 'few' | 'vague' | 'absent' | 'closing';
}

export interface Figure {
  /** Parts of one bar, a bar beside each number, or the bars of all groups beside one another, answer by answer. */
  readonly shape: 'stack' | 'bars' | 'grouped';
  readonly levels: readonly Level[];
  readonly rows: readonly FigureRow[];
  /** « Je ne sais pas » is asked apart from the levels. */
  readonly asksUnknown: boolean;
  /** One respondent may be counted in several levels. */
  readonly isMultiple: boolean;
  /** Some of the answers were asked with other options than those of today. */
  readonly spansRevisions: boolean;
}

export interface FigureInput extends LevelsInput {
  readonly survey: Survey;
  /** The study that came before this survey, where one did and its file is here. */
  readonly past?: PastStudy | undefined;
  /** The organiser's notes and articles. */
  readonly texts?: OrganiserTexts | undefined;
  /** The comments of respondents, if they could be fetched. */
  readonly verbatims?: Verbatims | undefined;
  /** All that the survey may be answered in; the questionnaire is here in one of them. */
  readonly languages?: readonly string[];
}

/** The numbers of a block, a matrix's those of one stratum; `undefined` for a block without numbers. */
export function figureOf(block: Block, input: FigureInput, stratum = EVERYONE): Figure | undefined {
  const { survey, words } = input;
  switch (block.kind) {
    case 'single':
    case 'multiple':
      return questionFigure(
        block.question,
        input,
        byStratum(input, block.question.id, readItemCounts(block.question.id, survey)),
      );
    case 'number': {
      const levels = numberLevels(block.question, input);
      const rows = byStratum(input, block.question.id, readItemCounts(block.question.id, survey));
      const sumsOf = (row: FigureRow) =>
        row.shown && {
          shown: { ...row.shown, ...sumOfBands(row.shown.counts, levels, 1), published: row.shown.counts },
        };
      const joined = rows.map((row) => ({ ...row, ...sumsOf(row) }));
      return questionFigure(block.question, input, joined, { levels, by: block.question });
    }
    case 'row':
      return questionFigure(
        block.question,
        input,
        byStratum(input, block.row.id, readItemCounts(block.row.id, survey)),
      );
    case 'matrix':
      return questionFigure(
        block.question,
        input,
        block.question.rows.map(({ id, label }) => ({
          ...rowIn(input, stratum, words.of(label), readItemCounts(id, survey)),
          id,
          among: stratum,
          address: id,
        })),
      );
    case 'crossing':
      return crossingFigure(block, input);
    case 'profiles': {
      const profiles = survey.typology?.profiles ?? [];
      return {
        shape: 'bars',
        levels: [
          ...profiles.map(({ id, name }) => ({ id, label: words.of(name), tone: 2, profile: id }) as const),
          { id: BETWEEN, label: words.results['profiles.between'], tone: 3 },
          { id: APART, label: words.results['profiles.apart'], tone: 'dots' },
        ],
        rows: byStratum(input, undefined, readProfileCounts(survey)),
        asksUnknown: false,
        isMultiple: false,
        spansRevisions: false,
      };
    }
    default:
      return undefined;
  }
}

function crossingFigure({ crossing, rows, columns }: Extract<Block, { kind: 'crossing' }>, input: FigureInput): Figure {
  const { id, within = EVERYONE } = crossing;
  const isFinal = input.results.phase === 'results';
  // In a preview some rows are hidden, so that their sum with others is not known.
  const groups = isFinal ? crossedLevels(rows.question, within, input) : levelsOf(rows.question, input);
  const levels = crossedLevels(columns.question, within, input);
  const figureRows = groups.map(({ id: group, label, bands = [group] }): FigureRow => {
    const row = rowIn(input, within, label, ({ crossings }) => {
      const found = crossings[id];
      const parts = bands.map((band) => found?.rows[band]);
      if (!found || parts.includes(undefined)) return undefined;
      if (parts.every((part) => part === null)) return null;
      // In final results a row that is not published has no respondent.
      const sum = sumOfRows(parts.map((part) => part ?? { base: 0, counts: {} }));
      const { epsilon, draws } = found;
      const shown = shownNumbers(sum, columns.question, {
        phase: input.results.phase,
        noise: { epsilon, draws },
        parts: bands.length * Object.keys(sum.counts).length,
      });
      return { ...shown, ...sumOfBands(shown.counts, levels, bands.length) };
    });
    return { ...row, id: group, ...(row.why === 'absent' && !isFinal && { why: 'closing' as const }) };
  });
  return questionFigure(columns.question, input, figureRows, { levels, by: rows.question });
}

function questionFigure(
  question: Question,
  input: FigureInput,
  rows: readonly FigureRow[],
  crossing?: { readonly levels: readonly Level[]; readonly by: Question },
): Figure {
  const { file } = input;
  const found = crossing?.levels ?? levelsOf(question, input);
  const between = found.filter(({ tone }) => typeof tone === 'number').length;
  const isOrdered = question.kind === 'matrix' || (file.ordered ?? []).includes(question.id);
  const isMultiple = question.kind === 'multiple';
  const isChoice = !isMultiple && question.kind !== 'number';
  const inked = washed(found, between, (file.rising ?? []).includes(question.id));
  const isStack =
    isChoice &&
    between <= (isOrdered ? 4 : 3) &&
    found.length <= 6 &&
    // Two levels that look the same are no parts of one bar.
    new Set(inked.map(({ tone }) => tone)).size === found.length;
  const levels = isStack ? inked : found;
  return {
    shape: isStack ? 'stack' : isChoice && rows.length > 1 ? 'grouped' : 'bars',
    levels,
    rows,
    asksUnknown: question.kind === 'number' && question.unknown === true,
    isMultiple,
    spansRevisions: [question, crossing?.by].some((one) => one && goneFrom(one, input).length > 0),
  };
}

/** Everyone, then each stratum in the order of the survey. What divides people into strata is not divided by them. */
function byStratum(input: FigureInput, item: string | undefined, numbersIn: ReadNumbers): readonly FigureRow[] {
  const { survey, words } = input;
  const strata = item === survey.stratum ? [] : (survey.question.get(survey.stratum ?? '')?.choices ?? []);
  return [
    rowIn(input, EVERYONE, allInWords(input), numbersIn),
    ...strata.map(({ id, label }) => rowIn(input, id, words.of(label), numbersIn)),
  ];
}

/** Whether it is a crossing that only the final results have. */
export function isToCome({ rows }: Figure): boolean {
  return rows.every(({ why }) => why === 'closing');
}

/** All groups together: while the survey is open those that are shown, at the end everyone. */
export function allInWords({ survey, results, words }: Pick<FigureInput, 'survey' | 'results' | 'words'>): string {
  if (survey.stratum === undefined && results.dividedBy === undefined) return words.results['group.respondents'];
  return words.results[results.phase === 'preview' ? 'group.shown' : 'group.all'];
}

/** « 42 % of one group, 23 % of another »: of whom all groups together are made. `undefined` without strata. */
export function mixInWords({ survey, results, words }: FigureInput): string | undefined {
  const n = results.strata[EVERYONE]?.n ?? 0;
  const strata = survey.question.get(survey.stratum ?? '')?.choices ?? [];
  const parts = strata.flatMap(({ id, label }) => {
    const shown = results.strata[id];
    return shown && n > 0 ? [`${words.percent(Math.round((shown.n / n) * 100))} ${words.of(label)}`] : [];
  });
  const all = words.results['page.responses'](n, words.number(n));
  return parts.length > 1 ? words.results['read.mix'](all, words.list(parts)) : undefined;
}

function rowIn({ results }: FigureInput, id: string, name: string, numbersIn: ReadNumbers): FigureRow {
  const stratum = results.strata[id];
  if (!stratum) return { id, name, phase: results.phase, why: 'group' };
  const shown = numbersIn(stratum, results);
  const row = { id, name, asOf: stratum.asOf, phase: results.phase };
  if (!shown || shown.base < HIDDEN_UNDER) return { ...row, why: shown === undefined ? 'absent' : 'few' };
  return { ...row, ...(isVague(shown) ? { why: 'vague' } : { shown }) };
}
