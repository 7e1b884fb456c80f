import { HIDDEN_UNDER, SHOWN_FROM } from '../../core/results/disclosure/calendar.ts';
import { type DisplayedCount, displayCount, WIDEST } from '../../core/results/disclosure/shares.ts';
import type { ResultsWords } from '../words/results-words.ts';
import { writeShareRange } from '../words/writing.ts';
import type { FigureRow } from './figure.ts';
import type { Level } from './levels.ts';
import { displayedIn, type PublishedNumbers } from './shown-numbers.ts';

export type Denominator = 'respondents' | 'citations';

/**
 * Returns the count of a level as displayed. `undefined` if the row is hidden, if the publication has no count for the level, or if
 * citations are wanted and the level is not among those that are cited.
 */
export function displayedCountOf({ shown }: FigureRow, { id, bands = [], earlier }: Level, of: Denominator) {
  if (shown && earlier) return displayedSum(shown, bands);
  if (!shown || of === 'respondents') return shown && displayedIn(shown, id);
  const { counts, context, cited = [] } = shown;
  if (!cited.includes(id)) return undefined;
  return displayCount(counts[id] ?? 0, sumOf(shown), {
    phase: context.phase,
    noise: context.noise,
    parts: cited.length,
  });
}

/** Displays the sum of several counts, as of options that a criterion counts alike. */
export function displayedSum(shown: PublishedNumbers, options: readonly string[]): DisplayedCount {
  const { base, counts, context, summed: within = {} } = shown;
  const sum = options.reduce((total, option) => total + (counts[option] ?? 0), 0);
  const summed = options.reduce((total, option) => total + (within[option] ?? 1), 0);
  return displayCount(sum, base, { ...context, summed });
}

/** The parts of a bar that is cut into its levels; none where one of them would disclose what is not displayed. */
export function barPartsOf(row: FigureRow, levels: readonly Level[]) {
  const parts = levels.flatMap((level) => {
    const displayed = displayedCountOf(row, level, 'respondents');
    return displayed ? [{ level, displayed }] : [];
  });
  return parts.some(({ displayed: { share, range } }) => share === undefined && !range) ? [] : parts;
}

/** The length of a bar, from 0 to 1; 0 where neither a share nor a range is displayed, since a bar would disclose the share. */
export function lengthOf(displayed: DisplayedCount | undefined): number {
  if (!displayed || (displayed.share === undefined && !displayed.range)) return 0;
  return Math.min(1, displayed.count / displayed.base);
}

/** Returns the sum of the citations of a row; 0 if it is hidden. */
export function citationsOf({ shown }: FigureRow): number {
  return shown ? sumOf(shown) : 0;
}

/** Sums the counts of the cited options. Exclusive options, such as « Aucun » and « ne sait pas », are not in `cited`. */
function sumOf({ counts, cited = [] }: PublishedNumbers): number {
  return cited.reduce((total, id) => total + (counts[id] ?? 0), 0);
}

/**
 * Returns the share if there is one; otherwise its range. In a small group of the final results, which has neither, returns the count,
 * with its range if it has one: « 8 sur 28 (2 à 14) ».
 */
export function shareInWords(displayed: DisplayedCount, words: ResultsWords): string {
  const { isVague, share, range, counts, count, base } = displayed;
  if (isVague) return words.results['cell.vague'];
  if (share !== undefined) return words.percent(share);
  if (range) return writeShareRange(range, words.uiLanguage);
  const number = countOfBase(count, base, words);
  return counts && counts.least < counts.most
    ? words.results['cell.within'](number, counts.least, counts.most)
    : number;
}

/** Never parted at the end of a line. */
export function countOfBase(count: number, base: number, words: ResultsWords): string {
  return words.results['cell.of'](words.number(count), words.number(base)).replaceAll(' ', '\u00a0');
}

/** Returns why a group is hidden. Where too few responses are the reason, the text gives the number below which groups are hidden. */
export function whyHidden({ phase, why }: FigureRow, words: ResultsWords): string {
  if (why === 'absent' || why === 'closing') return words.results[`group.${why}`];
  if (why === 'vague') return words.results['group.vague'](WIDEST[phase]);
  if (why === 'few') return words.results[phase === 'preview' ? 'group.few' : 'group.few-results'](HIDDEN_UNDER);
  return words.results[`group.hidden-${phase}`](phase === 'preview' ? SHOWN_FROM : HIDDEN_UNDER);
}
