import { sizeRange } from '../../core/results/disclosure/shares.ts';
import type { ShownStratum } from '../../core/results/disclosure/shown-tables.ts';
import { isClosedOn } from '../../core/survey/closing.ts';
import type { Results } from '../../wire/results.ts';
import type { ResultsWords } from '../words/results-words.ts';

/** « Environ 1 205 réponses au 28 novembre 2026 », « Environ 90 réponses (72 à 108) au… ». */
export function snapshotInWords(group: ShownStratum, results: Results, words: ResultsWords): string {
  const text = words.results;
  const { n, asOf } = group;
  const size = [text['page.responses'](n, words.number(n)), sizeRangeInWords(group, results, words)];
  return text['page.snapshot'](size.filter((said) => said !== undefined).join(' '), words.date(asOf));
}

/** « (72 à 108) », where the noise of a size is more than a few per cent of it. */
export function sizeRangeInWords(group: ShownStratum, results: Results, words: ResultsWords): string | undefined {
  const range = sizeRange(group.n, { epsilon: results.epsilon, draws: group.sizeDraws });
  return range && words.results['cell.between'](range.least, range.most);
}

/** `today`: YYYY-MM-DD. */
export function phaseInWords(results: Results, today: string, { results: text }: ResultsWords): string {
  return results.phase === 'preview' && isClosedOn(results, today)
    ? text['page.closed']
    : text[`page.${results.phase}`];
}
