import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { FactValues } from '../../../src/core/survey/typology-schema.ts';
import { drawQr } from '../../../src/ui/elements/qr.ts';
import { readCard } from '../../../src/ui/profile/card-reading.ts';
import { openCard } from '../../../src/ui/screens/capsule/capsule-page.tsx';
import { CompareCards } from '../../../src/ui/screens/capsule/compare-cards.tsx';
import { sharingWords } from '../../../src/ui/words/sharing-words.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { makeCapsule } from '../../../src/wire/capsule.ts';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { CANONICAL, factsAt } from '../../support/barometer.ts';
import { study } from '../../support/surveys.ts';

const { survey } = study;
const capsuleOf = (facts: FactValues) => makeCapsule(survey, facts) ?? '';
const find = async () => survey;

describe('opening a capsule', () => {
  test('gives the survey and the facts that the card is computed from', async () => {
    const facts = factsAt(CANONICAL.eclaireur);
    expect(await openCard(capsuleOf(facts), find)).toEqual({ survey, facts });
  });

  const good = capsuleOf(factsAt(CANONICAL.explorateur));
  const cases: readonly [string, string, string][] = [
    ['another survey named by hand', good.replace('numerique', 'sanitaire'), 'broken'],
    ['of a later version', `4${good.slice(1)}`, 'later-version'],
    ['as long as a novel', `${good}${'x'.repeat(5000)}`, 'broken'],
    // Every area in progress and one planned: no answers give that, even with valid check symbols.
    ['impossible facts', capsuleOf({ ...factsAt('yes yes 3 9 no spec yes TSP'), planned: 'yes' }), 'broken'],
  ];

  test.each(cases)('%s: no card, and why', async (_, text, why) => {
    expect(await openCard(text, find)).toBe(why);
  });

  test.each(['unknown-survey', 'unknown-revision', 'unreachable'] as const)('%s: no card, and why', async (why) => {
    expect(await openCard(good, async () => why)).toBe(why);
  });
});

test('the code of a capsule is small enough for a phone at arm’s length', () => {
  // 4.5 mm a module on A4.
  expect(drawQr('HTTPS://EXEMPLE.FR/NUMERIQUE-TERRITORIAL/STAND').size).toBe(25);
  const { size, path } = drawQr(`https://barometre.collectivites.example/#/c/${capsuleOf({})}`);
  expect(size).toBeLessThanOrEqual(45);
  expect(path).toMatch(/^M[\d\sMmhHvVlLzZ.,-]+$/);
});

test('two cards of any outcomes are compared by what they name, and one that is open names no profile', () => {
  const words = { ...sharingWords(wordsIn('fr', fr)), isBrought: true };
  const { evaluation: _, ...either }: FactValues = factsAt(CANONICAL.eclaireur);
  const { plan: _plan, posts: _posts, ...open }: FactValues = factsAt('yes yes 0 6 no spec no T');
  const cards: readonly [string, FactValues][] = [
    ['Explorateur', factsAt(CANONICAL.explorateur)],
    ['Entrepreneur et Observateur', factsAt('yes yes 2 0 no none no T')],
    ['Éclaireur ou Systémique', either],
    ['Éclaireur, Entrepreneur ou Observateur', factsAt('yes yes 0 0 no none no T')],
    ['Aucun profil ne se dégage (Systémique)', factsAt('yes yes 0 1 yes none yes T')],
    ['Un profil à découvrir', open],
  ];
  for (const [theirs, brought] of cards)
    for (const [ours, own] of cards) {
      const [theirCard, ourCard] = [brought, own].map((facts) => readCard(survey, facts, words));
      if (!theirCard || !ourCard) throw new Error('the study has profiles');
      const html = renderToString(h(CompareCards, { words, brought: theirCard, own: ourCard }));
      for (const name of [theirs, ours]) expect(html).toContain(`</span>${name}</td>`);
      // The first cell of its head.
      expect(html.split('<td></td>')).toHaveLength(2);
    }
});
