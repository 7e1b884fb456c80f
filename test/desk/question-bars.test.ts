import { describe, expect, it } from 'vitest';
import { barsOf, isFound } from '../../src/desk/questions/question-bars.ts';

const told = (options: string[], counts: number[], more = {}) => ({
  item: 'a',
  isMultiple: false,
  states: { blank: 3 },
  options,
  counts,
  ...more,
});

describe('a question at a glance', () => {
  it('keeps the order of the questionnaire, empty options too, and an earlier one only where it was given', () => {
    const one = told(['gone', 'yes', 'no', 'never-given'], [1, 0, 3, 0]);
    expect(barsOf(one, () => ['no', 'yes'])).toEqual({
      shown: [
        { id: 'no', count: 3, share: 0.75 },
        { id: 'yes', count: 0, share: 0 },
        { id: 'gone', count: 1, share: 0.25 },
      ],
      folded: [],
      base: 4,
    });
  });

  it('shows the most frequent of three hundred, and folds the others that somebody gave', () => {
    const options = Array.from({ length: 300 }, (_, place) => `o${place}`);
    const counts = options.map((_, place) => (place < 20 ? place : 0));
    const { shown, folded, base } = barsOf(told(options, counts), () => options);
    expect(shown.map(({ id }) => id)).toEqual(['o19', 'o18', 'o17', 'o16', 'o15', 'o14']);
    expect(folded).toHaveLength(13);
    expect(base).toBe(190);
  });

  it('counts the shares of a multiple choice over those who answered, and has no share of an empty base', () => {
    const several = told(['a', 'b'], [4, 3], { isMultiple: true, states: { given: 5 } });
    expect(barsOf(several, () => undefined).shown.map(({ share }) => share)).toEqual([0.8, 0.6]);
    expect(barsOf(told(['a'], [0]), () => undefined)).toEqual({
      shown: [{ id: 'a', count: 0, share: 0 }],
      folded: [],
      base: 0,
    });
  });

  it('is found by its number, or by words of its texts without their accents', () => {
    const texts = ['Votre collectivité a-t-elle un élu ?', 'Ne sait pas'];
    expect(isFound('12', { number: 12 }, texts)).toBe(true);
    expect(isFound('1', { number: 12 }, texts)).toBe(false);
    expect(isFound('  ELU collectivite ', { number: 12 }, texts)).toBe(true);
    expect(isFound('budget', { number: 12 }, texts)).toBe(false);
    expect(isFound('', { number: 12 }, texts)).toBe(true);
  });
});
