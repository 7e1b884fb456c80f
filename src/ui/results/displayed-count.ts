import { HIDDEN_UNDER, SHOWN_FROM } from '../../core/results/disclosure/calendar.ts';
import { type DisplayedCount, displayCount } from '../../core/results/disclosure/shares.ts';
import type { ResultsWords } from '../words/results-words.ts';
import type { FigureRow, Shown } from './figure.ts';
import type { Level } from './levels.ts';

export type Denominator = 'respondents' | 'citations';

/** One number of a row that is shown; `undefined` for a level that this publication does not know. */
export function displayedCountOf(
  { shown, phase }: FigureRow,
  { id }: Level,
  of: Denominator,
): DisplayedCount | undefined {
  const count = shown?.counts[id];
  if (!shown || count === undefined) return undefined;
  const { base, noise, parts, sizeDraws, cited } = shown;
  const context = { phase, noise, parts, ...(sizeDraws !== undefined && { sizeDraws }) };
  if (of === 'respondents') return displayCount(count, base, context);
  if (!cited?.includes(id)) return undefined;
  return displayCount(count, sumOf(shown), { phase, noise, parts: cited.length });
}

export function citationsOf({ shown }: FigureRow): number {
  return shown ? sumOf(shown) : 0;
}

/** « Aucun » and « ne sait pas » cite nothing. */
function sumOf({ counts, cited = [] }: Shown): number {
  return cited.reduce((total, id) => total + (counts[id] ?? 0), 0);
}

/** The share, or its range alone, or in small final groups the count with its range: « 8 sur 28 (2 à 14) ». */
export function shareInWords({ share, range, counts, count, base }: DisplayedCount, words: ResultsWords): string {
  if (share !== undefined) return words.percent(share);
  if (range) return words.results['cell.range'](range.least, range.most);
  const number = words.results['cell.of'](words.number(count), words.number(base));
  return counts && counts.least < counts.most
    ? words.results['cell.within'](number, counts.least, counts.most)
    : number;
}

/** Returns why a group is not shown. */
export function whyHidden({ phase, why }: FigureRow, words: ResultsWords): string {
  if (why === 'absent' || why === 'closing') return words.results[`group.${why}`];
  if (why === 'few') return words.results[phase === 'preview' ? 'group.few' : 'group.no-answer'](HIDDEN_UNDER);
  return words.results[`group.hidden-${phase}`](phase === 'preview' ? SHOWN_FROM : HIDDEN_UNDER);
}
