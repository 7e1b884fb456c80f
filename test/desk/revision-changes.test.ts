import { expect, test } from 'vitest';
import { compareRevisions } from '../../src/desk/drafting/revision-changes.ts';

const text = (fr: string) => ({ fr, en: fr.toUpperCase() });
const question = (id: string, changes: object = {}) => ({
  id,
  kind: 'single',
  text: text(id),
  options: [
    { id: 'yes', label: text('oui') },
    { id: 'no', label: text('non') },
  ],
  ...changes,
});
const survey = (...questions: readonly object[]) => ({ sections: [{ questions }] });

test.each([
  ['a corrected text', question('a', { text: text('autre') }), 'text-corrected', 'yes'],
  ['a text corrected in another language', question('a', { text: { fr: 'a', en: 'B' } }), 'text-corrected', 'yes'],
  [
    'a label',
    question('a', {
      options: [
        { id: 'yes', label: text('si') },
        { id: 'no', label: text('non') },
      ],
    }),
    'text-corrected',
    'yes',
  ],
  [
    'an option more',
    question('a', { options: [...question('a').options, { id: 'x', label: text('x') }] }),
    'option-added',
    'options',
  ],
  ['an option less', question('a', { options: question('a').options.slice(1) }), 'option-removed', 'options'],
  ['another kind', question('a', { kind: 'multiple' }), 'question-remade', 'no'],
  ['another condition', question('a', { required: true }), 'question-moved', 'yes'],
])('%s is one change of its question', (_, after, change, comparable) => {
  const { changes, unchanged } = compareRevisions(
    survey(question('b'), question('a')),
    survey(question('b'), after),
    'fr',
  );
  expect(changes).toEqual([expect.objectContaining({ question: 2, change, comparable })]);
  expect(unchanged).toBe(1);
});

test('questions that come and go are named', () => {
  const { changes } = compareRevisions(survey(question('a')), survey(question('b')), 'fr');
  expect(changes.map(({ change, comparable }) => [change, comparable])).toEqual([
    ['question-added', 'only-after'],
    ['question-removed', 'only-before'],
  ]);
});

test('a file that cannot be read yet is compared with nothing', () => {
  expect(compareRevisions(undefined, undefined, 'fr')).toEqual({ changes: [], unchanged: 0 });
});
