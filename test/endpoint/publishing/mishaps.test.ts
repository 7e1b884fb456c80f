import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { startEndpoint } from '../../../src/endpoint/start.ts';
import { IN_PROCESS, openSqlite, TOKEN, temporaryFolder } from '../harness.ts';
import { gardenEnvelope, gardenFiles, gardenRevision } from './garden.ts';

const INES = { name: 'ines', scopes: ['author', 'publish'], until: '2999-12-31', surveys: null };

async function started(dataDir?: string) {
  const folder = dataDir ?? (await temporaryFolder());
  const env = { DATA_DIR: folder, ASSETS_DIR: 'nothing', PORT: '0', ORGANISER_TOKEN: TOKEN };
  const endpoint = await startEndpoint(settingsFrom(env), IN_PROCESS);
  onTestFinished(() => endpoint.close());
  const ask = async (
    method: string,
    path: string,
    body?: Uint8Array | object,
    { token = TOKEN, version = '' } = {},
  ) => {
    const isBytes = body instanceof Uint8Array;
    const response = await fetch(`${endpoint.url}/api/organiser/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body && !isBytes && { 'Content-Type': 'application/json' }),
        ...(version && { 'If-Match': version }),
      },
      ...(body && { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    return { status: response.status, etag: response.headers.get('ETag') ?? '', body: await response.json() };
  };
  const putAll = async (survey: string, token = TOKEN) => {
    let version = '';
    for (const [path, bytes] of gardenFiles(survey))
      version = (await ask('PUT', `surveys/${survey}/draft/${path}`, bytes, { token, version })).etag;
    return version;
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
  return { folder, endpoint, url: endpoint.url, ask, putAll, send };
}

it('a token that is revoked in the middle of a publication leaves all of it or nothing, and the draft to the others', async () => {
  const { ask, putAll, send } = await started();
  for (let time = 0; time < 2; time++) {
    const survey = `garden-${time}`;
    const { token } = (await ask('POST', 'tokens', INES)).body;
    const version = await putAll(survey, token);
    const [publication] = await Promise.all([
      ask('POST', `surveys/${survey}/publish`, {}, { token, version }),
      ask('POST', 'tokens/revoke', { name: 'ines' }),
    ]);
    expect([200, 401]).toContain(publication.status);
    const { surveys } = (await ask('GET', 'overview')).body;
    const { state, published, draft } = surveys.find((one: { survey: string }) => one.survey === survey);
    const files = (publication.status === 200 ? published : draft).files;
    expect([state, files.length]).toEqual([publication.status === 200 ? 'published' : 'draft', 2]);
    expect(await send(survey)).toBe(publication.status === 200 ? 'stored' : 'survey.unknown');
    expect((await ask('PUT', `surveys/${survey}/draft/1.json`, new Uint8Array(1), { token })).status).toBe(401);
    if (state === 'draft') expect((await ask('POST', `surveys/${survey}/publish`, {}, { version })).status).toBe(200);
  }
});

it('a draft whose author left is there for the others, and the links that the author made open nothing', async () => {
  const { url, ask, putAll } = await started();
  const { token } = (await ask('POST', 'tokens', INES)).body;
  await putAll('garden-of-ines', token);
  const { secret } = (await ask('POST', 'surveys/garden-of-ines/preview', undefined, { token })).body;
  await putAll('garden-of-all', TOKEN);
  const { secret: other } = (await ask('POST', 'surveys/garden-of-all/preview')).body;
  const open = async (one: string) =>
    (await fetch(`${url}/api/preview`, { headers: { Authorization: `Preview ${one}` } })).status;
  expect([await open(secret), await open(other)]).toEqual([200, 200]);
  await ask('POST', 'tokens/revoke', { name: 'ines' });
  expect([await open(secret), await open(other)]).toEqual([404, 200]);
  const { surveys } = (await ask('GET', 'overview')).body;
  const { draft, version } = surveys.find((one: { survey: string }) => one.survey === 'garden-of-ines');
  expect(draft).toMatchObject({ by: 'ines' });
  expect((await ask('POST', 'surveys/garden-of-ines/publish', {}, { version: `"${version}"` })).status).toBe(200);
});

it('a survey of a later release is not served by this one, which keeps it, serves the others, and says so', async () => {
  const { folder, endpoint, ask, putAll, send } = await started();
  for (const survey of ['garden-of-now', 'garden-to-come'])
    await ask('POST', `surveys/${survey}/publish`, {}, { version: await putAll(survey) });
  expect([await send('garden-of-now'), await send('garden-to-come')]).toEqual(['stored', 'stored']);
  await endpoint.close();
  // What a later release has published, with a kind of question that this one does not know.
  const storage = openSqlite(join(folder, 'responses.sqlite'));
  const kept = await storage.keptSurvey('garden-to-come');
  if (!kept?.published) throw new Error('it is not published');
  const bytes = gardenRevision('garden-to-come', 2, { 'sections.0.questions.0.kind': 'hologram' });
  const digest = createHash('sha256').update(bytes).digest('hex');
  await storage.putFile(digest, bytes, '2026-11-24');
  const files = [...kept.published.files, { path: '2.json', digest, bytes: bytes.length }];
  const next = { ...kept, version: 'later', published: { ...kept.published, files } };
  expect(await storage.changeSurvey({ follows: kept.version, next })).toBe(true);
  await storage.close();

  const again = await started(folder);
  expect([await again.send('garden-of-now'), await again.send('garden-to-come')]).toEqual(['stored', 'survey.unknown']);
  const { surveys } = (await again.ask('GET', 'overview')).body;
  expect(surveys.find((one: { survey: string }) => one.survey === 'garden-to-come')).toMatchObject({
    state: 'published',
    revision: null,
    version: 'later',
  });
});
