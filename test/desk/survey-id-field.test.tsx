import { expect, test } from 'vitest';
import type { SiteDesk } from '../../src/desk/parts/desk-context.ts';
import { surveyIdField } from '../../src/desk/questionnaires/put-files.tsx';
import { deskWords } from '../../src/desk/words/desk-words.ts';
import { wordsIn } from '../../src/ui/words/words.ts';
import { words as deskFr } from '../../src/words/compiled/desk/fr/desk.mjs';
import { words as fr } from '../../src/words/compiled/respondent/fr/first.mjs';

const WORDS = deskWords(wordsIn('fr', fr), deskFr);
const ME = { name: 'claire', scopes: ['author'], until: null, today: '2026-12-01', program: '', surveys: [] };

function fieldFor(limitedTo: readonly string[] | undefined, proposed: string) {
  const me = { ...ME, ...(limitedTo && { limitedTo }) };
  const desk: Pick<SiteDesk, 'me' | 'words'> = { me, words: WORDS };
  return surveyIdField(desk, proposed);
}

test('a token that is limited to a prefix has it proposed, and reads the rule below the field', () => {
  const { value, help, fault } = fieldFor(['sport-*'], 'piscine');
  expect([value, help]).toEqual(['sport-piscine', expect.stringContaining('sport-…')]);
  expect(fieldFor(['sport-*'], 'sport-tennis').value).toBe('sport-tennis');
  expect(fault?.('piscine', {})).toBe(help);
  expect(fault?.('sport-piscine', {})).toBeUndefined();
});

test('a token without a limit reads no rule', () => {
  const { value, help, fault } = fieldFor(undefined, 'piscine');
  expect([value, help, fault?.('piscine', {})]).toEqual(['piscine', undefined, undefined]);
});
