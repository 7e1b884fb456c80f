import { expect, it } from 'vitest';
import { fittingLabels } from '../../src/desk/chart/fitting-labels.ts';

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
