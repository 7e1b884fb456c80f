import { expect, test } from 'vitest';
import type { Figure } from '../../../src/ui/results/figure.ts';
import { withLargestLevels } from '../../../src/ui/results/largest-levels.ts';

const figureOf = (options: number): Figure => ({
  shape: 'bars',
  levels: Array.from({ length: options }, (_, at) => ({ id: `o${at}`, label: `${at}`, tone: 2 })),
  rows: [
    { id: 'all', name: 'All', phase: 'preview', why: 'group' },
    {
      id: 'one',
      name: 'One',
      phase: 'preview',
      shown: {
        base: 900,
        counts: Object.fromEntries(Array.from({ length: options }, (_, at) => [`o${at}`, at])),
        context: { phase: 'preview', noise: { epsilon: 0.5, draws: 1 }, parts: options },
      },
    },
  ],
  asksUnknown: false,
  isMultiple: false,
  spansRevisions: false,
});

test('of three hundred answers the sixteen largest of the first published group are shown', () => {
  const shown = withLargestLevels(figureOf(300)).levels.map(({ id }) => id);
  expect(shown).toEqual(Array.from({ length: 16 }, (_, at) => `o${299 - at}`));
});

test('two dozen answers are all shown, in the order of the questionnaire', () => {
  const figure = figureOf(24);
  expect(withLargestLevels(figure)).toBe(figure);
});
