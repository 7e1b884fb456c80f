import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import type { AppParts } from '../../../src/endpoint/app.ts';
import { type Results, resultsSchema } from '../../../src/wire/results.ts';
import { envelope, type TestApp, testApp, verdicts } from '../harness.ts';

const COMMUNE = { 'authority-type': 'commune', 'digital-plan': 'yes' };
const REGION = { 'authority-type': 'region', 'digital-plan': 'no' };

async function results(app: TestApp): Promise<Results> {
  const response = await app.request('/api/results/numerique-territorial');
  expect(response.status).toBe(200);
  return v.parse(resultsSchema, await response.json());
}

/** An endpoint whose days pass on command. */
async function endpoint(parts: Partial<AppParts> = {}) {
  let day = 1;
  const opened = await testApp({ now: () => new Date(2026, 10, day, 12), ...parts });
  return {
    ...opened,
    tomorrow: () => {
      day++;
    },
    respond: async (count: number, answers: object, status = 'complete') => {
      for (let left = count; left > 0; left -= 50)
        await verdicts(opened.app, ...Array.from({ length: Math.min(50, left) }, () => envelope({ answers, status })));
    },
  };
}

test('nothing is published before thirty complete responses', async () => {
  const { app, respond } = await endpoint();
  await respond(29, COMMUNE);
  await respond(20, COMMUNE, 'partial');
  expect(await results(app)).toEqual({ survey: 'numerique-territorial', revision: 1, asOf: null, n: 0, strata: {} });
});

test('a publication counts complete responses by type and overall, and holds back small types', async () => {
  const { app, respond } = await endpoint();
  await respond(40, COMMUNE);
  await respond(10, { 'authority-type': 'commune', 'digital-plan': 'no' });
  await respond(31, REGION);
  await respond(12, { 'authority-type': 'region' }, 'partial');
  const published = await results(app);
  expect(published).toMatchObject({ asOf: '2026-11-01', n: 80 });
  expect(published.strata.commune?.items['digital-plan']).toEqual({
    base: 50,
    counts: { yes: 40, no: 10, unknown: 0 },
  });
  expect(published.strata.all?.n).toBe(80);
  expect(published.strata.departement).toBeNull();
});

test('what arrives on the same day changes nothing that is published', async () => {
  const { app, respond, tomorrow } = await endpoint();
  await respond(40, COMMUNE);
  const first = await results(app);
  await respond(40, REGION);
  expect(await results(app)).toEqual(first);
  tomorrow();
  // Whoever comes first gets the day before, while the new one is made.
  expect(await results(app)).toEqual(first);
  await expect.poll(() => results(app).then(({ asOf, n }) => ({ asOf, n }))).toEqual({ asOf: '2026-11-02', n: 80 });
});

test('a day with fewer than ten new responses keeps the publication of the day before', async () => {
  const { storage } = await testApp();
  let counted = 0;
  const publish = vi.fn(storage.publish);
  const told = {
    ...storage,
    publish,
    async *all(survey: string) {
      yield* storage.all(survey);
      counted++;
    },
  };
  const { app, respond, tomorrow } = await endpoint({ storage: told });
  await respond(40, COMMUNE);
  await results(app);
  await respond(9, REGION);
  tomorrow();
  await results(app);
  await expect.poll(() => counted).toBe(2);
  expect(publish).toHaveBeenCalledTimes(1);
  expect((await results(app)).asOf).toBe('2026-11-01');
  expect((await storage.publication('numerique-territorial'))?.complete).toBe(40);
});

test('the same publication is not sent twice to whoever names it', async () => {
  const { app, respond } = await endpoint();
  await respond(30, COMMUNE);
  const first = await app.request('/api/results/numerique-territorial');
  const again = await app.request('/api/results/numerique-territorial', {
    headers: { 'If-None-Match': first.headers.get('ETag') ?? '' },
  });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});
