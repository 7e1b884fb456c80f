import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openSqlite, publisherOn, started, temporaryFolder, testApp } from '../harness.ts';
import { gardenEnvelope, gardenFiles, gardenRevision } from './garden.ts';

const INES = { name: 'ines', scopes: ['author', 'publish'], until: '2999-12-31', surveys: null };

it('a token that is revoked in the middle of a publication leaves all of it or nothing, and the draft to the others', async () => {
  const { ask, putFiles, send } = await started();
  for (let time = 0; time < 2; time++) {
    const survey = `garden-${time}`;
    const { token } = (await ask('tokens', INES)).body;
    const version = await putFiles(survey, gardenFiles(survey), { token });
    const [publication] = await Promise.all([
      ask(`surveys/${survey}/publish`, {}, { token, version }),
      ask('tokens/revoke', { name: 'ines' }),
    ]);
    expect([200, 401]).toContain(publication.status);
    const { surveys } = (await ask('overview')).body;
    const { state, published, draft } = surveys.find((one: { survey: string }) => one.survey === survey);
    const files = (publication.status === 200 ? published : draft).files;
    expect([state, files.length]).toEqual([publication.status === 200 ? 'published' : 'draft', 2]);
    expect(await send(gardenEnvelope(survey))).toEqual([publication.status === 200 ? 'stored' : 'survey.unknown']);
    expect((await ask(`PUT surveys/${survey}/draft/1.json`, new Uint8Array(1), { token })).status).toBe(401);
    if (state === 'draft') expect((await ask(`surveys/${survey}/publish`, {}, { version })).status).toBe(200);
  }
});

it('a draft whose author left is there for the others, and the links that the author made open nothing', async () => {
  const { url, ask, putFiles } = await started();
  const { token } = (await ask('tokens', INES)).body;
  await putFiles('garden-of-ines', gardenFiles('garden-of-ines'), { token });
  const { secret } = (await ask('POST surveys/garden-of-ines/preview', undefined, { token })).body;
  await putFiles('garden-of-all', gardenFiles('garden-of-all'));
  const { secret: other } = (await ask('POST surveys/garden-of-all/preview')).body;
  const open = async (one: string) =>
    (await fetch(`${url}/api/preview`, { headers: { Authorization: `Preview ${one}` } })).status;
  expect([await open(secret), await open(other)]).toEqual([200, 200]);
  await ask('tokens/revoke', { name: 'ines' });
  expect([await open(secret), await open(other)]).toEqual([404, 200]);
  const { surveys } = (await ask('overview')).body;
  const { draft, version } = surveys.find((one: { survey: string }) => one.survey === 'garden-of-ines');
  expect(draft).toMatchObject({ by: 'ines' });
  expect((await ask('surveys/garden-of-ines/publish', {}, { version: `"${version}"` })).status).toBe(200);
});

it('a survey of a later release is not served by this one, which keeps it, serves the others, and says so', async () => {
  const { env, endpoint, publish, send } = await started();
  for (const survey of ['garden-of-now', 'garden-to-come']) await publish(survey, gardenFiles(survey));
  expect(await send(gardenEnvelope('garden-of-now'), gardenEnvelope('garden-to-come'))).toEqual(['stored', 'stored']);
  await endpoint.close();
  // What a later release has published, with a kind of question that this one does not know.
  const storage = openSqlite(join(env.DATA_DIR, 'responses.sqlite'));
  const kept = await storage.keptSurvey('garden-to-come');
  if (!kept?.published) throw new Error('it is not published');
  const bytes = gardenRevision('garden-to-come', 2, { 'sections.0.questions.0.kind': 'hologram' });
  const digest = createHash('sha256').update(bytes).digest('hex');
  await storage.putFile(digest, bytes, '2026-11-24');
  const files = [...kept.published.files, { path: '2.json', digest, bytes: bytes.length }];
  const next = { ...kept, version: 'later', published: { ...kept.published, files } };
  expect(await storage.changeSurvey({ follows: kept.version, next })).toBe(true);
  await storage.close();

  const again = await started(env);
  expect(await again.send(gardenEnvelope('garden-of-now'), gardenEnvelope('garden-to-come'))).toEqual([
    'stored',
    'survey.unknown',
  ]);
  const { surveys } = (await again.ask('overview')).body;
  expect(surveys.find((one: { survey: string }) => one.survey === 'garden-to-come')).toMatchObject({
    state: 'published',
    revision: null,
    version: 'later',
  });
});

// Only root may mount; elsewhere the runner shows this one as skipped.
it.runIf(process.getuid?.() === 0)(
  'a disk that is full in the middle of a publication leaves what was there, says so, and can be emptied',
  async () => {
    const folder = await temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder]);
    onTestFinished(() => void execFileSync('umount', [folder]));
    const storage = openSqlite(join(folder, 'responses.sqlite'));
    onTestFinished(() => storage.close());
    const survey = 'garden-of-now';
    const { ask } = await testApp({ storage, publisher: publisherOn(storage) });
    const change = async (call: string, body: object) => {
      const version = `"${(await storage.keptSurvey(survey))?.version ?? ''}"`;
      const reply = await ask(call, body, { version });
      return [reply.status, reply.body.code];
    };
    const publisher = publisherOn(storage);
    await publisher.put({ survey, by: 'ines' }, gardenFiles(survey));
    expect(await change(`surveys/${survey}/publish`, {})).toEqual([200, undefined]);
    const second = gardenRevision(survey, 2);
    expect(await change(`PUT surveys/${survey}/draft/2.json`, second)).toEqual([200, undefined]);
    const before = await storage.keptSurvey(survey);

    const ballast = join(folder, 'ballast');
    await expect(writeFile(ballast, Buffer.alloc(3 << 20))).rejects.toThrow(/ENOSPC/);
    const large = Buffer.from(JSON.stringify({ notes: randomBytes(1 << 19).toString('base64') }));
    expect(await change(`PUT surveys/${survey}/draft/reference-2017.json`, large)).toEqual([
      503,
      'storage.unavailable',
    ]);
    expect(await storage.keptSurvey(survey)).toEqual(before);

    await rm(ballast);
    expect(await change(`surveys/${survey}/publish`, {})).toEqual([200, undefined]);
    expect((await storage.keptSurvey(survey))?.published?.files.map(({ path }) => path)).toContain('2.json');
  },
);

it('a link to a draft that leaked opens that draft alone: it changes, publishes and reads nothing, and ends when its author says so', async () => {
  const { url, ask, putFiles, publish, send } = await started();
  const version = await putFiles('garden-of-ines', gardenFiles('garden-of-ines'));
  await publish('garden-of-all', gardenFiles('garden-of-all'));
  expect(await send(gardenEnvelope('garden-of-all'))).toEqual(['stored']);
  const { secret } = (await ask('POST surveys/garden-of-ines/preview')).body;
  const withIt = async (scheme: string, method: string, path: string) => {
    const headers = { Authorization: `${scheme} ${secret}`, 'If-Match': version };
    return (await fetch(`${url}/api/${path}`, { method, headers })).status;
  };
  for (const scheme of ['Preview', 'Bearer'])
    for (const [method, path] of [
      ['GET', 'organiser/surveys'],
      ['GET', 'organiser/surveys/garden-of-ines/files/1.json'],
      ['DELETE', 'organiser/surveys/garden-of-ines/draft/1.json'],
      ['DELETE', 'organiser/surveys/garden-of-ines/draft'],
      ['POST', 'organiser/surveys/garden-of-ines/publish'],
      ['POST', 'organiser/surveys/garden-of-all/withdraw'],
      ['GET', 'export/garden-of-all.csv'],
    ] as const)
      expect([scheme, method, path, await withIt(scheme, method, path)]).toEqual([scheme, method, path, 401]);
  // A draft takes no response, whatever the link showed.
  expect(await send(gardenEnvelope('garden-of-ines'))).toEqual(['survey.unknown']);
  expect(await withIt('Preview', 'GET', 'preview')).toBe(200);
  const { status, etag } = await ask('DELETE surveys/garden-of-ines/preview');
  expect([status, await withIt('Preview', 'GET', 'preview')]).toEqual([200, 404]);
  expect((await ask('surveys/garden-of-ines/publish', {}, { version: etag })).status).toBe(200);
});

it('a token of another survey publishes, withdraws and deletes nothing of this one, which goes on', async () => {
  const { ask, putFiles, send } = await started();
  const { token } = (
    await ask('tokens', { ...INES, scopes: ['author', 'publish', 'read'], surveys: ['garden-of-ines'] })
  ).body;
  const mine = await putFiles('garden-of-ines', gardenFiles('garden-of-ines'), { token });
  const theirs = await putFiles('garden-of-all', gardenFiles('garden-of-all'));
  const { etag } = await ask('surveys/garden-of-all/publish', {}, { version: theirs });
  for (const [method, path] of [
    ['PUT', 'surveys/garden-of-all/draft/1.json'],
    ['POST', 'surveys/garden-of-all/publish'],
    ['POST', 'surveys/garden-of-all/take-back'],
    ['POST', 'surveys/garden-of-all/withdraw'],
    ['POST', 'surveys/garden-of-all/preview'],
  ] as const) {
    const asked = await ask(`${method} ${path}`, method === 'PUT' ? new Uint8Array(1) : {}, { token, version: etag });
    expect([path, asked.status, asked.body]).toEqual([path, 403, { code: 'survey.limit', lines: ['garden-of-ines'] }]);
  }
  expect(JSON.stringify((await ask('overview', undefined, { token })).body)).not.toContain('garden-of-all');
  expect(await send(gardenEnvelope('garden-of-all'))).toEqual(['stored']);
  expect((await ask('surveys/garden-of-ines/publish', {}, { token, version: mine })).status).toBe(200);
});
