import { citationsOf, type Denominator } from '../results/displayed-count.ts';
import type { FigureRow } from '../results/figure.ts';
import type { ResultsWords } from '../words/results-words.ts';

/** « 405 réponses · 24 novembre 2026 »; nothing for a group that is not shown. */
export function sizeInWords(
  row: FigureRow,
  of: Denominator,
  isDated: boolean,
  words: ResultsWords,
): string | undefined {
  const { shown, asOf } = row;
  if (!shown) return undefined;
  const text = words.results;
  const size =
    of === 'citations'
      ? text['citations.n'](words.number(shown.base), words.number(citationsOf(row)))
      : text['page.responses'](shown.base, words.number(shown.base));
  // A number stays on the line of what it counts.
  const whole = size.replaceAll(/(?<=\d) (?=\p{L})/gu, '\u00a0');
  return isDated && asOf !== undefined ? `${whole} · ${words.date(asOf)}` : whole;
}
