import { describe, expect, it } from 'vitest';
import { createKeyring } from '../../../src/endpoint/tokens/keyring.ts';
import ADDRESSES from '../../fixtures/cases/organiser-addresses.json' with { type: 'json' };
import PARTICIPATION from '../../fixtures/cases/participation-reply.json' with { type: 'json' };
import { ask, TOKEN } from '../../support/ask.ts';
import { DAY, envelope, named, rows, testApp, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';

describe('the organiser', () => {
  it('sees who took part by day and channel, and where partial responses stopped', async () => {
    const { app, storage } = await testApp();
    const partial = { status: 'partial', channel: null } as const;
    await verdicts(app, ...Array.from({ length: 5 }, (_, turn) => envelope({ minutes: turn })));
    await verdicts(app, ...Array.from({ length: 6 }, () => envelope({ channel: 'stand', minutes: 20 })));
    await verdicts(app, envelope({ ...partial, lastQuestion: null }));
    for (const lastQuestion of ['digital-plan', 'digital-plan', 'authority-type'])
      await verdicts(app, envelope({ ...partial, lastQuestion }));
    const withdrawn = envelope();
    await verdicts(app, withdrawn);
    await storage.erase(withdrawn.receiptHash, DAY);
    const { status, body, headers } = await ask(app, `participation/${SURVEY}?today=1`);
    expect([status, headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect(body).toEqual(PARTICIPATION);
  });

  it('sees what was refused by code, and nothing of what it held', async () => {
    const { app } = await testApp();
    const bad = envelope({ answers: { 'authority-type': 'PLANTED' } });
    await verdicts(app, bad, bad, envelope({ survey: 'PLANTED' }), 'PLANTED');
    const { body } = await ask(app, 'refused');
    expect(body).toEqual({
      refused: [
        { day: DAY, code: 'answer.unknown-option', survey: SURVEY, envelopes: 2 },
        { day: DAY, code: 'envelope.invalid', survey: '', envelopes: 1 },
        { day: DAY, code: 'survey.unknown', survey: '', envelopes: 1 },
      ],
    });
  });

  it('sets responses aside: out of the results, still in the export, listed with the reason, and back again', async () => {
    let day = 1;
    const { app, counting } = await testApp({ now: () => new Date(2026, 10, day, 12) });
    const all = Array.from({ length: 45 }, () => envelope());
    await verdicts(app, ...all);
    const ids = all.slice(0, 15).map((one) => one.id);
    const reason = 'Envoyés par un robot dans la nuit';
    const body = { survey: SURVEY, ids, reason };
    expect(await ask(app, 'set-aside', body)).toMatchObject({ status: 200, body: { setAside: 15 } });
    expect(await ask(app, 'set-aside', body)).toMatchObject({ status: 200, body: { setAside: 0 } });
    expect((await ask(app, `participation/${SURVEY}?today=1`)).body).toMatchObject({ complete: 45, setAside: 15 });
    expect((await ask(app, `set-aside/${SURVEY}`)).body).toEqual({
      survey: SURVEY,
      setAside: ids.toSorted().map((id) => ({ id, reason, day: '2026-11-01' })),
    });
    expect(await rows(app)).toHaveLength(45);
    const published = async () => {
      day++;
      const asked = { before: `2026-11-0${day}`, phase: 'preview', added: [], books: {} } as const;
      return (await counting.ask(SURVEY, 'census', asked))?.census.sizes.reduce((sum, size) => sum + size, 0);
    };
    expect(await published()).toBe(30);
    expect(await ask(app, 'take-back', { survey: SURVEY, ids: ids.slice(0, 5) })).toMatchObject({
      body: { takenBack: 5 },
    });
    // Act by act: of the same reason, those of one day.
    expect(await ask(app, 'take-back', { survey: SURVEY, reason, day: '2026-11-02' })).toMatchObject({
      body: { takenBack: 0 },
    });
    expect(await ask(app, 'take-back', { survey: SURVEY, reason, day: '2026-11-01' })).toMatchObject({
      body: { takenBack: 10 },
    });
    expect((await ask(app, `set-aside/${SURVEY}`)).body.setAside).toEqual([]);
    expect(await published()).toBe(45);
  });

  it.each<[string, object | string, number, string]>([
    ['no reason', { survey: SURVEY, ids: ['x'] }, 400, 'batch.unreadable'],
    ['an empty reason', { survey: SURVEY, ids: ['x'], reason: ' ' }, 400, 'batch.unreadable'],
    ['a reason with NUL', { survey: SURVEY, ids: ['x'], reason: 'a\0' }, 400, 'batch.unreadable'],
    ['no ids', { survey: SURVEY, ids: [], reason: 'r' }, 400, 'batch.unreadable'],
    ['more than is known', { survey: SURVEY, ids: ['x'], reason: 'r', more: 1 }, 400, 'batch.unreadable'],
    ['no JSON', '{', 400, 'batch.unreadable'],
    ['another survey', { survey: 'other', ids: ['x'], reason: 'r' }, 404, 'not-found'],
    ['a flag that is not raised', { survey: SURVEY, flag: 'duration', reason: 'r' }, 404, 'not-found'],
  ])('sets nothing aside with %s', async (_, body, status, code) => {
    const { app } = await testApp();
    expect(await ask(app, 'set-aside', body)).toMatchObject({ status, body: { code } });
  });

  it('is the only one to see or do any of it, and not from another site', async () => {
    const { app } = await testApp();
    const one = envelope();
    await verdicts(app, one);
    const body = { survey: SURVEY, ids: [one.id], reason: 'r' };
    const paths = [
      `participation/${SURVEY}?today=1`,
      'refused',
      `flags/${SURVEY}`,
      `set-aside/${SURVEY}`,
      'metrics',
      'nothing',
    ];
    for (const Authorization of ['', 'Bearer', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, TOKEN]) {
      for (const path of paths)
        expect(await ask(app, path, undefined, { headers: { Authorization } })).toMatchObject({
          status: 401,
          body: { code: 'token.invalid' },
        });
      expect(await ask(app, 'set-aside', body, { headers: { Authorization } })).toMatchObject({ status: 401 });
    }
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://elsewhere.example' }])
      expect(await ask(app, 'set-aside', body, { headers })).toMatchObject({ status: 403 });
    expect((await ask(app, `set-aside/${SURVEY}`)).body.setAside).toEqual([]);
  });

  it('of the host is not told from someone who guesses, once an address has guessed too often; a named one is', async () => {
    const keyring = createKeyring(TOKEN, [named('colleague', 'colleague-token', 'read')]);
    const { app } = await testApp({ keyring, rate: { burst: 100, perSecond: 1 } });
    for (let turn = 0; turn < 20; turn++) await ask(app, 'refused', undefined, { token: 'guess' });
    const right = await ask(app, 'refused');
    const wrong = await ask(app, 'refused', undefined, { token: 'guess' });
    expect([right.status, right.body]).toEqual([429, { code: 'rate.limited' }]);
    expect([wrong.status, wrong.body]).toEqual([429, { code: 'rate.limited' }]);
    expect((await ask(app, 'refused', undefined, { token: 'colleague-token' })).status).toBe(200);
  });

  it.each(ADDRESSES)('finds nothing at $path with $method', async ({ path, method, status }) => {
    const { app } = await testApp();
    expect((await ask(app, `${method} ${path}`)).status).toBe(status);
  });
});
