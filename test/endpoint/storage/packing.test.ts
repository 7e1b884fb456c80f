import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotAsPacked, packingOf, UNPACKED } from '../../../src/endpoint/storage/packing.ts';
import { vocabularyOf } from '../../../src/endpoint/stored/vocabulary.ts';
import type { WireAnswers } from '../../../src/wire/envelope.ts';
import { studySurveys } from '../harness.ts';

const [study] = vocabularyOf(await studySurveys());
const words = study?.words ?? [];
const packing = packingOf(words);

const word = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('"', '\\', '!', '()', '<;', '\n'),
);
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
const rows = fc.dictionary(word, word);
const answers = fc.dictionary(word, fc.oneof(word, number, fc.array(word), rows)) as fc.Arbitrary<WireAnswers>;

describe('packed answers', () => {
  it('come back as the JSON text that they were, whatever was answered', () => {
    fc.assert(
      fc.property(answers, (given) => {
        expect(packing.unpack(packing.pack(given))).toBe(JSON.stringify(given));
      }),
    );
  });

  it('are a third as long, when the words are those of the survey', () => {
    const given = Object.fromEntries(words.slice(0, 60).map((item, index) => [item, words[index + 60] ?? '']));
    expect(packing.pack(given).length).toBeLessThan(JSON.stringify(given).length / 3);
  });

  it('hold what people wrote in full, so that it goes with their row', () => {
    expect(packing.pack({ [words[0] ?? '']: 'Le maire de "X"\n' })).toContain(JSON.stringify('Le maire de "X"\n'));
  });

  it('may stand beside answers that came before the words were known', () => {
    expect(packing.unpack('{"a":"b"}')).toBe('{"a":"b"}');
    expect(UNPACKED.unpack(UNPACKED.pack({ a: 'b' }))).toBe('{"a":"b"}');
  });

  it.each(['!', '!@', '!@$', '!@$(', '!@$<@$', '!@$"', '!@$"\\"', '!@$1', '!@$x;', '!~~1;'])(
    'are never guessed when the database was damaged: %s',
    (stored) => {
      if (stored === '!') expect(packing.unpack(stored)).toBe('{}');
      else expect(() => packing.unpack(stored)).toThrow(NotAsPacked);
      expect(() => UNPACKED.unpack(stored)).toThrow(NotAsPacked);
    },
  );
});
