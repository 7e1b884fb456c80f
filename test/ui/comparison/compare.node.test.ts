import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { DisplayedCount } from '../../../src/core/results/disclosure/shares.ts';
import type { ShownItem } from '../../../src/core/results/disclosure/shown-tables.ts';
import { pastOf } from '../../../src/core/results/past-study.ts';
import { referenceSchema } from '../../../src/core/results/reference.ts';
import { pastStudy } from '../../../src/edition/compact-reference.ts';
import { compare, type GroupComparison } from '../../../src/ui/comparison/compare.ts';
import { answersBehind } from '../../../src/ui/comparison/criterion-shares.ts';
import { displayedCountOf } from '../../../src/ui/results/displayed-count.ts';
import { figureOf } from '../../../src/ui/results/figure.ts';
import { ADDRESS, outlineOf } from '../../../src/ui/results/outline.ts';
import { APART, BETWEEN } from '../../../src/ui/results/shown-numbers.ts';
import type { Results } from '../../../src/wire/results.ts';
import { publicationOfPeople } from '../../support/season.ts';
import { builtSurvey, readPublic, study } from '../../support/surveys.ts';
import { RESULTS } from '../../support/unshown-results.ts';
import { frenchResults } from '../shown-words.ts';

const { survey } = study;
const past = pastStudy(v.parse(referenceSchema, readPublic('numerique-territorial/reference-2017.json')));
const row = (base: number, counts: Record<string, number>): ShownItem => ({
  base,
  blank: 0,
  unknown: 0,
  notAsked: 0,
  counts,
});
const group = (n: number) => ({
  asOf: '2026-05-12',
  draws: 1,
  sizeDraws: 1,
  n,
  crossings: {},
  profiles: {
    base: n,
    between: 7,
    apart: 3,
    without: 0,
    counts: { eclaireur: 10, entrepreneur: 0, explorateur: n - 25, observateur: 5, systemique: 0 },
  },
  items: {
    'digital-plan': row(n, { yes: n / 2, no: n / 2, unknown: 0 }),
    'axis-open-data': row(n, { 'in-progress': 20, planned: n - 40, 'not-on-agenda': 20 }),
  },
});
const results: Results = {
  ...RESULTS,
  survey: survey.id,
  answered: 1240,
  strata: { all: group(1240), commune: group(520), departement: null, region: null, intercommunalite: null },
};
const compared = (stratum: string | undefined, given: Results | undefined = results) =>
  compare({ survey, results: given, stratum, own: ['explorateur'], past });
const published = (comparison: GroupComparison) => {
  if (comparison.kind !== 'published') throw new Error(comparison.kind);
  return comparison;
};

describe('comparing', () => {
  test('one’s own type first, then everyone', () => {
    const { groups, ownTypeHidden } = published(compared('commune'));
    expect(groups).toEqual([
      { id: 'commune', n: 520, asOf: '2026-05-12', profiled: 520 },
      { id: 'all', n: 1240, asOf: '2026-05-12', profiled: 1240 },
    ]);
    expect(ownTypeHidden).toBe(false);
  });

  test('everyone is said to be made of the types that are shown, in the survey’s order', () => {
    const strata = { ...results.strata, intercommunalite: group(230), region: group(40) };
    const { types } = published(compared('commune', { ...results, strata }));
    expect(types.map(({ label, n }) => [label.fr, n])).toEqual([
      ['Commune', 520],
      ['Région', 40],
      ['Intercommunalité', 230],
    ]);
  });

  test('a type too small is said to be, and everyone remains', () => {
    const { groups, ownTypeHidden } = published(compared('region'));
    expect([groups.map(({ id }) => id), ownTypeHidden]).toEqual([['all'], true]);
  });

  test('nothing read, nothing published', () => {
    expect(compare({ survey, results: undefined, stratum: 'commune', own: ['explorateur'], past })).toEqual({
      kind: 'unread',
    });
    expect(compared('commune', { ...results, strata: {} })).toEqual({ kind: 'unpublished' });
    expect(compared('commune', { ...results, strata: { ...results.strata, all: null } })).toEqual({
      kind: 'unpublished',
    });
  });

  test('profiles stay in the study’s order, one’s own marked and not moved', () => {
    const { profiles } = published(compared('commune'));
    expect(profiles.map(({ id, isOwn }) => [id, isOwn])).toEqual([
      ['eclaireur', false],
      ['entrepreneur', false],
      ['explorateur', true],
      ['observateur', false],
      ['systemique', false],
      [BETWEEN, false],
      [APART, false],
    ]);
    expect(profiles[2]?.cells).toEqual([
      { share: 95, count: 495, base: 520 },
      { share: 98, count: 1215, base: 1240 },
    ]);
  });

  test('those between profiles and those near none alone are counted as such', () => {
    const cellOf = (line: string) => published(compared('commune')).profiles.find(({ id }) => id === line)?.cells[0];
    expect(cellOf(BETWEEN)).toMatchObject({ count: 7, base: 520 });
    expect(cellOf(APART)).toMatchObject({ count: 3, base: 520 });
  });

  test('an item held back and one never counted are held back, never zero', () => {
    const { criteria } = published(compared('commune'));
    const evaluation = criteria.find(({ id }) => id === 'evaluation');
    expect(evaluation?.lines.map(({ cells }) => cells)).toEqual([[undefined, undefined]]);
  });

  test('a small base tells the range of the noise, and never a bare 0 or 100', () => {
    const small = (base: number, explorateur: number) => {
      const profiles = { base, between: 0, apart: 0, without: 0, counts: { explorateur } };
      return published(compared(undefined, { ...results, strata: { all: { ...group(base), profiles } } })).profiles[2]
        ?.cells[0];
    };
    const bare = small(120, 0);
    expect(bare).toMatchObject({ count: 0, base: 120, range: { least: 0 } });
    expect(bare).not.toHaveProperty('share');
    expect(small(240, 240)).toMatchObject({ count: 240, base: 240, range: { most: 100 } });
    expect(small(120, 60)).toMatchObject({ share: 50, range: { least: 41, most: 59 } });
    expect(small(1240, 620)).toEqual({ share: 50, count: 620, base: 1240 });
  });

  test.each(['preview', 'results'] as const)('each number is that of the page of results (%s)', (phase) => {
    const publication = publicationOfPeople(survey, { commune: 420, departement: 34, region: 45 }, { phase });
    const input = { survey, results: publication, file: {}, words: frenchResults };
    const blocks = outlineOf(survey, {}).flatMap((part) => part.blocks);
    const onPage = (address: string, group: string, option: string) => {
      const block = blocks.find((one) => one.address === address);
      const figure = block && figureOf(block, input);
      const row = figure?.rows.find(({ id }) => id === group);
      const level = figure?.levels.find(({ id }) => id === option);
      return displayable(row && level && displayedCountOf(row, level, 'respondents'));
    };
    // A row without any number to display has no levels.
    const displayable = (displayed: DisplayedCount | undefined) => (displayed?.isVague ? undefined : displayed);
    for (const stratum of ['commune', 'departement', 'region']) {
      const { groups, profiles, criteria } = published(compared(stratum, publication));
      groups.forEach(({ id: group }, place) => {
        for (const { id, cells } of profiles)
          expect(displayable(cells[place])).toEqual(onPage(ADDRESS.profiles, group, id));
        for (const { id, lines } of criteria) {
          const answers = answersBehind(survey, survey.typology?.criteria.find((one) => one.id === id)?.facts ?? []);
          lines.forEach(({ item, cells }, at) => {
            const [option = '', ...more] = answers[at]?.options ?? [];
            if (more.length === 0) expect(displayable(cells[place]), item).toEqual(onPage(item, group, option));
          });
        }
      });
    }
  });

  test('every criterion shows the answers it reads', () => {
    const shown = published(compared('commune')).criteria.map(({ id, lines }) => [id, lines.length]);
    expect(Object.fromEntries(shown)).toEqual({
      plan: 1,
      elected: 1,
      axes: 12,
      posts: 9,
      evaluation: 1,
      communication: 6,
    });
    expect(answersBehind(survey, ['planned'])).toEqual([]);
  });

  test('options of which one may tick several are shown one by one, and never added up', () => {
    const example = builtSurvey(readPublic('exemple-benevolat/1.json'));
    const shown = answersBehind(example, ['welcomed']).map(({ label, options }) => [label.en, options]);
    expect(shown).toEqual([
      ['A welcome meeting', ['meeting']],
      ['Someone to go along with', ['buddy']],
      ['Training', ['training']],
    ]);
  });
});

describe('the figures of 2017', () => {
  const of = (item: string, option: string, inGroup: string) => pastOf(past, item, [option], inGroup);

  test('stand as printed, with their pages', () => {
    expect(of('digital-plan', 'yes', 'all')).toMatchObject([{ published: '49 %', page: '48' }]);
    expect(of('elected-digital-rep', 'yes', 'all')).toMatchObject([{ published: 'près de 2/3', page: '7' }]);
    expect(of('evaluation-device', 'yes', 'commune')).toMatchObject([{ published: '16%', page: '27' }]);
  });

  test('of each of several types stand beside each of them', () => {
    const types = ['commune', 'departement', 'region', 'intercommunalite', 'all'];
    const printed = types.map((type) => of('digital-service-attachment', 'it-department', type)[0]?.published);
    const near = 'aux alentours des 40%';
    expect(printed).toEqual([near, near, '11%', near, undefined]);
  });

  test('stand beside the same answer of the same group alone', () => {
    const { criteria } = published(compared('commune'));
    const plan = criteria.find(({ id }) => id === 'plan')?.lines[0];
    expect(plan?.past.map((figures) => figures.map((one) => one.published))).toEqual([[], ['49 %']]);
  });
});
