import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPublications } from '../../../src/endpoint/results/publications.ts';
import { ask } from '../../support/ask.ts';
import { envelope, studySurveys, temporaryFolder, testApp, verdicts } from '../harness.ts';
import { metric } from '../honest.ts';
import { bundleEndpoint, type EndpointProcess, startProcess } from '../process.ts';

const bundle = await bundleEndpoint();

const SURVEY = 'numerique-territorial';

async function sendOne({ url }: EndpointProcess) {
  const { status, body } = await ask(url, '/api/responses', { envelopes: [envelope()] }, { token: null });
  return [status, body?.verdicts?.[0]?.verdict];
}

const stop = async ({ child, ended }: EndpointProcess) => {
  child.kill('SIGTERM');
  return await ended;
};

/** What is kept of surveys, in the file of an endpoint that was stopped. */
async function folderWith(spoil: (database: SQLite.Database) => void): Promise<string> {
  const folder = await temporaryFolder();
  expect(await stop(await startProcess(bundle.main, folder))).toBe(0);
  const database = new SQLite(join(folder, 'responses.sqlite'));
  spoil(database);
  database.close();
  return folder;
}

describe('a kept row that cannot be read', () => {
  it.each([
    ['a decision that was cut short', 'INSERT INTO lifecycle VALUES (?, 1, ?)'],
    [
      'a ledger that was cut short',
      `INSERT OR REPLACE INTO publication_night VALUES (?, 1, 0, '2001-01-02', 'preview', ?, '')`,
    ],
    ['lots that were cut short', `INSERT OR REPLACE INTO verbatims VALUES (?, '2001-01-01', ?)`],
  ])(
    '%s stops no reception, is counted, and is quoted nowhere, after a restart too',
    async (_, statement) => {
      const folder = await folderWith((database) => {
        // So that they are due.
        database.exec('DELETE FROM publication_night; DELETE FROM verbatims');
        const opened = `INSERT INTO publication_night VALUES (?, 0, -1, '2001-01-01', 'preview', ?, ?)`;
        const day = '{"openedOn":"2001-01-01","night":0,"epoch":"","restores":0}';
        database.prepare(opened).run(SURVEY, day, day);
        database.prepare(statement).run(SURVEY, '{"secret":"PLANTED","ledger":{"strata":{"(all)":{"largest":918273645');
      });
      for (let life = 0; life < 2; life++) {
        const endpoint = await startProcess(bundle.main, folder);
        await vi.waitFor(() => expect(endpoint.printed()).toMatch(/-failed"/), 10_000);
        expect(await sendOne(endpoint)).toEqual([200, 'stored']);
        expect(endpoint.printed()).toContain(`"survey":"${SURVEY}"`);
        expect(endpoint.printed()).not.toMatch(/PLANTED|918273645/);
        const failed =
          (await metric(endpoint, 'barometre_publication_failed')) +
          (await metric(endpoint, 'barometre_verbatims_failed'));
        expect(failed).toBeGreaterThanOrEqual(1);
        expect(await stop(endpoint)).toBe(0);
      }
      const database = new SQLite(join(folder, 'responses.sqlite'), { readonly: true });
      onTestFinished(() => void database.close());
      // It is neither replaced nor drawn again.
      const bodies = ['shown FROM publication_night', 'body FROM lifecycle', 'body FROM verbatims'].flatMap((kept) =>
        database.prepare(`SELECT ${kept} WHERE survey = ?`).pluck().all(SURVEY),
      );
      expect(bodies.filter((body) => String(body).includes('918273645'))).toHaveLength(1);
    },
    60_000,
  );

  it('a decision with keys of a later program is read without them, and kept with them', async () => {
    const closing = { closedFrom: null, finalOn: null, insteadOf: null, later: 1 };
    const { app, storage, publications } = await testApp();
    const body = JSON.stringify({ closing, invited: [{ on: '2026-11-24', channel: null, people: 3, later: 2 }] });
    await storage.keepLifecycle({ survey: SURVEY, version: 1, body });
    expect(await verdicts(app, envelope())).toMatchObject([{ verdict: 'stored' }]);
    await publications.publishDue();
    expect(await storage.lastNight(SURVEY)).toMatchObject({ day: '2026-11-24' });
    expect((await ask(app, 'invited', { survey: SURVEY, invited: [] })).status).toBe(200);
    expect(JSON.parse((await storage.lifecycle(SURVEY))?.body ?? '')).toEqual({ closing, invited: [] });
  });

  it('is no empty publication to its readers', async () => {
    const { app, storage } = await testApp();
    const row = { survey: SURVEY, night: 1, follows: 0, day: '2026-11-23', phase: 'preview' } as const;
    await storage.publishNight({ ...row, shown: '{"secret":"PLANTED', ledger: '' });
    const response = await app.request(`/api/results/${SURVEY}`);
    expect([response.status, await response.json()]).toEqual([503, { code: 'storage.unavailable' }]);
  });
});

describe('publishing that throws', () => {
  it('for one survey goes on with the next, and with the first at the next look', async () => {
    let day = 24;
    const now = () => new Date(2026, 10, day, 12);
    const { storage, counting } = await testApp({ now });
    const surveys = await studySurveys();
    const [first, second] = [...surveys.values()];
    if (!first || !second) throw new Error('two surveys');
    const publications = createPublications({ storage, surveys, now, counting });
    await publications.publishDue();
    day = 25;
    vi.spyOn(counting, 'ask').mockRejectedValueOnce(new TypeError('PLANTED\n    at PLANTED'));
    const lines = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    await publications.publishDue();
    expect(await storage.lastNight(first.current.id)).toMatchObject({ night: 0 });
    expect(await storage.lastNight(second.current.id)).toMatchObject({ night: 1, day: '2026-11-25' });
    const log = lines.mock.calls.join('');
    expect(log).toContain(`"event":"publication-failed","survey":"${first.current.id}"`);
    expect(log).not.toContain('PLANTED');
    await publications.publishDue();
    expect(await storage.lastNight(first.current.id)).toMatchObject({ night: 1 });
  });
});
