import communes from '@etalab/decoupage-administratif/data/communes.json' with { type: 'json' };
import departements from '@etalab/decoupage-administratif/data/departements.json' with { type: 'json' };
import regions from '@etalab/decoupage-administratif/data/regions.json' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName, readPlaceNames, writePlaceNames } from '../../../src/core/moderation/place-names.ts';
import { suspects } from '../../../src/core/moderation/suspects.ts';

const NAMES = [...communes, ...departements, ...regions].map(({ nom }) => nom);
const PLACES = readPlaceNames(writePlaceNames(NAMES));
const NOWHERE = readPlaceNames('');

/** Each part that is found, as it is written, after its kind. */
function foundIn(text: string, places = PLACES): readonly string[] {
  return suspects(text, places).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
}

describe('what may say who wrote a comment is found', () => {
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
    ['Sur exemple.bzh et avec @exemple_agglo', ['link exemple.bzh', 'link @exemple_agglo']],
  ])('in « %s »', (text, found) => {
    expect(foundIn(text, NOWHERE)).toEqual(found);
  });

  test.each([
    'Un budget de 120 000 000 € en 2024, soit 12,5 % sur 10 ans.',
    'Nous avons 3 agents (1 à 80 %), depuis le 01/02/2024.',
    'Trop lent. Les outils changent… tout le temps.fin',
    'Le ratio est 1.5/2 ; voir art. L. 2121-29',
  ])('and in « %s » there is nothing of it', (text) => {
    expect(foundIn(text, NOWHERE)).toEqual([]);
  });
});

describe('a place is found', () => {
  test.each([
    ['Chez nous, à Angers, rien.', ['place Angers']],
    ['la mairie de SAINT-ÉTIENNE', ['place SAINT-ÉTIENNE']],
    ['à St Etienne et à St. Etienne', ['place St Etienne', 'place St. Etienne']],
    ["à L’Haÿ-les-Roses comme à l'Hay les Roses", ['place L’Haÿ-les-Roses', "place l'Hay les Roses"]],
    ['au Mans, près du Havre et aux Sables-d’Olonne', ['place Mans', 'place Havre', 'place Sables-d’Olonne']],
    ['à la Rochelle', ['place la Rochelle']],
    ['le département du Maine-et-Loire', ['place Maine-et-Loire']],
    ['en Île-de-France et en Loire-Atlantique', ['place Île-de-France', 'place Loire-Atlantique']],
    ['d’Angers ; Nantes', ['place Angers', 'place Nantes']],
  ])('in « %s »', (text, found) => {
    expect(foundIn(text)).toEqual(found);
  });

  test.each([
    ['without a capital', 'nous sommes bien lents, vers la ville'],
    ['in part of a word', 'Angersois, Nantaise'],
    ['shorter than four letters', 'Le Lot et Pau'],
    ['over a full stop', 'à l’Hay. Les Roses'],
  ])('but not %s', (_, text) => {
    expect(foundIn(text)).toEqual([]);
  });

  test('the longest name wins', () => {
    expect(foundIn('Entre Saint-Étienne-du-Rouvray et Saint-Étienne.')).toEqual([
      'place Saint-Étienne-du-Rouvray',
      'place Saint-Étienne',
    ]);
  });

  test('by every name of the list, as it is written or in capitals without accents or hyphens', () => {
    const enough = NAMES.filter((name) => foldName(name).replaceAll(' ', '').length >= 4);
    expect(enough.length).toBeGreaterThan(37_000);
    const missed = enough.filter((name) => {
      const plain = foldName(name).toUpperCase();
      // A bracket that closes a name is not part of what is found.
      return (
        foundIn(`Ici, ${name}.`)[0] !== `place ${name.replace(/\)$/, '')}` ||
        foundIn(`Ici, ${plain}.`)[0] !== `place ${plain}`
      );
    });
    expect(missed).toEqual([]);
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
        for (const { start, end } of suspects(text, PLACES)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          before = end;
        }
      },
    ),
  );
});
