import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../../src/device/port/finished-response.ts';
import { eveningOf, refusalsIn } from '../../../src/ui/tablet/evening-count.ts';
import type { Problem } from '../../../src/wire/problem.ts';
import { words as dayFr } from '../../../src/words/compiled/respondent/fr/day.mjs';

const NONE = { finished: 0, received: 0, missing: 0, erased: 0, left: 0, restored: 0 };
const EMPTY = { waiting: 0, refused: 0 };

describe('the number of the evening', () => {
  test('is the same twice only when nothing waits, is refused or is missing', () => {
    const tally = { ...NONE, finished: 10, received: 10 };
    expect(eveningOf(tally, EMPTY)).toBe('same');
    expect(eveningOf(tally, { waiting: 1, refused: 0 })).toBe('waiting');
    expect(eveningOf(tally, { waiting: 0, refused: 15 })).toBe('refused');
    expect(eveningOf({ ...tally, received: 8 }, EMPTY)).toBe('waiting');
    expect(eveningOf({ ...tally, received: 8, missing: 2 }, EMPTY)).toBe('missing');
  });

  test('counts who finished and had it erased, since the surveyor has seen them too', () => {
    expect(eveningOf({ ...NONE, erased: 1 }, EMPTY)).toBe('same');
    expect(dayFr['day.evening'](10, 1, 9)).toBe('10 terminées ici, dont 1 effacée\u202f; 9 reçues par le service');
  });

  test('is unknown as long as either of the two is, and never 0', () => {
    expect(eveningOf(undefined, EMPTY)).toBe('unknown');
    expect(eveningOf(NONE, { waiting: undefined, refused: undefined })).toBe('unknown');
    expect(eveningOf(NONE, EMPTY)).toBe('nothing');
  });
});

const refusedOf = (...problems: readonly (Problem | undefined)[]): ReadonlyMap<string, Delivery> =>
  new Map(problems.map((problem, at) => [`${at}`, { state: 'refused', ...(problem && { problem }) }]));

describe('why responses were refused', () => {
  test('is counted by reason, most first; a refusal without a verdict is of size', () => {
    const deliveries = refusedOf('survey.closed', 'sealed.key-unknown', 'sealed.key-unknown', undefined);
    expect(refusalsIn({ refused: 5, deliveries })).toEqual([
      { problem: 'sealed.key-unknown', count: 2, isForNow: true },
      { problem: 'too-large', count: 2, isForNow: true },
      { problem: 'survey.closed', count: 1, isForNow: true },
    ]);
    expect(refusalsIn({ refused: 0, deliveries: new Map() })).toEqual([]);
  });
});
