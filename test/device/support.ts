import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { expect, vi } from 'vitest';
import type { Answers } from '../../src/core/survey/answers.ts';
import { type Survey, toSurvey } from '../../src/core/survey/questionnaire.ts';
import { type DeviceOptions, type StartedDevice, startDevice } from '../../src/device/open.ts';
import type { Draft, OpenedDevice, OutboxStatus } from '../../src/device/port/device.ts';
import { openTablet } from '../../src/device/sealed/open-tablet.ts';
import { DATABASE_NAME, DATABASE_VERSION } from '../../src/device/store/schema.ts';
import { digestOf, sha256Hex } from '../../src/wire/digest.ts';
import type { Envelope } from '../../src/wire/envelope.ts';
import { readReceiptCode } from '../../src/wire/receipt-code.ts';
import { readRescue, rescueHeader } from '../../src/wire/rescue-file.ts';
import type { Verbatims } from '../../src/wire/verbatims.ts';
import type { Verdict } from '../../src/wire/verdict.ts';
import { openDevice } from '../support/open-device.ts';
import { GARDEN_FILE } from '../support/surveys-in-browser.ts';

export const SURVEY: Survey = toSurvey(GARDEN_FILE);
export const WITH_PARTIALS: Survey = { ...SURVEY, partials: true };

/** A gardener's answers, with one left on a branch that was skipped since. */
export const ANSWERS: Answers = { plot: 'yes', crops: ['fruit'], watering: 'weekly', hours: 3, wish: 'left behind' };

export function draftOf(number = 1, changes: Partial<Draft> = {}): Draft {
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    survey: SURVEY.id,
    revision: SURVEY.revision,
    mode: 'self',
    channel: 'linkedin',
    language: 'en',
    startedOn: '2026-11-24',
    seconds: 125,
    answers: ANSWERS,
    current: 'hours',
    furthest: 'hours',
    sequence: 0,
    secret: '000102030405060708090a0b0c0d0e0f',
    savedAt: 1_795_000_000_000 + number,
    ...changes,
  };
}

/** An endpoint in memory that keeps to the contract, and whose answers a test may bend. */
export interface FakeEndpoint {
  readonly fetch: typeof globalThis.fetch;
  /** The envelopes of each request. */
  readonly requests: Envelope[][];
  readonly stored: Map<string, { envelope: Envelope; digest: string }>;
  /** In place of the true answer; `undefined` lets it be. Called after storing when `after` is set. */
  answer: (envelopes: readonly Envelope[], count: number) => Promise<Response | undefined> | Response | undefined;
  /** Stores first, then asks `answer`: the answer is lost after the commit. */
  isLostAfter: boolean;
  verdictFor: (envelope: Envelope) => Partial<Verdict> | undefined;
  /** Ids withdrawn with their receipts. */
  readonly erased: Set<string>;
  /** In place of the true answer to `DELETE /api/receipt`. */
  receipt: () => Promise<Response> | Response | undefined;
  inFlight: number;
  mostInFlight: number;
}

export function fakeEndpoint(): FakeEndpoint {
  const self: FakeEndpoint = {
    requests: [],
    stored: new Map(),
    answer: () => undefined,
    isLostAfter: false,
    verdictFor: () => undefined,
    inFlight: 0,
    mostInFlight: 0,
    erased: new Set(),
    receipt: () => undefined,
    async fetch(url, init) {
      if (String(url).endsWith('/api/receipt'))
        return self.receipt() ?? eraseBy(self, new Headers(init?.headers).get('Authorization') ?? '');
      const { envelopes } = JSON.parse(String(init?.body)) as { envelopes: Envelope[] };
      self.requests.push(envelopes);
      self.inFlight++;
      self.mostInFlight = Math.max(self.mostInFlight, self.inFlight);
      try {
        if (self.isLostAfter) for (const envelope of envelopes) verdictOf(self, envelope);
        const bent = await self.answer(envelopes, self.requests.length);
        return bent ?? json({ verdicts: envelopes.map((envelope) => verdictOf(self, envelope)) });
      } finally {
        self.inFlight--;
      }
    },
  };
  return self;
}

/** An endpoint whose storage does not answer. */
export function down(): FakeEndpoint {
  const endpoint = fakeEndpoint();
  endpoint.answer = () => status(503);
  return endpoint;
}

function verdictOf(self: FakeEndpoint, envelope: Envelope): Verdict {
  const { id, sequence } = envelope;
  const digest = digestOf(envelope) ?? null;
  const bent = self.verdictFor(envelope);
  if (bent) return { id, sequence, digest, verdict: 'stored', ...bent };
  if (self.erased.has(id)) return { id, sequence, digest, verdict: 'erased' };
  const held = self.stored.get(id);
  if (held && held.envelope.sequence > sequence) return { id, sequence, digest, verdict: 'superseded' };
  if (held?.digest === digest) return { id, sequence, digest, verdict: 'already-stored' };
  if (held?.envelope.sequence === sequence)
    return { id, sequence, digest, verdict: 'refused', problem: 'envelope.conflict' };
  self.stored.set(id, { envelope, digest: String(digest) });
  return { id, sequence, digest, verdict: 'stored' };
}

function eraseBy(self: FakeEndpoint, authorization: string): Response {
  const hash = sha256Hex(readReceiptCode(authorization.replace('Receipt ', '')) ?? new Uint8Array());
  const found = [...self.stored.values()].find(({ envelope }) => envelope.receiptHash === hash);
  if (!found) return json({ code: 'not-found' }, { status: 404 });
  self.erased.add(found.envelope.id);
  return json({ state: 'erased', receiptHash: hash });
}

export function json(body: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' }, ...init });
}

export function status(code: number, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ code: 'test' }), {
    status: code,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

export const VERBATIMS: Verbatims = {
  survey: 'garden',
  asOf: '2026-11-01',
  read: 15,
  lots: [{ item: 'wish', language: 'fr', texts: ['Un banc à l’ombre.'] }],
};

/** Closed by `clean`. */
export const opened: OpenedDevice[] = [];
const releases: (() => Promise<void>)[] = [];

/** A device that does nothing until asked: its random pauses are the longest. */
export async function open(options: DeviceOptions = {}): Promise<OpenedDevice> {
  const device = await openDevice({ random: () => 0.999, quiet: 60_000, ...options });
  opened.push(device);
  return device;
}

/** As `open` does, before it is known whether the survey of a tablet has keys. */
export function started({ fetch }: Pick<FakeEndpoint, 'fetch'>): StartedDevice {
  const begun = startDevice({ fetch, random: () => 0.999, quiet: 60_000 });
  opened.push(begun.device);
  return begun;
}

/** A shared tablet whose survey has no keys. */
export async function clearTablet(
  endpoint = down(),
  { survey = WITH_PARTIALS, channel = 'salon' as string | null } = {},
) {
  const begun = await openTablet({ started: started(endpoint), survey, channel, seals: false, named: undefined });
  if (begun.kind !== 'open') throw new Error(begun.kind);
  return begun;
}

/** The endpoint answers again, and the device sends. */
export async function sendAgain(device: OpenedDevice, endpoint: FakeEndpoint): Promise<void> {
  endpoint.answer = () => undefined;
  await device.outbox.send();
}

/** Closes every device of the test and empties the database. */
export async function clean(): Promise<void> {
  vi.restoreAllMocks();
  for (const release of releases.splice(0)) await release();
  for (const device of opened.splice(0)) device.close();
  // A device that was closed in the middle of a copy ends it.
  await navigator.locks.request('outbox-copies', () => {});
  await deleteDB(DATABASE_NAME);
  await caches.delete('outbox-copies');
}

export async function until(device: OpenedDevice, isTrue: (status: OutboxStatus) => boolean): Promise<OutboxStatus> {
  // As long as a test may take: how fast a batch goes is for the benchmarks.
  await expect.poll(() => isTrue(device.outbox.status()), { timeout: 30_000, interval: 10 }).toBe(true);
  return device.outbox.status();
}

export async function rescueFile(device: OpenedDevice, wanted?: readonly string[]): Promise<Blob> {
  const made = await device.outbox.exportFile(wanted);
  if (made === 'no-code' || made.kind === 'unread') throw new Error('there is no file');
  return made.file.content;
}

/** A rescue file of these envelopes. */
export function fileOf(...envelopes: readonly object[]): Blob {
  const digests = envelopes.map((envelope) => digestOf(envelope) ?? '');
  const header = rescueHeader({ sealed: 0, clear: envelopes.length, digests });
  return new Blob([[header, ...envelopes.map((envelope) => JSON.stringify(envelope))].join('\n')]);
}

/** The envelopes of the rescue file: what this device still holds. */
export async function held(device: OpenedDevice): Promise<Envelope[]> {
  return envelopesIn(await rescueFile(device));
}

export async function envelopesIn(file: Blob | undefined): Promise<Envelope[]> {
  const read = readRescue((await file?.text()) ?? '');
  return read.kind === 'read' ? read.envelopes.map(({ body }) => JSON.parse(body)) : [];
}

/**
 * Blocks the database like an upgrade in another page: every request waits. The upgrade, or the deletion where there was no database,
 * itself waits for a connection that ignores it. Releasing it leaves the database as it was.
 */
export function holdDatabase(): Promise<() => Promise<void>> {
  return new Promise((resolve) => {
    let isNew = false;
    const stubborn = indexedDB.open(DATABASE_NAME);
    stubborn.addEventListener('upgradeneeded', () => {
      isNew = true;
    });
    stubborn.addEventListener('success', () => {
      const waits = isNew
        ? indexedDB.deleteDatabase(DATABASE_NAME)
        : indexedDB.open(DATABASE_NAME, DATABASE_VERSION + 1);
      const ended = new Promise<void>((end) => {
        waits.addEventListener('error', () => end());
        waits.addEventListener('success', () => end());
      });
      waits.addEventListener('upgradeneeded', () => waits.transaction?.abort());
      const release = () => {
        stubborn.result.close();
        return ended;
      };
      releases.push(release);
      waits.addEventListener('blocked', () => resolve(release));
    });
  });
}

/** Holds a lock as a tab does that is frozen with it. Returns what lets it go. */
export function holdLock(name: string): Promise<() => void> {
  return new Promise((held) => void navigator.locks.request(name, () => new Promise<void>(held)));
}

/** Every transaction fails, or only those that read, or that write. */
export function failStorage(mode?: IDBTransactionMode, message = 'made up', name = 'UnknownError'): void {
  const transaction = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...how) {
    if (mode === undefined || how[1] === mode) throw new DOMException(message, name);
    return transaction.apply(this, how);
  });
}

/** Reads or writes what is stored beside the devices, as another page does. */
export async function beside<T>(act: (database: IDBPDatabase) => Promise<T>): Promise<T> {
  const database = await openDB(DATABASE_NAME);
  try {
    return await act(database);
  } finally {
    database.close();
  }
}

/** The browser has dropped the whole database of a page that is closed. */
export async function dropDatabase(device: OpenedDevice): Promise<void> {
  device.close();
  await navigator.locks.request('outbox-copies', () => {});
  await deleteDB(DATABASE_NAME);
}

/** What the second copies hold: their paths, and the texts of them. */
export async function secondCopies(): Promise<ReadonlyMap<string, string>> {
  const shelf = await caches.open('outbox-copies');
  const found = new Map<string, string>();
  for (const { url } of await shelf.keys())
    found.set(new URL(url).pathname, (await (await shelf.match(url))?.text()) ?? '');
  return found;
}

/** Resolves once there are so many second copies of finished responses. */
export async function copied(count: number): Promise<void> {
  const envelopes = async () => [...(await secondCopies()).keys()].filter((path) => path.startsWith('/outbox/'));
  await expect.poll(async () => (await envelopes()).length).toBe(count);
}
