import { expect, it } from 'vitest';
import { respondentsIn } from '../../src/desk/coverage/respondents-in.ts';

const STATES = ['notReached', 'blank', 'given'];

it('the respondents of a stratum are those of its row, whether they say their size or not', () => {
  const told = {
    survey: 'a',
    rows: { item: 'type', isMultiple: false, states: STATES, options: ['commune', 'region'] },
    columns: { item: 'size', isMultiple: false, states: STATES, options: ['small', 'large'] },
    n: 12,
    base: 9,
    cells: [
      [0, 0, 0, 0, 0],
      [0, 1, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 2, 0, 5, 1],
      [1, 0, 0, 0, 2],
    ],
  };
  expect(respondentsIn(told, 'commune')).toEqual({ n: 8, parts: { small: 5, large: 1 } });
  expect(respondentsIn(told, 'region')).toEqual({ n: 3, parts: { small: 0, large: 2 } });
  expect(respondentsIn(told, 'departement')).toEqual({ n: 0, parts: { small: 0, large: 0 } });
});
