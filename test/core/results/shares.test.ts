import fc from 'fast-check';
import { expect, test } from 'vitest';
import { showInPreview, showInResults } from '../../../src/core/results/noise.ts';
import { tell, tellCitation } from '../../../src/core/results/shares.ts';

test('a share goes alone from a shown base of 200, with its range under it, as a range alone under 60', () => {
  expect(tell(100, 400, 'preview')).toEqual({ count: 100, base: 400, share: 25, few: 5 });
  expect(tell(50, 100, 'preview')).toEqual({ count: 50, base: 100, share: 50, range: { least: 42, most: 58 }, few: 5 });
  expect(tell(20, 50, 'preview')).toEqual({ count: 20, base: 50, range: { least: 27, most: 56 }, few: 5 });
});

test('neither 0 nor 100 per cent is ever told bare', () => {
  for (const phase of ['preview', 'results'] as const) {
    expect(tell(0, 1000, phase).share).toBeUndefined();
    expect(tell(1000, 1000, phase).share).toBeUndefined();
    expect(tell(0, 1000, phase).range).toEqual({ least: 0, most: 1 });
  }
});

test('in final results a base under 30 is told as counts, without any per cent', () => {
  expect(tell(8, 28, 'results')).toEqual({ count: 8, base: 28, few: 3 });
  expect(tell(9, 30, 'results').share).toBe(30);
});

test('a sum of shown counts may be off by as much as all of them', () => {
  expect(tell(50, 100, 'preview', 2).range).toEqual({ least: 38, most: 64 });
  expect(tell(0, 100, 'results', 3)).toMatchObject({ range: { least: 0, most: 10 }, few: 9 });
});

test('the range beside a share of citations holds the true share, whatever was drawn', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 60 }), { minLength: 2, maxLength: 8 }),
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 8, maxLength: 8 }),
      fc.constantFrom('preview' as const, 'results' as const),
      (counts, chances, phase) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        fc.pre(total > 0);
        const show = phase === 'preview' ? showInPreview : showInResults;
        const [count = 0, ...others] = counts.map((one, place) =>
          show(() => chances[place] ?? 0)({ count: one, keys: place }),
        );
        const { range } = tellCitation(count, others, phase);
        const share = ((counts[0] ?? 0) / total) * 100;
        if (range) expect(range.least <= share && share <= range.most).toBe(true);
      },
    ),
  );
});
