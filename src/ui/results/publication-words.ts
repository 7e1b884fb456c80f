import type { ShownStratum } from '../../core/results/disclosure/shown-tables.ts';
import { isClosedOn } from '../../core/survey/closing.ts';
import type { Results } from '../../wire/results.ts';
import type { ResultsWords } from '../words/results-words.ts';

/** « Environ 1 205 réponses au 28 novembre 2026 ». */
export function snapshotInWords({ n, asOf }: Pick<ShownStratum, 'n' | 'asOf'>, words: ResultsWords): string {
  const text = words.results;
  return text['page.snapshot'](text['page.responses'](n, words.number(n)), words.date(asOf));
}

/** `today`: YYYY-MM-DD. */
export function phaseInWords(results: Results, today: string, { results: text }: ResultsWords): string {
  return results.phase === 'preview' && isClosedOn(results, today)
    ? text['page.closed']
    : text[`page.${results.phase}`];
}
