import { describe, expect, it } from 'vitest';
import { lotsOf } from '../../../src/endpoint/moderation/lots.ts';
import type { DrawableComment } from '../../../src/endpoint/storage/comment-storage.ts';

const some = (count: number, item = 'remark', more: Partial<DrawableComment> = {}): readonly DrawableComment[] =>
  Array.from({ length: count }, (_, turn) => ({
    key: `${item}-${more.language ?? 'fr'}-${more.lot ?? 'new'}-${turn}`,
    item,
    language: 'fr',
    state: 'publishable',
    lot: null,
    ...more,
  }));
const last = (bound: number) => bound - 1;
const sizes = (comments: readonly DrawableComment[]) => {
  const drawn = lotsOf(comments, 3, last);
  const numbers = [...new Set(drawn.map(({ lot }) => lot))].toSorted();
  return numbers.map((lot) => [lot, drawn.filter((one) => one.lot === lot).length]);
};

describe('lots', () => {
  it.each<[string, readonly DrawableComment[], readonly (readonly number[])[]]>([
    ['nine texts make none', some(9), []],
    ['ten make one', some(10), [[4, 10]]],
    ['five beside five that are public make one', [...some(5), ...some(5, 'remark', { lot: 2 })], [[4, 5]]],
    ['five beside four that are public make none', [...some(5), ...some(4, 'remark', { lot: 2 })], []],
    ['four beside a hundred that are public make none', [...some(4), ...some(100, 'remark', { lot: 2 })], []],
    [
      'ten of which no five are of one item and language make none',
      [...some(4), ...some(4, 'other'), ...some(4, 'remark', { language: 'en' })],
      [],
    ],
    [
      'items and languages do not mix',
      [...some(6), ...some(5, 'other'), ...some(4, 'remark', { language: 'en' })],
      [
        [4, 6],
        [5, 5],
      ],
    ],
  ])('%s', (_, comments, expected) => {
    expect(sizes(comments)).toEqual(expected);
  });

  it('are in random order, each text once', () => {
    const comments = some(12);
    const drawn = lotsOf(comments, 0, (bound) => Math.floor(bound / 2));
    expect(drawn.map(({ place }) => place)).toEqual(comments.map((_, place) => place));
    expect(drawn.map(({ key }) => key)).not.toEqual(comments.map(({ key }) => key));
    expect(new Set(drawn.map(({ key }) => key))).toEqual(new Set(comments.map(({ key }) => key)));
    // Each draw is from all that are left: a bound for each text but one.
    const bounds: number[] = [];
    lotsOf(comments, 0, (bound) => bounds.push(bound) && 0);
    expect(bounds).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  });

  it('of two hundred thousand texts are drawn as fast as they are read', () => {
    expect(lotsOf(some(200_000), 0, last)).toHaveLength(200_000);
  });
});
