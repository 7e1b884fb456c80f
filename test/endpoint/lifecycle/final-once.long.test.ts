import { afterAll, expect, it, onTestFinished, vi } from 'vitest';
import { openPostgres } from '../../../src/endpoint/storage/postgres/postgres-storage.ts';
import { daysAfter } from '../../../src/wire/day.ts';
import { ask, send } from '../../support/ask.ts';
import { countComplete, envelope, temporaryFolder } from '../harness.ts';
import { bundleEndpoint, type EndpointProcess, startProcess } from '../process.ts';
import { startPostgres } from '../storage/postgres-server.ts';

const [server, bundle] = await Promise.all([startPostgres(), bundleEndpoint()]);
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
  await sendSome(first, 45, today);
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
    { timeout: 60_000, interval: 100 },
  );
  const shown = await Promise.all(two.map(resultsOf));
  expect(shown[0]).toMatchObject({ phase: 'results', strata: { commune: { asOf: daysAfter(today, 1) } } });
  expect(shown[1]).toEqual(shown[0]);

  // Begun by the closing day, and home only now.
  for (const endpoint of two) await sendSome(endpoint, 30, today);
  await Promise.all(two.map(stop));
  const again = await start(LATER);
  await sendSome(again, 1, today);
  expect(await resultsOf(again)).toEqual(shown[0]);
  await stop(again);
  expect(await storage.lastNight(SURVEY)).toEqual(made);
  expect(await countComplete(storage, SURVEY)).toBe(106);
}, 120_000);

const asked = async ({ url }: EndpointProcess) => (await ask(url, `/api/surveys/${SURVEY}`)).body;
const resultsOf = async ({ url }: EndpointProcess) => (await ask(url, `/api/results/${SURVEY}`)).body;
const todayOf = async ({ url }: EndpointProcess): Promise<string> => (await ask(url, `conduct/${SURVEY}`)).body.today;

async function close({ url }: EndpointProcess, finalOn: string): Promise<number> {
  return (await ask(url, 'close', { survey: SURVEY, finalOn })).status;
}

async function sendSome({ url }: EndpointProcess, count: number, startedOn: string): Promise<void> {
  const envelopes = Array.from({ length: count }, () => envelope({ startedOn }));
  expect(await send(url, ...envelopes)).toEqual(envelopes.map(() => 'stored'));
}
