import { expect, test } from 'vitest';
import { directionOf, LANGUAGE_TAG } from '../../src/core/language.ts';
import { noticeSchema } from '../../src/core/survey/notice.ts';
import { presentationSchema } from '../../src/core/survey/presentation.ts';
import { surveySchema } from '../../src/core/survey/survey-schema.ts';
import { uiLanguageFor } from '../../src/words/languages.ts';

test.each(['fr', 'gsw', 'pt-BR', 'es-419', 'zh-Hant', 'sr-Latn-RS', 'ca-valencia', 'de-1996', 'en-x-long'])(
  '%s is a language tag, and the canonical one',
  (tag) => {
    expect(LANGUAGE_TAG.test(tag)).toBe(true);
    expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
  },
);

test.each(['', 'f', 'FR', 'pt-br', 'zh-hant', 'english', 'fr_FR', 'fr-', 'x-long', 'de-u-co-phonebk', '../fr', 'fr\n'])(
  '%j is none',
  (tag) => expect(LANGUAGE_TAG.test(tag)).toBe(false),
);

test.each([
  ['ar', 'rtl'],
  ['ar-x-mirror', 'rtl'],
  ['fa-AF', 'rtl'],
  ['he', 'rtl'],
  ['ur', 'rtl'],
  ['pa-Arab', 'rtl'],
  ['pa', 'ltr'],
  ['ug-Latn', 'ltr'],
  ['arn', 'ltr'],
  ['fr', 'ltr'],
  ['fr-x-arab', 'ltr'],
] as const)('%s is written %s', (tag, direction) => expect(directionOf(tag)).toBe(direction));

test('a browser writes each tag in the direction that we say', () => {
  // The script that CLDR gives a language, for those whose direction one would have to know.
  const scripts = /^(Adlm|Arab|Hebr|Nkoo|Rohg|Syrc|Thaa)$/;
  const tags = 'ar ckb dv fa fr he hi ks ku nqo pa pnb ps sd syr tr ug ur yi'.split(' ');
  for (const tag of tags)
    expect([tag, directionOf(tag) === 'rtl']).toEqual([
      tag,
      scripts.test(new Intl.Locale(tag).maximize().script ?? ''),
    ]);
});

test('the interface speaks the language of the survey, else the first of the reader’s or the survey’s that it has, else English', () => {
  expect(uiLanguageFor('en', ['fr', 'en'])).toBe('en');
  expect(uiLanguageFor('fr-CA', ['en', 'fr-CA'])).toBe('fr');
  expect(uiLanguageFor('de', ['de', 'en', 'fr'])).toBe('en');
  expect(uiLanguageFor('sv', ['sv', 'de'])).toBe('en');
});

test('no object of a file can be taken for a text in languages', () => {
  const found = [surveySchema, noticeSchema, presentationSchema].flatMap((schema) => likeTexts(schema, new Set()));
  expect(found).toEqual([]);
});

/** The objects of a schema whose keys may all be read as languages, and their values all be strings. */
function likeTexts(node: unknown, seen: Set<unknown>): readonly string[] {
  if (typeof node !== 'object' || node === null || seen.has(node)) return [];
  seen.add(node);
  const inside = Object.values(node).flatMap((part) => likeTexts(part, seen));
  if (!('type' in node && node.type === 'strict_object' && 'entries' in node)) return inside;
  const needed = Object.entries(node.entries as Record<string, { type: string }>).filter(
    ([, { type }]) => type !== 'optional',
  );
  const isLike = needed.length > 0 && needed.every(([key, { type }]) => LANGUAGE_TAG.test(key) && type === 'string');
  return isLike ? [...inside, needed.map(([key]) => key).join()] : inside;
}
