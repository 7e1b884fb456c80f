import type { Figure } from './figure.ts';

/** A list of more answers than this is too long to read: the largest are shown first. */
const LONG_LIST = 24;
const SHOWN_OF_LONG_LIST = 16;

/** A figure with a long list of answers, cut to the largest of its first published group, by the published counts; others as they are. */
export function withLargestLevels(figure: Figure): Figure {
  const counts = figure.rows.find(({ shown }) => shown)?.shown?.counts;
  if (figure.shape === 'stack' || figure.levels.length <= LONG_LIST || !counts) return figure;
  const largestFirst = [...figure.levels].sort((one, other) => (counts[other.id] ?? 0) - (counts[one.id] ?? 0));
  return { ...figure, levels: largestFirst.slice(0, SHOWN_OF_LONG_LIST) };
}
