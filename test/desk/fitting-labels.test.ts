import { expect, it } from 'vitest';
import { evenLabels, fittingLabels, isClear } from '../../src/desk/chart/fitting-labels.ts';

it('draws the first label of those that would touch, and every one that has room', () => {
  const labels = [
    { text: '73', at: 10, width: 10 },
    { text: '72', at: 18, width: 10 },
    { text: '5', at: 23, width: 10 },
    { text: '1', at: 40, width: 10 },
  ];
  expect(fittingLabels(labels, 2).map(({ text }) => text)).toEqual(['73', '5', '1']);
  expect(fittingLabels(labels, 4).map(({ text }) => text)).toEqual(['73', '1']);
});

it('draws days at equal distances, however narrow some of them are', () => {
  const days = ['29', '30', '31', '1', '2', '3', '4'];
  const labels = days.map((text, place) => ({ text, at: 12 * place, width: 7 * text.length }));
  expect(fittingLabels(labels, 2).map(({ text }) => text)).toEqual(['29', '31', '2', '3', '4']);
  expect(evenLabels(labels, 2).map(({ text }) => text)).toEqual(['29', '31', '2', '4']);
  expect(evenLabels(labels, -3)).toHaveLength(7);
  expect(evenLabels([], 2)).toEqual([]);
});

it('writes no number over a higher bar next to its own', () => {
  const bars = [
    { at: 10, top: 20 },
    { at: 20, top: 30 },
    { at: 30, top: 28 },
  ];
  const above = (bar: number, width: number) => ({ at: bars[bar]?.at ?? 0, width, foot: (bars[bar]?.top ?? 0) - 4 });
  expect(isClear(above(0, 14), bars, 8)).toBe(true);
  expect(isClear(above(1, 14), bars, 8)).toBe(false);
  expect(isClear(above(1, 10), bars, 8)).toBe(true);
  // Higher by less than the room between a number and its bar.
  expect(isClear(above(2, 14), bars.slice(1), 8)).toBe(true);
});
