import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { openPostgres } from '../../../src/endpoint/storage/postgres/postgres-storage.ts';
import { daysAfter } from '../../../src/wire/day.ts';
import { readVerdicts } from '../../../src/wire/verdict.ts';
import { countComplete, envelope, TOKEN, temporaryFolder } from '../harness.ts';
import { bundleEndpoint, type EndpointProcess, startProcess } from '../process.ts';
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts';

let server: PostgresServer;
let bundle: Awaited<ReturnType<typeof bundleEndpoint>>;
beforeAll(async () => {
  [server, bundle] = await Promise.all([startPostgres(), bundleEndpoint()]);
}, 60_000);
afterAll(() => server.remove(), 60_000);

const SURVEY = 'numerique-territorial';
// Twenty-six hours apart: the day after that of the first place has begun at the second, whatever the hour.
const EARLIER = { TZ: 'Etc/GMT+12' };
const LATER = { TZ: 'Etc/GMT-14' };

it('the final results are made once by two processes on one PostgreSQL, and not again by those that follow', async () => {
  const url = await server.newDatabase();
  const folder = await temporaryFolder();
  const start = async (place: object) => {
    const endpoint = await startProcess(bundle.main, folder, { DATABASE_URL: url, ...place });
    onTestFinished(() => void endpoint.child.kill('SIGKILL'));
    return endpoint;
  };
  const stop = async ({ child, ended }: EndpointProcess) => {
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  };

  const first = await start(EARLIER);
  const { closedFrom } = await asked(first);
  expect(closedFrom).toBeNull();
  const today = await todayOf(first);
  await send(first, 45, today);
  expect(await close(first, daysAfter(today, 1))).toBe(200);
  await stop(first);

  const two = await Promise.all([start(LATER), start(LATER)]);
  const storage = await openPostgres(url);
  onTestFinished(() => storage.close());
  const made = await vi.waitFor(
    async () => {
      const kept = await storage.lastNight(SURVEY);
      expect(kept).toMatchObject({ phase: 'results' });
      return kept;
    },
    { timeout: 20_000, interval: 100 },
  );
  const shown = await Promise.all(two.map(resultsOf));
  expect(shown[0]).toMatchObject({ phase: 'results', strata: { commune: { asOf: daysAfter(today, 1) } } });
  expect(shown[1]).toEqual(shown[0]);

  // Begun by the closing day, and home only now.
  for (const endpoint of two) await send(endpoint, 30, today);
  await Promise.all(two.map(stop));
  const again = await start(LATER);
  await send(again, 1, today);
  expect(await resultsOf(again)).toEqual(shown[0]);
  await stop(again);
  expect(await storage.lastNight(SURVEY)).toEqual(made);
  expect(await countComplete(storage, SURVEY)).toBe(106);
}, 120_000);

const authorised = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };

async function asked({ url }: EndpointProcess) {
  return (await fetch(`${url}/api/surveys/${SURVEY}`)).json();
}

async function resultsOf({ url }: EndpointProcess) {
  return (await fetch(`${url}/api/results/${SURVEY}`)).json();
}

async function todayOf({ url }: EndpointProcess): Promise<string> {
  const response = await fetch(`${url}/api/organiser/conduct/${SURVEY}`, { headers: authorised });
  return (await response.json()).today;
}

async function close({ url }: EndpointProcess, finalOn: string): Promise<number> {
  const body = JSON.stringify({ survey: SURVEY, finalOn });
  return (await fetch(`${url}/api/organiser/close`, { method: 'POST', headers: authorised, body })).status;
}

async function send({ url }: EndpointProcess, count: number, startedOn: string): Promise<void> {
  const envelopes = Array.from({ length: count }, () => envelope({ startedOn }));
  const body = JSON.stringify({ envelopes });
  const response = await fetch(`${url}/api/responses`, { method: 'POST', headers: authorised, body });
  const verdicts = readVerdicts(await response.json());
  expect(verdicts?.map(({ verdict }) => verdict)).toEqual(envelopes.map(() => 'stored'));
}
