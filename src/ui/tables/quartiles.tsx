import { QUANTILE_BASE, type Quantile, quantile } from '../../core/results/quantiles.ts';
import type { Question } from '../../core/survey/questionnaire.ts';
import { amount } from '../results/bands.ts';
import type { Figure, FigureRow } from '../results/figure.ts';
import type { ResultsWords } from '../words/results-words.ts';

interface QuartilesProps {
  readonly question: Extract<Question, { kind: 'number' }>;
  readonly figure: Figure;
  readonly row: FigureRow;
  readonly words: ResultsWords;
}

/** Median and quartiles of a group, from its shown bands; nothing where too few gave a number. */
export function Quartiles({ question, figure, row, words }: QuartilesProps) {
  const { shown } = row;
  if (!shown || shown.base < QUANTILE_BASE) return null;
  const bands = figure.levels.map(({ id }, index) => {
    const next = figure.levels[index + 1];
    return { from: Number(id), count: shown.counts[id] ?? 0, ...(next ? { to: Number(next.id) } : {}) };
  });
  const say = (found: Quantile) =>
    'about' in found
      ? amount(found.about, question, words)
      : words.results['band.at-least'](amount(found.atLeast, question, words));
  const [first, median, third] = [0.25, 0.5, 0.75].map((part) => quantile(bands, part));
  if (!first || !median || !third) return null;
  return <p data-quartiles="">{words.results['band.quartiles'](say(first), say(median), say(third))}</p>;
}
