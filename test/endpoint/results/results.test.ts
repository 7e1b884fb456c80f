import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { AppParts } from '../../../src/endpoint/app.ts';
import { responseKey } from '../../../src/endpoint/columns/response-key.ts';
import { CannotStart } from '../../../src/endpoint/process/cannot-start.ts';
import { disclosureSecret, disclosureSecretIn } from '../../../src/endpoint/results/disclosure-secret.ts';
import { createPublications } from '../../../src/endpoint/results/publications.ts';
import { createMetrics } from '../../../src/endpoint/upkeep/metrics.ts';
import { type Results, resultsSchema } from '../../../src/wire/results.ts';
import { study } from '../../support/surveys.ts';
import {
  countingIn,
  envelope,
  SECRET,
  studySurveys,
  type TestApp,
  TOKEN,
  temporaryFolder,
  testApp,
  verdicts,
} from '../harness.ts';

const SURVEY = 'numerique-territorial';
const COMMUNE = { 'authority-type': 'commune', 'digital-plan': 'yes' };
const REGION = { 'authority-type': 'region', 'digital-plan': 'no' };

async function results(app: TestApp): Promise<Results> {
  const response = await app.request(`/api/results/${SURVEY}`);
  expect(response.status).toBe(200);
  return v.parse(resultsSchema, await response.json());
}

/** An endpoint whose days pass on command; at each change of the day what is due is published. */
async function endpoint(parts: Partial<AppParts> = {}) {
  let day = 1;
  const now = () => new Date(2026, 10, day, 12);
  const opened = await testApp({ now, ...parts });
  return {
    ...opened,
    now,
    tomorrow: async () => {
      day++;
      await opened.publications.publishDue();
    },
    respond: async (count: number, answers: object, status = 'complete') => {
      for (let left = count; left > 0; left -= 50)
        await verdicts(opened.app, ...Array.from({ length: Math.min(50, left) }, () => envelope({ answers, status })));
    },
  };
}

test('nothing is published before thirty complete responses', async () => {
  const { app, respond, tomorrow } = await endpoint();
  await respond(29, COMMUNE);
  await respond(20, COMMUNE, 'partial');
  await tomorrow();
  expect(await results(app)).toEqual({
    survey: SURVEY,
    revision: study.survey.revision,
    phase: 'preview',
    strata: { all: null, commune: null, departement: null, region: null, intercommunalite: null },
    territories: [],
    unfinished: 0,
  });
});

test('a publication has complete responses by type and overall, blanks and all, and holds back small types', async () => {
  const { app, respond, tomorrow } = await endpoint();
  await respond(40, COMMUNE);
  await respond(12, { 'authority-type': 'commune' });
  await respond(45, REGION);
  await respond(40, { 'authority-type': 'region' }, 'partial');
  await tomorrow();
  const { strata, unfinished } = await results(app);
  const { commune, all } = strata;
  expect(commune).toMatchObject({ asOf: '2026-11-02', phase: 'preview' });
  expect(Math.abs((commune?.n ?? 0) - 52)).toBeLessThanOrEqual(5);
  expect(Math.abs((commune?.items['digital-plan']?.blank ?? 0) - 12)).toBeLessThanOrEqual(5);
  expect(Math.abs((commune?.items['digital-plan']?.counts.yes ?? 0) - 40)).toBeLessThanOrEqual(5);
  expect(commune?.items['elected-rep-domain']).toBeNull();
  expect(Math.abs((all?.n ?? 0) - 97)).toBeLessThanOrEqual(5);
  expect(all?.crossings['job-share-by-role']).toEqual({ elected: null, agent: null });
  expect(strata.departement).toBeNull();
  expect(Math.abs(unfinished - 40)).toBeLessThanOrEqual(5);
});

test('nothing is published because somebody reads, nor of the day itself', async () => {
  const { app, respond, tomorrow, storage } = await endpoint();
  await respond(40, COMMUNE);
  expect((await results(app)).strata.all).toBeNull();
  expect(await storage.publication(SURVEY)).toBeUndefined();
  await tomorrow();
  const first = await results(app);
  expect(first.strata.commune?.asOf).toBe('2026-11-02');
  await respond(40, REGION);
  expect(await results(app)).toEqual(first);
  await tomorrow();
  expect((await results(app)).strata.region?.asOf).toBe('2026-11-03');
  // Communes have not grown: theirs is the publication of the day before.
  expect((await results(app)).strata.commune).toEqual(first.strata.commune);
});

test('two endpoints on one storage publish a day once', async () => {
  const one = await endpoint();
  await one.respond(40, COMMUNE);
  await one.tomorrow();
  const other = await testApp({ storage: one.storage, now: one.now });
  await other.publications.publishDue();
  expect(await results(other.app)).toEqual(await results(one.app));
});

test('another secret publishes nothing over the draws of the first', async () => {
  const { app, respond, tomorrow, storage, now } = await endpoint();
  await respond(40, COMMUNE);
  await tomorrow();
  const before = await storage.publication(SURVEY);
  const surveys = await studySurveys();
  const secret = disclosureSecret(Buffer.alloc(32, 8));
  const later = () => new Date(now().getTime() + 86_400_000);
  await respond(40, REGION);
  const counting = countingIn(storage, surveys, secret);
  await createPublications({ storage, surveys, now: later, secret, counting }).publishDue();
  expect(await storage.publication(SURVEY)).toEqual(before);
  expect((await results(app)).strata.region).toBeNull();
});

test('no exact number, no key and no secret leaves in body or headers', async () => {
  const { app, respond, tomorrow, storage } = await endpoint();
  await respond(43, COMMUNE);
  await tomorrow();
  const response = await app.request(`/api/results/${SURVEY}`);
  const body = await response.text();
  const kept = (await storage.publication(SURVEY))?.body ?? '';
  expect(kept).toContain('"largest":43');
  expect(`${body} ${JSON.stringify([...response.headers])}`).not.toMatch(
    /"(largest|ordinal|secret|ledger|final|keys)"/,
  );
  const numbers = body.match(/(?<=:)\d+/g)?.map(Number) ?? [];
  expect(numbers.filter((number) => number % 5 !== 0)).toEqual([study.survey.revision]);
});

test('no key, secret or exact number is in the journal, the metrics or what names a publication', async () => {
  const lines: string[] = [];
  const written = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
  onTestFinished(() => written.mockRestore());
  const metrics = createMetrics();
  onTestFinished(() => metrics.close());
  const { app, respond, tomorrow, storage } = await endpoint({ metrics });
  await respond(43, COMMUNE);
  await tomorrow();
  const response = await app.request(`/api/results/${SURVEY}`);
  const body = await response.text();
  // Of what everybody reads anyway, and of nothing else.
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  expect(response.headers.get('ETag')).toBe(`"${digest}"`);
  const told = await app.request('/api/organiser/metrics', { headers: { Authorization: `Bearer ${TOKEN}` } });
  const everything = [await told.text(), ...lines, JSON.stringify([...response.headers]), body].join('\n');
  const secrets = [Buffer.alloc(32, 7).toString('hex'), SECRET.digest];
  for await (const { id } of storage.all(SURVEY)) secrets.push(id, String(responseKey(SECRET, id)));
  expect(secrets.length).toBe(2 + 2 * 43);
  for (const secret of secrets) expect(everything).not.toContain(secret);
  expect(lines.join('\n')).not.toMatch(/\b43\b/);
});

test('seven days after closing the final results are made, once, and nothing moves any more', async () => {
  const surveys = new Map(
    [...(await studySurveys())].map(([id, published]) => [
      id,
      { ...published, current: { ...published.current, closedFrom: '2026-11-03' } },
    ]),
  );
  const { app, respond, tomorrow, publications, storage } = await endpoint({ surveys });
  await respond(40, COMMUNE);
  await respond(9, REGION);
  for (let night = 2; night < 10; night++) await tomorrow();
  const preview = await results(app);
  expect(preview).toMatchObject({ phase: 'preview', strata: { region: null } });
  await tomorrow();
  const final = await results(app);
  expect(final.phase).toBe('results');
  expect(final.strata.region).toMatchObject({ asOf: '2026-11-10', phase: 'results' });
  expect(final.strata.region?.items['digital-plan']?.counts.no).toBeGreaterThanOrEqual(6);
  const kept = await storage.publication(SURVEY);
  await tomorrow();
  await publications.publishDue();
  expect(await storage.publication(SURVEY)).toEqual(kept);
  expect(await results(app)).toEqual(final);
});

test('the same publication is not sent twice to whoever names it', async () => {
  const { app, respond, tomorrow } = await endpoint();
  await respond(30, COMMUNE);
  await tomorrow();
  const first = await app.request(`/api/results/${SURVEY}`);
  const again = await app.request(`/api/results/${SURVEY}`, {
    headers: { 'If-None-Match': first.headers.get('ETag') ?? '' },
  });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});

test('a publication travels compressed to whoever can read that, and each form has a tag of its own', async () => {
  const { app, respond, tomorrow } = await endpoint();
  // With thirty their moved number is under thirty once in fifteen, and nothing is published.
  await respond(40, COMMUNE);
  await tomorrow();
  const asked = (encodings: string) =>
    app.request(`/api/results/${SURVEY}`, { headers: { 'Accept-Encoding': encodings } });
  const plain = await (await asked('identity')).text();
  const tags = new Set<string | null>();
  for (const [encodings, encoding, decoded] of [
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ] as const) {
    const response = await asked(encodings);
    expect(response.headers.get('Content-Encoding')).toBe(encoding);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.length).toBeLessThan(plain.length / 5);
    expect(decoded(bytes).toString()).toBe(plain);
    tags.add(response.headers.get('ETag'));
  }
  expect(tags.size).toBe(2);
});

test('the secret is made once, for nobody else to read, and the settings may give it', async () => {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  const made = await disclosureSecretIn(folder, undefined);
  const file = join(folder, 'disclosure.key');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await disclosureSecretIn(folder, undefined)).digest).toBe(made.digest);
  expect((await disclosureSecretIn(await temporaryFolder(), (await readFile(file, 'utf8')).trim())).digest).toBe(
    made.digest,
  );
  await expect(disclosureSecretIn(folder, 'short')).rejects.toThrow(CannotStart);
});

test('a crossing that the organiser adds is told first, and read by everybody from the next draw of everyone on', async () => {
  const told: object[] = [];
  const { app, respond, tomorrow } = await endpoint({ audit: (use) => told.push(use) });
  const ask = async (more: object) => {
    const response = await app.request('/api/organiser/crossing', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({
        survey: SURVEY,
        rows: 'authority-type',
        columns: 'digital-plan',
        wanted: 'listed',
        ...more,
      }),
    });
    return { status: response.status, ...(await response.json()) };
  };
  expect(await ask({ dryRun: true })).toMatchObject({ status: 200, foreseen: null });
  await respond(60, COMMUNE);
  await respond(40, REGION);
  await tomorrow();
  const first = await results(app);

  // What it foretells is what the next draw shows of those who are the same, whenever it is asked.
  const foretold = await ask({ dryRun: true });
  expect(foretold).toMatchObject({ status: 200, done: false, foreseen: { phase: 'preview' } });
  expect(foretold.effects.map(({ effect }: { effect: string }) => effect)).toEqual([
    'crossing-of-everyone',
    'crossing-listed',
  ]);
  expect(await ask({ dryRun: true })).toEqual(foretold);
  const shown = foretold.foreseen.crossing;
  expect(Math.abs(shown.commune.counts.yes - 60)).toBeLessThanOrEqual(5);
  expect(shown.departement).toBeNull();
  expect(await results(app)).toEqual(first);

  expect(await ask({})).toMatchObject({ status: 200, done: true });
  expect(await ask({ rows: 'digital-plan', columns: 'authority-type' })).toMatchObject({
    status: 409,
    code: 'crossing.already-listed',
  });
  await tomorrow();
  // Everyone has not grown: nothing is drawn because it is asked for.
  expect(await results(app)).toEqual(first);
  await respond(40, { 'authority-type': 'region', 'digital-plan': 'no' });
  await tomorrow();
  const next = await results(app);
  const id = 'authority-type--digital-plan';
  expect(next.crossings).toEqual([{ id, rows: 'authority-type', columns: 'digital-plan' }]);
  expect(next.strata.all?.crossings[id]?.commune).toEqual(shown.commune);
  expect(next.strata.commune?.crossings[id]).toBeUndefined();

  expect(await ask({ wanted: 'unlisted' })).toMatchObject({ status: 200, done: true });
  const after = await results(app);
  expect([after.crossings, after.strata.all?.crossings[id]]).toEqual([undefined, undefined]);
  expect(told).toContainEqual(expect.objectContaining({ crossing: id, status: 200 }));
});

test.each([
  ['a place', { rows: 'territory', columns: 'digital-plan' }, 404],
  ['a text', { rows: 'free-comment', columns: 'digital-plan' }, 404],
  ['itself', { rows: 'digital-plan', columns: 'digital-plan' }, 404],
  ['nothing that is asked', { rows: 'nothing', columns: 'digital-plan' }, 404],
  ['a filter beside', { rows: 'authority-type', columns: 'digital-plan', channel: 'mail' }, 400],
  ['what the file has', { rows: 'respondent-role', columns: 'digital-job-share' }, 409],
])('no crossing is published with %s', async (_, crossed, status) => {
  const { app } = await endpoint();
  const response = await app.request('/api/organiser/crossing', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ survey: SURVEY, wanted: 'listed', ...crossed }),
  });
  expect(response.status).toBe(status);
});
