import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMetrics } from '../../../src/endpoint/health/metrics.ts';
import type { NamedToken } from '../../../src/endpoint/storage/survey-storage.ts';
import { CALL_SCOPES } from '../../../src/endpoint/tokens/call-scopes.ts';
import { createKeyring, tokenDigest } from '../../../src/endpoint/tokens/keyring.ts';
import { SCOPES, type Scope } from '../../../src/endpoint/tokens/scopes.ts';
import { ask, TOKEN } from '../../support/ask.ts';
import { DAY, envelope, type TestApp, testApp, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';

const tokenOf = (name: string) => `token-of-${name}-${'x'.repeat(20)}`;
const named = (name: string, scopes: readonly Scope[], until = '2027-01-31'): NamedToken => ({
  name,
  digest: tokenDigest(tokenOf(name)),
  scopes: [...scopes],
  until,
  surveys: null,
});

const limitedTo = (name: string, surveys: readonly string[]): NamedToken => ({ ...named(name, SCOPES), surveys });

/** Each scope has a token of its name. */
const KEYS = SCOPES.map((scope) => named(scope, [scope]));

async function appWith(tokens: readonly NamedToken[] = KEYS) {
  const keyring = createKeyring(TOKEN, tokens);
  const metrics = createMetrics();
  onTestFinished(() => metrics.close());
  return { ...(await testApp({ keyring, metrics })), keyring };
}

async function asked(
  app: TestApp,
  path: string,
  token: string,
  survey = SURVEY,
  body: object = { ids: ['x'], reason: 'r' },
) {
  const named = path.replace(':survey', survey).replace(':file', `${survey}.csv`);
  const { status, text } = await ask(app, named, path.startsWith('POST') ? { survey, ...body } : undefined, { token });
  return { status, text };
}

interface OrganiserCalls {
  /** Each call, and the scope that allows it. */
  readonly calls: readonly (readonly [call: string, scope: Scope])[];
  /** What the calls take that change something. */
  readonly bodies: Readonly<Record<string, object>>;
}

const { calls: CALLS, bodies: BODIES }: OrganiserCalls = JSON.parse(
  readFileSync('test/fixtures/cases/organiser-calls.json', 'utf8'),
);

describe('a token', () => {
  it('can read its name and scopes with any scope, and never the token itself', async () => {
    const { app } = await appWith();
    const { status, text } = await asked(app, 'GET /api/organiser/me', tokenOf('metrics'));
    expect([status, JSON.parse(text)]).toEqual([
      200,
      {
        name: 'metrics',
        scopes: ['metrics'],
        until: '2027-01-31',
        today: DAY,
        program: 'barometre',
        surveys: expect.arrayContaining([expect.objectContaining({ id: 'numerique-territorial', isHome: true })]),
      },
    ]);
    expect((await asked(app, 'GET /api/organiser/me', TOKEN)).text).not.toContain(TOKEN);
    expect((await asked(app, 'GET /api/organiser/me', tokenOf('unknown'))).status).toBe(401);
  });

  it.each(CALLS)('opens %s when it allows %s, and only then', async (call, needed) => {
    const { app } = await appWith();
    await verdicts(app, envelope());
    for (const scope of SCOPES) {
      const { status, text } = await asked(app, call, tokenOf(scope));
      if (scope === needed) expect([200, 400], `${call} with ${scope}`).toContain(status);
      else expect([status, text]).toEqual([403, call.startsWith('HEAD') ? '' : '{"code":"token.scope"}']);
    }
    expect((await asked(app, call, TOKEN)).status, 'the first token may do everything').not.toBe(403);
  });

  it('has a scope in the table for every call there is, and no other', async () => {
    const { app } = await appWith();
    const calls = app.routes
      .filter(({ method, path }) => method !== 'ALL' && /^\/api\/(organiser|export)\//.test(path))
      .map(({ method, path }) => `${method} ${path}`);
    expect(new Set(CALL_SCOPES.map(([call]) => call))).toEqual(new Set(calls));
  });

  it.each([
    '.comments.csv',
    '%2Ecomments.csv',
    '.comments%2Ecsv',
    '.comments.cs%76',
    '.%63omments.csv',
    '.comments.csv?x=.csv',
  ])('for reading never gives comments, written as %s', async (end) => {
    const { app } = await appWith();
    await verdicts(app, envelope({ answers: { 'authority-type': 'commune', 'free-comment': 'MARKER' } }));
    const { status, text } = await asked(
      app,
      `GET /api/export/${SURVEY}${end}${end.includes('?') ? '&' : '?'}today=1`,
      tokenOf('read'),
    );
    expect([403, 404]).toContain(status);
    expect(text).not.toContain('MARKER');
    expect((await asked(app, `GET /api/export/${SURVEY}.comments.csv?today=1`, tokenOf('comments'))).text).toContain(
      'MARKER',
    );
  });

  // A receipt code says by itself which response it erases, with a token or without.
  it.each(CALLS.filter(([call]) => !/metrics|refused|organiser\/erase/.test(call)))(
    'that is limited to other surveys finds none of this one by %s',
    async (call) => {
      const { app } = await appWith(['mairie-*', 'numerique'].map((one, at) => limitedTo(`limited-${at}`, [one])));
      await verdicts(app, envelope());
      const body = BODIES[call.split('/').slice(3).join('/')];
      for (const at of [0, 1]) {
        const { status, text } = await asked(app, call, tokenOf(`limited-${at}`), SURVEY, body);
        expect([status, text]).toEqual([404, call.startsWith('HEAD') ? '' : '{"code":"not-found"}']);
      }
    },
  );

  it.each(CALLS)('that is limited to a survey, by its id or a prefix, opens %s of it', async (call) => {
    const { app } = await appWith([SURVEY, 'numerique-*'].map((one, at) => limitedTo(`limited-${at}`, [one])));
    await verdicts(app, envelope());
    const { status } = await asked(app, call, TOKEN);
    for (const at of [0, 1]) expect((await asked(app, call, tokenOf(`limited-${at}`))).status).toBe(status);
  });

  it('that is limited reads only the refusals of its surveys', async () => {
    const { app } = await appWith([limitedTo('here', [SURVEY]), limitedTo('elsewhere', ['mairie-*'])]);
    await verdicts(app, envelope({ answers: { 'authority-type': 'no-such-option' } }), envelope({ survey: 'another' }));
    const refusedFor = async (name: string) => {
      const { text } = await asked(app, 'GET /api/organiser/refused', name === 'first' ? TOKEN : tokenOf(name));
      return (JSON.parse(text).refused as { survey: string }[]).map(({ survey }) => survey);
    };
    expect(await refusedFor('first')).toEqual([SURVEY, '']);
    expect(await refusedFor('here')).toEqual([SURVEY]);
    expect(await refusedFor('elsewhere')).toEqual([]);
  });

  it('may allow several things', async () => {
    const { app } = await appWith([named('two', ['metrics', 'decide'])]);
    const statuses = [];
    for (const [call] of CALLS.slice(0, 7)) statuses.push((await asked(app, call, tokenOf('two'))).status);
    expect(statuses).toEqual([200, 403, 403, 403, 403, 200, 400]);
  });

  it('is refused like a wrong one from the day after its last', async () => {
    const { app } = await appWith([named('today', ['read'], DAY), named('yesterday', ['read'], '2026-11-23')]);
    expect((await asked(app, 'GET /api/organiser/refused', tokenOf('today'))).status).toBe(200);
    const past = await asked(app, 'GET /api/organiser/refused', tokenOf('yesterday'));
    expect(past).toEqual(await asked(app, 'GET /api/organiser/refused', 'wrong'));
    expect(past).toMatchObject({ status: 401, text: '{"code":"token.invalid"}' });
  });

  it('is refused after it is revoked, while the others work', async () => {
    const { app, keyring } = await appWith();
    keyring.replace(KEYS.filter(({ name }) => name !== 'read'));
    expect((await asked(app, 'GET /api/organiser/refused', tokenOf('read'))).status).toBe(401);
    expect((await asked(app, 'GET /api/organiser/metrics', tokenOf('metrics'))).status).toBe(200);
    expect((await asked(app, 'GET /api/organiser/refused', TOKEN)).status).toBe(200);
  });

  it('is not its digest', async () => {
    const { app } = await appWith();
    const digest = tokenDigest(tokenOf('read'));
    expect((await asked(app, 'GET /api/organiser/refused', digest)).status).toBe(401);
  });
});
