import { createHash, randomBytes } from 'node:crypto';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresContacts } from '../../../src/endpoint/contacts/postgres-contacts.ts';
import { CannotStart } from '../../../src/endpoint/process/cannot-start.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { openPostgres } from '../../../src/endpoint/storage/postgres/postgres-storage.ts';
import { WRITERS } from '../../../src/endpoint/storage/postgres/postgres-store-groups.ts';
import { type Storage, StorageUnavailable } from '../../../src/endpoint/storage/storage.ts';
import { textsApart } from '../../../src/endpoint/stored/texts-apart.ts';
import { runCommand } from '../../../src/host/commands/commands.ts';
import { copyToPostgres } from '../../../src/host/postgres-copy.ts';
import { receiptCode } from '../../../src/wire/receipt-code.ts';
import { contactsContract } from '../../contracts/contacts.ts';
import { collected } from '../../contracts/responses.ts';
import { storageContract } from '../../contracts/storage.ts';
import {
  countComplete,
  DAY,
  digestOf,
  envelope,
  exported,
  openSqlite,
  post,
  receivedOf,
  SECRET_IN_HEX,
  studyOptions,
  studySurveys,
  type TestApp,
  temporaryFolder,
  testApp,
  verdicts,
} from '../harness.ts';
import { ask, readyClient, startPostgres } from './postgres-server.ts';

const server = await startPostgres();
afterAll(() => server.remove());

storageContract('PostgreSQL', async () => {
  const url = await server.newDatabase();
  return {
    storage: await openPostgres(url),
    again: (texts) => openPostgres(url, { ...(texts && { texts }) }),
    remove: async () => {},
  };
});

contactsContract('PostgreSQL', async () => {
  const url = await server.newDatabase();
  return { contacts: await openPostgresContacts(url), again: () => openPostgresContacts(url) };
});

const OTHER_SECRET = { forTexts: Buffer.alloc(32, 1) };

/** Whether the file of a table holds the marker. */
async function isOnDisk(url: string, table: string): Promise<boolean> {
  await ask(url, 'CHECKPOINT');
  const found = `SELECT position('MARKER'::bytea IN pg_read_binary_file(pg_relation_filepath('${table}'))) > 0 AS found`;
  return (await ask(url, found))[0].found;
}

/** How many statements wait for a lock in this database. */
async function waiting(url: string) {
  const asked = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  return (await ask(url, asked)).length;
}

/** A new database, its address, and another one through a proxy whose sockets can be broken. */
async function throughProxy() {
  const direct = await server.newDatabase();
  const { port, hostname } = new URL(direct);
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const through = connect(Number(port), hostname);
    client.pipe(through).pipe(client);
    for (const socket of [client, through]) sockets.add(socket.on('error', () => socket.destroy()));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = proxy.address();
  const url = new URL(direct);
  url.port = String(typeof address === 'object' ? address?.port : '');
  return { direct, url: url.href, sockets };
}

describe('the PostgreSQL database', () => {
  it('is created once by endpoints that start at the same moment, one of them at its second address', async () => {
    const url = await server.newDatabase();
    const second = url.replace('@', '@127.0.0.1:1,');
    const endpoints = await Promise.all([openPostgres(url), openPostgres(url), openPostgres(second)]);
    const one = receivedOf(envelope());
    const stored = endpoints.map((endpoint) => endpoint.store([one], [], DAY));
    expect((await Promise.all(stored)).flat().sort()).toEqual(['already-stored', 'already-stored', 'stored']);
    for (const endpoint of endpoints) await endpoint.close();
  });

  it.each([
    ['a newer program has written it', 'UPDATE barometre_schema_1 SET version = 99', /schema version 99/],
    ['it forgets at a power cut', 'ALTER ROLE tester SET synchronous_commit = off', /synchronous_commit = off/],
  ])('is not opened when %s', async (_, statement, reason) => {
    const url = await server.newDatabase();
    await (await openPostgres(url)).close();
    await ask(url, statement);
    onTestFinished(async () => void (await ask(url, 'ALTER ROLE tester RESET ALL')));
    await expect(openPostgres(url)).rejects.toThrow(reason);
  });

  it('stores no part of a response or text out of line, where values are numbered in the order of arrival', async () => {
    const url = await server.newDatabase();
    const storage = await openPostgres(url, studyOptions(await studySurveys()));
    const written = (bytes: number) => randomBytes(bytes).toString('base64');
    const responses = [1_000, 1_600, 2_800, 5_000].map((bytes) =>
      receivedOf(envelope({ answers: { 'authority-type': written(bytes), 'free-comment': written(bytes) } })),
    );
    expect(await storage.store(responses, [], DAY)).toEqual(responses.map(() => 'stored'));
    await storage.close();
    const sizes = `SELECT relname AS name, pg_relation_size(reltoastrelid)::integer AS bytes FROM pg_class
      WHERE relname IN ('response', 'comment', 'passage') ORDER BY relname`;
    expect(await ask(url, sizes)).toEqual(['comment', 'passage', 'response'].map((name) => ({ name, bytes: 0 })));
  });

  it('is not opened when it is not there, and why not is said', async () => {
    const none = openPostgres('postgres://tester@127.0.0.1:1/none');
    await expect(none).rejects.toThrow(/^cannot reach the database of DATABASE_URL: connect ECONNREFUSED/);
  });

  it('that stops is answered with 503, and what is sent again afterwards is there once', async () => {
    const storage = await openPostgres(await server.newDatabase());
    const { app } = await testApp({ storage });
    const [before, during] = [envelope(), envelope()];
    expect(await verdicts(app, before)).toMatchObject([{ verdict: 'stored' }]);
    await server.stop();
    const refused = await post(app, [during, before]);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await app.request('/api/health')).status).toBe(503);
    await server.start();
    await expect.poll(async () => (await app.request('/api/health')).status).toBe(200);
    const all = await verdicts(
      app,
      during,
      before,
      envelope({ answers: { 'authority-type': 'commune', 'free-comment': 'a\0' } }),
    );
    expect(all.map((one) => one.problem ?? one.verdict)).toEqual([
      'stored',
      'already-stored',
      'text.forbidden-character',
    ]);
    expect((await exported(app)).trim().split('\n')).toHaveLength(2);
  });

  it('whose connection breaks under a statement cannot be used for now, and the endpoint lives on', async () => {
    const { direct, url, sockets } = await throughProxy();
    const storage = await openPostgres(url);
    const holding = await readyClient(direct);
    await holding.query('BEGIN; LOCK TABLE response IN ACCESS EXCLUSIVE MODE');
    const both = [countComplete(storage, 'any'), storage.receiptState('any')];
    const answered = Promise.all(both.map((one) => expect(one).rejects.toThrow(StorageUnavailable)));
    await expect.poll(() => waiting(direct)).toBe(2);
    for (const socket of sockets) socket.destroy();
    await answered;
    await holding.end();
    expect(await countComplete(storage, 'any')).toBe(0);
    await storage.close();
  });

  it('whose machine is gone without a word cannot be used for now, and the endpoint goes on with the next connection', async () => {
    const { direct, url, sockets } = await throughProxy();
    await (await openPostgres(direct)).close();
    const storage = await openPostgres(url, { noReplyAfter: 2_000 });
    onTestFinished(() => storage.close());
    const store = () => storage.store([receivedOf(envelope())], [], DAY);
    expect(await store()).toEqual(['stored']);
    for (const socket of sockets) socket.unpipe().pause();
    await expect(store()).rejects.toThrow(StorageUnavailable);
    expect(await store()).toEqual(['stored']);
  });

  it.each([
    ['before they are written', 'LOCK TABLE response IN ACCESS EXCLUSIVE MODE', 'stored'],
    // Which go through after the refusal.
    ['in their commits', 'SELECT FROM held FOR UPDATE', 'already-stored'],
  ])('that holds posts up %s refuses them for now at each endpoint, and stores each once', async (_, hold, verdict) => {
    const url = await server.newDatabase();
    const storages = [1, 2].map(() => openPostgres(url, { noReplyAfter: 2_000 }));
    const apps = await Promise.all(storages.map(async (one) => (await testApp({ storage: await one })).app));
    const atCommit = 'ALTER TABLE response ADD FOREIGN KEY (language) REFERENCES held DEFERRABLE INITIALLY DEFERRED';
    await ask(url, `CREATE TABLE held (language text PRIMARY KEY); INSERT INTO held VALUES ('fr'); ${atCommit}`);
    const holding = await readyClient(url);
    await holding.query(`BEGIN; ${hold}`);
    const posts = Array.from({ length: 40 }, () => envelope());
    const through = (turn: number) => apps[turn % apps.length] as TestApp;
    const refused = await Promise.all(posts.map((one, turn) => post(through(turn), [one])));
    for (const { status, headers } of refused) expect([status, headers.get('Retry-After')]).toEqual([503, '5']);
    expect(await refused[0]?.json()).toEqual({ code: 'storage.unavailable' });
    await holding.end();
    const known = (await Promise.all(posts.map((one, turn) => verdicts(through(turn + 1), one)))).flat();
    expect(known.map((one) => one.verdict)).toContain(verdict);
    expect((await exported(through(0))).trim().split('\n')).toHaveLength(posts.length);
  });

  it('that refuses a post for now refuses those behind it, which would wait as long', async () => {
    const url = await server.newDatabase();
    const storage = await openPostgres(url);
    onTestFinished(() => storage.close());
    const holding = await readyClient(url);
    await holding.query('BEGIN; LOCK TABLE response IN ACCESS EXCLUSIVE MODE');
    const store = () => expect(storage.store([receivedOf(envelope())], [], DAY)).rejects.toThrow(StorageUnavailable);
    const posts: Promise<void>[] = [];
    for (let writer = 1; writer <= WRITERS; writer++) {
      posts.push(store());
      await expect.poll(() => waiting(url)).toBe(writer);
    }
    const behind = Promise.all([store(), store()]).then(() => 'refused');
    await holding.query('SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted');
    await Promise.all(posts);
    expect(await Promise.race([behind, new Promise((resolve) => setImmediate(resolve))])).toBe('refused');
    await holding.end();
  });

  it('knows one secret of texts: an endpoint with another does not start, or takes nothing', async () => {
    const url = await server.newDatabase();
    const surveys = await studySurveys();
    const other = { texts: textsApart(surveys, OTHER_SECRET) };
    const first = await openPostgres(url, studyOptions(surveys));
    await expect(openPostgres(url, other)).rejects.toThrow(/disclosure\.key.*forget-texts/);
    await first.forgetEveryText(other.texts.secret);
    const second = await openPostgres(url, other);
    const written = envelope({ answers: { 'authority-type': 'commune', 'free-comment': 'un avis' } });
    const { app } = await testApp({ storage: first });
    expect((await post(app, [written])).status).toBe(503);
    expect((await app.request('/api/health')).status).toBe(503);
    expect(await verdicts((await testApp({ storage: second })).app, written)).toMatchObject([{ verdict: 'stored' }]);
  });

  it('goes on storing while a tidying waits for a backup to end', async () => {
    const url = await server.newDatabase();
    const storage = await openPostgres(url);
    onTestFinished(() => storage.close());
    const backup = await readyClient(url);
    await backup.query('BEGIN; LOCK TABLE response IN ACCESS SHARE MODE');
    const tidying = storage.tidy();
    await expect.poll(() => waiting(url)).toBe(1);
    expect(await storage.store([receivedOf(envelope())], [], DAY)).toEqual(['stored']);
    await backup.end();
    await tidying;
  });

  it('has no night that no integer holds, and answers 404', async () => {
    const { app } = await testApp({ storage: await openPostgres(await server.newDatabase()) });
    expect((await app.request(`/api/results/numerique-territorial/archive/${2 ** 31}`)).status).toBe(404);
  });

  it('that may not be written to is not opened, and is answered with 503 when it becomes so', async () => {
    const url = await server.newDatabase();
    const storage = await openPostgres(url);
    const store = () => storage.store([receivedOf(envelope())], [], DAY);
    expect(await store()).toEqual(['stored']);
    const name = url.split('/').at(-1);
    await ask(url, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await ask(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`,
    );
    await expect(openPostgres(url)).rejects.toThrow(CannotStart);
    await expect(store()).rejects.toThrow(StorageUnavailable);
    expect(await countComplete(storage, 'numerique-territorial')).toBe(1);
    await storage.close();
  });

  it('is purged, erased from, tidied, backed up and restored by command', async () => {
    const url = await server.newDatabase();
    const settings = settingsFrom({
      DATABASE_URL: url,
      DATA_DIR: await temporaryFolder(),
      DISCLOSURE_KEY: SECRET_IN_HEX,
    });
    const options = studyOptions(await studySurveys());
    const secret = randomBytes(16);
    const receiptHash = createHash('sha256').update(secret).digest('hex');
    const answers = { 'authority-type': 'commune', 'free-comment': 'é\n"œ" 🏛' };
    const [old, today] = [envelope({ answers }), envelope({ answers, receiptHash })];
    const written = async (one: Storage) =>
      (await collected(one.texts('numerique-territorial'))).map(({ text }) => text);
    const fresh = () => receivedOf(envelope({ answers }));
    const [forgotten, kept] = [1, 40].map((length) => Array.from({ length }, fresh));
    if (!forgotten || !kept) throw new Error('two lists');
    const storage = await openPostgres(url, options);
    await storage.store([receivedOf(old)], [], '2020-01-01');
    await storage.store([{ envelope: today, digest: digestOf(today) }], [], DAY);
    expect((await runCommand(['purge', '--before', DAY], settings)).says).toBe(
      `erased 1 responses received before ${DAY}`,
    );
    expect(await written(storage)).toHaveLength(1);
    expect((await runCommand(['erase', receiptCode(secret)], settings)).says).toBe('erased');
    expect(await written(storage)).toEqual([]);
    expect(await countComplete(storage, 'numerique-territorial')).toBe(0);
    await storage.store(forgotten, [], '2020-01-01');
    expect((await runCommand(['forget-texts', '--all'], settings)).says).toBe('erased 1 texts: the answers stay');
    expect(await written(storage)).toEqual([]);
    expect(await storage.eraseBefore(DAY)).toBe(1);
    await storage.store(kept, [], DAY);
    expect((await runCommand(['tidy'], settings)).says).toBe('tidied');
    const file = join(await temporaryFolder(), 'backup');
    expect((await runCommand(['backup', file], settings)).says).toMatch(/^backed up 40 responses to /);
    await expect(runCommand(['integrity'], settings)).rejects.toThrow(/backup checks every response/);
    const { epoch, backedUpThrough } = await storage.standing();
    expect(backedUpThrough).toMatch(/^\d{4}-\d\d-\d\d$/);
    await storage.close();

    const other = await server.newDatabase();
    expect((await runCommand(['restore', file], { ...settings, databaseUrl: other })).says).toBe(
      'restored 40 responses',
    );
    await expect(openPostgres(other, { ...options, texts: textsApart(new Map(), OTHER_SECRET) })).rejects.toThrow(
      /disclosure\.key/,
    );
    const restored = await openPostgres(other, options);
    expect(await written(restored)).toEqual(kept.map(() => answers['free-comment']));
    expect(await restored.standing()).toEqual({ epoch: expect.not.stringMatching(epoch), backedUpThrough });
    expect(new Set(await restored.store(kept, [], DAY))).toEqual(new Set(['already-stored']));
    expect(await restored.store([receivedOf(old)], [], DAY)).toEqual(['erased']);
    await restored.close();
  });

  it('holds nothing in its tables of what was erased, once it is tidied', async () => {
    const url = await server.newDatabase();
    const storage = await openPostgres(url);
    const one = envelope({ answers: { 'free-comment': 'MARKER' } });
    await storage.store([receivedOf(one)], [], DAY);
    await storage.erase(one.receiptHash, DAY);
    expect(await isOnDisk(url, 'response')).toBe(true);
    await storage.tidy();
    expect(await isOnDisk(url, 'response')).toBe(false);
    await storage.close();
  });

  it('receives what SQLite held: same ids, digests, tombstones and export bytes', async () => {
    const file = join(await temporaryFolder(), 'responses.sqlite');
    const options = studyOptions(await studySurveys());
    const { app, storage } = await testApp({ storage: openSqlite(file, options) });
    const answers = { 'authority-type': 'commune', 'free-comment': 'é\n"œ" 🏛 \\u0000' };
    const sent = Array.from({ length: 45 }, (_, turn) =>
      envelope({ answers, status: turn % 3 ? 'complete' : 'partial', channel: turn % 2 ? null : 'stand' }),
    );
    const secret = randomBytes(16);
    const erased = envelope({ receiptHash: createHash('sha256').update(secret).digest('hex') });
    await verdicts(app, ...sent, erased, 'refused');
    const headers = { Authorization: `Receipt ${receiptCode(secret)}` };
    expect((await app.request('/api/receipt', { method: 'DELETE', headers })).status).toBe(200);

    const aside = sent.slice(0, 2).map((one) => one.id);
    await storage.setAside('numerique-territorial', aside, 'reason', DAY);

    const url = await server.newDatabase();
    expect(await copyToPostgres(file, url)).toMatchObject({
      response: 46,
      refusal: 1,
      publication_night: 0,
      set_aside: 2,
      erasure: 1,
    });
    await expect(copyToPostgres(file, url)).rejects.toThrow(/already holds responses/);
    // It knows how its rows are spread before anybody asks for them.
    const known = `SELECT DISTINCT tablename FROM pg_stats WHERE tablename IN ('response', 'set_aside')`;
    expect(await ask(url, known)).toHaveLength(2);
    const { app: other, storage: copy } = await testApp({ storage: await openPostgres(url, options) });
    expect(await collected(copy.aside('numerique-territorial'))).toEqual(
      await collected(storage.aside('numerique-territorial')),
    );
    for (const format of ['.csv', '.ndjson', '.comments.csv'])
      expect(await exported(other, `numerique-territorial${format}`)).toBe(
        await exported(app, `numerique-territorial${format}`),
      );
    const again = await verdicts(other, ...sent, erased);
    expect(again.map((one) => one.verdict)).toEqual([...sent.map(() => 'already-stored'), 'erased']);
  });

  it('receives one moment of SQLite, whatever is erased while it is copied', async () => {
    const file = join(await temporaryFolder(), 'responses.sqlite');
    const storage = openSqlite(file, studyOptions(await studySurveys()));
    onTestFinished(() => storage.close());
    const one = envelope({ answers: { 'authority-type': 'commune', 'free-comment': 'un avis' } });
    await storage.store([receivedOf(one)], [], DAY);
    const url = await server.newDatabase();
    await (await openPostgres(url)).close();
    const client = await readyClient(url);
    // Holds the copy up between two tables.
    await client.query('BEGIN; LOCK TABLE passage IN ACCESS EXCLUSIVE MODE');
    const copying = copyToPostgres(file, url);
    await expect.poll(() => waiting(url)).toBe(1);
    expect(await storage.erase(one.receiptHash, DAY)).toBe(true);
    await client.query('COMMIT');
    await copying;
    await client.end();
    const copied = `SELECT (SELECT COUNT(*) FROM response WHERE survey IS NOT NULL) AS responses,
      (SELECT COUNT(*) FROM comment) AS comments, (SELECT COUNT(*) FROM passage) AS passages`;
    expect(await ask(url, copied)).toEqual([{ responses: '1', comments: '1', passages: '1' }]);
  });
});
