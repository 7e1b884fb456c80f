import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { copiedFiles } from '../../../src/endpoint/publishing/copies/copied-files.ts';
import { startEndpoint } from '../../../src/endpoint/start.ts';
import { onlyLong } from '../../support/long.ts';
import { IN_PROCESS, TOKEN, temporaryFolder } from '../harness.ts';
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts';
import { gardenEnvelope, gardenFiles, gardenRevision } from './garden.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server.remove());

async function startOn(database: string) {
  const env = {
    DATA_DIR: await temporaryFolder(),
    ASSETS_DIR: 'nothing',
    PORT: '0',
    ORGANISER_TOKEN: TOKEN,
    ...(database === 'PostgreSQL' && { DATABASE_URL: await server.newDatabase() }),
  };
  const endpoint = await startEndpoint(settingsFrom(env), IN_PROCESS);
  onTestFinished(() => endpoint.close());
  const ask = async (method: string, path: string, body?: Uint8Array | object, version = '') => {
    const isBytes = body instanceof Uint8Array;
    const response = await fetch(`${endpoint.url}/api/organiser/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${TOKEN}`,
        ...(body && !isBytes && { 'Content-Type': 'application/json' }),
        ...(version && { 'If-Match': version }),
      },
      ...(body && { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    return { status: response.status, etag: response.headers.get('ETag') ?? '', body: await response.json() };
  };
  const publish = async (survey: string, files = gardenFiles(survey)) => {
    let version = '';
    for (const [path, bytes] of files)
      version = (await ask('PUT', `surveys/${survey}/draft/${path}`, bytes, version)).etag;
    const done = await ask('POST', `surveys/${survey}/publish`, {}, version);
    expect([done.status, done.body.code]).toEqual([200, undefined]);
    return done.etag;
  };
  const send = async (survey: string) => {
    const response = await fetch(`${endpoint.url}/api/responses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ envelopes: [gardenEnvelope(survey)] }),
    });
    const [{ verdict, problem }] = (await response.json()).verdicts;
    return problem ?? verdict;
  };
  return { url: endpoint.url, ask, publish, send };
}

const newId = () => `garden-${randomUUID().slice(0, 8)}`;
const notice = (controller: string) =>
  Buffer.from(
    JSON.stringify({
      controller: { en: controller },
      contact: { en: 'garden@example.org' },
      dpo: { en: 'dpo@example.org' },
      purpose: { en: 'To share the garden' },
      legalBasis: { en: 'Consent' },
      participation: { mandatory: false, consequence: { en: 'None' } },
      recipients: { en: 'The association' },
      retention: { answers: 6 },
      rights: { en: 'Access and erasure' },
      complaint: { en: 'CNIL' },
      channels: [{ id: 'mail', label: { en: 'Mail' } }],
    }),
  );

// The contract of the storage holds for both databases.
describe.each(['SQLite', ...onlyLong(['PostgreSQL'])])('on %s', (database) => {
  it('lists drafts by the title in their files, and what is served with its counts', async () => {
    const { ask, publish, send } = await startOn(database);
    const [served, drafted] = [newId(), newId()];
    await publish(served);
    expect(await send(served)).toBe('stored');
    await ask('PUT', `surveys/${drafted}/draft/1.json`, gardenRevision(drafted, 1, { 'title.en': 'Not public yet' }));
    const { body } = await ask('GET', 'overview');
    const of = (id: string) => body.surveys.find(({ survey }: { survey: string }) => survey === id);
    expect(of(drafted)).toMatchObject({ state: 'draft', title: { en: 'Not public yet' }, draftRevision: 1 });
    expect(of(served)).toMatchObject({ state: 'published', revision: 1, hasNotice: false, closedFrom: null });
    expect(of(served).questions).toBeGreaterThan(1);
    await expect
      .poll(async () => (await ask('GET', 'counts')).body.counts)
      .toContainEqual({ survey: served, complete: 1, partial: 0, trial: 0, today: 1 });
  });

  it('changes the notice of a published survey, and of the draft of its next revision, at once', async () => {
    const { url, ask, publish, send } = await startOn(database);
    const survey = newId();
    const first = await publish(survey);
    expect(await send(survey)).toBe('stored');
    const second = await ask('PUT', `surveys/${survey}/draft/2.json`, gardenRevision(survey, 2), first);
    const path = `surveys/${survey}/published/notice.json`;
    expect((await ask('PUT', path, notice('One'))).body.code).toBe('match.required');
    expect((await ask('PUT', path, notice('One'), first)).body.code).toBe('draft.changed');
    const faulty = await ask('PUT', path, Buffer.from('{}'), second.etag);
    expect([faulty.body.code, faulty.body.lines[0]]).toEqual(['draft.faulty', expect.stringContaining('notice.json')]);
    const dry = await ask('PUT', `${path}?dry=1`, notice('One'), second.etag);
    expect(dry.body.done).toBe(false);
    expect((await fetch(`${url}/surveys/${survey}/notice.json`)).status).toBe(404);
    const done = await ask('PUT', path, notice('One'), second.etag);
    expect(done.body).toMatchObject({ done: true, survey: { draft: { by: 'organiser' } } });
    const public_ = await (await fetch(`${url}/surveys/${survey}/notice.json`)).json();
    expect(public_.controller).toEqual({ en: 'One' });
    // Publishing the draft keeps it.
    expect((await ask('POST', `surveys/${survey}/publish`, {}, done.etag)).status).toBe(200);
    expect((await fetch(`${url}/surveys/${survey}/notice.json`)).status).toBe(200);
    const revision = await ask('PUT', `surveys/${survey}/published/2.json`, gardenRevision(survey, 2), done.etag);
    expect(revision.status).not.toBe(200);
  });

  it('opens the bare address on a chosen survey, for a token that sees every survey alone', async () => {
    const { url, ask, publish } = await startOn(database);
    const [one, other] = [newId(), newId()];
    for (const survey of [one, other]) await publish(survey);
    const homeNow = async () => (await fetch(`${url}/surveys/current`)).json();
    expect(await homeNow()).toEqual({ code: 'not-found' });
    expect((await ask('POST', 'home', { survey: other })).body).toEqual({ home: other });
    expect(await homeNow()).toMatchObject({ id: other });
    expect((await ask('GET', 'overview')).body.home).toEqual({ survey: other, isFixed: false });
    expect((await ask('POST', 'home', { survey: 'no-such' })).body.code).toBe('not-found');
    const limited = { name: 'limited', scopes: ['publish'], until: '2999-12-31', surveys: [one] };
    const { token } = (await ask('POST', 'tokens', limited)).body;
    const refused = await fetch(`${url}/api/organiser/home`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ survey: one }),
    });
    expect((await refused.json()).code).toBe('token.scope');
    expect((await ask('POST', 'home', { survey: null })).body).toEqual({ home: null });
    expect(await homeNow()).toEqual({ code: 'not-found' });
  });

  it('copies a survey under another id, without its days and pictures', async () => {
    const { ask, publish } = await startOn(database);
    const [from, to] = [newId(), newId()];
    await publish(from);
    const copied = await ask('POST', `surveys/${to}/copy`, { from: 'survey', id: from });
    expect(copied.body).toMatchObject({ done: true, survey: { state: 'draft' } });
    expect(copied.body.survey.draft.files.map(({ path }: { path: string }) => path)).toEqual(['1.json']);
    expect((await ask('GET', `surveys/${to}/report`)).body.lines).toEqual([]);
    expect((await ask('POST', `surveys/${to}/copy`, { from: 'survey', id: from })).body.code).toBe('survey.exists');
    expect((await ask('POST', `surveys/${newId()}/copy`, { from: 'survey', id: newId() })).body.code).toBe('not-found');
    const { examples } = (await ask('GET', 'examples')).body;
    for (const { id } of examples) {
      const made = newId();
      expect((await ask('POST', `surveys/${made}/copy`, { from: 'example', id })).status).toBe(200);
      expect([id, (await ask('GET', `surveys/${made}/report`)).body.lines]).toEqual([id, []]);
    }
    expect(examples.length).toBeGreaterThan(1);
  });

  it('deletes a survey that is closed with its responses, and nothing of another', async () => {
    const { ask, publish, send } = await startOn(database);
    const [gone, kept] = [newId(), newId()];
    const version = await publish(gone);
    await publish(kept);
    expect([await send(gone), await send(kept)]).toEqual(['stored', 'stored']);
    expect((await ask('POST', `surveys/${gone}/delete`, {})).body.code).toBe('survey.not-closed');
    expect((await ask('POST', `surveys/${gone}/withdraw`, {}, version)).status).toBe(200);
    expect((await ask('POST', `surveys/${gone}/delete`, { dryRun: true })).body).toEqual({ done: false });
    const before = (await ask('GET', 'overview')).body.surveys.length;
    expect((await ask('POST', `surveys/${gone}/delete`, {})).body).toEqual({ done: true });
    const { surveys } = (await ask('GET', 'overview')).body;
    expect(surveys).toHaveLength(before - 1);
    expect(await send(gone)).toBe('survey.unknown');
    const { counts } = (await ask('GET', 'counts')).body;
    expect(counts).toEqual([expect.objectContaining({ survey: kept, complete: 1 })]);
    // The id is free again, and the new survey has no response.
    await publish(gone);
    await expect
      .poll(async () => (await ask('GET', 'counts')).body.counts)
      .toContainEqual({ survey: gone, complete: 0, partial: 0, trial: 0, today: 0 });
  });
});

it('copies nothing where there is no revision that can be read', () => {
  expect(copiedFiles(new Map(), 'copy', 'survey')).toBeUndefined();
  expect(copiedFiles(new Map([['1.json', Buffer.from('{')]]), 'copy', 'survey')).toBeUndefined();
});
