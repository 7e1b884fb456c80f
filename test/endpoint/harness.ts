import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { expect, onTestFinished, vi } from 'vitest';
import type { PublishedSurvey, Surveys } from '../../src/authoring/published-surveys.ts';
import { randomFrom } from '../../src/core/answering/random-answers.ts';
import type { Uniform } from '../../src/core/results/disclosure/geometric.ts';
import type { Notice } from '../../src/core/survey/notice.ts';
import { type AppParts, createApp } from '../../src/endpoint/app.ts';
import { type Counting, createCounting, following } from '../../src/endpoint/columns/counting.ts';
import { serveColumns } from '../../src/endpoint/columns/serve-columns.ts';
import { openSqliteContacts as openContacts } from '../../src/endpoint/contacts/sqlite-contacts.ts';
import { createDossier } from '../../src/endpoint/dossier/survey-dossier.ts';
import { type ExportJob, serveExport } from '../../src/endpoint/exports/serve-export.ts';
import { createVerbatims } from '../../src/endpoint/moderation/draw-verbatims.ts';
import type { Machine } from '../../src/endpoint/nearby/own-names.ts';
import { createBackground } from '../../src/endpoint/process/background.ts';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { type Catalogue, createCatalogue } from '../../src/endpoint/publishing/catalogue.ts';
import type { PublisherParts } from '../../src/endpoint/publishing/check-draft.ts';
import { servePages } from '../../src/endpoint/publishing/pages/serve-pages.ts';
import { createPublisher, type Publisher } from '../../src/endpoint/publishing/publisher.ts';
import { serveReading } from '../../src/endpoint/publishing/upload/serve-reading.ts';
import { createPublications } from '../../src/endpoint/results/publications.ts';
import { startEndpoint } from '../../src/endpoint/start.ts';
import { openReader } from '../../src/endpoint/storage/open-storage.ts';
import { openSqlite as open, type SqliteOptions } from '../../src/endpoint/storage/sqlite/sqlite-storage.ts';
import { serveWrites } from '../../src/endpoint/storage/sqlite/sqlite-writer-server.ts';
import type { Received, Storage } from '../../src/endpoint/storage/storage.ts';
import type { NamedToken } from '../../src/endpoint/storage/survey-storage.ts';
import type { Start } from '../../src/endpoint/storage/worker-calls.ts';
import { textSecret, textsApart } from '../../src/endpoint/stored/texts-apart.ts';
import { createKeyring, tokenDigest } from '../../src/endpoint/tokens/keyring.ts';
import type { Scope } from '../../src/endpoint/tokens/scopes.ts';
import { READING_HERE } from '../../src/host/commands/workbook-command.ts';
import { canonicalForm } from '../../src/wire/canonical.ts';
import type { Envelope } from '../../src/wire/envelope.ts';
import { readVerdicts, type Verdict } from '../../src/wire/verdict.ts';
import { ask, callsOf, rowsOf, TOKEN } from '../support/ask.ts';
import { NOTICE } from '../support/notice.ts';
import { shippedSurveys } from '../support/shipped.ts';
import { study } from '../support/surveys.ts';

export const DAY = '2026-11-24';
export const NOON = new Date(2026, 10, 24, 12);
export const SECRET_IN_HEX = '07'.repeat(32);
export const SECRET = textSecret(Buffer.from(SECRET_IN_HEX, 'hex'));
/** More than this a count moves by in one draw in thirty thousand. */
export const NEAR = 20;

/** The same draws at each run. */
export function seededUniform(seed: number): Uniform {
  const random = randomFrom(seed);
  return (bound) => Math.floor(random() * bound);
}

const FREELY = { burst: 1_000_000, perSecond: 0 };

/** A folder of the test's own, removed after it. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'endpoint-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A folder that has one of the shipped surveys alone: an endpoint starts on it in two thirds of the time. */
export async function folderOfOne(survey: string): Promise<string> {
  const folder = await temporaryFolder();
  const { surveys } = JSON.parse(await readFile('public/surveys/index.json', 'utf8'));
  const own = surveys.filter(({ id }: { readonly id: string }) => id === survey);
  await writeFile(join(folder, 'index.json'), JSON.stringify({ surveys: own }));
  for (const name of [survey, 'lists', 'maps'])
    await cp(join('public/surveys', name), join(folder, name), { recursive: true });
  return folder;
}

let shipped: Promise<Surveys> | undefined;

/** The shipped surveys, which nothing changes: to read and check them takes a third of a second. */
export function studySurveys(): Promise<Surveys> {
  shipped ??= shippedSurveys().then(({ surveys }) => surveys);
  return shipped;
}

/** The first of them, of which most tests are. */
export async function shippedStudy(): Promise<PublishedSurvey> {
  const [published] = (await studySurveys()).values();
  if (!published) throw new Error('the study is gone');
  return published;
}

/** The study, with this in its notice. */
export async function noticed(changes: Partial<Notice> = {}): Promise<Surveys> {
  const published = await shippedStudy();
  return new Map([
    [published.current.id, { ...published, current: { ...published.current, notice: { ...NOTICE, ...changes } } }],
  ]);
}

/** The study, with these channels declared in its notice. */
export const declaring = (...ids: string[]): Promise<Surveys> =>
  noticed({ channels: ids.map((id) => ({ id, label: { fr: 'Un lieu', en: 'A place' } })) });

/** The real storage, with its writer in this process. */
export const openSqlite = (file: string, options: SqliteOptions = {}) =>
  open(file, { startWriter: IN_PROCESS.startWriter, ...options });
/** An empty storage, which is closed at the end of the test. */
export async function newStorage(options: SqliteOptions = {}) {
  const storage = openSqlite(join(await temporaryFolder(), 'responses.sqlite'), options);
  onTestFinished(() => storage.close());
  return storage;
}
export const openSqliteContacts = (file: string, options: Parameters<typeof openContacts>[1] = {}) =>
  openContacts(file, { startWriter: IN_PROCESS.startWriter, ...options });

/** Returns the storage options for the surveys whose responses it will hold. They are made once for each set of surveys, as an endpoint does at its start. */
export function studyOptions(surveys: Surveys): StudyOptions {
  const known = madeBefore.get(surveys);
  if (known) return known;
  const options = { texts: textsApart(surveys, SECRET) };
  madeBefore.set(surveys, options);
  return options;
}

type StudyOptions = Required<Pick<SqliteOptions, 'texts'>>;
const madeBefore = new WeakMap<Surveys, StudyOptions>();

/** Starts a worker in this process: a thread cannot run what is not built. */
export function inProcess<Parts>(serve: (port: MessagePort, parts: Parts) => void): Start<Parts> {
  return (port, parts) => {
    serve(port, parts);
    return async () => {};
  };
}

export const IN_PROCESS = {
  startWriter: inProcess(serveWrites),
  startColumns: inProcess(serveColumns),
  startReading: inProcess(serveReading),
  startPages: inProcess(servePages),
  startExport: inProcess((port, { order, source }: ExportJob) => serveExport(port, order, openReader(source))),
};

/** Counts what the storage holds; closed after the test. */
export function countingIn(storage: Pick<Storage, 'source'>, surveys: Surveys): Counting {
  const counting = createCounting({ source: storage.source, surveys }, { start: IN_PROCESS.startColumns });
  onTestFinished(() => counting.close());
  return counting;
}

/** The whole endpoint on a real SQLite file, without a port. */
export async function testApp(parts: Partial<AppParts> = {}) {
  const folder = await temporaryFolder();
  const surveys = parts.surveys ?? (await studySurveys());
  const opened = parts.storage ?? openSqlite(join(folder, 'responses.sqlite'), studyOptions(surveys));
  onTestFinished(() => opened.close());
  for (const [id, { current }] of surveys) await opened.publishRevision(id, current.revision, DAY);
  const counting = countingIn(opened, surveys);
  const storage = following(opened, surveys, counting);
  const contacts = parts.contacts ?? openSqliteContacts(join(folder, 'contacts.sqlite'));
  onTestFinished(() => contacts.close());
  const now = parts.now ?? (() => NOON);
  const uniform = seededUniform(1);
  const publications = parts.publications ?? createPublications({ storage, surveys, now, uniform, counting });
  const verbatims = parts.verbatims ?? createVerbatims({ storage, surveys, now, uniform });
  const catalogue = parts.catalogue ?? catalogueOf(surveys);
  const settings = settingsFrom({ DATA_DIR: folder });
  const background = createBackground();
  const app = createApp({
    now,
    dossier: await createDossier({ settings, catalogue, storage, now, background, isDemonstration: false }),
    counting,
    publications,
    verbatims,
    catalogue,
    keyring: createKeyring(TOKEN, []),
    rate: FREELY,
    startExport: IN_PROCESS.startExport,
    publisher: publisherOn(storage),
    ...parts,
    surveys,
    storage,
    contacts,
  });
  return { app, storage, contacts, folder, publications, verbatims, counting, ...callsOf(app) };
}

/** A token that opens what its scopes allow. */
export const named = (name: string, token: string, ...scopes: readonly Scope[]): NamedToken => ({
  name,
  digest: tokenDigest(token),
  scopes,
  until: '2999-12-31',
  surveys: null,
});

/**
 * The whole endpoint without a port, which opened on the first of November. Its days pass on command; at each change of the day what is
 * due is published.
 */
export async function passingDays(parts: Partial<AppParts> = {}, openedOn = 1) {
  let day = openedOn;
  const now = () => new Date(2026, 10, day, 12);
  const opened = await testApp({ now, ...parts });
  const { publishDue } = opened.publications;
  await publishDue();
  const tomorrow = async () => {
    day++;
    await publishDue();
  };
  return {
    ...opened,
    now,
    tomorrow,
    passTo: async (wanted: number) => {
      while (day < wanted) await tomorrow();
    },
    /** Nothing is published meanwhile. */
    sleepTo: (wanted: number) => {
      day = wanted;
    },
    respond: async (count: number, answers: object, changes: Parameters<typeof envelope>[0] = {}) => {
      const sent = Array.from({ length: count }, () => envelope({ answers, ...changes }));
      await verdicts(opened.app, ...sent);
      return sent.map(({ id }) => id);
    },
  };
}

/** The whole endpoint on a port, with its threads in this process; stopped after the test. */
export async function started(
  changes: Readonly<Record<string, string>> = {},
  threads: Parameters<typeof startEndpoint>[1] = IN_PROCESS,
) {
  const env = {
    DATA_DIR: await temporaryFolder(),
    ASSETS_DIR: 'nothing',
    PORT: '0',
    ORGANISER_TOKEN: TOKEN,
    ...changes,
  };
  const endpoint = await startEndpoint(settingsFrom(env), threads);
  onTestFinished(() => endpoint.close());
  return { env, endpoint, url: endpoint.url, ...callsOf(endpoint.url) };
}

/** A machine with these addresses, which listens for tablets on loopback alone. */
export function machineAt(hostname: string, addresses: () => readonly string[], host = '127.0.0.1'): Machine {
  const network = { netmask: '', family: 'IPv4', mac: '', internal: false, cidr: null } as const;
  const networkInterfaces = () => ({ wifi: addresses().map((address) => ({ ...network, address })) });
  return { hostname: () => hostname, networkInterfaces, listening: { host } };
}

/** Pages are waited for, however busy the machine is. */
export function neverLate(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
}

/** Publishes into a storage, and reads in this process. */
export function publisherOn(storage: Storage, changes: Partial<PublisherParts> = {}): Publisher {
  return createPublisher({
    storage,
    reading: READING_HERE,
    today: () => DAY,
    now: () => NOON,
    hasSpace: async () => true,
    isHeldByFiles: (survey) => survey === 'numerique-territorial',
    surveys: studySurveys,
    settings: { dataDir: 'absent' },
    ...changes,
  });
}

/** The first of these surveys is that of the bare address. Phones would find their editions empty. */
export function catalogueOf(surveys: Surveys): Catalogue {
  const [first] = surveys.keys();
  const catalogue = createCatalogue({ first });
  for (const [id, published] of surveys)
    catalogue.put(published, { id: `edition-of-${id}`, survey: id, files: new Map(), pictures: new Map() });
  return catalogue;
}

/** How many complete responses to a survey are held. */
export async function countComplete(storage: Pick<Storage, 'all'>, survey: string): Promise<number> {
  let complete = 0;
  for await (const { status } of storage.all(survey)) if (status === 'complete') complete++;
  return complete;
}

export type TestApp = Awaited<ReturnType<typeof testApp>>['app'];

/** A complete envelope that nothing is wrong with. */
export function envelope(changes: Partial<Record<keyof Envelope, unknown>> = {}): Envelope {
  return {
    id: randomUUID(),
    sequence: 1,
    survey: 'numerique-territorial',
    revision: study.survey.revision,
    status: 'complete',
    mode: 'self',
    channel: 'linkedin',
    language: 'fr',
    startedOn: DAY,
    minutes: 11,
    lastQuestion: 'free-comment',
    receiptHash: createHash('sha256').update(randomUUID()).digest('hex'),
    answers: { 'authority-type': 'commune' },
    ...changes,
  } as Envelope;
}

export function digestOf(one: unknown): string {
  const text = canonicalForm(one);
  if (text === undefined) throw new Error('no canonical form');
  return createHash('sha256').update(text).digest('hex');
}

/** An envelope as the storage is given it. */
export function receivedOf(one: Envelope): Received {
  return { envelope: one, digest: digestOf(one) };
}

export function post(app: TestApp, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify({ envelopes: body });
  return Promise.resolve(
    app.request('/api/responses', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: text as BodyInit,
    }),
  );
}

/** What a request may hold. */
const BATCH = 50;

export async function verdicts(app: TestApp, ...envelopes: unknown[]): Promise<readonly Verdict[]> {
  if (envelopes.length > BATCH) {
    const first = await verdicts(app, ...envelopes.slice(0, BATCH));
    return [...first, ...(await verdicts(app, ...envelopes.slice(BATCH)))];
  }
  const response = await post(app, envelopes);
  if (response.status !== 200) throw new Error(`answered ${response.status}`);
  const read = readVerdicts(await response.json()) ?? [];
  if (read.length !== envelopes.length) throw new Error(`${envelopes.length} envelopes, ${read.length} verdicts`);
  return read;
}

export async function exportedBytes(app: TestApp, file: string): Promise<Buffer> {
  const { status, bytes } = await ask(app, `/api/export/${file}${file.includes('?') ? '&' : '?'}today=1`);
  if (status !== 200) throw new Error(`answered ${status}`);
  return bytes;
}

export async function exported(app: TestApp, file = 'numerique-territorial.ndjson'): Promise<string> {
  // `text()` would take the byte order mark away.
  return (await exportedBytes(app, file)).toString('utf8');
}

export const rows = (app: TestApp): Promise<readonly Record<string, unknown>[]> => rowsOf(app);

/** After a refusal: nothing has been stored, and the next response is. */
export async function storesNothingAndWorks(app: TestApp) {
  expect(await rows(app)).toEqual([]);
  expect(await verdicts(app, envelope())).toMatchObject([{ verdict: 'stored' }]);
}

/** As JSON, so that a test may then spoil what no object can hold. */
export function envelopeText(changes: Record<string, unknown>): string {
  return JSON.stringify({ ...envelope(), ...changes });
}

export function batchOf(...envelopes: string[]): string {
  return `{"envelopes":[${envelopes.join(',')}]}`;
}
