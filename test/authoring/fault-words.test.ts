import { expect, test } from 'vitest';
import { faultText } from '../../src/authoring/workbook/report/fault-words.ts';
import { fault } from '../../src/core/survey/fault.ts';
import SENTENCES from '../../src/core/survey/fault-sentences.json' with { type: 'json' };
import { words } from '../../src/words/compiled/faults/fr/faults.mjs';

test('each fault has a sentence in French', () => {
  expect(Object.keys(SENTENCES).filter((code) => !Object.hasOwn(words, code))).toEqual([]);
});

test('a sentence quotes the values of its fault in order, and a fault without a sentence shows its reason', () => {
  expect(faultText(fault('path', 'no-option', 'q1', 'a'))).toEqual({
    en: '"q1" has no option "a"',
    fr: '«\u00a0q1\u00a0» n’a pas d’option «\u00a0a\u00a0»',
  });
  expect(faultText(fault('path', 'unknown', 'question', 'q9')).fr).toBe(
    'aucune question ne s’appelle «\u00a0q9\u00a0»',
  );
  expect(faultText({ path: 'path', reason: 'odd' })).toEqual({ en: 'odd', fr: expect.stringContaining('odd') });
});
