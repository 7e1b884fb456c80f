import type { Figure } from '../results/figure.ts';
import type { Level } from '../results/levels.ts';
import { BETWEEN } from '../results/shown-numbers.ts';
import type { ResultsWords } from '../words/results-words.ts';

/** Adds the pairs that responses are between, each of which continues the bars of its two profiles. */
export function withPairs(figure: Figure, words: ResultsWords): Figure {
  const counts = figure.rows.flatMap(({ shown }) => Object.keys(shown?.counts ?? {}));
  const pairs = [...new Set(counts)].filter((id) => id.includes('|')).map((id) => ({ id, of: id.split('|') }));
  const levels = figure.levels.flatMap((level): readonly Level[] => {
    if (level.id !== BETWEEN)
      return [{ ...level, also: pairs.flatMap(({ id, of }) => (of.includes(level.id) ? [id] : [])) }];
    const named = pairs.map(({ id, of }): Level => {
      const two = figure.levels.filter((one) => of.includes(one.id));
      return { id, label: words.list(two.map(({ label }) => label)), tone: 2, pair: two.map((one) => one.id) };
    });
    return [level, ...named];
  });
  return { ...figure, levels };
}
