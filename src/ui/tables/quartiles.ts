import { QUANTILE_BASE, type Quantile, quantile } from '../../core/results/quantiles.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import { amount, isOneValue } from '../results/bands.ts';
import type { FigureRow } from '../results/figure.ts';
import type { ResultsWords } from '../words/results-words.ts';

interface QuartilesProps {
  readonly question: Extract<Question, { kind: 'number' }>;
  readonly row: FigureRow;
  readonly words: ResultsWords;
}

/** Quartiles and median of a group, from its shown bands; nothing where too few gave a number. */
export function quartilesOf({ question, row, words }: QuartilesProps): readonly string[] | undefined {
  const { shown } = row;
  if (!shown || shown.base < QUANTILE_BASE) return undefined;
  const { published: counts = shown.counts } = shown;
  const edges = Object.keys(counts)
    .map(Number)
    .sort((one, other) => one - other);
  const bands = edges.map((from, index) => {
    const to = edges[index + 1];
    const end = isOneValue(from, to, question) ? from : to;
    return { from, count: counts[String(from)] ?? 0, ...(end !== undefined && { to: end }) };
  });
  const found = [0.25, 0.5, 0.75].map((part) => quantile(bands, part));
  return found.every((one) => one !== undefined) ? found.map((one) => inWords(one, question, words)) : undefined;
}

function inWords(found: Quantile, question: QuartilesProps['question'], words: ResultsWords): string {
  return 'about' in found
    ? amount(found.about, question, words)
    : words.results['band.at-least'](amount(found.atLeast, question, words));
}
