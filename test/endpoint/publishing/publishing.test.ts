import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { UPLOAD_LIMITS } from '../../../src/endpoint/publishing/upload/upload-names.ts';
import { startEndpoint } from '../../../src/endpoint/start.ts';
import { openStorage } from '../../../src/endpoint/storage/open-storage.ts';
import type { Scope } from '../../../src/endpoint/tokens/scopes.ts';
import { dayOf, daysAfter } from '../../../src/wire/day.ts';
import { ask, publish, putFiles, send, TOKEN } from '../../support/ask.ts';
import { longTest } from '../../support/long.ts';
import { folderOfOne, IN_PROCESS, named, newStorage, publisherOn, started, temporaryFolder } from '../harness.ts';
import { startPostgres } from '../storage/postgres-server.ts';
import { gardenEnvelope, gardenFiles, gardenRevision, newId } from './garden.ts';

const server = await startPostgres();
afterAll(() => server.remove());

const TODAY = dayOf(new Date());
const HELD_BY_FILES = 'exemple-benevolat';

/** The address of one endpoint, and of another on the same data where the database allows it. */
async function running(database: string) {
  const { env, url } = await started({
    SURVEYS_DIR: await folderOfOne(HELD_BY_FILES),
    ...(database === 'PostgreSQL' && { DATABASE_URL: await server.newDatabase() }),
  });
  return { env, url, other: database === 'PostgreSQL' ? (await started(env)).url : url };
}

const put = (url: string, survey: string, files = gardenFiles(survey), token = TOKEN) =>
  putFiles(url, survey, files, { token });
const publishDraft = (url: string, survey: string, version: string) =>
  ask(url, `surveys/${survey}/publish`, {}, { version });

async function published(url: string, survey = newId()): Promise<{ survey: string; etag: string }> {
  return { survey, etag: await publish(url, survey, gardenFiles(survey)) };
}

describe.each(['SQLite', 'PostgreSQL'])('a survey published on %s', (database) => {
  // The contract of the storage holds for both databases.
  const onBothInLong = database === 'SQLite' ? it : longTest;

  it('is answered, counted, exported and read at once, by every endpoint on the data', async () => {
    const { url, other } = await running(database);
    const { survey } = await published(url);
    // Looked up before it is refused, without waiting for the five seconds.
    expect(await send(other, gardenEnvelope(survey), gardenEnvelope(survey))).toEqual(['stored', 'stored']);
    for (const one of [url, other]) {
      const { edition, ...entry } = (await ask(one, `/surveys/${survey}/current`)).body;
      expect(entry).toEqual({ id: survey, revision: 1, languages: ['en'], short: [] });
      expect((await ask(one, `/surveys/${survey}/${edition}/1.en.json`)).text).toContain('Our shared garden');
      expect((await ask(one, '/surveys/index.json')).text).not.toContain(survey);
      expect((await ask(one, `/api/surveys/${survey}`)).text).toContain('"revision":1');
      expect((await ask(one, `/api/results/${survey}`)).status).toBe(200);
      expect((await ask(one, `participation/${survey}?today=1`)).body).toMatchObject({
        complete: 2,
      });
      expect((await ask(one, `/api/export/${survey}.csv?today=1`)).text.trim().split('\n')).toHaveLength(3);
      // Texts are kept apart, as those of a survey that was there at the start.
      expect((await ask(one, `/api/export/${survey}.csv?today=1`)).text).not.toContain('More shade');
      expect((await ask(one, `/api/export/${survey}.comments.csv?today=1`)).text).toContain('More shade');
    }
  });

  onBothInLong(
    'is corrected by another revision, while devices go on with the one before',
    async () => {
      const { url, other } = await running(database);
      const { survey, etag } = await published(url);
      expect(await send(url, gardenEnvelope(survey))).toEqual(['stored']);
      const editionNow = async (one: string) => (await ask(one, `/surveys/${survey}/current`)).body.edition as string;
      const before = await editionNow(other);
      const second = gardenRevision(survey, 2, { 'title.en': 'Our garden, corrected' });
      const put = await ask(url, `PUT surveys/${survey}/draft/2.json`, second, { version: etag });
      expect((await publishDraft(url, survey, put.etag)).body).toMatchObject({ survey: { state: 'published' } });
      // The last phone comes back after a year with a draft of the first revision.
      const late = gardenEnvelope(survey, { revision: 1, startedOn: daysAfter(TODAY, -365) });
      expect(await send(other, gardenEnvelope(survey, { revision: 2 }), gardenEnvelope(survey), late)).toEqual([
        'stored',
        'stored',
        'stored',
      ]);
      expect((await ask(other, `/api/surveys/${survey}`)).text).toContain('"revision":2');
      expect(await editionNow(other)).toBe(await editionNow(url));
      // A page that was loaded before goes on with its files.
      for (const edition of [before, await editionNow(other)])
        expect((await ask(other, `/surveys/${survey}/${edition}/1.en.json`)).status).toBe(200);
      expect((await ask(other, `/surveys/${survey}/2.en.json`)).text).toContain('Our garden, corrected');
      expect((await ask(other, `participation/${survey}?today=1`)).body).toMatchObject({
        complete: 4,
      });
    },
    60_000,
  );

  onBothInLong(
    'is withdrawn: what was begun before is stored, what is begun later is refused, and nothing is deleted',
    async () => {
      const { url, other } = await running(database);
      const { survey, etag } = await published(url);
      const dry = await ask(url, `surveys/${survey}/withdraw`, { dryRun: true }, { version: etag });
      expect(dry.body).toMatchObject({ done: false, survey: { state: 'withdrawn' } });
      expect(await send(url, gardenEnvelope(survey))).toEqual(['stored']);
      const done = await ask(url, `surveys/${survey}/withdraw`, {}, { version: etag });
      expect(done.body).toMatchObject({ done: true, survey: { state: 'withdrawn', withdrawnOn: TODAY } });
      await expect
        .poll(async () => (await ask(other, `/api/surveys/${survey}`)).text)
        .toContain(`"closedFrom":"${daysAfter(TODAY, 1)}"`);
      // Forty phones hold drafts that were begun until today.
      const held = Array.from({ length: 40 }, () => gardenEnvelope(survey, { startedOn: daysAfter(TODAY, -3) }));
      for (const one of [url, other])
        expect(new Set(await send(one, ...held.splice(0, 20)))).toEqual(new Set(['stored']));
      expect((await ask(url, `DELETE surveys/${survey}/draft`, undefined, { version: done.etag })).body).toEqual({
        code: 'draft.none',
      });
      expect((await ask(other, `participation/${survey}?today=1`)).body).toMatchObject({
        complete: 41,
      });
    },
    60_000,
  );

  onBothInLong(
    'is taken back until a response is stored, and is then a draft that nothing serves',
    async () => {
      const { url, other } = await running(database);
      const { survey, etag } = await published(url);
      const back = await ask(url, `surveys/${survey}/take-back`, {}, { version: etag });
      expect(back.body).toMatchObject({ done: true, survey: { state: 'draft', published: null } });
      for (const one of [url, other]) {
        await expect.poll(async () => (await ask(one, `/api/surveys/${survey}`)).status).toBe(404);
        expect(await send(one, gardenEnvelope(survey))).toEqual(['survey.unknown']);
      }
      // Nothing was answered: a revision may be edited again.
      const edited = gardenRevision(survey, 1, { 'title.en': 'Another title' });
      const put = await ask(url, `PUT surveys/${survey}/draft/1.json`, edited, { version: back.etag });
      const again = await publishDraft(url, survey, put.etag);
      expect(again.status).toBe(200);
      expect(await send(other, gardenEnvelope(survey))).toEqual(['stored']);
      const late = await ask(url, `surveys/${survey}/take-back`, {}, { version: again.etag });
      expect([late.status, late.body]).toEqual([409, { code: 'survey.answered' }]);
      expect(await send(url, gardenEnvelope(survey))).toEqual(['stored']);
    },
    60_000,
  );

  onBothInLong(
    'keeps every published revision unchanged, and may change the files next to it',
    async () => {
      const { url } = await running(database);
      const { survey, etag } = await published(url);
      const edited = gardenRevision(survey, 1, { 'sections.0.questions.0.text.en': 'Have you a plot?' });
      const changed = await ask(url, `PUT surveys/${survey}/draft/1.json`, edited, { version: etag });
      const refused = await publishDraft(url, survey, changed.etag);
      expect([refused.status, refused.body]).toEqual([
        409,
        { code: 'revision.changed', lines: [expect.stringMatching(/^revision\.changed 1\.json: /)] },
      ]);
      const report = await ask(url, `surveys/${survey}/report`);
      expect(report.body.lines).toEqual(refused.body.lines);
      const removed = await ask(url, `DELETE surveys/${survey}/draft/1.json`, undefined, { version: changed.etag });
      const second = await ask(url, `PUT surveys/${survey}/draft/2.json`, gardenRevision(survey, 2), {
        version: removed.etag,
      });
      expect((await publishDraft(url, survey, second.etag)).body).toMatchObject({ code: 'revision.changed' });
      const closing = gardenRevision(survey, 1, { closedFrom: '2999-01-01' });
      const whole = await ask(url, `PUT surveys/${survey}/draft/1.json`, closing, { version: second.etag });
      expect((await publishDraft(url, survey, whole.etag)).status).toBe(200);
    },
    60_000,
  );

  it('is published by one of two concurrent calls, and the other is refused', async () => {
    const { url, other } = await running(database);
    const survey = newId();
    const etag = await put(url, survey);
    const both = await Promise.all([publishDraft(url, survey, etag), publishDraft(other, survey, etag)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    expect(both.find(({ status }) => status === 412)?.body).toEqual({ code: 'draft.changed' });
    const two = await Promise.all(
      [url, other].map((one) =>
        ask(one, `PUT surveys/${survey}/draft/2.json`, gardenRevision(survey, 2), { version: etag }),
      ),
    );
    expect(two.map(({ status }) => status)).toEqual([412, 412]);
    expect((await ask(url, `surveys/${survey}/publish`, {})).body).toEqual({ code: 'match.required' });
  });

  it('is served again after a restart, with its tokens, and a folder that holds it too stops the start', async () => {
    const { env, url } = await running(database);
    const { survey } = await published(url);
    const storage = await openStorage(settingsFrom(env), { startWriter: IN_PROCESS.startWriter });
    const key = randomBytes(24).toString('base64url');
    await storage.addToken(named('late', key, 'read'));
    await storage.close();
    await expect.poll(async () => (await ask(url, 'surveys', undefined, { token: key })).status).toBe(200);
    const again = await started(env);
    expect(await send(again.url, gardenEnvelope(survey))).toEqual(['stored']);
    expect((await ask(again.url, 'surveys', undefined, { token: key })).status).toBe(200);

    const folder = await temporaryFolder();
    await mkdir(join(folder, survey));
    await writeFile(join(folder, survey, '1.json'), gardenRevision(survey, 1));
    await writeFile(join(folder, 'index.json'), JSON.stringify({ surveys: [{ id: survey, revision: 1 }] }));
    const twice = startEndpoint(settingsFrom({ ...env, SURVEYS_DIR: folder }), IN_PROCESS);
    await expect(twice).rejects.toThrow(/survey\.held-twice: .*SURVEYS_DIR.*(responses\.sqlite|DATABASE_URL)/);
    await expect(twice).rejects.toThrow(folder);
  });
});

it('a survey whose files the database has lost is reported, and the others are served', async () => {
  const { env, url } = await running('SQLite');
  const [lost, { survey }] = [await published(url), await published(url)];
  // The same files but for the revision, which names the survey.
  const database = new SQLite(join(env.DATA_DIR ?? '', 'responses.sqlite'));
  const row = database
    .prepare<[string], string>('SELECT published FROM survey WHERE survey = ?')
    .pluck()
    .get(lost.survey);
  const { files } = JSON.parse(row ?? '');
  database.prepare('DELETE FROM survey_piece WHERE digest = ?').run(files[0].digest);
  database.close();
  const again = await started(env);
  expect(await send(again.url, gardenEnvelope(survey), gardenEnvelope(lost.survey))).toEqual([
    'stored',
    'survey.unknown',
  ]);
});

describe('a draft', () => {
  it('that is faulty is never published, and each fault is one line with a stable code', async () => {
    const { url } = await running('SQLite');
    const survey = newId();
    const files = new Map<string, Uint8Array>([
      ['1.json', gardenRevision(survey, 1, { 'sections.0.questions.0.options.0.id': 'no' })],
      ['notice.json', Buffer.from('{"controller": \u202e')],
      ['presentation.json', Buffer.from([0xff, 0xfe])],
    ]);
    let etag = await put(url, survey, files);
    const lines = async () => (await ask(url, `surveys/${survey}/report`)).body.lines;
    expect(await lines()).toEqual([
      expect.stringMatching(/^presentation\.faulty presentation\.json: line 1, column 1: /),
    ]);
    etag = (await ask(url, `DELETE surveys/${survey}/draft/presentation.json`, undefined, { version: etag })).etag;
    const found = await lines();
    expect(found.length).toBeGreaterThan(0);
    for (const line of found) expect(line).toMatch(/^(revision|notice)\.faulty (1|notice)\.json: [^\n\u202e]+$/);
    const refused = await publishDraft(url, survey, etag);
    expect([refused.status, refused.body]).toEqual([409, { code: 'draft.faulty', lines: found }]);
    expect(await send(url, gardenEnvelope(survey))).toEqual(['survey.unknown']);
  });

  it('with a note that cannot be read, or without a picture that it names, is faulty too', async () => {
    const { url } = await running('SQLite');
    const survey = newId();
    await put(
      url,
      survey,
      new Map<string, Uint8Array>([
        ['1.json', gardenRevision(survey, 1)],
        ['notes/nothing.en.md', Buffer.from('A note <script>alert(1)</script>')],
        [
          'presentation.json',
          Buffer.from('{ "app": { "screenshots": [{ "file": "x.png", "form": "narrow", "label": { "en": "x" } }] } }'),
        ],
      ]),
    );
    const { lines } = (await ask(url, `surveys/${survey}/report`)).body;
    expect(lines).toContainEqual(expect.stringMatching(/^text\.faulty notes\/nothing\.en\.md: line 1: /));
    expect(lines).toContainEqual(expect.stringMatching(/^presentation\.faulty presentation\.json: line 1: .*x\.png/));
  });

  it('is begun once, changed by who has read it, downloaded as it was given, and discarded', async () => {
    const { url } = await running('SQLite');
    const survey = newId();
    const etag = await put(url, survey);
    const first = gardenRevision(survey, 1);
    for (const version of ['', '"another"']) {
      const put = await ask(url, `PUT surveys/${survey}/draft/1.json`, first, { version });
      expect(put.body).toEqual({ code: version ? 'draft.changed' : 'match.required' });
    }
    const listed = (await ask(url, 'surveys')).body.surveys.find((one: { survey: string }) => one.survey === survey);
    expect(listed).toMatchObject({ state: 'draft', from: 'storage', draft: { by: 'organiser', on: TODAY } });
    expect(`"${listed.version}"`).toBe(etag);
    const file = await ask(url, `surveys/${survey}/files/1.json?of=draft`);
    expect(file.bytes.equals(first)).toBe(true);
    const archive = await ask(url, `surveys/${survey}/archive?of=draft`);
    expect(archive.bytes.toString('latin1')).toMatch(/^PK.*1\.json.*previews\/opening\.png/s);
    const gone = await ask(url, `DELETE surveys/${survey}/draft`, undefined, { version: etag });
    expect([gone.status, gone.body]).toEqual([200, { done: true, survey: null }]);
    expect((await ask(url, `surveys/${survey}/report`)).status).toBe(404);
  });

  it('names the application that is known by its survey, or that the host named and no other survey does', async () => {
    const storage = await newStorage();
    const publisher = publisherOn(storage);
    const lines = async (identity: string, isHost: boolean) => {
      const presentation = Buffer.from(JSON.stringify({ app: { identity } }));
      const files = new Map([...gardenFiles('garden'), ['presentation.json', presentation] as const]);
      const asked = { survey: 'garden', by: 'lyon', isHost };
      const outcome = await publisher.publishFiles(asked, files, { isListed: false, isDry: false });
      return outcome.kind === 'refused' ? outcome.lines?.join() : outcome.kind;
    };
    const refused = expect.stringMatching(/^presentation.faulty presentation.json: app.identity: /);
    for (const identity of ['/', '/?s=exemple-benevolat']) expect(await lines(identity, true)).toEqual(refused);
    expect([await lines('/earlier', false), await lines('/?s=garden', false)]).toEqual([refused, 'done']);
    // The identity that the host gave stays.
    for (const isHost of [true, false]) expect(await lines('/earlier', isHost)).toBe('done');
  });

  it('takes no file of another name', async () => {
    const { url } = await running('SQLite');
    // As they are written in an address: the test of an upload has the others.
    for (const name of ['x.html', '1.json%00', '..%2f1.json', '%2e%2e/1.json', 'notes/..%2f..%2f1.json']) {
      const put = await ask(url, `PUT surveys/${newId()}/draft/${name}`, Buffer.from('{}'));
      expect([400, 404], name).toContain(put.status);
    }
    expect((await ask(url, 'surveys')).body.surveys.every(({ from }: { from: string }) => from === 'files')).toBe(true);
  });

  it('is of no survey of another name', async () => {
    const { url } = await running('SQLite');
    for (const name of ['current', 'lists', 'maps', 'UPPER', 'a_b', 'a%2fb', '-x', '%E2%80%AEx', 'x'.repeat(65)])
      expect((await ask(url, `PUT surveys/${name}/draft/1.json`, Buffer.from('{}'))).status, name).toBe(404);
  });

  it('is one of fifty of a token, and is refused while the disk is nearly full', async () => {
    let free = Number.POSITIVE_INFINITY;
    const publisher = publisherOn(await newStorage(), { hasSpace: async (bytes) => bytes <= free });
    const file = (name: string, bytes: Uint8Array) => new Map([[name, bytes]]);
    const first = file('1.json', Buffer.from('{}'));
    for (let draft = 0; draft < 50; draft++)
      expect((await publisher.put({ survey: `draft-${draft}`, by: 'dsi' }, first)).kind).toBe('done');
    expect(await publisher.put({ survey: 'draft-50', by: 'dsi' }, first)).toEqual({
      kind: 'refused',
      code: 'draft.too-many',
    });
    // Those that are there may be changed, and another token has its own.
    const changed = await publisher.put({ survey: 'draft-0', by: 'dsi' }, file('2.json', Buffer.from('{}')));
    expect(changed.kind).toBe('done');
    expect((await publisher.put({ survey: 'draft-50', by: 'other' }, first)).kind).toBe('done');
    free = 1;
    expect(await publisher.put({ survey: 'draft-2', by: 'dsi' }, first)).toMatchObject({ code: 'disk.full' });
  });

  it('takes no file above 5 MB and no picture that is none, and none of a survey of SURVEYS_DIR', async () => {
    const { url } = await running('SQLite');
    const survey = newId();
    const large = await ask(url, `PUT surveys/${survey}/draft/1.json`, Buffer.alloc(5 * 2 ** 20 + 1, ' '));
    expect([large.status, large.body]).toEqual([413, { code: 'body.too-large' }]);
    const picture = await ask(url, `PUT surveys/${survey}/draft/previews/x.png`, Buffer.from('<svg onload="x">'));
    expect(picture.body).toMatchObject({ code: 'picture.unreadable' });
    const held = await ask(url, `PUT surveys/${HELD_BY_FILES}/draft/1.json`, Buffer.from('{}'));
    expect([held.status, held.body]).toEqual([409, { code: 'survey.held-by-files' }]);
  });
});

it('files have as many bytes as a survey, a limited token and the site may have, and not one more', async () => {
  const limits = { ...UPLOAD_LIMITS, survey: 50_000, token: 90_000, site: 120_000 };
  const publisher = publisherOn(await newStorage(), { limits });
  const put = async (survey: string, bytes: number, by = 'lyon') => {
    const files = new Map([['notice.json', Buffer.alloc(bytes, ' ')]]);
    const outcome = await publisher.replace({ survey, by, limit: by === 'dsi' ? null : ['lyon-*'] }, files);
    return outcome.kind === 'refused' ? outcome.code : outcome.kind;
  };
  expect([await put('lyon-a', 50_000), await put('lyon-a', 50_001)]).toEqual(['done', 'survey.too-large']);
  expect([await put('lyon-b', 40_000), await put('lyon-b', 40_001)]).toEqual(['done', 'token.full']);
  expect([await put('lyon-c', 1, 'second'), await put('lyon-b', 30_000)]).toEqual(['token.full', 'done']);
  const both = await Promise.all([put('lyon-c', 10_000), put('lyon-d', 10_000)]);
  expect(both.toSorted()).toEqual(['done', 'token.full']);
  expect([await put('lille', 30_000, 'dsi'), await put('lille', 30_001, 'dsi')]).toEqual(['done', 'site.full']);
});

it('files above a later limit stay published, and can become fewer', async () => {
  const storage = await newStorage();
  const publisher = publisherOn(storage, { limits: { ...UPLOAD_LIMITS, survey: 50_000 } });
  const asked = { survey: 'out', by: 'host' };
  const drafted = { ...asked, survey: 'in' };
  const options = { isListed: false, isDry: false };
  await publisherOn(storage).publishFiles(asked, gardenFiles(asked.survey), options);
  await publisherOn(storage).put(drafted, gardenFiles(drafted.survey));
  expect(await publisher.report(drafted.survey, drafted)).toMatchObject({ lines: ['survey.too-large'] });
  const added = await publisher.amend(asked, new Map([['presentation.json', Buffer.from('{}')]]), false);
  expect(added).toMatchObject({ code: 'survey.too-large' });
  expect(await publisher.remove(asked, 'previews/opening.png')).toMatchObject({ kind: 'done' });
  expect(await publisher.publish(asked, options)).toMatchObject({ kind: 'done' });
});

describe('a token that is limited to surveys', () => {
  async function withTokens() {
    const found = await running('SQLite');
    const storage = await openStorage(settingsFrom(found.env), { startWriter: IN_PROCESS.startWriter });
    const give = async (name: string, scopes: readonly Scope[], surveys: readonly string[] | null) => {
      const key = randomBytes(24).toString('base64url');
      await storage.addToken({ ...named(name, key, ...scopes), surveys });
      return key;
    };
    const lyon = await give('lyon', ['author', 'publish', 'read'], ['mairie-lyon-*']);
    const lille = await give('lille', ['author', 'publish', 'read'], ['mairie-lille-*']);
    const author = await give('author', ['author'], null);
    await storage.close();
    const isKnown = async () => (await ask(found.url, 'surveys', undefined, { token: author })).status;
    await expect.poll(isKnown).toBe(200);
    return { ...found, lyon, lille, author };
  }

  it('creates and publishes within its prefix, and sees nothing of the others', async () => {
    const { url, lyon, lille } = await withTokens();
    const survey = 'mairie-lyon-parcs';
    const etag = await put(url, survey, gardenFiles(survey), lyon);
    const done = await ask(url, `surveys/${survey}/publish`, { listed: true }, { version: etag, token: lyon });
    expect(done.body).toMatchObject({ survey: { published: { by: 'lyon' } } });
    expect((await ask(url, 'overview', undefined, { token: lyon })).body.room.most).toBe(UPLOAD_LIMITS.token);
    const seen = async (key: string) =>
      (await ask(url, 'surveys', undefined, { token: key })).body.surveys.map((one: { survey: string }) => one.survey);
    expect(await seen(lyon)).toEqual([survey]);
    expect(await seen(lille)).toEqual([]);
    for (const [method, path, body] of [
      ['PUT', `/${survey}/draft/2.json`, gardenRevision(survey, 2)],
      ['PUT', '/mairie-lyon-autre/draft/1.json', gardenRevision(survey, 1)],
      ['DELETE', `/${survey}/draft/1.json`, undefined],
      ['DELETE', `/${survey}/draft`, undefined],
      ['GET', `/${survey}/report`, undefined],
      ['GET', `/${survey}/files/1.json`, undefined],
      ['GET', `/${survey}/archive`, undefined],
      ['POST', `/${survey}/preview`, undefined],
      ['DELETE', `/${survey}/preview`, undefined],
      ['POST', `/${survey}/publish`, {}],
      ['POST', `/${survey}/take-back`, {}],
      ['POST', `/${survey}/withdraw`, {}],
    ] as const) {
      const answered = await ask(url, `${method} surveys${path}`, body, {
        version: method === 'GET' ? '' : done.etag,
        token: lille,
      });
      // The same for what another holds and for what is not there: the limit is said, and nothing else.
      const refusal = { code: 'survey.limit', lines: ['mairie-lille-*'] };
      const expected = method === 'GET' ? [404, { code: 'not-found' }] : [403, refusal];
      expect([method, path, answered.status, answered.body]).toEqual([method, path, ...expected]);
    }
    expect((await ask(url, `/api/export/${survey}.csv`, undefined, { token: lille })).status).toBe(404);
    expect((await ask(url, '/api/health')).text).not.toContain(survey);
  });

  it('for preparing alone does not publish', async () => {
    const { url, author } = await withTokens();
    const survey = newId();
    const etag = await put(url, survey, gardenFiles(survey), author);
    for (const what of ['publish', 'take-back', 'withdraw']) {
      const answered = await ask(url, `surveys/${survey}/${what}`, {}, { version: etag, token: author });
      expect([answered.status, answered.body]).toEqual([403, { code: 'token.scope' }]);
    }
  });
});
