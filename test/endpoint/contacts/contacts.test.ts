import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { utf8Length } from '../../../src/core/answering/text-check.ts';
import { monthsBefore } from '../../../src/endpoint/contacts/contacts.ts';
import type { StartWriter } from '../../../src/endpoint/storage/sqlite/sqlite-writer-client.ts';
import { StorageUnavailable } from '../../../src/endpoint/storage/storage.ts';
import { contactBody } from '../../../src/wire/contact.ts';
import { contactOf, contactsContract } from '../../contracts/contacts.ts';
import { ask } from '../../support/ask.ts';
import { beyondChance, dig, digSqlite, undated } from '../archaeologist.ts';
import {
  DAY,
  envelope,
  IN_PROCESS,
  noticed,
  openSqlite,
  openSqliteContacts,
  studyOptions,
  type TestApp,
  temporaryFolder,
  testApp,
  verdicts,
} from '../harness.ts';

const SURVEY = 'numerique-territorial';

contactsContract('SQLite', async () => {
  const file = join(await temporaryFolder(), 'contacts.sqlite');
  return { contacts: openSqliteContacts(file), again: async () => openSqliteContacts(file) };
});

it('waits at its start for another process that makes the same file', async () => {
  const file = join(await temporaryFolder(), 'contacts.sqlite');
  const holding = `
    const database = new (require('better-sqlite3'))(${JSON.stringify(file)});
    database.exec('BEGIN EXCLUSIVE');
    console.log('held');
    setTimeout(() => database.exec('COMMIT'), 600);`;
  const other = spawn(process.execPath, ['-e', holding], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(other.stdout, 'data');
  const contacts = openSqliteContacts(file);
  expect(await contacts.list(SURVEY)).toEqual([]);
  await contacts.close();
});

it('is written by a thread, which commits a crowd of addresses together', async () => {
  const sizes: number[] = [];
  const startWriter: StartWriter = (port, ...parts) => {
    port.on('message', ({ call }) => sizes.push(call.length ?? 0));
    return IN_PROCESS.startWriter(port, ...parts);
  };
  const contacts = openSqliteContacts(join(await temporaryFolder(), 'contacts.sqlite'), { startWriter });
  await Promise.all(Array.from({ length: 100 }, () => contacts.keep(contactOf({ survey: SURVEY }), '2026-11')));
  expect(Math.max(...sizes)).toBeGreaterThan(10);
  await contacts.close();
});

// Only root may mount.
it.runIf(process.getuid?.() === 0)(
  'refuses on a full disk, also from its start, keeps once there is room, and stops',
  async () => {
    const folder = await temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder]);
    onTestFinished(() => void execFileSync('umount', [folder]));
    const fill = () => expect(() => writeFileSync(join(folder, 'ballast'), Buffer.alloc(1 << 20))).toThrow(/ENOSPC/);
    const startWriter: StartWriter = (...parts) => {
      fill();
      return IN_PROCESS.startWriter(...parts);
    };
    const contacts = openSqliteContacts(join(folder, 'contacts.sqlite'), { startWriter });
    await expect(contacts.keep(contactOf({ survey: SURVEY }), '2026-11')).rejects.toThrow(StorageUnavailable);
    rmSync(join(folder, 'ballast'));
    await contacts.keep(contactOf({ survey: SURVEY }), '2026-11');
    fill();
    await contacts.close();
  },
);

function leave(app: TestApp, body: unknown, more: Record<string, string> = {}) {
  return app.request('/api/contacts', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...more },
    body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
  });
}

async function listed(app: TestApp) {
  return (await ask(app, `contacts/${SURVEY}`)).body.contacts as readonly {
    readonly id: string;
    readonly address: string;
  }[];
}

describe('an address left for a contact', () => {
  it('is stored, listed for the organiser the next day, and erased on request', async () => {
    let day = 24;
    const { app } = await testApp({ surveys: await noticed(), now: () => new Date(2026, 10, day, 12) });
    expect(await listed(app)).toEqual([]);
    const contact = contactOf({ survey: SURVEY, comment: 'Un mot' });
    for (let times = 0; times < 2; times++) {
      const response = await leave(app, contactBody(contact));
      expect([response.status, await response.text()]).toEqual([200, `{"state":"kept","id":"${contact.id}"}`]);
    }
    const { survey: _, ...told } = contact;
    expect(await listed(app)).toEqual([]);
    day++;
    expect(await listed(app)).toEqual([{ ...told, month: '2026-11', confirmed: false }]);
    expect((await ask(app, 'contacts/erase', { survey: SURVEY, all: true })).body).toEqual({
      survey: SURVEY,
      erased: 1,
    });
    expect(await listed(app)).toEqual([]);
  });

  it('is neither asked for nor accepted if the notice gives no retention period', async () => {
    const { app } = await testApp();
    expect((await leave(app, contactOf({ survey: SURVEY }))).status).toBe(404);
    expect((await leave(app, contactOf({ survey: 'nothing' }))).status).toBe(404);
  });

  it.each([
    ['no JSON', '{'],
    ['an array', []],
    ['no address', { ...contactOf({ survey: SURVEY }), address: undefined }],
    ['an address that is none', contactOf({ survey: SURVEY, address: 'nowhere' })],
    ['an address of a thousand bytes', contactOf({ survey: SURVEY, address: `${'x'.repeat(1_000)}@example.org` })],
    ['nothing to be written to for', contactOf({ survey: SURVEY, purposes: [] })],
    ['a purpose that the notice lacks', contactOf({ survey: SURVEY, purposes: ['marketing' as never] })],
    ['a comment without end', contactOf({ survey: SURVEY, comment: 'x'.repeat(2_001) })],
    [
      'bytes that are no UTF-8',
      new Blob([Buffer.from(JSON.stringify(contactOf({ survey: SURVEY, comment: 'été' })), 'latin1')]),
    ],
    ['a control character', contactOf({ survey: SURVEY, comment: 'a\u0000b' })],
    ['the receipt of a response', { ...contactOf({ survey: SURVEY }), receiptHash: 'x' }],
  ])('is refused with %s, and nothing is kept', async (_, body) => {
    const { app } = await testApp({ surveys: await noticed() });
    const response = await leave(app, body);
    expect([response.status, await response.text()]).toEqual([400, '{"code":"contact.unreadable"}']);
    expect(await listed(app)).toEqual([]);
  });

  it('is refused from a page of another site, and accepted from a crowd behind one network', async () => {
    const { app } = await testApp({ surveys: await noticed() });
    expect((await leave(app, contactOf({ survey: SURVEY }), { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await leave(app, contactOf({ survey: SURVEY }), { 'Content-Type': 'text/plain' })).status).toBe(415);
    const limited = await testApp({ surveys: await noticed(), rate: { burst: 3_000, perSecond: 60 } });
    const statuses = [];
    for (let one = 0; one < 101; one++) statuses.push((await leave(limited.app, contactOf({ survey: SURVEY }))).status);
    expect([statuses.filter((status) => status === 200).length, statuses.at(-1)]).toEqual([100, 429]);
  });

  it('is deleted in the month that the notice gives, and not before', async () => {
    let now = new Date(2026, 10, 24);
    const { app } = await testApp({ surveys: await noticed(), now: () => now });
    await leave(app, contactOf({ survey: SURVEY }));
    now = new Date(2027, 3, 30);
    expect(await listed(app)).toHaveLength(1);
    now = new Date(2027, 4, 1);
    expect(await listed(app)).toEqual([]);
    expect([monthsBefore('2027-05', 6), monthsBefore('2027-01', 1), monthsBefore('2027-12', 24)]).toEqual([
      '2026-11',
      '2026-12',
      '2025-12',
    ]);
  });
});

describe('an attacker who would link addresses to responses', () => {
  it('finds no key, order, time, size or log line to link them by', async () => {
    const folder = await temporaryFolder();
    const files = { responses: join(folder, 'responses.sqlite'), contacts: join(folder, 'contacts.sqlite') };
    const surveys = await noticed();
    const contacts = openSqliteContacts(files.contacts);
    const written = vi.spyOn(process.stdout, 'write');
    let day = 24;
    const { app, storage } = await testApp({
      surveys,
      contacts,
      now: () => new Date(2026, 10, day, 12),
      storage: openSqlite(files.responses, studyOptions(surveys)),
    });
    // Each person answers, and leaves an address at once: nothing could be easier to pair.
    const people = Array.from({ length: 150 }, (_, turn) => ({
      response: envelope({ channel: `channel-${turn % 5}`, answers: { 'authority-type': 'region' } }),
      contact: contactOf({ survey: SURVEY, address: `BEGIN${turn}.@example.org` }),
    }));
    for (const { response, contact } of people) {
      await verdicts(app, response);
      await leave(app, contactBody(contact));
    }
    expect(written).not.toHaveBeenCalled();
    written.mockRestore();
    await listed(app);
    day++;
    const told = (await ask(app, `contacts/${SURVEY}`)).text;
    await contacts.close();
    await storage.tidy();

    const kept = readFileSync(files.contacts);
    const traces = {
      id: people.map(({ contact }) => Buffer.from(contact.id)),
      address: people.map(({ contact }) => Buffer.from(contact.address)),
    };
    const inList = dig(Buffer.from(told), traces);
    expect(Object.keys(inList)).toEqual(['id', 'address']);
    expect(beyondChance(inList)).toEqual({});
    const apart = [kept.toString('latin1'), readFileSync(files.responses).toString('latin1')] as const;
    for (const { response, contact } of people) {
      for (const word of [response.id, response.receiptHash, `${response.channel}`, DAY, 'region'])
        expect(apart[0].includes(word), word).toBe(false);
      for (const word of [contact.id, contact.address]) expect(apart[1].includes(word), word).toBe(false);
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('contacts'))).toEqual(['contacts.sqlite']);
    const sizes = ['', 'x', 'é'.repeat(900)].map((comment) => utf8Length(contactBody(contactOf({ comment }))));
    expect(new Set(sizes).size).toBe(1);
  });

  it('finds no order of arrival in the place of rows', async () => {
    const file = join(await temporaryFolder(), 'contacts.sqlite');
    const contacts = openSqliteContacts(file);
    const left = Array.from({ length: 1_500 }, (_, turn) => contactOf({ address: `BEGIN${turn}.@example.org` }));
    for (const one of left) await contacts.keep(one, '2026-11');
    await contacts.close();
    const found = digSqlite(file, {
      id: left.map(({ id }) => Buffer.from(id)),
      address: left.map(({ address }) => Buffer.from(address)),
    });
    expect(undated(file, found)).toEqual([]);
    expect(Object.keys(found)).toContain('contact, leaf: on one page');
    expect(beyondChance(found)).toEqual({});
  });

  it('does not learn from the modification times of files when the last address arrived', async () => {
    const file = join(await temporaryFolder(), 'contacts.sqlite');
    const contacts = openSqliteContacts(file, { roundEvery: 20 });
    await contacts.keep(contactOf(), '2026-11');
    await expect.poll(() => statSync(`${file}-wal`).size).toBe(0);
    const files = [file, `${file}-wal`, `${file}-shm`];
    for (const one of files) utimesSync(one, 0, 0);
    await expect.poll(() => Math.min(...files.map((one) => statSync(one).mtimeMs))).toBeGreaterThan(0);
    await contacts.close();
  });
});
