import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type Presentation, presentationSchema } from '../../../src/core/survey/presentation.ts';
import { factsFrom } from '../../../src/core/typology/facts.ts';
import { presentationIn } from '../../../src/edition/presentation-in.ts';
import { COMPOSITE_PAGE, invitationAddress, pageAddress, previewAddress } from '../../../src/ui/address/addresses.ts';
import { parseRoute } from '../../../src/ui/address/routes.ts';
import { handOver, type Outlets } from '../../../src/ui/elements/web-share.ts';
import { layout } from '../../../src/ui/picture/layout.ts';
import { altOf, answeredPlace, messageOf, messageWith } from '../../../src/ui/picture/picture-words.ts';
import type { ShareOrder } from '../../../src/ui/picture/share-order.ts';
import { createSheet, type SheetMark, SIZES } from '../../../src/ui/picture/sheet.ts';
import { wrap } from '../../../src/ui/picture/wrap.ts';
import { readCard } from '../../../src/ui/profile/card-reading.ts';
import { typeset } from '../../../src/ui/words/typeset.ts';
import { answersAt, CANONICAL } from '../../support/barometer.ts';
import { publicationOfPeople } from '../../support/season.ts';
import { readPublic, study } from '../../support/surveys.ts';
import { englishSharing, frenchSharing } from '../shown-words.ts';

/** Letters half as wide as they are high: wider than any real text. */
const measure = (text: string, size: number, weight: number) => text.length * size * (weight > 600 ? 0.6 : 0.52);

const WRITTEN = v.parse(presentationSchema, readPublic(`${study.survey.id}/presentation.json`));
const [FRENCH, ENGLISH] = ['fr', 'en'].map((language) => presentationIn(language, WRITTEN, study.survey)) as [
  Presentation,
  Presentation,
];
const NONE = { criteria: false, place: false, name: '' };
/** As long as a name may be. */
const LONG_NAME = 'Communauté d’agglomération Saint-Quentin-en-Yvelines et Ourcq';
const PEOPLE = { commune: 2400, departement: 262, region: 45, intercommunalite: 230 };
const RESULTS = publicationOfPeople(study.survey, PEOPLE);

/** Returns the shares of a text that do not stand before what they are divided by, and other bases. */
function sharesWithoutBase(text: string, base: string): readonly string[] {
  const flat = text.replaceAll('\n', ' ');
  return [...flat.matchAll(/\d+(?:\u00a0?%| (?=des |of )) ?/g)].flatMap(({ 0: share, index }) =>
    flat.startsWith(base, index + share.length) ? [] : [flat.slice(index, index + 60)],
  );
}

/** Returns the left, top, right and bottom of what is drawn of a mark: of an emblem, within its band. */
function edgesOf(mark: SheetMark): readonly (readonly [string, number, number, number, number])[] {
  if (mark.kind === 'plate') return [['plate', mark.x, mark.y, mark.x + mark.width, mark.y + mark.height]];
  if (mark.kind === 'text') {
    const right = mark.x + measure(mark.text, mark.size, mark.weight);
    return [[mark.text, mark.x, mark.y - mark.size * 0.74, right, mark.y + mark.size * 0.22]];
  }
  if (mark.kind !== 'emblem') return [];
  const { x, y, side, within = { x: 0, y: 0, width: 2000, height: 2000 } } = mark;
  const [rim, far] = [side * 0.08, side * 0.92];
  const right = Math.min(within.x + within.width, x + far);
  const bottom = Math.min(within.y + within.height, y + far);
  return [[mark.within ? 'emblem' : 'mark', Math.max(within.x, x + rim), Math.max(within.y, y + rim), right, bottom]];
}

describe('wrapping', () => {
  const column = { width: 100, size: 10, weight: 400 };
  const tens = (text: string) => text.length * 10;

  test('breaks at plain spaces, never before a mark', () => {
    expect(wrap('un deux trois\u202f?', column, tens)).toEqual(['un deux', 'trois\u202f?']);
  });

  test('cuts a word wider than the column', () => {
    expect(wrap('anticonstitutionnel', column, tens)).toEqual(['anticonsti', 'tutionnel']);
  });

  test('a text too long for its lines is written smaller, never cut', () => {
    const sheet = createSheet((text, size) => text.length * size);
    sheet.write({ text: 'Entrepreneur', size: 10, weight: 700, most: 1 }, { x: 0, y: 0, width: 60 });
    expect(sheet.marks).toMatchObject([{ text: 'Entrepreneur', size: 5 }]);
  });
});

describe('what the picture says', () => {
  const points = {
    ...CANONICAL,
    'a tie of two': 'no no 0 0 no none no ∅',
    'a tie of three': 'yes yes 0 0 no none no T',
    'a tie of four': 'yes yes 0 1 no none no ∅',
    'too few criteria': 'yes yes 0 1 yes none yes T',
    'one of two, by an answer': 'yes ? 3 4 no spec no ∅',
    'one, whatever is missing': 'no no 1 1 yes spec no ?',
    'too many': '? ? 2 1 no spec ? TS',
  };
  const cases = Object.entries(points).flatMap(([profile, point]) =>
    [false, true].flatMap((criteria) =>
      ['', LONG_NAME].map((name) => ({ profile, point, shown: { criteria, name, place: name !== '' } })),
    ),
  );

  test.each(cases)(
    '$profile, $shown: all is inside the picture, nothing over another, and a share names its base',
    (one) => {
      for (const words of [frenchSharing, englishSharing])
        for (const shape of ['landscape', 'portrait'] as const) {
          const message = pictured(one.point, one.shown, words);
          const { width, height } = SIZES[shape];
          const marks = layout(message, shape, measure);
          const boxes = marks.flatMap(edgesOf);
          const isInside = ([what, left, top, right, bottom]: (typeof boxes)[number]) =>
            what === 'emblem' || (left >= 40 && right <= width - 40 && top >= 14 && bottom <= height - 14);
          expect(boxes.filter((box) => !isInside(box))).toEqual([]);
          const overlaps = boxes.flatMap(([what, left, top, right, bottom], index) =>
            boxes.slice(index + 1).flatMap((box) => {
              const isApart = right <= box[1] || box[3] <= left || bottom <= box[2] || box[4] <= top;
              return isApart || box[0] === message.joint ? [] : [`${shape}: ${what} × ${box[0]}`];
            }),
          );
          expect(overlaps).toEqual([]);
          const texts = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
          const group = one.shown.place ? RESULTS.strata.commune : RESULTS.strata.all;
          const n = words.number(group?.profiles?.base ?? 0);
          const base = words.uiLanguage === 'fr' ? `des ${n} profils calculés` : `of ${n} calculated profiles`;
          const alt = altOf(message, orderAt(one.point, words));
          for (const says of [texts.join('\n'), alt]) expect(sharesWithoutBase(says, base)).toEqual([]);
          expect(alt).not.toContain('?.');
        }
    },
  );

  test('half of the picture of one profile is its emblem, and its name is the largest of the rest', () => {
    const marks = layout(pictured(CANONICAL.eclaireur, NONE), 'landscape', measure);
    const emblem = marks.find((mark) => mark.kind === 'emblem');
    expect(emblem?.side).toBeGreaterThanOrEqual(SIZES.landscape.height / 2);
    const sizes = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.size] : []));
    // In a feed a picture is a third as wide: what is read of it is as large as a title.
    expect(Math.max(...sizes) / 3).toBeGreaterThanOrEqual(28);
  });

  test.each([
    ['no no 0 0 no none no ∅', 'Nous, entre', 'et', ['Explorateur', 'Observateur']],
    ['yes yes 0 0 no none no T', '', 'ou', ['Éclaireur', 'Entrepreneur', 'Observateur']],
    ['yes ? 3 4 no spec no ∅', '', 'ou', ['Éclaireur', 'Explorateur']],
  ] as const)('bands of one size, with a name and an emblem in each: %s', (point, kicker, joint, names) => {
    const message = pictured(point, NONE);
    expect(message).toMatchObject({ kicker, joint, named: names.map((name) => ({ name })) });
    for (const shape of ['landscape', 'portrait'] as const) {
      const marks = layout(message, shape, measure);
      const tones = marks.flatMap((mark) => (mark.kind === 'tone' ? [mark] : []));
      expect(tones.map(({ profile }) => profile)).toEqual(message.named.map(({ id }) => id));
      expect(new Set(tones.map(({ height }) => height)).size).toBe(1);
      const emblems = marks.flatMap((mark) => (mark.kind === 'emblem' ? [mark] : []));
      expect(emblems.map(({ within }) => within?.y)).toEqual(tones.map(({ y }) => y));
      const inBand = (text: string, place: number) =>
        marks.some(
          (mark) =>
            mark.kind === 'text' &&
            mark.text === text &&
            mark.y > (tones[place]?.y ?? 0) &&
            mark.y < (tones[place]?.y ?? 0) + (tones[place]?.height ?? 0),
        );
      expect(names.filter((name, place) => !inBand(name, place))).toEqual([]);
    }
  });

  test('where too many profiles are possible, all emblems and no name', () => {
    const message = pictured('yes yes 0 1 yes none yes T', NONE);
    const marks = layout(message, 'landscape', measure);
    const drawn = marks.flatMap((mark) => (mark.kind === 'emblem' ? [mark.profile] : []));
    expect(drawn).toEqual(study.survey.typology?.profiles.map(({ id }) => id));
    const alt = altOf(message, orderAt('yes yes 0 1 yes none yes T'));
    for (const { name } of study.survey.typology?.profiles ?? []) expect(alt).not.toContain(name.fr);
  });

  test('the picture shows a published share as twenty marks, the respondent’s own first, and none for a small or invented group', () => {
    const at = (people: Readonly<Record<string, number>>, change: object = {}) => {
      const results = { ...publicationOfPeople(study.survey, people), ...change };
      return pictured(CANONICAL.explorateur, NONE, frenchSharing, results);
    };
    const { marks, among } = pictured(CANONICAL.explorateur, NONE);
    expect([marks.length, marks[0]]).toEqual([20, { profile: 'explorateur', isOwn: true }]);
    expect(among).toMatch(/^\d+\u00a0% des/);
    for (const none of [at({ commune: 60 }), at({ commune: 420 }, { demonstration: true })])
      expect([none.among, none.marks]).toEqual([undefined, []]);
  });

  test('the sentence of a profile is whole beside the type of who answered', () => {
    // As wide as our letters are, in the middle of what is written here.
    const asDrawn = (text: string, size: number) => text.length * size * 0.46;
    for (const point of Object.values(CANONICAL))
      for (const shape of ['landscape', 'portrait'] as const) {
        const texts = layout(pictured(point, { ...NONE, place: true }), shape, asDrawn).flatMap((mark) =>
          mark.kind === 'text' ? [mark.text] : [],
        );
        expect(texts.filter((text) => text.endsWith('…'))).toEqual([]);
      }
  });

  test('the profile alone, unless the respondent chose more', () => {
    const least = pictured(CANONICAL.explorateur, NONE);
    expect(least).not.toHaveProperty('criteria');
    expect(least).not.toHaveProperty('place');
    expect(altOf(least, orderAt(CANONICAL.explorateur))).not.toContain('Commune');
    const named = pictured(CANONICAL.explorateur, { ...NONE, place: true, name: 'Ville de Digne' });
    expect(named).toHaveProperty('place', 'Ville de Digne · Commune · Alpes-de-Haute-Provence');
  });

  test.each([
    [CANONICAL.explorateur, 'agent', 'Ma collectivité serait Explorateur. Et la vôtre\u202f?'],
    [CANONICAL.explorateur, 'elected', 'Nous, c’est Explorateur. Et votre collectivité\u202f?'],
    ['no no 0 0 no none no ∅', 'agent', 'Ma collectivité serait entre Explorateur et Observateur. Et la vôtre\u202f?'],
    ['yes ? 3 4 no spec no ∅', 'other', 'Cette collectivité serait Éclaireur ou Explorateur. Et la vôtre\u202f?'],
    ['? ? 2 1 no spec ? TS', 'agent', 'Quel profil numérique pour votre collectivité\u202f?'],
  ])('%s, said by one who is « %s »', (point, role, says) => {
    const answers = { 'authority-type': 'commune', territory: 'not-said', 'respondent-role': role };
    expect(typeset(messageWith(orderAt(point, frenchSharing, { answers })), 'fr')).toBe(says);
    const placeAt = (territory: string) =>
      answeredPlace(orderAt(point, frenchSharing, { answers: { ...answers, territory } }));
    expect([placeAt('not-said'), placeAt('29')]).toEqual(['Commune', 'Commune · Finistère']);
  });

  test('never how many criteria agree: it would be compared', () => {
    const all = JSON.stringify(pictured(CANONICAL.explorateur, { criteria: true, place: true, name: '' }));
    expect(all).not.toMatch(/\d (des|sur|\/) \d/);
  });

  function orderAt(point: string, words = frenchSharing, given: Partial<ShareOrder> = {}): ShareOrder {
    const reading = readCard(study.survey, factsFrom(study.survey, answersAt(point)), words);
    if (!reading) throw new Error('no card');
    const presentation = words === frenchSharing ? FRENCH : ENGLISH;
    const entry = { id: study.survey.id, isHome: true } as ShareOrder['entry'];
    const answers = { 'authority-type': 'commune', territory: '04' };
    return { words, survey: study.survey, entry, reading, presentation, answers, results: RESULTS, ...given };
  }

  function pictured(point: string, shown: typeof NONE, words = frenchSharing, results = RESULTS) {
    const wish = { ...shown, shape: 'landscape' } as const;
    const invitation = invitationAddress('https://barometre.example', { id: study.survey.id, isHome: true });
    return messageOf(orderAt(point, words, { results }), wish, invitation);
  }
});

describe('handing over', () => {
  const file = new File(['png'], 'card.png', { type: 'image/png' });
  const refuse = (name: string) => () => Promise.reject(new DOMException('no', name));
  const done = () => Promise.resolve();
  const taken = { canShare: () => true };
  const cases: readonly [string, Omit<Outlets, 'download'>, string, number][] = [
    ['the system shares it', { ...taken, share: done, copy: done }, 'shared', 0],
    [
      'a closed sheet is a decision: nothing else happens',
      { ...taken, share: refuse('AbortError'), copy: done },
      'cancelled',
      0,
    ],
    ['a refusal falls back to the clipboard', { ...taken, share: refuse('NotAllowedError'), copy: done }, 'copied', 0],
    [
      'a system that takes no files is not asked',
      { canShare: () => false, share: refuse('AbortError'), copy: done },
      'copied',
      0,
    ],
    [
      'both refused: a download',
      { ...taken, share: refuse('NotAllowedError'), copy: refuse('NotAllowedError') },
      'downloaded',
      1,
    ],
    ['neither there: a download', {}, 'downloaded', 1],
  ];

  test.each(cases)('%s', async (_, outlets, expected, downloads) => {
    let downloaded = 0;
    const outcome = await handOver(file, 'text', { ...outlets, download: () => void downloaded++ });
    expect([outcome, downloaded]).toEqual([expected, downloads]);
  });

  test('a bug is not a refusal', async () => {
    const share = () => Promise.reject(new RangeError('bug'));
    await expect(handOver(file, 'text', { ...taken, share, download() {} })).rejects.toThrow('bug');
  });
});

test('a shared link counts in its own channel and names the survey only where it must', () => {
  expect(invitationAddress('https://b.example', { id: 's', isHome: true })).toBe('https://b.example/?c=partage');
  expect(invitationAddress('https://b.example', { id: 's' })).toBe('https://b.example/?s=s&c=partage');
});

test('a shared link tells the profile, or that the answers are composite, in the language that was spoken', () => {
  const survey = { id: 's', languages: ['fr', 'en'] };
  const link = (page: string, language: string) => previewAddress('https://b.example', survey, page, language);
  expect(link('explorateur', 'fr')).toBe('https://b.example/p/s/explorateur');
  expect(link('explorateur', 'en')).toBe('https://b.example/p/s/explorateur.en');
  expect(link(COMPOSITE_PAGE, 'en')).toBe('https://b.example/p/s/composite.en');
});

test('a page that a QR code holds is written as the links of the site are', () => {
  const capsule = { screen: 'capsule', capsule: '1ABC' } as const;
  expect(pageAddress('https://b.example', capsule)).toBe('https://b.example/#/c/1ABC');
  expect(parseRoute(new URL(pageAddress('https://b.example', capsule)).hash)).toEqual(capsule);
});
