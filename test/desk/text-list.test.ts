import { expect, test } from 'vitest';
import { textsIn, withText } from '../../src/desk/drafting/text-list.ts';

const REVISION = JSON.stringify({
  id: 'one',
  title: { fr: 'Le titre', en: 'The title' },
  sections: [
    { title: { fr: 'A', en: 'A' }, questions: [{ id: 'q1', text: { fr: 'Un ?', en: 'One?' } }] },
    {
      title: { fr: 'B', en: 'B' },
      questions: [
        { id: 'q2', text: { fr: 'Deux ?', en: 'Two?' }, options: [{ id: 'fr', label: { fr: 'Oui', en: 'Yes' } }] },
      ],
    },
  ],
});
const FILES = new Map([
  ['1.json', REVISION],
  ['lists/areas.json', '{"fr":"no text"}'],
  ['2.json', '{'],
]);

test('every text is found with its place and the number of its question through all sections', () => {
  const texts = textsIn(FILES, ['fr', 'en']);
  expect(texts.filter(({ language }) => language === 'fr').map(({ text, question }) => [text, question])).toEqual([
    ['Le titre', undefined],
    ['A', undefined],
    ['Un ?', 1],
    ['B', undefined],
    ['Deux ?', 2],
    ['Oui', 2],
  ]);
});

test('a corrected text changes nothing else of its file', () => {
  const [title] = textsIn(FILES, ['fr', 'en']);
  if (!title) throw new Error('no title');
  const corrected = JSON.parse(withText(REVISION, title.path, 'Autre'));
  expect(corrected).toEqual({ ...JSON.parse(REVISION), title: { fr: 'Autre', en: 'The title' } });
});
