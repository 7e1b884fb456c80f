import { expect, test } from 'vitest';
import { holds } from '../../../src/core/answering/rule.ts';
import type { Rule } from '../../../src/core/survey/survey-parts.ts';

const answers = { age: 18, staff: 'unknown', tools: ['mail', 'chat'], city: 'paris' };

test.each<[Rule, boolean]>([
  [{ item: 'age', atLeast: 18 }, true],
  [{ item: 'age', atLeast: 19 }, false],
  [{ item: 'age', atMost: 18 }, true],
  [{ item: 'age', atMost: 17.5 }, false],
  // Neither "unknown" nor silence is a number.
  [{ item: 'staff', atLeast: 0 }, false],
  [{ item: 'staff', atMost: 10 }, false],
  [{ item: 'nowhere', atMost: 10 }, false],
  [{ item: 'tools', chosen: { atLeast: 2 } }, true],
  [{ item: 'tools', chosen: { atLeast: 3 } }, false],
  [{ item: 'nowhere', chosen: { atLeast: 0 } }, false],
  [{ not: { item: 'tools', chosen: { atLeast: 3 } } }, true],
])('%j holds: %s', (rule, expected) => {
  expect(holds(rule, answers)).toBe(expected);
});
