import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createMetrics } from '../../../src/endpoint/health/metrics.ts';
import { CannotStart } from '../../../src/endpoint/process/cannot-start.ts';
import { readKept, readLedger } from '../../../src/endpoint/results/kept-publications.ts';
import { createPublications } from '../../../src/endpoint/results/publications.ts';
import { StorageUnavailable } from '../../../src/endpoint/storage/storage.ts';
import { textSecretIn } from '../../../src/endpoint/stored/texts-apart.ts';
import { type Results, resultsSchema } from '../../../src/wire/results.ts';
import { ask } from '../../support/ask.ts';
import { study } from '../../support/surveys.ts';
import {
  envelope,
  NEAR,
  passingDays,
  rows,
  seededUniform,
  shippedStudy,
  studySurveys,
  type TestApp,
  temporaryFolder,
  verdicts,
} from '../harness.ts';

const SURVEY = 'numerique-territorial';
const COMMUNE = { 'authority-type': 'commune', 'digital-plan': 'yes' };
const REGION = { 'authority-type': 'region', 'digital-plan': 'no' };

async function results(app: TestApp): Promise<Results> {
  const { status, body } = await ask(app, `/api/results/${SURVEY}`);
  expect(status).toBe(200);
  return v.parse(resultsSchema, body);
}

const near = (value: number | undefined, exact: number, by = NEAR) =>
  expect(Math.abs((value ?? Number.NaN) - exact), `${value} is near ${exact}`).toBeLessThanOrEqual(by);

async function organise(app: TestApp, call: string, body: object) {
  const reply = await ask(app, call, { survey: SURVEY, ...body });
  return { status: reply.status, ...reply.body };
}

describe('while the survey is open', () => {
  test('nothing is published of few, and the page knows when the next publication comes', async () => {
    const { app, respond, tomorrow } = await passingDays();
    expect(await results(app)).toMatchObject({ strata: { all: null }, next: '2026-11-02', openedOn: '2026-11-01' });
    await respond(3, COMMUNE);
    await tomorrow();
    expect(await results(app)).toMatchObject({
      phase: 'preview',
      next: '2026-11-03',
      strata: { all: null, commune: null, departement: null, region: null, intercommunalite: null },
      territories: [],
    });
  });

  test('types that are large enough are shown with blanks and all, and all of them together add up', async () => {
    const { app, respond, tomorrow } = await passingDays();
    await respond(140, COMMUNE);
    await respond(62, { 'authority-type': 'commune' });
    await respond(145, REGION);
    await respond(3, { 'authority-type': 'departement' });
    await respond(40, { 'authority-type': 'region' }, { status: 'partial' });
    await tomorrow();
    const { strata, unfinished, answered, modes } = await results(app);
    const { commune, region, all } = strata;
    expect(commune).toMatchObject({ asOf: '2026-11-02', draws: 1 });
    near(commune?.n, 202);
    near(commune?.items['digital-plan']?.blank, 62);
    near(commune?.items['digital-plan']?.counts.yes, 140);
    expect(commune?.items['elected-rep-domain']).toBeNull();
    expect(strata.departement).toBeNull();
    expect(all?.n).toBe((commune?.n ?? 0) + (region?.n ?? 0));
    for (const option of ['yes', 'no', 'unknown'])
      expect(all?.items['digital-plan']?.counts[option]).toBe(
        (commune?.items['digital-plan']?.counts[option] ?? 0) + (region?.items['digital-plan']?.counts[option] ?? 0),
      );
    expect(all?.items['authority-type']?.counts).toEqual({ commune: commune?.n, region: region?.n });
    expect(all?.crossings).toEqual({});
    near(unfinished, 40);
    near(answered, 350);
    near(modes.self, 350);
  });

  test('the number not asked follows from the question before, and is absent for what is always asked', async () => {
    const { app, respond, tomorrow } = await passingDays();
    await respond(80, { ...COMMUNE, 'elected-digital-rep': 'yes' });
    await respond(120, { ...COMMUNE, 'elected-digital-rep': 'no' });
    await tomorrow();
    const { all } = (await results(app)).strata;
    const asked = all?.items['elected-digital-rep']?.counts.yes ?? 0;
    const domain = all?.items['elected-rep-domain'];
    // Too few answered it, so it is hidden. The question behind it is shown.
    expect(domain).toBeNull();
    expect(asked).toBeGreaterThan(50);
    expect(all?.items['digital-plan']).not.toHaveProperty('notAsked');
    expect(all?.items['authority-type']).not.toHaveProperty('blank');
  });

  test('nothing is published because somebody reads, nor between two nights of the calendar', async () => {
    const { app, respond, passTo, storage } = await passingDays();
    await respond(60, COMMUNE);
    expect((await results(app)).strata.all).toBeNull();
    expect((await storage.lastNight(SURVEY))?.night).toBe(0);
    await passTo(6);
    const fifth = await results(app);
    // The next nights are the 8th, the 13th…
    expect(fifth.next).toBe('2026-11-09');
    await respond(60, REGION);
    await passTo(8);
    expect(await results(app)).toEqual(fifth);
    await passTo(9);
    expect((await results(app)).strata.region?.asOf).toBe('2026-11-09');
    // Communes have not grown by a third: theirs are the tables of their night.
    expect((await results(app)).strata.commune?.asOf).toBe('2026-11-02');
  });

  test('a night that the endpoint slept through is made late, as of its day', async () => {
    const { app, respond, sleepTo, publications } = await passingDays();
    await respond(60, COMMUNE);
    sleepTo(7);
    await respond(90, REGION);
    await publications.publishDue();
    const { strata } = await results(app);
    expect(strata.commune?.asOf).toBe('2026-11-06');
    expect(strata.region).toBeNull();
  });

  test('a flood that is erased leaves with the next publication, and stops nothing (stayed sixty days before)', async () => {
    const { app, respond, passTo, storage } = await passingDays();
    const secrets = Array.from({ length: 300 }, (_, at) => createHash('sha256').update(`false ${at}`).digest('hex'));
    const false_ = secrets.map((receiptHash) => envelope({ answers: REGION, receiptHash }));
    await verdicts(app, ...false_);
    await respond(50, { 'authority-type': 'region', 'digital-plan': 'yes' });
    await passTo(3);
    near((await results(app)).strata.region?.items['digital-plan']?.counts.no, 300);
    for (const secret of secrets) await storage.erase(secret, '2026-11-03');
    await passTo(4);
    const after = (await results(app)).strata.region;
    near(after?.items['digital-plan']?.counts.no, 0);
    near(after?.items['digital-plan']?.counts.yes, 50);
  });

  test('the numbers erased and excluded since the last tables are returned', async () => {
    const { app, respond, passTo } = await passingDays();
    const ids = await respond(200, COMMUNE);
    await passTo(3);
    expect(await results(app)).not.toHaveProperty('left');
    await organise(app, 'set-aside', { ids: ids.slice(0, 45), reason: 'Envois automatiques' });
    await passTo(4);
    near((await results(app)).left, 22, 12);
  });

  test('a response that is excluded, reinstated and excluded again comes back in no preview, and in the final results', async () => {
    const { respond, app, tomorrow, counting, passTo } = await passingDays();
    const ids = await respond(60, COMMUNE);
    await tomorrow();
    const sizes = async (phase: 'preview' | 'results') => {
      const asked = { before: '2026-11-30', phase, added: [], books: {} };
      return (await counting.ask(SURVEY, 'census', asked))?.census.sizes[0];
    };
    for (const call of ['set-aside', 'take-back', 'set-aside', 'take-back']) {
      await organise(app, call, { ids: ids.slice(0, 7), ...(call === 'set-aside' && { reason: 'r' }) });
      if (call === 'set-aside') expect(await sizes('preview')).toBe(53);
    }
    expect(await sizes('preview')).toBe(53);
    expect(await sizes('results')).toBe(60);
    await passTo(4);
  });
});

describe('the ledger', () => {
  test('is written once by two endpoints, and what is served was read back', async () => {
    const one = await passingDays();
    await one.respond(60, COMMUNE);
    one.sleepTo(2);
    const surveys = await studySurveys();
    const other = createPublications({
      storage: one.storage,
      surveys,
      now: one.now,
      counting: one.counting,
      uniform: seededUniform(2),
    });
    await Promise.all([one.publications.publishDue(), other.publishDue()]);
    const survey = await shippedStudy();
    const bodies = await Promise.all([one.publications.of(survey), other.of(survey)]);
    expect(bodies[0]).toEqual(bodies[1]);
    expect((await one.storage.lastNight(SURVEY))?.night).toBe(1);
  });

  test('is read again after a commit that may have failed, and never drawn over', async () => {
    const one = await passingDays();
    await one.respond(60, COMMUNE);
    one.sleepTo(2);
    const made = vi.spyOn(one.storage, 'publishNight');
    made.mockImplementationOnce(async (row) => {
      made.mockRestore();
      await one.storage.publishNight(row);
      throw new StorageUnavailable('the connection broke after the commit');
    });
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await one.publications.publishDue();
    const kept = await one.storage.lastNight(SURVEY);
    expect(kept?.night).toBe(1);
    await one.publications.publishDue();
    expect(await one.storage.lastNight(SURVEY)).toEqual(kept);
    expect((await results(one.app)).strata.commune?.asOf).toBe('2026-11-02');
  });

  test('accumulates the noise of each cell, and of earlier nights holds nothing', async () => {
    const { respond, passTo, storage } = await passingDays();
    await respond(60, COMMUNE);
    await passTo(2);
    const read = async () => {
      const kept = await readKept(storage, SURVEY);
      if (!kept) throw new Error('nothing is kept');
      return readLedger(kept);
    };
    const first = await read();
    await passTo(3);
    const second = await read();
    expect(second.preview?.sizes.draws).toBe(2);
    const moves = second.preview?.sizes.noise.map((noise, at) => noise - (first.preview?.sizes.noise[at] ?? 0));
    expect(moves?.some((move) => move !== 0)).toBe(true);
    expect(second.preview?.strata.commune).toEqual(first.preview?.strata.commune);
    const earlier = storage as unknown as { readonly source: { readonly file: string } };
    expect(earlier.source.file).toBeTruthy();
  });

  test('counts a restore as one more exposure, and the desk shows it', async () => {
    const { app, respond, passTo, storage } = await passingDays();
    await respond(60, COMMUNE);
    await passTo(2);
    const told = async () => (await ask(app, `conduct/${SURVEY}`)).body.publication;
    expect(await told()).toMatchObject({ restores: 0, next: '2026-11-03' });
    const standing = await storage.standing();
    vi.spyOn(storage, 'standing').mockResolvedValue({ ...standing, epoch: 'f'.repeat(32) });
    await passTo(3);
    const kept = await readKept(storage, SURVEY);
    expect(kept && readLedger(kept)).toMatchObject({ restores: 1, epoch: 'f'.repeat(32) });
  });
});

describe('an endpoint that is upgraded while a survey is open', () => {
  test('publishes durations at the closing only, since its previews began without them', async () => {
    const { app, respond, passTo, storage } = await passingDays();
    await respond(140, COMMUNE);
    await passTo(2);
    expect((await results(app)).minutes?.draws).toBe(1);
    // As the release before left it.
    const row = await storage.lastNight(SURVEY);
    if (!row) throw new Error('nothing is kept');
    const ledger = JSON.parse(row.ledger);
    delete ledger.preview.minutes;
    const former = { ...row, ledger: JSON.stringify(ledger) };
    vi.spyOn(storage, 'lastNight').mockResolvedValueOnce(former);
    await passTo(3);
    expect(await results(app)).not.toHaveProperty('minutes');
    await passTo(4);
    expect(await results(app)).not.toHaveProperty('minutes');
    await organise(app, 'close', { finalOn: '2026-11-06' });
    await passTo(6);
    expect((await results(app)).minutes).toMatchObject({ draws: 1 });
  });
});

describe('at the closing', () => {
  test('the final results are made once, of everybody, with noise of their own, and nothing moves any more', async () => {
    const { app, respond, passTo, storage, publications } = await passingDays();
    await respond(140, { ...COMMUNE, 'respondent-role': 'elected', 'digital-job-share': 'nearly-all' });
    await respond(25, REGION, { readBy: 'translated' });
    await respond(4, { 'authority-type': 'departement' });
    await passTo(4);
    const preview = await results(app);
    await organise(app, 'close', { finalOn: '2026-11-10' });
    await passTo(9);
    expect(await results(app)).toMatchObject({ phase: 'preview' });
    await passTo(10);
    const final = await results(app);
    expect(final).toMatchObject({ phase: 'results' });
    expect(final).not.toHaveProperty('next');
    expect(preview.translated).toBeUndefined();
    near(final.translated, 25);
    near(final.strata.all?.n, 169, 30);
    expect(final.strata.all).toMatchObject({ asOf: '2026-11-10', draws: 5 });
    expect(final.strata.departement).toBeNull();
    near(final.strata.all?.crossings['job-share-by-role']?.rows.elected?.counts['nearly-all'], 140, 40);
    expect(final.strata.commune?.items['digital-plan']).not.toEqual(preview.strata.commune?.items['digital-plan']);
    const kept = await storage.lastNight(SURVEY);
    await respond(200, REGION);
    await passTo(20);
    await publications.publishDue();
    expect(await storage.lastNight(SURVEY)).toEqual(kept);
    expect(await results(app)).toEqual(final);
  });

  test('a survey of one response publishes nothing', async () => {
    const { app, respond, passTo } = await passingDays();
    await respond(1, COMMUNE);
    await organise(app, 'close', { finalOn: '2026-11-03' });
    await passTo(3);
    expect(await results(app)).toMatchObject({ phase: 'results', strata: { all: null, commune: null } });
  });

  test('a second closing differs from the first by what has changed and one draw', async () => {
    const { app, respond, passTo, storage } = await passingDays();
    await respond(140, COMMUNE);
    await organise(app, 'close', { finalOn: '2026-11-03' });
    await passTo(3);
    const read = async () => {
      const kept = await readKept(storage, SURVEY);
      return kept && readLedger(kept).final;
    };
    const first = await read();
    await organise(app, 'reopen', {});
    expect(await results(app)).toMatchObject({ phase: 'preview' });
    await respond(9, COMMUNE);
    await organise(app, 'close', { finalOn: '2026-11-06' });
    await passTo(6);
    const second = await read();
    const table = (book: typeof first) => book?.strata.commune?.tables['digital-plan'];
    const [before, after] = [table(first), table(second)];
    expect([before?.draws, after?.draws]).toEqual([1, 2]);
    const changes = after?.cells.map((_, at) => {
      const value = (after.values[at] ?? 0) - (before?.values[at] ?? 0);
      return value - ((after.noise[at] ?? 0) - (before?.noise[at] ?? 0));
    });
    expect(changes).toEqual([9, 0, 0, 0]);
    expect((await results(app)).strata.all?.draws).toBe(10);
  });
});

describe('what leaves the endpoint', () => {
  test('no exact number, no noise and no raw count is in body or headers, the journal or the metrics', async () => {
    const lines: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
    const metrics = createMetrics();
    onTestFinished(() => metrics.close());
    const { app, respond, tomorrow, storage } = await passingDays({ metrics });
    await respond(111, COMMUNE);
    await tomorrow();
    const response = await app.request(`/api/results/${SURVEY}`);
    const body = await response.text();
    // Made from the published counts alone.
    const digest = createHash('sha256').update(body).digest('base64url').slice(0, 16);
    expect(response.headers.get('ETag')).toBe(`"${digest}"`);
    const kept = await readKept(storage, SURVEY);
    const ledger = kept && readLedger(kept);
    expect(ledger?.preview?.strata.commune?.tables['digital-plan']?.noise).toHaveLength(4);
    expect(`${body} ${JSON.stringify([...response.headers])}`).not.toMatch(
      /"(noise|values|cells|ledger|epoch|restores)"/,
    );
    const told = await ask(app, 'metrics');
    const everything = [told.text, ...lines].join('\n');
    expect(everything).not.toMatch(/\b111\b/);
    expect(lines.join('\n')).not.toContain('noise');
    expect(body).not.toMatch(/:-\d/);
  });

  test('a publication is compressed for clients that accept it, and not sent again to one that has its tag', async () => {
    const { app, respond, tomorrow } = await passingDays();
    await respond(60, COMMUNE);
    await tomorrow();
    const asked = (encodings: string, tag = '') =>
      app.request(`/api/results/${SURVEY}`, { headers: { 'Accept-Encoding': encodings, 'If-None-Match': tag } });
    const plain = await (await asked('identity')).text();
    const tags = new Set<string>();
    for (const [encodings, encoding, decoded] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip', 'gzip', gunzipSync],
    ] as const) {
      const response = await asked(encodings);
      expect(response.headers.get('Content-Encoding')).toBe(encoding);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.length).toBeLessThan(plain.length / 3);
      expect(decoded(bytes).toString()).toBe(plain);
      const tag = response.headers.get('ETag') ?? '';
      tags.add(tag);
      const again = await asked(encodings, tag);
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    expect(tags.size).toBe(2);
  });
});

test('the secret is made once, readable by its owner alone, and the settings may provide it', async () => {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  const made = await textSecretIn(folder, undefined);
  const file = join(folder, 'disclosure.key');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await textSecretIn(folder, undefined)).toEqual(made);
  expect(await textSecretIn(await temporaryFolder(), (await readFile(file, 'utf8')).trim())).toEqual(made);
  await expect(textSecretIn(folder, 'short')).rejects.toThrow(CannotStart);
});

describe('a crossing that the organiser adds', () => {
  const CROSSED = { rows: 'digital-service-size', columns: 'digital-plan' };
  const id = 'digital-service-size--digital-plan';

  test('is announced without numbers, and public from the closing until it is withdrawn', async () => {
    const told: object[] = [];
    const { app, respond, passTo } = await passingDays({ audit: (use) => told.push(use) });
    await respond(120, { ...COMMUNE, 'digital-service-size': 'lt-5' });
    const foretold = await organise(app, 'crossing', { ...CROSSED, wanted: 'listed', dryRun: true });
    expect(foretold).toEqual({
      status: 200,
      survey: SURVEY,
      done: false,
      effects: [{ effect: 'crossing-of-everyone' }, { effect: 'crossing-listed' }],
    });
    expect(await organise(app, 'crossing', { ...CROSSED, wanted: 'listed' })).toMatchObject({
      status: 200,
      done: true,
    });
    expect(
      await organise(app, 'crossing', { rows: CROSSED.columns, columns: CROSSED.rows, wanted: 'listed' }),
    ).toMatchObject({ status: 409, code: 'crossing.already-listed' });
    await passTo(3);
    expect((await results(app)).strata.all?.crossings[id]).toBeUndefined();
    await organise(app, 'close', { finalOn: '2026-11-05' });
    await passTo(5);
    const final = await results(app);
    expect(final.crossings).toEqual([{ id, ...CROSSED }]);
    expect(final.strata.all?.crossings[id]?.epsilon).toBeCloseTo(0.25, 5);
    expect(final.strata.commune?.crossings[id]).toBeUndefined();
    expect(await organise(app, 'crossing', { ...CROSSED, wanted: 'unlisted' })).toMatchObject({ status: 200 });
    const after = await results(app);
    expect([after.crossings, after.strata.all?.crossings[id]]).toEqual([undefined, undefined]);
    expect(told).toContainEqual(expect.objectContaining({ crossing: id, status: 200 }));
    expect((await rows(app)).length).toBe(120);
  });

  test.each([
    ['a place', { rows: 'territory', columns: 'digital-plan' }, 404],
    ['a text', { rows: 'free-comment', columns: 'digital-plan' }, 404],
    ['a multiple choice', { rows: 'main-domains', columns: 'digital-plan' }, 404],
    ['itself', { rows: 'digital-plan', columns: 'digital-plan' }, 404],
    ['nothing that is asked', { rows: 'nothing', columns: 'digital-plan' }, 404],
    ['a filter beside', { rows: 'authority-type', columns: 'digital-plan', channel: 'mail' }, 400],
    ['what the file has', { rows: 'respondent-role', columns: 'digital-job-share' }, 409],
  ])('is not published with %s', async (_, crossed, status) => {
    const { app } = await passingDays();
    expect((await organise(app, 'crossing', { wanted: 'listed', ...crossed })).status).toBe(status);
  });
});

test('every page names the revision that it is of', async () => {
  const { app } = await passingDays();
  expect((await results(app)).revision).toBe(study.survey.revision);
});
