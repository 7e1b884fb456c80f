import fc from 'fast-check';
import { expect, test } from 'vitest';
import { twentyMarks } from '../../../src/ui/comparison/twenty-marks.ts';

const marksOf = (parts: readonly number[], own?: number) =>
  twentyMarks(parts.map((part, place) => ({ profile: `p${place}`, isOwn: place === own, part })));

test('twenty marks whatever the parts, each within one of its share', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }), (parts) => {
      const total = parts.reduce((sum, part) => sum + part, 0);
      fc.pre(total > 0.001);
      const marks = marksOf(parts);
      expect(marks).toHaveLength(20);
      parts.forEach((part, place) => {
        const count = marks.filter(({ profile }) => profile === `p${place}`).length;
        expect(Math.abs(count - (20 * part) / total)).toBeLessThan(1);
      });
    }),
  );
});

test('one’s own come first, then the others in their order', () => {
  expect(marksOf([0.5, 0.1, 0.4], 1).map(({ profile }) => profile)).toEqual([
    ...Array.from({ length: 2 }, () => 'p1'),
    ...Array.from({ length: 10 }, () => 'p0'),
    ...Array.from({ length: 8 }, () => 'p2'),
  ]);
  expect(marksOf([0.5, 0.1, 0.4], 1).filter(({ isOwn }) => isOwn)).toHaveLength(2);
});

test('a part under 2.5 % has no mark, and without any part there is none', () => {
  expect(marksOf([0.02, 0.98], 0).some(({ isOwn }) => isOwn)).toBe(false);
  expect(marksOf([0, 0])).toEqual([]);
});
