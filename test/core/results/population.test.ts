import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { coverageOf, inviteNext, type Population, targetsOf } from '../../../src/core/results/population.ts';
import { resultsFileFaults, resultsFileSchema } from '../../../src/core/results/results-file.ts';
import { readPublic, study } from '../../support/surveys.ts';

const { survey } = study;
const require = createRequire(import.meta.url);
const readPackage = <S extends v.GenericSchema>(name: string, schema: S) =>
  v.parse(
    schema,
    JSON.parse(readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${name}.json`), 'utf8')),
  );

/** Options of `population-band` name their bounds: `lt-3500`, `3500-4999`, `2000000-plus`. */
function bandOf(inhabitants: number): string {
  const band = survey.question.get('population-band')?.choices.find(({ id }) => {
    const [least = '', most = ''] = id.split('-');
    const from = least === 'lt' ? 0 : Number(least);
    const to = least === 'lt' ? Number(most) - 1 : most === 'plus' ? Number.POSITIVE_INFINITY : Number(most);
    return from <= inhabitants && inhabitants <= to;
  });
  if (!band) throw new Error(`no band for ${inhabitants} inhabitants`);
  return band.id;
}

function stratumOf(inhabitants: readonly number[]) {
  const parts: Record<string, number> = {};
  for (const { id } of survey.question.get('population-band')?.choices ?? []) {
    const units = inhabitants.filter((one) => bandOf(one) === id).length;
    if (units > 0) parts[id] = units;
  }
  return { total: inhabitants.length, parts };
}

/** Communes, départements, régions and EPCI à fiscalité propre of metropolitan France and the five overseas départements. */
function frenchPopulation(): Population {
  const area = v.object({ code: v.string(), zone: v.string() });
  const communes = readPackage(
    'communes',
    v.array(
      v.looseObject({
        code: v.string(),
        type: v.string(),
        zone: v.string(),
        departement: v.optional(v.string()),
        region: v.optional(v.string()),
        population: v.optional(v.number()),
      }),
    ),
  ).filter(({ type, zone }) => type === 'commune-actuelle' && zone !== 'com');
  const sizes = new Map(communes.map(({ code, population = 0 }) => [code, population]));
  const inhabitants = (codes: readonly string[]) => codes.reduce((sum, code) => sum + (sizes.get(code) ?? 0), 0);
  const areas = (name: 'departements' | 'regions', key: 'departement' | 'region') =>
    readPackage(name, v.array(area))
      .filter(({ zone }) => zone !== 'com')
      .map(({ code }) => inhabitants(communes.filter((one) => one[key] === code).map((one) => one.code)));
  const epci = readPackage('epci', v.array(v.object({ membres: v.array(v.object({ code: v.string() })) })));
  return {
    asOf: '2026-01-01',
    source: {
      fr: 'Code officiel géographique (Insee), EPCI à fiscalité propre (DGCL) et populations municipales (Insee), au 1er janvier 2026, d’après @etalab/decoupage-administratif 6.0.0. France métropolitaine et cinq départements d’outre-mer. Les départements et les régions sont comptés comme territoires\u202f: une même collectivité en administre parfois deux.',
      en: 'Official geographic code (Insee), inter-municipal bodies with own taxation (DGCL) and municipal populations (Insee) on 1 January 2026, from @etalab/decoupage-administratif 6.0.0. Metropolitan France and the five overseas départements. Départements and regions are counted as territories: one authority sometimes runs two.',
    },
    by: 'population-band',
    strata: {
      commune: stratumOf([...sizes.values()]),
      departement: stratumOf(areas('departements', 'departement')),
      region: stratumOf(areas('regions', 'region')),
      intercommunalite: stratumOf(epci.map(({ membres }) => inhabitants(membres.map(({ code }) => code)))),
    },
  };
}

/** `npx vitest run -u <this file>` writes the totals of a newer package. */
test('the known totals of the study are those of the maintained package', async () => {
  const file = readPublic('numerique-territorial/results.json') as { population: Population };
  const population = frenchPopulation();
  const source = { ...file.population.source, ...population.source };
  const written = { ...file, population: { ...population, source } };
  await expect(`${JSON.stringify(written, null, 2)}\n`).toMatchFileSnapshot(
    '../../../public/surveys/numerique-territorial/results.json',
  );
  expect(Object.values(written.population.strata).map(({ total }) => total)).toEqual([34_875, 101, 18, 1_255]);
});

const population: Population = {
  asOf: '2026-01-01',
  source: { fr: 'INSEE', en: 'INSEE' },
  by: 'population-band',
  strata: { region: { total: 18, parts: { '100000-499999': 5, '2000000-plus': 13 } }, departement: { total: 101 } },
};

describe('a file of known totals', () => {
  const faultsOf = (changed: Partial<Population>) =>
    resultsFileFaults(v.parse(resultsFileSchema, { population: { ...population, ...changed } }), survey);

  const noChoice = (item: string) => `no single choice "${item}" other than the strata`;
  const regions = (parts: Record<string, number>) => ({ strata: { region: { total: 18, parts } } });

  test('that fits its survey has no fault', () => expect(faultsOf({})).toEqual([]));
  test.each<[string, Partial<Population>, string, string]>([
    ['a stratum that is not there', { strata: { ville: { total: 3 } } }, 'strata.ville', 'no stratum "ville"'],
    ['sizes by no single choice', { by: 'main-domains', strata: {} }, 'by', noChoice('main-domains')],
    ['sizes by the strata', { by: 'authority-type', strata: {} }, 'by', noChoice('authority-type')],
    ['parts of an option that is not there', regions({ huge: 18 }), 'strata.region.parts', 'no option "huge"'],
    [
      'parts that do not add up',
      regions({ '2000000-plus': 13 }),
      'strata.region.parts',
      'the parts add up to 13, not 18',
    ],
  ])('with %s is refused', (_, changed, path, reason) =>
    expect(faultsOf(changed)).toMatchObject([{ path: `population.${path}`, reason }]),
  );
});

describe('coverage', () => {
  test('is in the order of the survey, with the parts that exist or responded, and says which total is exceeded', () => {
    const found = coverageOf(population, survey, (stratum) =>
      stratum === 'region' ? { n: 22, parts: { '2000000-plus': 20, 'lt-3500': 2 } } : undefined,
    );
    expect(found).toEqual([
      { stratum: 'departement', total: 101, respondents: undefined, isExceeded: false, parts: [] },
      {
        stratum: 'region',
        total: 18,
        respondents: 22,
        isExceeded: true,
        parts: [
          { option: 'lt-3500', total: 0, respondents: 2 },
          { option: '100000-499999', total: 5, respondents: 0 },
          { option: '2000000-plus', total: 13, respondents: 20 },
        ],
      },
    ]);
  });
});

test.each([
  [22, 10, false],
  [44, 10, false],
  [45, 10, true],
  [22, 1, false],
])(
  '%i responses of 18 that exist, drawn %i times, are more by three standard deviations: %s',
  (n, draws, isExceeded) => {
    const found = coverageOf(population, survey, (stratum) =>
      stratum === 'region' ? { n, noise: { epsilon: 0.5, draws } } : undefined,
    );
    expect(found[1]).toMatchObject({ stratum: 'region', isExceeded });
  },
);

describe('targets', () => {
  const have: Readonly<Record<string, number>> = { commune: 60, departement: 15, region: 40 };
  const targets = targetsOf(
    ['commune', 'departement', 'region', 'intercommunalite'],
    { commune: 120, departement: 30, region: 30, intercommunalite: 50 },
    (stratum) => have[stratum] ?? 0,
  );

  test('say what is wanted, had and missing, and never less than nothing', () => {
    expect(targets.map(({ missing }) => missing)).toEqual([60, 15, 0, 50]);
  });
  test('name the group furthest from its own as the next to invite, several where they tie, none where all are met', () => {
    expect(inviteNext(targets)).toEqual(['intercommunalite']);
    expect(inviteNext(targets.slice(0, 3))).toEqual(['commune', 'departement']);
    expect(inviteNext(targets.slice(2, 3))).toEqual([]);
  });
});
