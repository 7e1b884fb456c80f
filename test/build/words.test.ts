import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { checkWords, type WordsFile } from '../../src/build/words/check-words.ts';
import { writeWords } from '../../src/build/words/write-words.ts';
import MESSAGES from '../fixtures/cases/word-messages.json' with { type: 'json' };

const described = (defaultMessage: string, description: string) => ({ x: { defaultMessage, description } });
const file = (defaultMessage: string) => ({ x: { defaultMessage } });
const source: WordsFile = described('{n, plural, one {une réponse} other {# réponses}} sur {total}', '{n} {total}');

test.each(MESSAGES)('in $language, « $message »: $codes', ({ language, message, codes }) => {
  expect(checkWords(file(message), language, source).map((fault) => fault.code)).toEqual(codes);
});

test('every text of the source is in each language, but for one that overlays it', () => {
  expect(checkWords({}, 'en', source)).toEqual([{ language: 'en', key: 'x', code: 'key-missing', detail: '' }]);
  expect(checkWords({}, 'fr-simple', source, true)).toEqual([]);
  expect(checkWords({ ...source, y: { defaultMessage: '' } }, 'fr', source)[0]).toMatchObject({ code: 'key-unknown' });
});

test('the description of the source gives the order of the arguments', () => {
  const wrong = described('{a} {b}', '{a}');
  expect(checkWords(wrong, 'fr', wrong)).toMatchObject([{ code: 'described' }]);
});

test('messages become texts and functions, with the plural of each language', async () => {
  const root = mkdtempSync(join(tmpdir(), 'words-'));
  mkdirSync(join(root, 'respondent'));
  const write = (tag: string, words: WordsFile) =>
    writeFileSync(join(root, 'respondent', `${tag}.json`), JSON.stringify(words));
  const message = "{n, plural, one {# point} other {# points}}{isOver, select, true { : fini} other {}} `$'{x}'`\\";
  write('fr', { 'card.a.b': { defaultMessage: message, description: '{isOver}, {n}' } });
  write('ar', {
    'card.a.b': {
      defaultMessage:
        '{n, plural, zero {0} one {1} two {2} few {3} many {11} other {100}}{isOver, select, true {!} other {}}',
    },
  });
  writeWords(root);
  const read = async (path: string) =>
    (await import(/* @vite-ignore */ pathToFileURL(join(root, 'compiled', path)).href)).words;
  const [fr, ar] = await Promise.all(['fr', 'ar'].map((tag) => read(`respondent/${tag}/card.mjs`)));
  const literal = `\`$${'{x}'}\`\\`;
  expect(fr['a.b'](false, 0)).toBe(`0 point ${literal}`);
  expect(fr['a.b'](true, 2)).toBe(`2 points\u202f: fini ${literal}`);
  const spoken = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111, 1003].map((n) => ar['a.b'](n === 1, n));
  expect(spoken.join(' ')).toBe('0 1! 2 3 3 11 11 100 100 3 11 3');
});

test('keys of the desk form a tree with lists, and an argument may be absent', async () => {
  const root = mkdtempSync(join(tmpdir(), 'words-'));
  mkdirSync(join(root, 'desk'));
  const words: WordsFile = {
    'desk.a.token/invalid': { defaultMessage: 'Non' },
    'desk.a.list.0': {
      defaultMessage: '{day, select, true {le {day}} other {aujourd’hui}}',
      description: '{day}: a day, if it is another',
    },
    'desk.a.list.1': { defaultMessage: 'Puis' },
  };
  writeFileSync(join(root, 'desk/fr.json'), JSON.stringify(words));
  writeWords(root);
  const { a } = (await import(/* @vite-ignore */ pathToFileURL(join(root, 'compiled/desk/fr/desk.mjs')).href)).words;
  const texts = [a['token.invalid'], a.list[0](undefined), a.list[0]('12 mai'), a.list[1]];
  expect(texts.join(' ')).toBe('Non aujourd’hui le 12 mai Puis');
  expect(readFileSync(join(root, 'compiled/desk/desk.d.mts'), 'utf8')).toContain('(day: string | undefined) => string');
});

test('what `npm run check` needs is written without a build', () => {
  execFileSync(process.execPath, ['src/build/words/write-words.mjs']);
});
