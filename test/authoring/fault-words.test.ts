import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { faultInFrench } from '../../src/authoring/workbook/report/fault-words.ts';
import { FAULT_SENTENCES, fault } from '../../src/core/survey/fault.ts';

const sentences: Readonly<Record<string, readonly [en: string, fr: string]>> = JSON.parse(
  readFileSync('test/authoring/fault-sentences.json', 'utf8'),
);

test('each fault says what it said in English and in French before it had a code', () => {
  const codes = Object.keys(FAULT_SENTENCES) as readonly (keyof typeof FAULT_SENTENCES)[];
  const pairs = codes.map((code) => {
    const one = fault('path', code, 7, 3);
    return [code, [one.reason, faultInFrench(one)]];
  });
  expect(Object.fromEntries(pairs)).toEqual(sentences);
});
