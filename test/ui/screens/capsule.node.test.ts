import { describe, expect, test } from 'vitest';
import type { FactValues } from '../../../src/core/survey/typology-schema.ts';
import { drawQr } from '../../../src/ui/elements/qr.ts';
import { openCard } from '../../../src/ui/screens/capsule/capsule-page.tsx';
import { makeCapsule } from '../../../src/wire/capsule.ts';
import { CANONICAL, factsAt } from '../../support/barometer.ts';
import { study } from '../../support/surveys.ts';

const { survey } = study;
const capsuleOf = (facts: FactValues) => makeCapsule(survey, facts) ?? '';
const find = async () => survey;

describe('opening a capsule', () => {
  test('gives the survey and the facts that the card is computed from', async () => {
    const facts = factsAt(CANONICAL.eclaireur);
    expect(await openCard(capsuleOf(facts), find)).toEqual({ kind: 'card', survey, facts });
  });

  const good = capsuleOf(factsAt(CANONICAL.explorateur));
  const cases: readonly [string, string, string][] = [
    ['nothing', '', 'broken'],
    ['another survey named by hand', good.replace('numerique', 'sanitaire'), 'broken'],
    ['of a later version', `4${good.slice(1)}`, 'later-version'],
    ['as long as a novel', `${good}${'x'.repeat(5000)}`, 'broken'],
    // Every area in progress and one planned: no answers give that, even with valid check symbols.
    ['impossible facts', capsuleOf({ ...factsAt('yes yes 3 9 no spec yes TSP'), planned: 'yes' }), 'broken'],
  ];

  test.each(cases)('%s: no card, and why', async (_, text, why) => {
    expect(await openCard(text, find)).toEqual({ kind: 'none', why });
  });

  test.each(['unknown-survey', 'unknown-revision', 'unreachable'] as const)('%s: no card, and why', async (why) => {
    expect(await openCard(good, async () => why)).toEqual({ kind: 'none', why });
  });
});

test('every point makes a capsule of 80 characters at most, and a code small enough for a phone at arm’s length', () => {
  const capsule = capsuleOf(factsAt(CANONICAL.systemique));
  expect(capsule.length).toBeLessThanOrEqual(80);
  const { size, path } = drawQr(`https://barometre.collectivites.example/#/c/${capsule}`);
  expect(size).toBeLessThanOrEqual(45);
  expect(path).toMatch(/^M[\d\sMmhHvVlLzZ.,-]+$/);
});
