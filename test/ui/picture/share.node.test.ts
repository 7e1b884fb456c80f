import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { presentationSchema } from '../../../src/core/survey/presentation.ts';
import { presentationIn } from '../../../src/edition/presentation-in.ts';
import { COMPOSITE_PAGE, invitationAddress, pageAddress, previewAddress } from '../../../src/ui/address/addresses.ts';
import { parseRoute } from '../../../src/ui/address/routes.ts';
import { handOver, type Outlets } from '../../../src/ui/elements/web-share.ts';
import { layout } from '../../../src/ui/picture/layout.ts';
import { altOf, messageOf, type PictureContents } from '../../../src/ui/picture/picture-words.ts';
import { amongOf } from '../../../src/ui/picture/sharing.ts';
import { SIZES } from '../../../src/ui/picture/sheet.ts';
import { fitted, wrap } from '../../../src/ui/picture/wrap.ts';
import { readCard } from '../../../src/ui/profile/card-reading.ts';
import { CANONICAL, factsAt } from '../../support/barometer.ts';
import { publicationOfPeople } from '../../support/season.ts';
import { readPublic, study } from '../../support/surveys.ts';
import { frenchSharing as words } from '../shown-words.ts';

/** Letters half as wide as they are high: wider than any real text. */
const measure = (text: string, size: number, weight: number) => text.length * size * (weight > 600 ? 0.6 : 0.52);

const PRESENTATION = presentationIn(
  'fr',
  v.parse(presentationSchema, readPublic(`${study.survey.id}/presentation.json`)),
  study.survey,
);
const AMONG = {
  share: '10\u00a0%',
  group: 'des 1\u202f240 réponses profilées · Intercommunalité',
  marks: Array.from({ length: 20 }, (_, place) => ({
    profile: place < 12 ? 'explorateur' : undefined,
    isOwn: place < 2,
  })),
};

describe('wrapping', () => {
  const column = { width: 100, size: 10, weight: 400, most: 9 };
  const tens = (text: string) => text.length * 10;

  test('breaks at plain spaces, never before a mark', () => {
    expect(wrap('un deux trois\u202f?', column, tens)).toEqual(['un deux', 'trois\u202f?']);
  });

  test('cuts a word wider than the column', () => {
    expect(wrap('anticonstitutionnel', column, tens)).toEqual(['anticonsti', 'tutionnel']);
  });

  test('what does not fit ends with an ellipsis that fits', () => {
    expect(wrap('un deux trois quatre cinq', { ...column, most: 1 }, tens)).toEqual(['un deux…']);
  });

  test('a name too long for its line is written smaller, never cut', () => {
    expect(fitted('Entrepreneur', 60, 10, 700, tens)).toBe(5);
  });
});

describe('what the picture says', () => {
  const points = {
    ...CANONICAL,
    'a tie of two': 'no no 0 0 no none no ∅',
    'a tie of three': 'yes yes 0 0 no none no T',
    'a tie of four': 'yes yes 0 1 no none no ∅',
    'too few criteria': 'yes yes 0 1 yes none yes T',
  };
  const cases = Object.entries(points).flatMap(([profile, point]) =>
    [false, true].flatMap((criteria) => [false, true].map((type) => ({ profile, point, shown: { criteria, type } }))),
  );

  test.each(cases)(
    '$profile, $shown: everything is inside the picture, and nothing over a text',
    ({ point, shown }) => {
      const message = pictured(point, shown);
      for (const shape of ['landscape', 'portrait'] as const) {
        const { width, height } = SIZES[shape];
        const marks = layout(message, shape, measure);
        const boxes = marks.flatMap((mark) => {
          if (mark.kind === 'text')
            return {
              what: mark.text,
              left: mark.x,
              right: mark.x + measure(mark.text, mark.size, mark.weight),
              top: mark.y - mark.size * 0.74,
              bottom: mark.y + mark.size * 0.22,
            };
          if (mark.kind === 'plate')
            return {
              what: 'plate',
              left: mark.x,
              right: mark.x + mark.width,
              top: mark.y,
              bottom: mark.y + mark.height,
            };
          if (mark.kind !== 'emblem') return [];
          // What is drawn of it, within its band and the sheet.
          const rim = mark.side * 0.08;
          const within = mark.within ?? { x: 0, y: 0, width, height };
          return {
            what: mark.within ? 'emblem' : 'mark',
            left: Math.max(within.x, mark.x + rim),
            right: Math.min(within.x + within.width, mark.x + mark.side - rim),
            top: Math.max(within.y, mark.y + rim),
            bottom: Math.min(within.y + within.height, mark.y + mark.side - rim),
          };
        });
        for (const { what, left, right, top, bottom } of boxes.filter((box) => box.what !== 'emblem'))
          expect([what, left >= 40, right <= width - 40, top >= 14, bottom <= height - 14]).toEqual([
            what,
            true,
            true,
            true,
            true,
          ]);
        const overlaps = boxes.flatMap((one, index) =>
          boxes.slice(index + 1).flatMap((other) => {
            const isApart =
              one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
            // A plate is drawn over the emblem, and the respondent's values over the plate.
            const isValue = message.criteria?.some(
              (value) => value.startsWith(other.what.slice(0, 8)) || value.includes(other.what.replace('…', '')),
            );
            const isAllowed =
              (one.what === 'emblem' && ['emblem', 'plate'].includes(other.what)) ||
              (['emblem', 'plate'].includes(one.what) && isValue);
            return isApart || isAllowed ? [] : [`${shape}: ${one.what} × ${other.what}`];
          }),
        );
        expect(overlaps).toEqual([]);
      }
    },
  );

  test('half of the picture of one profile is its emblem, and its name is the largest of the rest', () => {
    const marks = layout(pictured(CANONICAL.eclaireur, { criteria: false, type: false }), 'landscape', measure);
    const emblem = marks.find((mark) => mark.kind === 'emblem');
    expect(emblem?.side).toBeGreaterThanOrEqual(SIZES.landscape.height / 2);
    const sizes = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.size] : []));
    // In a feed a picture is a third as wide: what is read of it is as large as a title.
    expect(Math.max(...sizes) / 3).toBeGreaterThanOrEqual(28);
  });

  test('a composite one has a band of one size for each profile it is between, with its name and emblem in it', () => {
    const message = pictured('no no 0 0 no none no ∅', { criteria: false, type: false });
    expect([message.names, message.emblems]).toEqual([
      ['de l’Explorateur', 'et de l’Observateur'],
      ['explorateur', 'observateur'],
    ]);
    for (const shape of ['landscape', 'portrait'] as const) {
      const marks = layout(message, shape, measure);
      const tones = marks.flatMap((mark) => (mark.kind === 'tone' ? [mark] : []));
      expect(tones.map(({ profile }) => profile)).toEqual(['explorateur', 'observateur']);
      expect(new Set(tones.map(({ height }) => height)).size).toBe(1);
      const emblems = marks.flatMap((mark) => (mark.kind === 'emblem' && mark.within ? [mark] : []));
      expect(emblems.map(({ within }) => within?.y)).toEqual(tones.map(({ y }) => y));
      const names = marks.flatMap((mark) => (mark.kind === 'text' && message.names.includes(mark.text) ? [mark] : []));
      expect(
        names.map(
          ({ y }, place) => y > (tones[place]?.y ?? 0) && y < (tones[place]?.y ?? 0) + (tones[place]?.height ?? 0),
        ),
      ).toEqual([true, true]);
    }
    const few = layout(pictured('yes yes 0 1 yes none yes T', { criteria: false, type: false }), 'landscape', measure);
    expect(few.flatMap((mark) => (mark.kind === 'tone' ? [mark.profile] : []))).toEqual([undefined]);
  });

  describe('how many others', () => {
    const amongAt = (point: string, people: Readonly<Record<string, number>>, change: object = {}) => {
      const reading = readCard(study.survey, factsAt(point), words);
      if (!reading) throw new Error('no profile');
      const results = { ...publicationOfPeople(study.survey, people), ...change };
      return amongOf({ words, survey: study.survey, reading, results, stratum: undefined });
    };

    test('are twenty marks of a published share, one’s own first', () => {
      const among = amongAt(CANONICAL.explorateur, {
        commune: 2400,
        departement: 62,
        region: 45,
        intercommunalite: 230,
      });
      expect(among?.marks).toHaveLength(20);
      expect(among?.marks[0]).toEqual({ profile: 'explorateur', isOwn: true });
      expect(among?.share).toMatch(/^\d+\u00a0%$/);
      expect(among?.group).toMatch(/^des \d+ réponses profilées$/);
    });

    test('are left out for a group that is small or empty', () => {
      expect(amongAt(CANONICAL.explorateur, { commune: 60 })).toBeUndefined();
      expect(amongAt(CANONICAL.explorateur, { commune: 420 }, { demonstration: true })).toBeUndefined();
    });
  });

  test('the sentence of a profile is whole beside the type of who answered', () => {
    // As wide as our letters are, in the middle of what is written here.
    const asDrawn = (text: string, size: number) => text.length * size * 0.46;
    for (const point of Object.values(CANONICAL))
      for (const shape of ['landscape', 'portrait'] as const) {
        const texts = layout(pictured(point, { criteria: false, type: true }), shape, asDrawn).flatMap((mark) =>
          mark.kind === 'text' ? [mark.text] : [],
        );
        expect(texts.filter((text) => text.endsWith('…'))).toEqual([]);
      }
  });

  test('the profile alone, unless the respondent chose more', () => {
    const least = pictured(CANONICAL.explorateur, { criteria: false, type: false });
    expect(least).not.toHaveProperty('criteria');
    expect(least).not.toHaveProperty('type');
    expect(altOf(least)).not.toContain('Commune');
    expect(pictured(CANONICAL.explorateur, { criteria: false, type: true })).toHaveProperty('type', 'Commune');
  });

  test('never how many criteria agree: it would be compared', () => {
    const all = JSON.stringify(pictured(CANONICAL.explorateur, { criteria: true, type: true }));
    expect(all).not.toMatch(/\d (des|sur|\/) \d/);
  });

  function pictured(point: Parameters<typeof factsAt>[0], shown: PictureContents) {
    const reading = readCard(study.survey, factsAt(point), words);
    if (!reading) throw new Error('no profile');
    return messageOf({
      words,
      survey: study.survey,
      reading,
      presentation: PRESENTATION,
      type: 'Commune',
      shown,
      among: AMONG,
      invitation: invitationAddress('https://barometre.example', { id: study.survey.id, isHome: true }),
    });
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
