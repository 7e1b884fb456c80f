import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { receiptCode } from '../../src/wire/receipt-code.ts';
import { rescueHeader } from '../../src/wire/rescue-file.ts';
import {
  DAY,
  digestOf,
  envelope,
  openSqlite,
  receivedOf,
  SECRET_IN_HEX,
  studyOptions,
  studySurveys,
  temporaryFolder,
} from '../endpoint/harness.ts';
import { end } from '../endpoint/honest.ts';
import { bundleEndpoint, type EndpointProcess, runProgram, startProcess } from '../endpoint/process.ts';
import { rowsOf, send } from '../support/ask.ts';
import { longTest } from '../support/long.ts';
import { filesWith } from '../support/profile-folder.ts';

const bundle = await bundleEndpoint();

const command = (dataDir: string, ...words: string[]) => bundle.answer(dataDir, ...words);
/** In a separate process, as an operator would. */
const program = (dataDir: string, ...words: string[]) => runProgram(bundle.main, dataDir, ...words);

async function idsIn({ url }: EndpointProcess): Promise<Set<string>> {
  return new Set((await rowsOf(url)).map(({ id }) => id));
}

/** A data folder with responses received on these days, and no endpoint. */
async function filled(...days: string[]) {
  const folder = await temporaryFolder();
  const storage = openSqlite(join(folder, 'responses.sqlite'));
  for (const day of days) await storage.store([receivedOf(envelope())], [], day);
  await storage.close();
  return folder;
}

describe('a rescue file', () => {
  it('is received while an endpoint serves, once, under its rules, and damaged lines are counted', async () => {
    const folder = await temporaryFolder();
    const endpoint = await startProcess(bundle.main, folder);
    const all = [envelope(), envelope(), envelope({ answers: { 'authority-type': 'kingdom' } }), envelope()];
    await send(endpoint.url, all[0]);
    const lines = all.map((one) => JSON.stringify(one));
    const header = rescueHeader({ sealed: 0, clear: 4, digests: all.map(digestOf) });
    const file = join(folder, 'secours.txt');
    await writeFile(file, [header, ...lines.slice(0, 3), lines[3]?.replace('commune', 'region')].join('\n'));
    expect(await command(folder, 'rescue', file)).toMatchObject({
      code: 0,
      out: '1 were here already\n1 stored\n1 refused: answer.unknown-option\n1 damaged: the device that made the file keeps them, ask it for another\n',
    });
    expect(await idsIn(endpoint)).toEqual(new Set([all[0]?.id, all[1]?.id]));
    expect((await command(folder, 'rescue', file)).out).toContain('2 were here already\n');
    await end(endpoint);
    await writeFile(file, '{"rescue":2}');
    expect((await command(folder, 'rescue', file)).err).toContain('made by a later release');
    await writeFile(file, 'Bonjour');
    expect((await command(folder, 'rescue', file)).err).toContain('is no rescue file');
    expect(await readFile(join(folder, 'commands.log'), 'utf8')).toContain('"use":"rescue","responses":1');
  });
});

describe('a backup', () => {
  it('under load contains every response acknowledged before it, and no address, user agent or time', async () => {
    const [folder, elsewhere, backups] = [await temporaryFolder(), await temporaryFolder(), await temporaryFolder()];
    // A few megabytes, so that posts go on while they are copied.
    const storage = openSqlite(join(folder, 'responses.sqlite'));
    for (let batch = 0; batch < 10; batch++) {
      const some = Array.from({ length: 300 }, () => envelope({ answers: { x: 'x'.repeat(2_000) } }));
      await storage.store(some.map(receivedOf), [], DAY);
    }
    await storage.close();
    const endpoint = await startProcess(bundle.main, folder);
    const acknowledged: string[] = [];
    let alive = true;
    const clients = Array.from({ length: 8 }, async () => {
      while (alive) {
        const one = envelope();
        if ((await send(endpoint.url, one))[0] === 'stored') acknowledged.push(one.id);
      }
    });
    await expect.poll(() => acknowledged.length).toBeGreaterThan(200);
    const before = [...acknowledged];
    const file = join(backups, 'today.sqlite');
    const backedUp = await program(folder, 'backup', file);
    const during = acknowledged.length - before.length;
    alive = false;
    await Promise.all(clients);
    await end(endpoint);
    expect(backedUp).toMatchObject({ code: 0, err: '' });
    expect(backedUp.out).toMatch(/^backed up \d+ responses to /);
    expect(during, 'posts went through meanwhile').toBeGreaterThan(0);
    expect(await readdir(backups)).toEqual(['today.sqlite']);
    expect((await stat(file)).mode & 0o077).toBe(0);
    const content = await readFile(file);
    for (const trace of ['127.0.0.1', 'node', new Date().toISOString().slice(0, 13)])
      expect(content.includes(trace), trace).toBe(false);

    expect(await program(elsewhere, 'restore', file)).toMatchObject({ code: 0, err: '' });
    expect(await program(elsewhere, 'integrity')).toEqual({
      code: 0,
      out: expect.stringMatching(/^ok: \d+ responses\n$/),
      err: '',
    });
    const restored = await startProcess(bundle.main, elsewhere);
    const ids = await idsIn(restored);
    expect(before.filter((id) => !ids.has(id))).toEqual([]);
    expect(await send(restored.url, envelope())).toEqual(['stored']);
    await end(restored);
  });

  it('never replaces a file', async () => {
    const folder = await filled(DAY);
    const file = join(await temporaryFolder(), 'kept');
    await writeFile(file, 'kept');
    expect(await command(folder, 'backup', file)).toMatchObject({
      code: 1,
      err: `${file} exists already: a backup never replaces another\n`,
    });
    expect(await readFile(file, 'utf8')).toBe('kept');
  });

  it('that cannot be written leaves nothing behind', async () => {
    const folder = await filled(DAY);
    const nowhere = join(folder, 'no-such-folder', 'b');
    expect(await command(folder, 'backup', nowhere)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^[^\n]+\n$/),
    });
    expect(await readdir(folder)).toEqual(['responses.sqlite']);
  });
});

describe('the program without a command', () => {
  it('lists its commands while another copy serves the same data, and serves once that one has ended', async () => {
    const folder = await temporaryFolder();
    const first = await startProcess(bundle.main, folder);
    expect(await program(folder)).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(
        /^another copy .+ serves the data in .+ already\. Beside it, usage: barometre and one of: backup FILE \|[^\n]+\n$/,
      ),
    });
    expect(await send(first.url, envelope())).toEqual(['stored']);
    first.child.kill('SIGKILL');
    await first.ended;
    await end(await startProcess(bundle.main, folder));
  });

  it('serves what was restored where it had served', async () => {
    const folder = await temporaryFolder();
    const backup = join(await temporaryFolder(), 'backup');
    const first = await startProcess(bundle.main, folder);
    await send(first.url, envelope());
    expect(await command(folder, 'backup', backup)).toMatchObject({ code: 0 });
    await end(first);
    await rm(join(folder, 'responses.sqlite'));
    expect(await command(folder, 'restore', backup)).toMatchObject({ code: 0, err: '' });
    const second = await startProcess(bundle.main, folder);
    expect((await idsIn(second)).size).toBe(1);
    await end(second);
  });
});

describe('what is restored', () => {
  it.each<[string, (file: string, folder: string) => Promise<unknown>, RegExp]>([
    ['over another database', (file, to) => cp(join(file, '../other'), to, { recursive: true }), /is not empty/],
    [
      'no backup',
      (file) => writeFile(file, 'nothing of the kind, and long enough to be read'),
      /^cannot restore \S+\/backup: the file is no database \(SQLITE_NOTADB\)\n$/,
    ],
    ['a folder', (file) => rm(file).then(() => mkdir(file)), /^cannot read \S+\/backup: .+ \(EISDIR\)\n$/],
    [
      'a backup that was cut short',
      async (file) => writeFile(file, (await readFile(file)).subarray(0, 10_000)),
      /: the file is damaged, or cut short \(SQLITE_CORRUPT\)\n$/,
    ],
    [
      'a damaged backup',
      async (file) => {
        const bytes = await readFile(file);
        bytes.fill(0xff, 4096, 16_384);
        await writeFile(file, bytes);
      },
      /is damaged|SQLITE_CORRUPT/,
    ],
    ['a backup with a bit that is no longer what it was', flipInAnswers, /not what was received/],
    ['a copy of a running database', (file) => patch(file, 18, 2), /may lack its last responses/],
    ['a backup of a newer program', (file) => patch(file, 63, 99), /schema version 99/],
    ['the database of something else', (file) => patch(file, 63, 0), /holds no responses/],
  ])('is never %s', async (_, spoil, reason) => {
    const root = await temporaryFolder();
    const [file, to] = [join(root, 'backup'), join(root, 'data')];
    await mkdir(join(root, 'other'));
    await writeFile(join(root, 'other', 'responses.sqlite'), 'other');
    const source = await filled(...Array.from({ length: 40 }, () => DAY));
    expect(await command(source, 'backup', file)).toMatchObject({ code: 0 });
    await spoil(file, to);
    const answered = await command(to, 'restore', file);
    expect(answered).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/^[^\n]+\n$/) });
    expect(answered.err).toMatch(reason);
    const left = existsSync(to) ? await readdir(to) : [];
    expect(left.filter((name) => name !== 'responses.sqlite' || !reason.test('is not empty'))).toEqual([]);
  });

  it('joins the token that is already in the folder, for its owner alone', async () => {
    const root = await temporaryFolder();
    await writeFile(join(root, 'organiser-token'), 'a-token-that-was-here-before');
    await writeFile(join(root, 'publication-nights.json'), '{}');
    const file = join(await temporaryFolder(), 'backup');
    await command(await filled(DAY), 'backup', file);
    await chmod(file, 0o644);
    expect(await command(root, 'restore', file)).toMatchObject({ code: 0, out: 'restored 1 responses\n' });
    expect((await stat(join(root, 'responses.sqlite'))).mode & 0o077).toBe(0);
  });
});

describe('a database put back', () => {
  it('has a new epoch, repeats later erasures and deletions, and counts the responses received since', async () => {
    const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    const options = studyOptions(await studySurveys());
    for (const one of [folder, elsewhere]) await writeFile(join(one, 'disclosure.key'), SECRET_IN_HEX);
    const file = join(await temporaryFolder(), 'backup');
    const secrets = [randomBytes(16), randomBytes(16)];
    const [first, second] = secrets.map((secret) =>
      envelope({
        receiptHash: createHash('sha256').update(secret).digest('hex'),
        answers: { 'authority-type': 'commune', 'free-comment': 'MARKER' },
      }),
    );
    if (!first || !second) throw new Error('two are made');
    const unkind = { 'authority-type': 'commune', 'free-comment': 'UNKIND', 'free-comment-consent': 'yes' };
    const before = [envelope({ answers: unkind }), envelope()];
    const since = [envelope(), envelope(), envelope()];
    const storage = openSqlite(join(folder, 'responses.sqlite'), options);
    await storage.store([first, ...before].map(receivedOf), [], '2026-01-01');
    const { epoch } = await storage.standing();
    const backedUp = await command(folder, 'backup', file);
    expect(backedUp.out).toMatch(
      /^backed up 3 responses to .*, without the disclosure key: keep a copy of it elsewhere$/m,
    );
    await storage.store([second, ...since].map(receivedOf), [], '2026-01-02');
    for (const one of [first, second]) await storage.erase(one.receiptHash, '2026-01-02');
    const [seen] = await storage.comments('numerique-territorial', { most: 2 });
    if (!seen) throw new Error('one may be published');
    const discarded = { state: 'discarded', deletesText: true };
    await storage.changeComment('numerique-territorial', { seen, ...discarded });
    const { backedUpThrough } = await storage.standing();
    expect(backedUpThrough).toMatch(/^\d{4}-\d\d-\d\d$/);
    await storage.close();

    const replaced = join(folder, 'responses.sqlite');
    expect(await command(elsewhere, 'restore', file, '--erased-from', replaced)).toEqual({
      code: 0,
      out: 'restored 2 responses, erased 1 again, miss 3 received since\n',
      err: '',
    });
    expect(await filesWith(elsewhere, [Buffer.from('MARKER'), Buffer.from('UNKIND')])).toEqual([]);
    const restored = openSqlite(join(elsewhere, 'responses.sqlite'), options);
    expect(await restored.comment('numerique-territorial', seen.key)).toMatchObject({ state: 'discarded', text: null });
    expect(await restored.standing()).toEqual({ epoch: expect.stringMatching(/^[0-9a-f]{32}$/), backedUpThrough });
    expect((await restored.standing()).epoch).not.toBe(epoch);
    expect(await restored.store([first, second, ...before, ...since].map(receivedOf), [], DAY)).toEqual([
      'erased',
      'erased',
      'already-stored',
      'already-stored',
      'stored',
      'stored',
      'stored',
    ]);
    expect(await restored.erasures('numerique-territorial')).toEqual([{ day: '2026-01-02', responses: 2 }]);
    expect(await restored.losses('numerique-territorial')).toEqual({
      restoredOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      missing: [{ day: '2026-01-02', responses: 3 }],
    });
    await restored.close();
  });
});

describe('texts whose key is lost', () => {
  it('stop the start until the key is put back, or the texts are erased by command', async () => {
    const folder = await temporaryFolder();
    const options = studyOptions(await studySurveys());
    const answers = { 'authority-type': 'commune', 'free-comment': 'MARKER' };
    const one = envelope({ answers });
    const storage = openSqlite(join(folder, 'responses.sqlite'), options);
    await storage.store([receivedOf(one)], [], DAY);
    await storage.close();
    const refused = await command(folder, 'purge', '--before', DAY);
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/disclosure\.key.*forget-texts/) });
    expect(await command(folder, 'forget-texts', '--all')).toMatchObject({
      code: 0,
      out: 'erased 1 texts: the answers stay\n',
    });
    expect(await filesWith(folder, [Buffer.from('MARKER')])).toEqual([]);
    const endpoint = await startProcess(bundle.main, folder);
    expect(await idsIn(endpoint)).toEqual(new Set([one.id]));
    expect(await send(endpoint.url, envelope({ answers }))).toEqual(['stored']);
    await end(endpoint);
    // The key that this start has used opens it again.
    await end(await startProcess(bundle.main, folder));
  });
});

async function flipInAnswers(file: string) {
  const bytes = await readFile(file);
  bytes[bytes.lastIndexOf('"commune"') + 1] = 0x43;
  await writeFile(file, bytes);
}

async function patch(file: string, offset: number, byte: number) {
  const bytes = await readFile(file);
  bytes[offset] = byte;
  await writeFile(file, bytes);
}

describe('what is purged', () => {
  it('is gone from every file while the endpoint serves, is never stored again, and leaves the rest', async () => {
    const folder = await temporaryFolder();
    const storage = openSqlite(join(folder, 'responses.sqlite'));
    // So many, of all lengths, in any order: some are copied as pages fill and part, and stay in the slack when their rows go.
    const text = (turn: number) => `MARKER-${'y'.repeat((turn * 37) % 900)}-MARKER`;
    const old = Array.from({ length: 1_500 }, (_, turn) =>
      envelope({ answers: { 'authority-type': 'commune', x: text(turn) } }),
    );
    for (let at = 0; at < old.length; at += 10)
      await storage.store(old.slice(at, at + 10).map(receivedOf), [], '2020-01-31');
    await storage.close();
    const endpoint = await startProcess(bundle.main, folder);
    const today = envelope();
    expect(await send(endpoint.url, today)).toEqual(['stored']);
    expect(await command(folder, 'purge', '--before', '2020-02-01')).toEqual({
      code: 0,
      out: 'erased 1500 responses received before 2020-02-01\n',
      err: '',
    });
    expect(await filesWith(folder, [Buffer.from('MARKER')])).toEqual([]);
    expect(await idsIn(endpoint)).toEqual(new Set([today.id]));
    const again = envelope({ id: old[0]?.id, receiptHash: old[0]?.receiptHash, sequence: 2 });
    expect(await send(endpoint.url, again)).toEqual(['erased']);
    await end(endpoint);
  });

  it('is only counted by a dry run, and a date in the future is refused', async () => {
    const folder = await filled('2020-01-01', '2020-01-31', DAY);
    const purge = (...words: string[]) => command(folder, 'purge', '--before', ...words);
    expect(await purge('2020-02-01', '--dry-run')).toEqual({
      code: 0,
      out: 'would erase 2 responses received before 2020-02-01\n',
      err: '',
    });
    expect(await purge('2126-02-01')).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/in the future/) });
    expect(await command(folder, 'integrity')).toMatchObject({ out: 'ok: 3 responses\n' });
    expect(await purge('2020-02-01')).toMatchObject({ out: 'erased 2 responses received before 2020-02-01\n' });
  });

  longTest('waits for a reader of the write-ahead log, and fails if the reader never ends', async () => {
    const folder = await filled('2020-01-01', DAY);
    const reader = new SQLite(join(folder, 'responses.sqlite'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT COUNT(*) FROM response').get();
    const answered = await program(folder, 'purge', '--before', '2020-02-01');
    expect(answered).toMatchObject({ code: 1, err: expect.stringMatching(/still in the log[^\n]+: try again\n$/) });
    reader.exec('COMMIT');
    reader.close();
    expect(await command(folder, 'purge', '--before', '2020-02-01')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^erased 0/),
    });
  });
});

describe('the organiser', () => {
  it('erases on request by the code of a receipt', async () => {
    const folder = await temporaryFolder();
    const secret = randomBytes(16);
    const one = envelope({ receiptHash: createHash('sha256').update(secret).digest('hex') });
    const endpoint = await startProcess(bundle.main, folder);
    await send(endpoint.url, one);
    expect(await command(folder, 'erase', receiptCode(secret))).toEqual({ code: 0, out: 'erased\n', err: '' });
    expect(await command(folder, 'erase', receiptCode(secret).toLowerCase())).toMatchObject({ code: 0 });
    expect(await send(endpoint.url, one)).toEqual(['erased']);
    expect(await command(folder, 'erase', receiptCode(randomBytes(16)))).toMatchObject({
      code: 1,
      err: 'no response has this receipt code\n',
    });
    expect(await command(folder, 'erase', 'ABC')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/no receipt code/),
    });
    await end(endpoint);
  });

  it.each([
    [['nothing-known']],
    [['backup']],
    [['backup', 'a', 'b']],
    [['purge', '2026-01-01']],
    [['purge', '--before', '2026-02-31']],
    [['integrity', 'x']],
    [['erase', 'a', 'b', 'c']],
    // Asked what it does, each does nothing.
    [['forget-texts']],
    [['backup', '-v']],
  ])('gets the usage of a command when it is wrong: %j', async (words) => {
    expect(await command(await temporaryFolder(), ...words)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^([a-z-]+: .+; )?usage: [^\n]+\n$/),
    });
  });

  it.each([
    [['backup', '--fast', 'x'], "backup: Unknown option '--fast'; usage: barometre backup FILE"],
    [['purge'], 'purge: --before is missing; usage: barometre purge --before YYYY-MM-DD [--dry-run]'],
    [['purge', '--before', 'May'], 'purge: --before is not a YYYY-MM-DD; usage: barometre purge'],
    [['erase'], 'erase: CODE is missing; usage: barometre erase CODE'],
    [['erase', 'secret', 'code'], 'erase: there are more words than it takes; usage: barometre erase CODE'],
  ])('names the fault of %j without the value that was given', async (words, reason) => {
    const { code, err } = await command(await temporaryFolder(), ...words);
    expect([code, err.slice(0, reason.length)]).toEqual([2, reason]);
    expect(err).not.toMatch(/May|secret/);
  });

  it('gets a list of the commands, and the usage of each', async () => {
    const folder = await temporaryFolder();
    expect(await command(folder, 'help')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^(?![\s\S]*undefined)[\s\S]*\n {2}purge --before/),
    });
    expect(await command(folder, 'backup', '--help')).toEqual({
      code: 0,
      out: 'usage: barometre backup FILE\nwrites one moment of the database to a new SQLite file, checked\n',
      err: '',
    });
    expect(await command(folder, 'token', '--help')).toMatchObject({ code: 0, err: '' });
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([[['backup', 'b']], [['integrity']], [['purge', '--before', '2026-01-01']], [['restore', '/nothing/b']]])(
    'gets one line when there is nothing to work on: %j',
    async (words) => {
      expect(await command(await temporaryFolder(), ...words)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^no [^\n]+\n$/),
      });
    },
  );
});
