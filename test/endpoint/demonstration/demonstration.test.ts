import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemonstration, removeDemonstration } from '../../../src/endpoint/demonstration/demonstration-decisions.ts';
import { lastPublication } from '../../../src/endpoint/results/kept-publications.ts';
import { openPostgres } from '../../../src/endpoint/storage/postgres/postgres-storage.ts';
import type { Storage } from '../../../src/endpoint/storage/storage.ts';
import { vocabularyOf } from '../../../src/endpoint/stored/vocabulary.ts';
import type { Use } from '../../../src/endpoint/tokens/token-audit.ts';
import { readCsv } from '../exports/csv-reader.ts';
import { readPackage } from '../exports/package-reader.ts';
import { envelope, exported, openSqlite, studySurveys, TOKEN, temporaryFolder, testApp, verdicts } from '../harness.ts';
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.remove());

const SURVEY = 'numerique-territorial';
const SET = { on: '2026-11-01', seed: '2017', responses: 1200 };
const authorised = { Authorization: `Bearer ${TOKEN}` };

const opens: Readonly<Record<string, () => Promise<Storage>>> = {
  SQLite: async () =>
    openSqlite(join(await temporaryFolder(), 'responses.sqlite'), { vocabulary: vocabularyOf(await studySurveys()) }),
  PostgreSQL: async () => openPostgres(await server.newDatabase(), { vocabulary: vocabularyOf(await studySurveys()) }),
};

/** An endpoint whose days pass on command, from the first of November. */
async function endpoint(open: () => Promise<Storage> = opens.SQLite as () => Promise<Storage>) {
  let day = 1;
  const uses: Use[] = [];
  const now = () => new Date(2026, 10, day, 12);
  const opened = await testApp({ storage: await open(), now, audit: (use) => uses.push(use) });
  const { app, storage, publications } = opened;
  const published = (await studySurveys()).get(SURVEY);
  if (!published) throw new Error('no survey');
  const parts = async (isDry = false) => ({ storage, published, last: await lastPublication(storage, SURVEY), isDry });
  const ask = (path: string) => app.request(`/api/${path}`, { headers: authorised });
  return {
    ...opened,
    uses,
    ask,
    make: async (isDry?: boolean) => {
      const made = await makeDemonstration(await parts(isDry), SET);
      publications.forget(SURVEY);
      return made;
    },
    remove: async (isDry?: boolean) => {
      const removed = await removeDemonstration(await parts(isDry));
      publications.forget(SURVEY);
      return removed;
    },
    async passTo(wanted: number) {
      while (day < wanted) {
        day++;
        await publications.publishDue();
        publications.forget(SURVEY);
      }
    },
    results: async () => (await ask(`results/${SURVEY}`)).json(),
    conduct: async () => JSON.parse((await storage.conduct(SURVEY))?.body ?? '{}'),
  };
}

describe.each(Object.keys(opens))('a demonstration on %s', (kind) => {
  const open = opens[kind];

  it('shows everything that the study showed, marked, from no response at all', async () => {
    const { make, results, ask, storage, uses, conduct } = await endpoint(open);
    expect(await make(true)).toMatchObject({ kind: 'made', set: SET });
    expect(await conduct()).toEqual({});
    expect(await make()).toMatchObject({ kind: 'made', follows: expect.arrayContaining(['digital-plan']) });
    expect(await storage.completeCount(SURVEY)).toBe(0);

    const { demonstration, phase, strata, territories } = await results();
    expect([demonstration, phase]).toEqual([true, 'preview']);
    for (const [stratum, n] of Object.entries({
      all: 1200,
      commune: 500,
      departement: 280,
      region: 90,
      intercommunalite: 330,
    })) {
      expect(Math.abs(strata[stratum].n - n), stratum).toBeLessThanOrEqual(5);
      const hidden = Object.entries(strata[stratum].items).flatMap(([item, shown]) => (shown === null ? [item] : []));
      // Asked of the few who want support.
      expect(hidden).toEqual(stratum === 'region' ? ['support-structure'] : []);
      expect(strata[stratum].profiles.counts.explorateur).toBeGreaterThan(0);
    }
    expect(territories.length).toBeGreaterThan(30);

    const csv = await ask(`export/${SURVEY}.csv`);
    expect(csv.headers.get('Content-Disposition')).toContain(`${SURVEY}-demonstration-2026-11-01.csv`);
    const lines = readCsv(await csv.text());
    expect(lines).toHaveLength(1344);
    expect(new Set(lines.map(({ channel }) => channel))).toEqual(new Set(['demonstration']));
    const ndjson = (await (await ask(`export/${SURVEY}.ndjson`)).text()).trim().split('\n');
    expect(ndjson.map((line) => JSON.parse(line).channel)).toEqual(lines.map(() => 'demonstration'));
    expect(await (await ask(`export/${SURVEY}.sps`)).text()).toContain(`${SURVEY}-demonstration-2026-11-01.csv`);
    const workbook = await readWorkbook(Buffer.from(await (await ask(`export/${SURVEY}.xlsx`)).arrayBuffer()));
    expect(workbook.map(({ sheet }) => sheet)).toEqual(['demonstration', 'codebook']);
    const zip = unzipSync(new Uint8Array(await (await ask(`export/${SURVEY}.zip`)).arrayBuffer()));
    const files = Object.fromEntries(Object.entries(zip).map(([path, bytes]) => [path, strFromU8(bytes)]));
    const rows = readPackage(files).get('responses') ?? [];
    expect(rows.map((row) => row.demonstration)).toEqual(Array.from({ length: 1200 }, () => true));
    expect(JSON.parse(files['datapackage.json'] ?? '')).toMatchObject({
      title: expect.stringMatching(/^Démonstration – /),
      keywords: ['demonstration'],
    });
    expect(files['method.md']).toContain('personne ne les a données');
    expect(files['method.md']).toMatch(/2017 » pour : .*`digital-plan`/);

    const participation = await (await ask(`organiser/participation/${SURVEY}`)).json();
    expect(participation).toMatchObject({ demonstration: true, complete: 1200, partial: 144 });
    expect(await (await ask(`organiser/flags/${SURVEY}?volume.commune=1`)).json()).toMatchObject({
      demonstration: true,
      flags: expect.arrayContaining([expect.objectContaining({ flag: expect.stringMatching(/^volume\/commune\//) })]),
    });
    expect(await (await ask(`organiser/conduct/${SURVEY}`)).json()).toMatchObject({ demonstration: SET });
    const counted = uses.filter(({ use }) => use !== 'GET organiser/conduct/:survey');
    expect(counted.map((use) => use.demonstration)).toEqual(counted.map(() => 'yes'));
  });

  it('gives way to the first real answer, of which nothing is lost, and is counted with none', async () => {
    const { app, make, passTo, results, ask, conduct } = await endpoint(open);
    await make();
    const sent = Array.from({ length: 45 }, () => envelope({ startedOn: '2026-11-01' }));
    for (const one of await verdicts(app, ...sent)) expect(one.verdict).toBe('stored');

    const rows = (await exported(app)).trim().split('\n');
    expect(rows.map((line) => JSON.parse(line).id).toSorted()).toEqual(sent.map(({ id }) => id).toSorted());
    const participation = await (await ask(`organiser/participation/${SURVEY}`)).json();
    expect([participation.complete, participation.demonstration]).toEqual([45, undefined]);
    // The minute of the first answer is nobody's business.
    expect(await results()).toMatchObject({ demonstration: true });

    await passTo(2);
    const { demonstration, strata } = await results();
    expect(demonstration).toBeUndefined();
    expect(Math.abs(strata.all.n - 45)).toBeLessThanOrEqual(5);
    expect(await conduct()).not.toHaveProperty('demonstration');
  });
});

describe('a demonstration', () => {
  it('is told before it is removed, and gone without a trace', async () => {
    const { make, remove, results, ask, conduct } = await endpoint();
    const before = await results();
    await make();
    expect(await remove(true)).toMatchObject({ kind: 'removed', set: SET });
    expect(await results()).toMatchObject({ demonstration: true });
    expect(await remove()).toMatchObject({ kind: 'removed' });
    expect(await conduct()).toEqual({});
    expect(await results()).toEqual(before);
    expect(await (await ask(`export/${SURVEY}.ndjson?today=1`)).text()).toBe('');
  });

  it('does not come back when the one real answer is erased', async () => {
    const { app, storage, make, passTo, results } = await endpoint();
    await make();
    const one = envelope({ startedOn: '2026-11-01' });
    await verdicts(app, one);
    await passTo(2);
    expect(await storage.erase(one.receiptHash, '2026-11-02')).toBe(true);
    await passTo(3);
    expect(await results()).not.toHaveProperty('demonstration');
  });

  it.each<[string, Parameters<typeof envelope>[0]]>([
    ['a response', {}],
    ['one that is not finished', { status: 'partial', answers: {}, lastQuestion: null }],
  ])('is refused where there is %s', async (_, changes) => {
    const { app, make, conduct } = await endpoint();
    await verdicts(app, envelope({ startedOn: '2026-11-01', ...changes }));
    expect(await make()).toEqual({ kind: 'refused', code: 'demonstration.real-responses' });
    expect(await conduct()).toEqual({});
  });

  it('is refused where real results are shown, whose responses are erased', async () => {
    const { app, storage, make, passTo, results } = await endpoint();
    await verdicts(app, ...Array.from({ length: 45 }, () => envelope({ startedOn: '2026-11-01' })));
    await passTo(2);
    await storage.eraseBefore('2026-11-03');
    expect(await make()).toEqual({ kind: 'refused', code: 'demonstration.real-results' });
    expect(await results()).not.toHaveProperty('demonstration');
  });

  it('is made once, and removed once', async () => {
    const { make, remove } = await endpoint();
    expect(await remove()).toEqual({ kind: 'refused', code: 'demonstration.none' });
    await make();
    expect(await make()).toEqual({ kind: 'refused', code: 'demonstration.already-made' });
    await remove();
    expect(await remove()).toEqual({ kind: 'refused', code: 'demonstration.none' });
  });

  it('is never counted with real answers that came while it was made', async () => {
    const { app, storage, passTo, results } = await endpoint();
    await verdicts(app, ...Array.from({ length: 45 }, () => envelope({ startedOn: '2026-11-01' })));
    // Another process had looked before they were there.
    await storage.keepConduct({ survey: SURVEY, version: 1, body: JSON.stringify({ demonstration: SET }) });
    await passTo(2);
    const { demonstration, strata } = await results();
    expect(demonstration).toBeUndefined();
    expect(Math.abs(strata.all.n - 45)).toBeLessThanOrEqual(5);
  });

  it('leaves no draw behind, and shows its results once the survey is closed', async () => {
    const { app, make, passTo, results, storage } = await endpoint();
    await make();
    await app.request('/api/organiser/close', {
      method: 'POST',
      headers: { ...authorised, 'Content-Type': 'application/json' },
      body: JSON.stringify({ survey: SURVEY, finalOn: '2026-11-02' }),
    });
    expect(await results()).toMatchObject({ demonstration: true, phase: 'preview', closedFrom: '2026-11-02' });
    await passTo(3);
    const { demonstration, phase, strata } = await results();
    expect([demonstration, phase]).toEqual([true, 'results']);
    expect(strata.region.n % 5 === 0 && strata.commune.n % 5 === 0 && strata.all.n % 5 === 0).toBe(false);
    expect(JSON.parse((await storage.publication(SURVEY))?.body ?? '').ledger.strata.all?.shown ?? null).toBeNull();
  });
});
