import { expect, test } from 'vitest';
import { checkSurvey } from '../../../src/core/check/survey-check.ts';
import type { Rule } from '../../../src/core/survey/survey-parts.ts';
import { allOf } from '../all-of.ts';

const says = (fr: string) => ({ fr });
const option = (id: string) => ({ id, label: says(id) });

function faultsWith(showIf: Rule): readonly string[] {
  const checked = checkSurvey({
    id: 'one',
    revision: 1,
    languages: ['fr'],
    title: says('Titre'),
    opening: { who: says('a'), why: says('b'), minutes: 1, kept: says('c') },
    partials: false,
    scales: {},
    facts: [],
    sections: [
      {
        id: 'only',
        title: says('Section'),
        questions: [
          { id: 'age', kind: 'number', text: says('Âge ?'), min: 0, max: 120, decimals: 0, unknown: true },
          { id: 'tools', kind: 'multiple', text: says('Outils ?'), options: ['a', 'b', 'c', 'd'].map(option), max: 3 },
          { id: 'city', kind: 'single', text: says('Ville ?'), options: ['x', 'y'].map(option) },
          { id: 'last', kind: 'single', text: says('Fin ?'), options: ['x', 'y'].map(option), showIf },
        ],
      },
    ],
  });
  return checked.kind === 'faulty' ? checked.faults.map(({ reason }) => reason) : [];
}

test.each<[Rule, readonly string[]]>([
  [{ item: 'age', atLeast: 18 }, []],
  [{ item: 'age', atLeast: 121 }, ['no answers can reach this question']],
  [allOf({ item: 'age', atLeast: 18 }, { item: 'age', atMost: 17 }), ['no answers can reach this question']],
  [allOf({ item: 'age', atLeast: 18 }, { item: 'age', atMost: 18 }), []],
  [{ not: { item: 'age', atLeast: 0 } }, []],
  [{ item: 'city', atLeast: 1 }, ['"city" is not a number']],
  [{ item: 'age', chosen: { atLeast: 1 } }, ['"age" is not a multiple choice']],
  [{ item: 'tools', chosen: { atLeast: 3 } }, []],
  [{ item: 'tools', chosen: { atLeast: 4 } }, ['no answers can reach this question']],
  [allOf({ item: 'tools', chosen: { atLeast: 2 } }, { item: 'tools', is: 'b' }), []],
  [{ item: 'elsewhere', atLeast: 1 }, ['no question or row "elsewhere"']],
])('%j', (showIf, expected) => {
  expect(faultsWith(showIf)).toEqual(expected);
});
