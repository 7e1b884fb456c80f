import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { shuffled } from '../../../src/endpoint/exports/table/shuffle.ts';
import { toWire } from '../../../src/wire/wire-answers.ts';
import { answersOf } from '../../support/arbitrary-answers.ts';
import { study } from '../../support/surveys.ts';
import { DAY, envelope, exportedBytes, noticed, rows, type TestApp, testApp, verdicts } from '../harness.ts';
import { readPackage } from './package-reader.ts';

const ZIP = 'numerique-territorial.raw.zip';

async function filesOf(app: TestApp): Promise<Readonly<Record<string, string>>> {
  const files = unzipSync(await exportedBytes(app, ZIP));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

describe('the data package', () => {
  it('is what its specification says, cell by cell, whatever was answered', async () => {
    const { app } = await testApp();
    const some = fc.sample(answersOf(study.survey), { numRuns: 60, seed: 4 });
    const sent = some.map((answers) => {
      const path = pathThrough(study.survey, { ...answers, 'authority-type': 'commune' });
      return envelope({ answers: toWire(path), channel: '-stand' });
    });
    for (const one of await verdicts(app, ...sent)) expect(one.verdict).toBe('stored');
    const read = readPackage(await filesOf(app));
    const responses = read.get('responses') ?? [];
    expect(responses).toHaveLength(60);
    expect(new Set(responses.map((row) => typeof row.minutes))).toEqual(new Set(['number']));
    expect(read.get('codebook')?.find((row) => row.item === 'territory' && row.option === '2A')).toMatchObject({
      'label-fr': 'Corse-du-Sud',
    });
    const asSent = (await rows(app)).map((row) => JSON.stringify(row.profile)).toSorted();
    expect(responses.map((row) => JSON.stringify(row.profile)).toSorted()).toEqual(asSent);
  });

  it('fails validation when a cell contradicts the schema, or a keyword is not in the specification', async () => {
    const { app } = await testApp();
    await verdicts(app, envelope());
    const files = await filesOf(app);
    const spoilt = (path: string, from: string, to: string) => ({
      ...files,
      [path]: files[path]?.replace(from, to) ?? '',
    });
    expect(readPackage(files).get('responses')).toHaveLength(1);
    for (const [path, from, to] of [
      ['responses.csv', '"commune"', '"city"'],
      ['responses.csv', `"${DAY}"`, '"yesterday"'],
      ['responses.csv', '"minutes"', '"hours"'],
      ['responses.csv', '"self"', '""'],
      ['datapackage.json', '"mediatype"', '"mediaType"'],
      ['datapackage.json', '"type": "date"', '"type": "day"'],
    ] as const)
      expect(() => readPackage(spoilt(path, from, to)), to).toThrow();
  });

  it('contains no ids, no texts, and no answers of unfinished responses', async () => {
    const { app } = await testApp();
    const complete = envelope({
      channel: 'canal-secret',
      startedOn: '2026-11-20',
      answers: {
        'authority-type': 'commune',
        'flagship-action': 'other',
        'flagship-action-other': 'PRECISION',
        'free-comment': 'REMARQUE',
        'initial-budget-investment': 'unknown',
      },
    });
    const partial = envelope({ status: 'partial', lastQuestion: 'territory', answers: { territory: '2B' } });
    await verdicts(app, complete, partial);
    const files = await filesOf(app);
    expect(Object.keys(files)).toEqual(['datapackage.json', 'responses.csv', 'codebook.csv', 'method.md']);
    const everything = Object.values(files).join('\n');
    for (const secret of [complete.id, partial.id, 'canal-secret', 'PRECISION', 'REMARQUE', '2026-11-20'])
      expect(everything).not.toContain(secret);
    expect(readPackage(files).get('responses')).toMatchObject([
      {
        'flagship-action': 'other',
        territory: null,
        'initial-budget-investment': null,
        'initial-budget-investment.unknown': true,
      },
    ]);
    const header = files['responses.csv']?.split('\r\n')[0] ?? '';
    expect(header).toMatch(
      /^"revision","mode","language","readBy","receivedOn","minutes","profile","profileKind","nearestProfiles","setAside","authority-type",/,
    );
    expect(header).not.toMatch(/other"|comment|channel|"id"|sequence/);
  });

  it('says how many answered, where others stopped, and what to protect first, in both languages', async () => {
    const { app } = await testApp();
    await verdicts(
      app,
      ...Array.from({ length: 6 }, () => envelope({ answers: { 'authority-type': 'commune', territory: '01' } })),
      envelope({ answers: { 'authority-type': 'region', territory: '2A' } }),
      ...['territory', 'territory', null].map((lastQuestion) =>
        envelope({ status: 'partial', lastQuestion, answers: {} }),
      ),
    );
    const files = await filesOf(app);
    const note = files['method.md'] ?? '';
    for (const line of [
      '- réponses complètes (lignes de `responses.csv`)\u202f: 7',
      '- réponses inachevées\u202f: 3',
      `- réception\u202f: ${DAY} → ${DAY}`,
      `- révision ${study.survey.revision} du questionnaire\u202f: 7 complètes`,
      '- avant la première question\u202f: 1',
      "- 2. Département (ou collectivité d'outre-mer) de votre collectivité (`territory`)\u202f: 2",
      'Ce sont des répondants, pas un échantillon représentatif',
      'Complete responses whose combination of `authority-type`, `territory` is shared by fewer than 5 responses: 1.',
      '### Éclaireur (`eclaireur`)',
      '`{"sum":["incentivised","other-axes"],"atLeast":6}`',
    ])
      expect(note).toContain(line);
    expect(JSON.parse(files['datapackage.json'] ?? '')).not.toHaveProperty('licenses');
    expect(note).toContain('rien n’autorise à réutiliser ces données');
  });

  it('has the licence that the notice names', async () => {
    const url = 'https://licence.example/2.0';
    const licence = { name: 'etalab-2.0', title: { fr: 'Licence Ouverte 2.0', en: 'Open Licence 2.0' }, url };
    const { app } = await testApp({ surveys: await noticed({ licence }) });
    const files = await filesOf(app);
    readPackage(files);
    expect(JSON.parse(files['datapackage.json'] ?? '')).toMatchObject({
      licenses: [{ name: 'etalab-2.0', title: 'Licence Ouverte 2.0', path: url }],
    });
    expect(files['method.md']).toContain(`[Licence Ouverte 2.0](${url})`);
    expect(files['method.md']).toContain(`[Open Licence 2.0](${url})`);
  });

  it('keeps what the organiser set aside, marks it and says how many', async () => {
    const { app, storage } = await testApp();
    const all = [1, 2, 3, 4].map((minutes) => envelope({ minutes }));
    await verdicts(app, ...all);
    const aside = all.filter((one) => one.minutes > 2).map((one) => one.id);
    await storage.setAside('numerique-territorial', aside, 'Ne pas répéter', DAY);
    const files = await filesOf(app);
    const rows = readPackage(files).get('responses');
    expect(rows?.map(({ minutes, setAside }) => [minutes, setAside]).toSorted()).toEqual([
      [1, null],
      [2, null],
      [3, true],
      [4, true],
    ]);
    expect(files['method.md']).toContain('que les résultats publiés ne comptent pas\u202f: 2');
    expect(files['method.md']).toContain('not counted in the published results: 2');
    expect(Object.values(files).join()).not.toContain('Ne pas répéter');
  });

  it('is valid before anyone has answered', async () => {
    const { app } = await testApp();
    expect(readPackage(await filesOf(app)).get('responses')).toEqual([]);
  });
});

describe('shuffling', () => {
  it.each([[1], [2], [7], [100]])('within %d keeps everything, once each', async (window) => {
    const things = Array.from({ length: 50 }, (_, index) => index);
    const out: number[] = [];
    for await (const thing of shuffled(toAsync(things), window)) out.push(thing);
    expect(out.toSorted((a, b) => a - b)).toEqual(things);
    if (window > 1) expect(out).not.toEqual(things);
  });

  it('makes every order of three as likely', async () => {
    const seen = new Map<string, number>();
    for (let turn = 0; turn < 6000; turn++) {
      let order = '';
      for await (const thing of shuffled(toAsync(['a', 'b', 'c']), 3)) order += thing;
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(180);
  });
});

async function* toAsync<T>(things: readonly T[]): AsyncGenerator<T> {
  yield* things;
}
