import { expect, test } from 'vitest';
import { translatedTexts } from '../../src/desk/drafting/text-list.ts';
import { takeTranslated, translatorFile } from '../../src/desk/workbooks/translator-file.ts';

const question = (id: string, fr: string, others = {}) => ({ id, text: { fr, ...others } });
const filesOf = (...questions: readonly object[]) =>
  new Map([['2.json', JSON.stringify({ languages: ['fr', 'en'], sections: [{ id: 'a', questions }] })]]);
const BEFORE = filesOf(question('q1', 'Un ?', { en: 'One?' }), question('q2', 'Deux {2} ?'));
const file = (language: string) => translatorFile(translatedTexts(BEFORE, ['fr', 'en'], language));
const codes = (taken: ReturnType<typeof takeTranslated>) => taken.faults.map(({ code, key }) => `${code} ${key}`);

test('a translator gets each text beside its source, empty where it is missing', () => {
  expect(JSON.parse(file('en'))).toEqual({
    'survey.sections.a.questions.q1.text': { defaultMessage: 'One?', description: 'Un ?' },
    'survey.sections.a.questions.q2.text': { defaultMessage: '', description: 'Deux {2} ?' },
  });
});

test('texts come back to their questions, wherever these are by then, and the rest is reported', () => {
  const back = JSON.stringify(JSON.parse(file('es')), (key, value) => (key === 'defaultMessage' ? '¿{2' : value));
  const now = filesOf(question('q0', 'Zéro ?'), question('q2', 'Deux ?'));
  const taken = takeTranslated(back, now, ['fr', 'en'], 'es');
  const after = JSON.parse(taken.files.get('2.json') ?? '');
  expect([after.languages, after.sections[0].questions[1].text.es]).toEqual([['fr', 'en', 'es'], '¿{2']);
  expect(JSON.parse(taken.files.get('presentation.json') ?? '')).toEqual({ translations: { es: { reviewed: null } } });
  expect(codes(taken)).toEqual([
    'missing survey.sections.a.questions.q0.text',
    'source-changed survey.sections.a.questions.q2.text',
    'unknown-key survey.sections.a.questions.q1.text',
  ]);
});

test.each(['{', '[]', '"text"'])('what is no such file changes nothing: %s', (written) => {
  const taken = takeTranslated(written, BEFORE, ['fr', 'en'], 'es');
  expect([taken.files.size, taken.faults[0]]).toEqual([0, { code: 'unreadable', key: '' }]);
});
