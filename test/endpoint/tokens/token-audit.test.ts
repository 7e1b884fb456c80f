import { describe, expect, it } from 'vitest';
import type { AppParts } from '../../../src/endpoint/app.ts';
import { StorageUnavailable } from '../../../src/endpoint/storage/storage.ts';
import { createKeyring, tokenDigest } from '../../../src/endpoint/tokens/keyring.ts';
import { tellingEnd, type Use } from '../../../src/endpoint/tokens/token-audit.ts';
import AUDITED_USES from '../../fixtures/cases/audited-uses.json' with { type: 'json' };
import { ask, TOKEN } from '../../support/ask.ts';
import { envelope, named, testApp, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';
const READER = 'a-token-that-may-only-read-0123456789';
const keyring = createKeyring(TOKEN, [named('regie', READER, 'read')]);

async function audited(parts: Partial<AppParts> = {}) {
  const uses: Use[] = [];
  const { app } = await testApp({ keyring, audit: (use) => uses.push(use), ...parts });
  return { app, uses };
}

describe('a use of a token', () => {
  it('leaves a line: who, what, of which survey, how many', async () => {
    const { app, uses } = await audited();
    const sent = [envelope(), envelope(), envelope({ status: 'partial' })];
    await verdicts(app, ...sent);
    const ids = sent.map(({ id }) => id);
    await ask(app, `participation/${SURVEY}`, undefined, { token: READER });
    await ask(app, `participation/${SURVEY}?today=1`, undefined, { token: READER });
    await ask(app, 'refused', undefined, { token: READER });
    await ask(app, 'set-aside', { survey: SURVEY, ids, reason: 'r' });
    await ask(app, `set-aside/${SURVEY}`, undefined, { token: READER });
    await ask(app, 'take-back', { survey: SURVEY, ids: ids.slice(1) });
    await ask(app, 'take-back', { survey: SURVEY, reason: 'r' });
    await ask(app, `/api/export/${SURVEY}.csv?today=1`, undefined, { token: READER });
    await ask(app, `/api/export/${SURVEY}.comments.csv`, undefined, { token: READER });
    expect(uses).toEqual(AUDITED_USES);
  });

  it('leaves a line when a long export begins, and one at its end that says how much was sent', async () => {
    const { app, uses } = await audited();
    const answers = { 'authority-type': 'commune', 'free-comment': 'y'.repeat(2_000) };
    for (let batch = 0; batch < 3; batch++)
      await verdicts(app, ...Array.from({ length: 40 }, () => envelope({ answers })));
    const known = { by: 'organiser', use: 'GET export/:file', survey: SURVEY, format: '.comments.csv', today: 'yes' };
    const headers = { Authorization: `Bearer ${TOKEN}` };

    const read = await app.request(`/api/export/${SURVEY}.comments.csv?today=1`, { headers });
    expect(uses).toEqual([{ ...known, status: 200 }]);
    await read.text();
    expect(uses.slice(1)).toEqual([{ ...known, comments: 120, whole: 'yes' }]);

    const left = await app.request(`/api/export/${SURVEY}.comments.csv?today=1`, { headers });
    await left.body?.cancel();
    expect(uses.slice(2)).toMatchObject([
      { ...known, status: 200 },
      { ...known, whole: 'no' },
    ]);
  });

  it('names the kind of a flag, and not the answers that the flag is about', async () => {
    const { app, uses } = await audited();
    const answers = { 'authority-type': 'region', territory: '29' };
    await verdicts(app, envelope({ answers }), envelope({ answers }));
    const flag = { flag: 'volume/region/29', volumes: { region: 1 } };
    await ask(app, 'set-aside', { survey: SURVEY, ...flag, reason: 'r', today: true });
    expect(uses).toEqual([
      { by: 'organiser', use: 'POST organiser/set-aside', survey: SURVEY, flag: 'volume', responses: 2, status: 200 },
    ]);
  });

  it.each([
    ['whole', false, 'yes'],
    ['not whole when nothing failed, but the client had disconnected', true, 'no'],
  ] as const)('is %s', async (_, leaves, whole) => {
    const ends: string[] = [];
    const leaving = new AbortController();
    async function* parts() {
      yield 'a';
      if (!leaving.signal.aborted) yield 'b';
    }
    for await (const __ of tellingEnd(parts(), leaving.signal, (end) => ends.push(end))) if (leaves) leaving.abort();
    expect(ends).toEqual([whole]);
  });

  it('leaves one when the storage fails', async () => {
    const { app, uses } = await audited({ counting: { ask: () => Promise.reject(new StorageUnavailable('full')) } });
    await ask(app, `participation/${SURVEY}`);
    expect(uses).toEqual([{ by: 'organiser', use: 'GET organiser/participation/:survey', status: 503 }]);
  });

  it('holds no token, answer, comment, reason, nor anything that was written into the address', async () => {
    const { app, uses } = await audited();
    const marked = envelope({
      answers: { 'authority-type': 'region', 'free-comment': 'MARK-comment', territory: '29' },
    });
    await verdicts(app, marked, envelope({ channel: 'mark-channel' }), 'MARK-refused');
    for (const token of [TOKEN, READER, 'MARK-wrong'])
      for (const path of [
        `organiser/participation/${SURVEY}?x=MARK`,
        'organiser/participation/MARK',
        'organiser/MARK/MARK',
        `organiser/flags/${SURVEY}?volume.MARK=1`,
        `organiser/set-aside/${SURVEY}`,
        'export/MARK.csv',
        `export/${SURVEY}.MARK`,
        `export/${SURVEY}.csv?labels=MARK`,
        ...['.csv?labels=fr&today=1', '.ndjson?today=1', '.zip?today=1', '.comments.csv?today=1'].map(
          (end) => `export/${SURVEY}${end}`,
        ),
      ])
        await ask(app, `/api/${path}`, undefined, { token });
    for (const body of [
      { survey: SURVEY, ids: [marked.id], reason: 'MARK-reason' },
      { survey: SURVEY, flag: 'MARK-flag', reason: 'MARK-reason' },
      { survey: 'MARK-survey', ids: ['MARK-id'], reason: 'MARK-reason' },
      { MARK: 1 },
    ]) {
      await ask(app, 'set-aside', body);
      await ask(app, 'take-back', body);
    }
    expect(uses.length).toBeGreaterThan(25);
    const lines = JSON.stringify(uses);
    expect(lines).not.toMatch(/mark/i);
    for (const secret of [TOKEN, READER, tokenDigest(READER), marked.id, marked.receiptHash, 'region', '"29"'])
      expect(lines).not.toContain(secret);
  });
});
