import type { DisplayedCount } from '../../core/results/disclosure/shares.ts';
import { EVERYONE } from '../../core/results/everyone.ts';
import { dayOf } from '../../wire/day.ts';
import { barPartsOf, type Denominator, displayedCountOf, lengthOf, shareInWords } from '../results/displayed-count.ts';
import type { Figure, FigureInput, FigureRow } from '../results/figure.ts';
import type { Level, Tone } from '../results/levels.ts';
import { phaseInWords, snapshotInWords } from '../results/publication-words.ts';
import type { ResultsWords } from '../words/results-words.ts';
import { writeShareRange } from '../words/writing.ts';

/** The texts and lengths of the picture of a figure, without their places. */
export interface FigureSheet {
  readonly language: string;
  readonly title: string;
  /** Names the respondents and the denominator of the shares. */
  readonly about: string;
  /** The key to the parts of bars; empty if bars have one part. */
  readonly keys: readonly Level[];
  readonly lines: readonly SheetLine[];
  /** Source, size and day, method, address. */
  readonly notes: readonly string[];
}

export interface SheetLine {
  readonly name: string;
  readonly beside: string;
  /** The ranges of its shares, in the order of its parts; empty where none is wide. */
  readonly ranges: string;
  readonly parts: readonly SheetPart[];
}

interface SheetPart {
  readonly tone: Tone;
  readonly profile?: string | undefined;
  /** A share of the whole line, from 0 to 1. */
  readonly length: number;
  readonly says: string;
}

export interface SheetInput {
  readonly title: string;
  readonly figure: Figure;
  readonly input: FigureInput;
  readonly of: Denominator;
  /** As over the table. */
  readonly caption: string;
  /** The address of the figure, and of the method, as one types them. */
  readonly address: string;
}

/** More would be too small to read on a phone. */
const MOST_LINES = 16;

/** Bars that are cut into parts are shown for every row; of the others the first group that is shown, as a line an answer. */
export function figureSheetOf({ title, figure, input, of, caption, address }: SheetInput): FigureSheet {
  const { survey, results, words } = input;
  const text = words.results;
  const group = figure.shape === 'stack' ? undefined : figure.rows.find(({ shown }) => shown);
  const lines = group ? answersOf(group, figure, of, words) : rowsOf(figure, words);
  const everyone = results.strata[EVERYONE];
  const shown = lines.slice(0, MOST_LINES);
  const size = group?.shown
    ? [`${group.name}, ${text['page.responses'](group.shown.base, words.number(group.shown.base))}`]
    : [];
  return {
    language: words.language,
    title,
    about: [...size, caption].join(' · '),
    keys: figure.shape === 'stack' ? figure.levels : [],
    lines: shown,
    notes: [
      ...(shown.length < lines.length ? [text['picture.some'](shown.length, lines.length)] : []),
      [
        words.of(survey.title),
        ...(everyone ? [snapshotInWords(everyone, results, words)] : []),
        phaseInWords(results, dayOf(new Date()), words),
      ].join(' · '),
      `${text['picture.method']} \u2066${address}\u2069`,
    ],
  };
}

function rowsOf({ levels, rows }: Figure, words: ResultsWords): readonly SheetLine[] {
  const text = words.results;
  return rows.map((row) => {
    const parts = barPartsOf(row, levels);
    return {
      name: row.name,
      beside: row.shown
        ? text['page.responses'](row.shown.base, words.number(row.shown.base))
        : text['coverage.hidden'],
      ranges: rangesOf(parts, words),
      parts: parts.map(({ level: { tone, profile }, displayed: { share, count, base } }): SheetPart => {
        return { tone, profile, length: count / base, says: share === undefined ? '' : words.number(share) };
      }),
    };
  });
}

/** The range of each share where one is wide, as under the shares of the table. */
function rangesOf(parts: readonly { readonly displayed: DisplayedCount }[], words: ResultsWords): string {
  if (!parts.some(({ displayed: { share, range } }) => share !== undefined && range)) return '';
  const written = ({ range, ...one }: DisplayedCount) =>
    range ? writeShareRange(range, words.uiLanguage) : shareInWords(one, words);
  return parts.map(({ displayed }) => written(displayed)).join(' · ');
}

/** The longest bar takes the whole width. */
function answersOf(row: FigureRow, { levels }: Figure, of: Denominator, words: ResultsWords): readonly SheetLine[] {
  const displayed = levels.flatMap((level) => {
    const found = displayedCountOf(row, level, of);
    return found ? [{ level, found }] : [];
  });
  const most = Math.max(0.01, ...displayed.map(({ found }) => lengthOf(found)));
  const largestFirst =
    displayed.length > MOST_LINES
      ? [...displayed].sort((one, other) => lengthOf(other.found) - lengthOf(one.found))
      : displayed;
  return largestFirst.map((one) => ({
    name: one.level.label,
    beside: shareInWords(one.found, words),
    ranges: rangesOf([{ displayed: one.found }], words),
    parts: [{ tone: one.level.tone, profile: one.level.profile, length: lengthOf(one.found) / most, says: '' }],
  }));
}
