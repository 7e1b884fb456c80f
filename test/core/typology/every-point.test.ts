import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { type SurveyFile, surveySchema } from '../../../src/core/survey/survey-schema.ts';
import type { Fact, Typology } from '../../../src/core/survey/typology-schema.ts';
import { everyPoint } from '../../../src/core/typology/every-point.ts';
import { type Nearest, nearestProfile } from '../../../src/core/typology/typology.ts';
import { builtFile, study } from '../../support/surveys.ts';
import { allOf } from '../all-of.ts';

/*
 * The exact figures of the reconstruction (barometer §6, space C), from an enumeration made independently of this code.
 * They describe the rule, not French authorities.
 */

const { survey } = study;
const { facts } = survey;
const typology = need(survey.typology);

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the study has it');
  return value;
}

function classifyAll(rule: Typology, inputs: readonly Fact[]): readonly Nearest[] {
  return Array.from(everyPoint(rule, inputs), (point) => nearestProfile(rule, point));
}

function countBy<T>(things: Iterable<T>, key: (thing: T) => string | number): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const thing of things) counts[key(thing)] = (counts[key(thing)] ?? 0) + 1;
  return counts;
}

let all: readonly Nearest[] = [];
beforeAll(() => {
  all = classifyAll(typology, facts);
});

describe('the criteria space', () => {
  test('has 15 168 points', () => {
    expect(all).toHaveLength(15_168);
  });

  test('168 points fit a profile exactly, and are mapped to it without a tie', () => {
    const exact = all.filter((nearest) => nearest.exact);
    expect(countBy(exact, (nearest) => nearest.profile)).toEqual({
      eclaireur: 43,
      entrepreneur: 6,
      explorateur: 71,
      observateur: 5,
      systemique: 43,
    });
    expect(exact.every((nearest) => nearest.decidedBy === 'matches')).toBe(true);
  });

  test('each step of the tie-break decides as often as it should', () => {
    const decided = countBy(all, (nearest) => nearest.decidedBy);
    expect(decided).toEqual({
      matches: 15_168 - 5806,
      gap: 5806 - 609,
      'criteria-order': 609 - 30,
      'profile-order': 30,
    });
  });

  test('the order of profiles decides 24 times for Éclaireur and 6 for Explorateur', () => {
    const last = all.filter((nearest) => nearest.decidedBy === 'profile-order');
    expect(countBy(last, (nearest) => nearest.profile)).toEqual({ eclaireur: 24, explorateur: 6 });
  });

  test('profiles are distributed as published', () => {
    expect(countBy(all, (nearest) => nearest.profile)).toEqual({
      eclaireur: 2385,
      entrepreneur: 1408,
      explorateur: 6322,
      observateur: 1013,
      systemique: 4040,
    });
  });

  test('at least two criteria agree, always', () => {
    expect(countBy(all, (nearest) => nearest.matches)).toEqual({ 6: 168, 5: 2151, 4: 6698, 3: 5507, 2: 644 });
  });

  test('one or two that agree on four criteria are named, and all else has no dominant profile', () => {
    for (const { outcome, alsoNear, matches } of all)
      expect(outcome).toBe(matches < 4 ? 'apart' : (['near', 'between'][alsoNear.length] ?? 'apart'));
    expect(countBy(all, ({ outcome }) => outcome)).toEqual({ near: 7274, between: 1743, apart: 6151 });
    const between = all.filter(({ outcome }) => outcome === 'between');
    expect(countBy(between, ({ profile, alsoNear }) => [profile, ...alsoNear].sort().join(' '))).toEqual({
      'eclaireur entrepreneur': 403,
      'eclaireur explorateur': 600,
      'entrepreneur observateur': 12,
      'entrepreneur systemique': 55,
      'explorateur observateur': 544,
      'explorateur systemique': 129,
    });
  });

  test('ties join two, three or four profiles', () => {
    const tied = all.filter((nearest) => nearest.alsoNear.length > 0);
    expect(countBy(tied, (nearest) => nearest.alsoNear.length + 1)).toEqual({ 2: 3890, 3: 1575, 4: 341 });
    const sets = countBy(tied, (nearest) => [nearest.profile, ...nearest.alsoNear].sort().join('+'));
    expect(
      Object.entries(sets)
        .sort(([, a], [, b]) => b - a)
        .slice(0, 4),
    ).toEqual([
      ['explorateur+observateur', 1247],
      ['explorateur+systemique', 696],
      ['eclaireur+explorateur', 616],
      ['eclaireur+entrepreneur', 517],
    ]);
  });

  test('Éclaireur and Systémique never tie', () => {
    for (const { profile, alsoNear } of all) {
      const tied = [profile, ...alsoNear];
      expect(tied.includes('eclaireur') && tied.includes('systemique')).toBe(false);
    }
  });
});

describe('another reading is another file', () => {
  type Profile = Typology['profiles'][number];
  type Condition = Profile['requires'][string]['when'];

  /** The file with the conditions of some profiles on one criterion replaced: nothing else changes. */
  function reading(criterion: string, conditions: Readonly<Record<string, Condition>>): SurveyFile {
    const file: SurveyFile = v.parse(surveySchema, study.json());
    const rule = need(file.typology);
    const profiles = rule.profiles.map((profile): Profile => {
      const when = conditions[profile.id];
      const required = need(profile.requires[criterion]);
      return when ? { ...profile, requires: { ...profile.requires, [criterion]: { ...required, when } } } : profile;
    });
    return builtFile({ ...file, typology: { ...rule, profiles } });
  }

  const both = ['incentivised', 'other-axes'];
  const specialised: Condition = { fact: 'posts', in: ['spec', 'dp'] };
  const families: Condition = {
    any: [[], ['social'], ['participatory'], ['top-down', 'participatory'], ['social', 'participatory']].map(
      (equals) => ({ fact: 'communication', equals }),
    ),
  };
  const READINGS = [
    {
      name: 'threshold 5',
      criterion: 'axes',
      conditions: { eclaireur: { sum: both, atLeast: 5 }, systemique: { sum: both, atLeast: 5 } },
      figures: ['3.9', 184, '37.1', '39.0'],
    },
    {
      name: 'Explorateur exclusive',
      criterion: 'axes',
      conditions: {
        explorateur: allOf({ sum: ['other-axes'], atLeast: 1 }, { sum: ['incentivised'], atMost: 0 }),
      },
      figures: ['19.2', 115, '36.2', '22.4'],
    },
    {
      name: 'Observateur without "nothing planned"',
      criterion: 'axes',
      conditions: {
        observateur: allOf({ sum: both, atLeast: 1 }, { sum: both, atMost: 2 }),
      },
      figures: ['2.0', 173, '37.8', '40.3'],
    },
    {
      name: 'Observateur exactly 2',
      criterion: 'axes',
      conditions: {
        observateur: allOf({ sum: both, atLeast: 2 }, { sum: both, atMost: 2 }, { fact: 'planned', is: 'no' }),
      },
      figures: ['0.9', 166, '38.4', '42.3'],
    },
    {
      name: 'posts inclusive',
      criterion: 'posts',
      conditions: { eclaireur: specialised, explorateur: specialised, systemique: specialised },
      figures: ['4.7', 325, '35.1', '43.5'],
    },
    {
      name: 'unlisted communication counts as Explorateur',
      criterion: 'communication',
      conditions: { explorateur: families },
      figures: ['16.1', 452, '28.9', '57.8'],
    },
    {
      name: 'no condition on the communication of Explorateur',
      criterion: 'communication',
      conditions: { explorateur: { all: [] } },
      figures: ['26.1', 665, '29.3', '67.8'],
    },
  ] as const satisfies readonly {
    readonly name: string;
    readonly criterion: string;
    readonly conditions: Readonly<Record<string, Condition>>;
    readonly figures: readonly [string, number, string, string];
  }[];

  test.each(READINGS)('$name', ({ criterion, conditions, figures }) => {
    const file = reading(criterion, conditions);
    const variant = classifyAll(need(file.typology), file.facts);
    expect([
      percent(variant.filter((nearest, index) => nearest.profile !== all[index]?.profile).length),
      variant.filter((nearest) => nearest.exact).length,
      percent(variant.filter((nearest) => nearest.alsoNear.length > 0).length),
      percent(variant.filter((nearest) => nearest.profile === 'explorateur').length),
    ]).toEqual(figures);
  });
});

function percent(count: number): string {
  return ((100 * count) / 15_168).toFixed(1);
}
