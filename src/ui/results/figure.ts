import type { Phase } from '../../core/results/disclosure.ts';
import { EVERYONE } from '../../core/results/exact-tables.ts';
import type { PastStudy } from '../../core/results/past-study.ts';
import { bandsOf, type ResultsFile } from '../../core/results/results-file.ts';
import type { EarlierOptions } from '../../core/survey/earlier-option.ts';
import type { OrganiserTexts } from '../../core/survey/organiser-texts.ts';
import type { Question, Survey } from '../../core/survey/questionnaire.ts';
import type { Results, ResultsItem, ResultsStratum } from '../../wire/results.ts';
import type { Verbatims } from '../../wire/verbatims.ts';
import type { ResultsWords } from '../words/results-words.ts';
import { bandInWords } from './bands.ts';
import type { Block } from './outline.ts';

/** What fills a part of a bar. Hue belongs to profiles: answers are one ink, in up to four washes. */
export type Tone = 1 | 2 | 3 | 4 | 'dots' | 'hatch';

/** An option, level, band or profile. */
export interface Level {
  readonly id: string;
  readonly label: string;
  readonly tone: Tone;
  /** The profile whose colour and emblem it has. */
  readonly profile?: string;
}

/** One group of respondents: everyone, a type, a row of a matrix or of a crossing. */
export interface FigureRow {
  readonly id: string;
  readonly name: string;
  /** Of a row of a matrix: the stratum whose answers it counts. */
  readonly among?: string;
  /** The address of its own figure. */
  readonly address?: string;
  /** YYYY-MM-DD. */
  readonly asOf?: string;
  readonly phase: Phase;
  readonly shown?: Shown;
  /** Where nothing is shown: the whole group is not, too few answered, or this publication is older than the question. */
  readonly why?: 'group' | 'few' | 'absent';
}

export interface Shown {
  readonly base: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Without an answer among `counts`; nothing is known of those of a crossing that an earlier release has drawn. */
  readonly beside?: { readonly blank: number; readonly unknown: number; readonly notAsked: number };
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

export interface FigureInput {
  readonly survey: Survey;
  readonly results: Results;
  readonly file: ResultsFile;
  /** Options that only earlier revisions of this survey offered. */
  readonly earlier?: EarlierOptions;
  /** The study that came before this survey, where one did and its file is here. */
  readonly past?: PastStudy | undefined;
  /** What the organiser wrote beside the results. */
  readonly texts?: OrganiserTexts | undefined;
  /** What respondents wrote, where it could be read. */
  readonly verbatims?: Verbatims | undefined;
  readonly words: ResultsWords;
}

/** The numbers of a block, a matrix's those of one stratum; `undefined` for one that has none of its own. */
export function figureOf(block: Block, input: FigureInput, stratum = EVERYONE): Figure | undefined {
  const { survey, words } = input;
  switch (block.kind) {
    case 'single':
    case 'multiple':
    case 'number':
      return asked(block.question, input, byStratum(input, block.question.id, itemOf(block.question.id)));
    case 'row':
      return asked(block.question, input, byStratum(input, block.row.id, itemOf(block.row.id)));
    case 'matrix':
      return asked(
        block.question,
        input,
        block.question.rows.map(({ id, label }) => ({
          ...rowIn(input, stratum, words.of(label), itemOf(id)),
          id,
          among: stratum,
          address: id,
        })),
      );
    case 'crossing': {
      const { crossing, rows, columns } = block;
      const levels = levelsOf(rows.question, input);
      return asked(
        columns.question,
        input,
        levels.map(({ id, label }) => ({
          ...rowIn(input, crossing.within ?? EVERYONE, label, ({ crossings }) => {
            const row = crossings[crossing.id]?.[id];
            return row && 'blank' in row ? shownOf(row) : row;
          }),
          id,
        })),
        rows.question,
      );
    }
    case 'profiles': {
      const profiles = survey.typology?.profiles ?? [];
      return {
        shape: 'bars',
        levels: [
          ...profiles.map(({ id, name }) => ({ id, label: words.of(name), tone: 2, profile: id }) as const),
          { id: COMPOSITE, label: words.results['profiles.composites'], tone: 3 },
        ],
        rows: byStratum(
          input,
          undefined,
          ({ profiles: found }) =>
            found && { base: found.base, counts: { ...found.counts, [COMPOSITE]: found.composite } },
        ),
        asksUnknown: false,
        isMultiple: false,
        spansRevisions: false,
      };
    }
    case 'places':
    case 'rule':
    case 'method':
    case 'verbatims':
    case 'lessons':
    case 'interview':
      return undefined;
  }
}

/** Reserved: no profile has it. */
const COMPOSITE = 'composite';

type Pick = (stratum: ResultsStratum) => Shown | null | undefined;

function itemOf(id: string): Pick {
  return ({ items }) => {
    const item = items[id];
    return item && shownOf(item);
  };
}

function shownOf({ base, counts, blank, unknown, notAsked }: ResultsItem): Shown {
  return { base, counts, beside: { blank, unknown, notAsked } };
}

function asked(question: Question, input: FigureInput, rows: readonly FigureRow[], crossedBy?: Question): Figure {
  const { file } = input;
  const levels = levelsOf(question, input);
  const between = levels.filter(({ tone }) => typeof tone === 'number').length;
  const isOrdered = question.kind === 'matrix' || (file.ordered ?? []).includes(question.id);
  const isMultiple = question.kind === 'multiple';
  const isChoice = !isMultiple && question.kind !== 'number';
  const isStack = isChoice && between <= (isOrdered ? 4 : 3) && levels.length <= 5;
  return {
    shape: isStack ? 'stack' : isChoice && rows.length > 1 ? 'grouped' : 'bars',
    levels: isStack ? washed(levels, between) : levels,
    rows,
    asksUnknown: question.kind === 'number' && question.unknown === true,
    isMultiple,
    spansRevisions: [question, crossedBy].some((one) => one && goneFrom(one, input).length > 0),
  };
}

/** In the order of the questionnaire; what only earlier revisions offered comes last, where somebody gave it. */
function levelsOf(question: Question, input: FigureInput): readonly Level[] {
  const { file, results, words } = input;
  if (question.kind === 'number') {
    // The bands of the publication, which may be older than the file.
    const known = results.strata[EVERYONE]?.items[question.id]?.counts;
    const edges = known
      ? Object.keys(known)
          .map(Number)
          .sort((a, b) => a - b)
      : bandsOf(question, file);
    return edges.map((from, index) => ({
      id: String(from),
      label: bandInWords({ from, to: edges[index + 1] }, question, words),
      tone: 2,
    }));
  }
  return [
    ...question.choices.map(
      ({ id, label }): Level => ({
        id,
        label: words.of(label),
        tone: (file.apart ?? []).includes(id) ? (id === 'unknown' ? 'hatch' : 'dots') : 2,
      }),
    ),
    ...goneFrom(question, input).map(
      ({ id, label }): Level => ({ id, label: words.results['level.earlier'](words.of(label)), tone: 'dots' }),
    ),
  ];
}

/** What today's questionnaire offers no more, and somebody gave. */
function goneFrom(question: Question, { earlier, results }: FigureInput) {
  return (earlier?.[question.id] ?? []).filter(({ id }) => isShown(question, id, results));
}

function isShown({ items }: Question, option: string, { strata }: Results): boolean {
  return Object.values(strata).some((shown) => items.some((item) => (shown?.items[item]?.counts[option] ?? 0) > 0));
}

const WASHES: Readonly<Record<number, readonly Tone[]>> = { 1: [1], 2: [1, 4], 3: [1, 3, 4], 4: [1, 2, 3, 4] };

function washed(levels: readonly Level[], between: number): readonly Level[] {
  let place = 0;
  return levels.map((level) =>
    typeof level.tone === 'number' ? { ...level, tone: WASHES[between]?.[place++] ?? 2 } : level,
  );
}

/** Everyone, then each stratum in the order of the survey. What divides people into strata is not divided by them. */
function byStratum(input: FigureInput, item: string | undefined, pick: Pick): readonly FigureRow[] {
  const { survey, words } = input;
  const strata = item === survey.stratum ? [] : (survey.question.get(survey.stratum ?? '')?.choices ?? []);
  return [
    rowIn(input, EVERYONE, words.results[strata.length > 0 ? 'group.all' : 'group.respondents'], pick),
    ...strata.map(({ id, label }) => rowIn(input, id, words.of(label), pick)),
  ];
}

function rowIn({ results }: FigureInput, id: string, name: string, pick: Pick): FigureRow {
  const stratum = results.strata[id];
  if (!stratum) return { id, name, phase: results.phase, why: 'group' };
  const shown = pick(stratum);
  const { asOf, phase } = stratum;
  return { id, name, asOf, phase, ...(shown ? { shown } : { why: shown === null ? 'few' : 'absent' }) };
}
