import { Buffer } from 'node:buffer';
import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { factsFrom } from '../../../src/core/typology/facts.ts';
import { classify } from '../../../src/core/typology/typology.ts';
import { toWire } from '../../../src/wire/wire-answers.ts';
import { answersAt, CANONICAL } from '../../support/barometer.ts';
import { study } from '../../support/surveys.ts';
import { envelope, exported, exportedBytes, NEAR, passingDays, rows, verdicts } from '../harness.ts';
import { readCsv } from './csv-reader.ts';
import { readPackage } from './package-reader.ts';

const SURVEY = 'numerique-territorial';

/** Two profiles are as near, with four criteria each. */
const TIED = 'no no 0 0 no none no ∅';
const NEAREST = 'explorateur|observateur';
/** Two again, but three criteria agree with each. */
const TIED_ON_FEW = 'yes yes 0 2 yes none no P';
/** Three profiles are as near. */
const THREE = 'no yes 1 1 yes dp no T';
/** One profile alone is nearest, but three criteria of six agree. */
const FEW = 'yes yes 0 0 yes none yes T';

const answersOf = (point: string) => ({
  ...toWire(pathThrough(study.survey, { ...answersAt(point), 'authority-type': 'commune' })),
});

/** So many of each, all of one type, and some of whom no profile can be computed. */
async function endpoint(each = 1) {
  const opened = await passingDays({}, 24);
  const answers = [TIED, TIED_ON_FEW, THREE, FEW, CANONICAL.explorateur].map(answersOf);
  const sent = [...answers, { 'authority-type': 'commune' }].flatMap((one) =>
    Array.from({ length: each }, () => envelope({ answers: one })),
  );
  await verdicts(opened.app, ...sent);
  return { ...opened, sent };
}

/** By the answers that were sent: `profile`, `profileKind` and `nearestProfiles` of each. */
const EXPECTED = [
  ['composite', 'between', NEAREST],
  ['composite', 'apart', 'eclaireur|entrepreneur'],
  ['composite', 'apart', 'entrepreneur|explorateur|observateur'],
  ['composite', 'apart', 'systemique'],
  ['explorateur', 'near', 'explorateur'],
  [null, null, null],
];

describe('who is between two profiles, or near none', () => {
  it('is composite by the typology, not the first profile in order', () => {
    const read = (point: string) => classify(study.survey, factsFrom(study.survey, answersAt(point)));
    expect(read(TIED)).toMatchObject({ outcome: 'between', matches: 4, alsoNear: ['explorateur'] });
    expect(read(TIED_ON_FEW)).toMatchObject({ outcome: 'apart', matches: 3, alsoNear: ['entrepreneur'] });
    expect(read(THREE)).toMatchObject({ outcome: 'apart', alsoNear: ['entrepreneur', 'observateur'] });
    expect(read(FEW)).toMatchObject({ outcome: 'apart', matches: 3, alsoNear: [] });
  });

  it('is composite in each row of every export, with the nearest profiles beside it', async () => {
    const { app, sent } = await endpoint();
    const told = new Map((await rows(app)).map((row) => [row.id, [row.profile, row.profileKind, row.nearestProfiles]]));
    expect(sent.map(({ id }) => told.get(id))).toEqual(EXPECTED);
    const csv = new Map(readCsv(await exported(app, `${SURVEY}.csv`)).map((row) => [row.id, row]));
    const asText = sent.map(({ id }) => [csv.get(id)?.profile, csv.get(id)?.profileKind, csv.get(id)?.nearestProfiles]);
    expect(asText).toEqual(EXPECTED.map((row) => row.map((cell) => cell ?? '')));
    const [sheet] = await readWorkbook(Buffer.from(await exportedBytes(app, `${SURVEY}.xlsx`)));
    const cells = sheet?.data.slice(1).map((row) => String(row[sheet.data[0]?.indexOf('profile') ?? -1] ?? ''));
    expect(cells?.toSorted()).toEqual(EXPECTED.map(([profile]) => profile ?? '').toSorted());
    expect(await exported(app, `${SURVEY}.sps`)).toMatch(/VALUE LABELS profile[\s\S]*'composite' 'Composite'/);
  });

  it('is composite in the package, whose schema and note say so', async () => {
    const { app } = await endpoint();
    const files = Object.fromEntries(
      Object.entries(unzipSync(await exportedBytes(app, `${SURVEY}.raw.zip`))).map(([path, bytes]) => [
        path,
        strFromU8(bytes),
      ]),
    );
    const responses = readPackage(files).get('responses') ?? [];
    const told = responses.map((row) => JSON.stringify([row.profile, row.profileKind, row.nearestProfiles]));
    expect(told.toSorted()).toEqual(EXPECTED.map((row) => JSON.stringify(row)).toSorted());
    const { resources } = JSON.parse(files['datapackage.json'] ?? '');
    const field = resources[0].schema.fields.find(({ name }: { name: string }) => name === 'profile');
    expect(field.constraints.enum).toContain('composite');
    expect(files['method.md']).toContain(
      'S’ils sont trois ou plus, ou s’il y a moins de 4 critères concordants, elle est sans profil dominant',
    );
    expect(files['method.md']).toContain('or under 4 criteria in agreement');
  });

  it('is published as composite, and counted under no profile', async () => {
    const { app, tomorrow } = await endpoint(60);
    await tomorrow();
    const { strata } = await (await app.request(`/api/results/${SURVEY}`)).json();
    const { base, counts, pairs, between, apart, without } = strata.commune.profiles;
    const near = (value: number, exact: number) => expect(Math.abs(value - exact)).toBeLessThanOrEqual(2 * NEAR);
    near(base, 300);
    near(pairs[NEAREST], 60);
    near(apart, 180);
    // Six of the ten pairs can tie on four criteria; the other four have no cell.
    expect(Object.values<number>(pairs)).toHaveLength(6);
    expect(Object.values<number>(pairs).reduce((sum, count) => sum + count, 0)).toBe(between);
    near(without, 60);
    near(counts.explorateur, 60);
    for (const [id, count] of Object.entries<number>(counts)) if (id !== 'explorateur') near(count, 0);
  });
});
