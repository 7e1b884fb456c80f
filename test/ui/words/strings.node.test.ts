import { describe, expect, test } from 'vitest';
import { bringWords } from '../../../src/ui/words/late-words.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { writeDay, writeHour, writeList, writeShare } from '../../../src/ui/words/writing.ts';
import { ALL } from '../../../src/words/compiled/respondent/all.mjs';
import { rankingWordsIn } from '../ranking-words.ts';

/** Every text, those with values given something plausible. */
function textsOf(strings: object): readonly (readonly [string, string])[] {
  return Object.entries(strings).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'function')
      return [1, 2].map((n) => [key, String(value(n, 6, 'Éclaireur', 'Entrepreneur'))] as const);
    return leavesOf(value).map((text) => [key, text] as const);
  });
}

function leavesOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [String(value)];
}

const { fr, en } = ALL;
bringWords('en', en);
const partsOf = (words: object) => Object.values(words).flatMap(textsOf);
const everything = Object.values(ALL).flatMap(partsOf);

describe('what the interface says', () => {
  test('is never empty, and has no hole', () => {
    const faulty = everything.filter(
      ([key, text]) => (text.trim() === '' && key !== 'number.group') || /undefined|NaN|\$\{/.test(text),
    );
    expect(faulty).toEqual([]);
  });

  test.each(['fr', 'en', 'es'] as const)('names one question of one minute in the singular in %s', (language) => {
    const text = ALL[language].sharing['preview.opening'](1, 1);
    expect(text).toMatch(/^1 (question|pregunta), 1 (minute|minuto)$/);
  });

  test('has no ranking word', () => {
    const found = everything
      // An answer may be missing, and a response of a file.
      .filter(([key]) => !/^(check\.missing|rescue\.not-whole)/.test(key))
      .flatMap(([key, text]) => rankingWordsIn(text).map((word) => `${key}: ${word}`));
    expect(found).toEqual([]);
  });

  test('promises nothing that only an organiser may promise', () => {
    const promises = /intérêt général|obligatoire|\bvisa\b|totalement anonyme|fully anonymous/i;
    // The notice repeats what the organiser has declared.
    const ours = everything.filter(([key]) => !key.startsWith('notice.'));
    expect(ours.filter(([, text]) => promises.test(text))).toEqual([]);
  });

  test('dates, lists and shares as its readers do, and the first of a month as French does', () => {
    const [first = 0] = [new Date(2026, 10, 1)].map(Number);
    expect([writeDay(first, wordsIn('fr', fr.first)), writeDay(first, wordsIn('fr', fr.first), 'with-year')]).toEqual([
      '1er\u00a0novembre',
      '1er\u00a0novembre 2026',
    ]);
    for (const [language, locale, ui] of [
      ['fr', 'fr', fr.first],
      ['en', 'en-GB', en.first],
    ] as const) {
      const usual = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
      for (let month = 0; month < 12; month++) {
        const day = Number(new Date(2026, month, month + 2));
        expect(writeDay(day, wordsIn(language, ui), 'with-year')).toBe(usual.format(day).replace(' ', '\u00a0'));
      }
      const hour = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
      for (const time of [new Date(2026, 10, 1, 0, 5), new Date(2026, 10, 1, 18, 42)].map(Number))
        expect(writeHour(time)).toBe(hour.format(time));
      const list = new Intl.ListFormat(locale);
      for (const texts of [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']])
        expect(writeList(texts, language)).toBe(list.format(texts));
      const share = new Intl.NumberFormat(locale, { style: 'percent' });
      for (let whole = 0; whole <= 100; whole++)
        expect(writeShare(whole / 100, language)).toBe(share.format(whole / 100));
    }
  });

  test('speaks in short sentences, but where it gives figures to those who reckon', () => {
    const long = everything
      .filter(([key]) => key !== 'guarantees.not')
      .flatMap(([key, text]) => text.split(/[.!?:]\s/).map((sentence) => [key, sentence] as const))
      .filter(([, sentence]) => sentence.split(/\s+/).length > 22);
    expect(long).toEqual([]);
  });
});
