import { HIDDEN_UNDER, SHOWN_FROM } from '../../core/results/disclosure/calendar.ts';
import type { Phase } from '../../core/results/disclosure/ledger.ts';
import { type DisplayedCount, displayCount } from '../../core/results/disclosure/shares.ts';
import type { ResultsWords } from '../words/results-words.ts';
import type { FigureRow } from './figure.ts';
import type { Level } from './levels.ts';
import type { PublishedNumbers } from './shown-numbers.ts';

export type Denominator = 'respondents' | 'citations';

/**
 * Returns the count of a level as displayed. `undefined` if the row is hidden, if the publication has no count for the level, or if
 * citations are wanted and the level is not among those that are cited.
 */
export function displayedCountOf(
  { shown, phase }: FigureRow,
  { id }: Level,
  of: Denominator,
): DisplayedCount | undefined {
  const count = shown?.counts[id];
  if (!shown || count === undefined) return undefined;
  const { base, noise, parts, sizeDraws, summed = {}, cited } = shown;
  const context = { phase, noise, parts, summed: summed[id] ?? 1, ...(sizeDraws !== undefined && { sizeDraws }) };
  if (of === 'respondents') return displayCount(count, base, context);
  if (!cited?.includes(id)) return undefined;
  return displayCount(count, sumOf(shown), { phase, noise, parts: cited.length });
}

/** Displays the sum of several counts, as of options that a criterion counts alike. */
export function displayedSum(shown: PublishedNumbers, phase: Phase, options: readonly string[]): DisplayedCount {
  const { base, counts, noise, parts, sizeDraws, summed: within = {} } = shown;
  const sum = options.reduce((total, option) => total + (counts[option] ?? 0), 0);
  const summed = options.reduce((total, option) => total + (within[option] ?? 1), 0);
  return displayCount(sum, base, { phase, noise, parts, summed, ...(sizeDraws !== undefined && { sizeDraws }) });
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
export function shareInWords({ share, range, counts, count, base }: DisplayedCount, words: ResultsWords): string {
  if (share !== undefined) return words.percent(share);
  if (range) return words.results['cell.range'](range.least, range.most);
  const number = words.results['cell.of'](words.number(count), words.number(base));
  return counts && counts.least < counts.most
    ? words.results['cell.within'](number, counts.least, counts.most)
    : number;
}

/** Returns why a group is hidden. Where too few responses are the reason, the text gives the number below which groups are hidden. */
export function whyHidden({ phase, why }: FigureRow, words: ResultsWords): string {
  if (why === 'absent' || why === 'closing') return words.results[`group.${why}`];
  if (why === 'few') return words.results[phase === 'preview' ? 'group.few' : 'group.no-answer'](HIDDEN_UNDER);
  return words.results[`group.hidden-${phase}`](phase === 'preview' ? SHOWN_FROM : HIDDEN_UNDER);
}
