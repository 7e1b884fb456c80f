import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suspects } from '../../src/desk/moderating/suspects.ts';

/** Each part that is found, as it is written, after its kind. */
function foundIn(text: string): readonly string[] {
  return suspects(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

describe('what may identify the author of a comment is found', () => {
  test.each([
    ['Écrivez à jean.dupont@mairie-exemple.fr.', ['e-mail jean.dupont@mairie-exemple.fr']],
    ['jean.dupont (at) exemple (point) fr, merci', ['e-mail jean.dupont (at) exemple (point) fr']],
    ['jean arobase exemple.fr', ['e-mail jean arobase exemple.fr']],
    ['Appelez le 02 41 00 12 34 ou le 06.00.12.34.56 !', ['phone 02 41 00 12 34', 'phone 06.00.12.34.56']],
    ['0241001234, +33 (0)2 41 00 12 34', ['phone 0241001234', 'phone +33 (0)2 41 00 12 34']],
    [
      '+687\u00a026\u00a012\u00a034 ou 0044 20 7946 0123',
      ['phone +687\u00a026\u00a012\u00a034', 'phone 0044 20 7946 0123'],
    ],
    [
      'Voir https://exemple.fr/page?x=1, ou www.exemple.org.',
      ['link https://exemple.fr/page?x=1', 'link www.exemple.org'],
    ],
    ['Demandez à Mme Roux, à Vallon, ou au docteur Anne Martin.', ['person Mme Roux', 'person docteur Anne Martin']],
    [
      'M. Belkacem habite 12 bis, rue des Tilleuls, près du parc',
      ['person M. Belkacem', 'street 12 bis, rue des Tilleuls'],
    ],
    ['Sur exemple.bzh et avec @exemple_agglo', ['link exemple.bzh', 'link @exemple_agglo']],
  ])('in « %s »', (text, found) => {
    expect(foundIn(text)).toEqual(found);
  });

  test.each([
    'Un budget de 120 000 000 € en 2024, soit 12,5 % sur 10 ans.',
    'Nous avons 3 agents (1 à 80 %), depuis le 01/02/2024.',
    'Trop lent. Les outils changent… tout le temps.fin',
    'Une rue sur 12, M ou F, monsieur le maire.',
    'Le ratio est 1.5/2 ; voir art. L. 2121-29',
  ])('and in « %s » there is nothing of it', (text) => {
    expect(foundIn(text)).toEqual([]);
  });
});

test('whatever is written, what is found is in order, apart, and ends within the text', () => {
  const parts = fc.constantFrom(
    'Angers',
    'a@b.fr',
    '02 41 00 12 34',
    'www.b.fr',
    '@moi',
    ' ',
    ', ',
    'St. ',
    '👍',
    '+33',
    '(at)',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(parts).map((some) => some.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        let before = 0;
        for (const { start, end } of suspects(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          before = end;
        }
      },
    ),
  );
});
