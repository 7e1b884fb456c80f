import { setImmediate } from 'node:timers/promises';
import { Hono } from 'hono';
import type { Contacts } from '../../src/endpoint/contacts/contacts.ts';
import { createLimits } from '../../src/endpoint/http/rate-limit.ts';
import { reply } from '../../src/endpoint/http/reply.ts';
import { type Env, intakeRoutes, type PublicParts, type SharedParts } from '../../src/endpoint/public-routes.ts';
import { type Standing, StorageUnavailable } from '../../src/endpoint/storage/storage.ts';
import type { Contact } from '../../src/wire/contact.ts';
import { dayOf, daysAfter } from '../../src/wire/day.ts';
import type { ResponseStorage } from '../contracts/responses.ts';
import { type LightResponse, lightRequest } from './light-http.ts';
import { type Heard, heardName, verdictsIn } from './names.ts';
import { createSimDatabase, type DatabaseKind } from './sim-database.ts';
import type { Commit } from './sim-storage.ts';
import { PUBLICATIONS, surveyOf, surveysUpTo } from './sim-surveys.ts';
import { openToy } from './toy-sealing.ts';
import type { Owner, World } from './world.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface EndpointPlan {
  readonly processes: number;
  readonly database: DatabaseKind;
}

/** The real intake in this thread: one or two processes on one database. */
export type SimEndpoint = ReturnType<typeof createSimEndpoint>;

interface Process {
  readonly owner: Owner;
  readonly storage: ResponseStorage;
  readonly app: Hono<Env>;
  /** What ends the requests that it leaves in the middle. */
  readonly cuts: Set<() => void>;
}

const DAY = 86_400_000;
/** Between two processes that learn of the same publication. */
const APART = 90_000;

export function createSimEndpoint(world: World, plan: EndpointPlan = { processes: 1, database: 'sqlite' }) {
  const database = createSimDatabase(plan.database);
  const processes: (Process | undefined)[] = Array.from({ length: plan.processes }, () => undefined);
  const published = processes.map(() => 1);
  const contacts = new Map<string, Contact>();
  const fate: Owner = { name: 'endpoint', isAlive: true };
  let [restores, generation, busy, lives] = [0, 0, 0, 0];
  let backedUpThrough: string | null = null;
  let closedFrom: string | undefined;
  const epoch = () => `epoch-${restores}`;
  const now = () => new Date(world.wall());
  const today = () => dayOf(now());
  const standing = async (): Promise<Standing> => ({ epoch: epoch(), backedUpThrough });
  const closings = async () => new Map(closedFrom === undefined ? [] : [[surveyOf(1).id, { closedFrom }]]);

  const limits = createLimits({ burst: 1_000_000, perSecond: 0 }, () => 0);
  const shared = { limits, from: () => '127.0.0.1', health: async () => {}, standing, lifecycles: { closings } };

  async function idle(): Promise<void> {
    while (busy > 0) await setImmediate();
  }

  /** In a separate event, before which the process may die. */
  const commitOf =
    (owner: Owner): Commit =>
    (transaction) =>
      new Promise((resolve, reject) => {
        busy--;
        world.after(owner, world.between('database', 0.5, 40), () => {
          busy++;
          const isKnown = endpoint.illness === 'none';
          if (endpoint.illness !== 'before') {
            const done = transaction();
            generation++;
            if (isKnown) resolve(done);
          }
          if (!isKnown) reject(new StorageUnavailable('the database is ill'));
          return idle();
        });
      });

  function startOne(place: number): void {
    const surveys = surveysUpTo(published[place] ?? 1);
    const owner: Owner = { name: `endpoint${place + 1}.${++lives}`, isAlive: true };
    const storage = database.open(surveys, commitOf(owner));
    const app = new Hono<Env>();
    app.onError((error) => {
      if (!(error instanceof StorageUnavailable)) world.fail(error);
      return new Response('{"code":"storage.unavailable"}', { status: 503 });
    });
    const parts = { storage, surveys, now, open: openToy, contacts: { keep } };
    intakeRoutes(app.basePath('/api'), parts as unknown as PublicParts, shared as unknown as SharedParts);
    app.get('/api/health', async () => reply(200, { status: 'ok', ...(await standing()) }));
    processes[place] = { owner, storage, app, cuts: new Set() };
  }

  const keep: Contacts['keep'] = async (contact) => void contacts.set(contact.id, contact);

  async function stopOne(place: number): Promise<void> {
    const one = processes[place];
    if (!one) return;
    processes[place] = undefined;
    one.owner.isAlive = false;
    for (const cut of one.cuts) cut();
    await one.storage.close();
  }

  async function learnNext(place: number): Promise<void> {
    published[place] = PUBLICATIONS;
    if (!processes[place]) return;
    await stopOne(place);
    startOne(place);
  }

  const refused = new Set<string>();
  /** When the endpoint first said so of each envelope, by `heardName`. */
  const storedAt = new Map<string, number>();

  /** An envelope that was stored before the request came is not refused in the reply, but by a process that does not know its revision yet. */
  function judge(one: Heard, began: number): void {
    const name = heardName(one);
    if (one.verdict.endsWith('stored') && !storedAt.has(name)) storedAt.set(name, world.elapsed());
    if (one.verdict !== 'refused') return;
    refused.add(one.id);
    if ((storedAt.get(name) ?? began) >= began || one.problem === 'survey.revision-unknown') return;
    const isHeld = database
      .rows()
      .some(({ id, sequence, status }) => id === one.id && sequence === one.sequence && status !== 'erased');
    if (isHeld) world.breaks('what is stored is not refused', `${one.id} is, as ${one.problem}`);
  }

  const isUp = () => processes.some((one) => one !== undefined);
  const stop = () => Promise.all(processes.map((_, place) => stopOne(place))).then(() => {});
  const start = () => {
    for (const [place, one] of processes.entries()) if (!one) startOne(place);
  };

  /** One that is up, as a balancer chooses. */
  function chosen(): Process | undefined {
    const up = processes.filter((one) => one !== undefined);
    return up.length < 2 ? up[0] : up[Math.floor(world.chance('balancer') * up.length)];
  }

  const endpoint = {
    /** Commits fail: before they have changed anything, or after, which leaves the outcome unknown. */
    illness: 'none' as 'none' | 'before' | 'after',
    /** `cut`: the process was killed in the middle of it. */
    async handle(path: string, init: RequestInit): Promise<Reply | 'cut'> {
      const one = chosen();
      if (!one) return { status: 502, headers: {}, text: '<h1>Bad gateway</h1>' };
      busy++;
      // The survey may open again while the request is handled.
      const closings = [closedFrom];
      const began = world.elapsed();
      const replying = replyOf(one.app, path, init).finally(() => {
        busy--;
      });
      const cut = new Promise<'cut'>((resolve) => {
        const end = () => resolve('cut');
        one.cuts.add(end);
        void replying.finally(() => one.cuts.delete(end));
      });
      const reply = await Promise.race([replying, cut]);
      generation++;
      if (reply === 'cut') return reply;
      closings.push(closedFrom);
      for (const verdict of verdictsIn(reply.text)) {
        judge(verdict, began);
        if (verdict.problem !== 'survey.closed') continue;
        const startedOn =
          String(init.body).match(new RegExp(`"id":"${verdict.id}".*?"startedOn":"([\\d-]+)"`))?.[1] ?? '';
        if (!closings.some((from) => from !== undefined && startedOn >= from && today() >= from))
          world.breaks('what was begun before the closing is taken', `${verdict.id}, of ${startedOn}, is not`);
      }
      return { ...reply, headers: { ...reply.headers, date: now().toUTCString() } };
    },
    /** When each request is over, or waits for a commit. */
    idle,
    rows: database.rows,
    texts: database.texts,
    /** The responses of which it has refused an envelope. */
    refused,
    /** Changes with whatever may change the rows. */
    generation: () => generation,
    isUp,
    stop,
    start,
    /** One process dies with its requests. */
    kill: (place: number) => void stopOne(place % processes.length),
    /** Takes the backup of a night. */
    async backUp() {
      if (!isUp()) return;
      await database.backUp();
      backedUpThrough = dayOf(new Date(world.wall() - DAY));
    },
    /** Puts the last backup in the place of the database, as the restore command does; false where there is none. */
    async restore() {
      await stop();
      const isRestored = database.restore();
      if (isRestored) restores++;
      generation++;
      start();
      return isRestored;
    },
    /** By one process after the other, between which they do not know the same revisions. */
    async publishNext() {
      await learnNext(0);
      for (const place of processes.keys()) if (place > 0) world.after(fate, APART * place, () => learnNext(place));
    },
    /** Each process knows what one of them does. */
    async publishEverywhere() {
      const latest = Math.max(...published);
      for (const [place, known] of published.entries()) if (known < latest) await learnNext(place);
    },
    /** What a page that is opened now asks. */
    survey: () => surveyOf(published[0] ?? 1),
    /** The survey takes nothing that was begun from so many days after today on; `undefined` reopens it. */
    close(days: number | undefined) {
      closedFrom = days === undefined ? undefined : daysAfter(today(), days);
    },
    /** The organiser erases all that was received before a day that many days after today. */
    async eraseBefore(days: number) {
      const one = chosen();
      if (!one) return;
      busy++;
      const erasing = one.storage.eraseBefore(daysAfter(today(), days));
      await erasing.catch((error: unknown) => {
        if (!(error instanceof StorageUnavailable)) throw error;
      });
      busy--;
      generation++;
    },
    contacts,
    /** Changes with each database. */
    epoch,
    async discard() {
      await stop();
      database.discard();
    },
  };
  start();
  return endpoint;
}

async function replyOf(app: Hono<Env>, path: string, init: RequestInit): Promise<Reply> {
  const response = (await app.fetch(lightRequest(path, init))) as unknown as LightResponse;
  return { status: response.status, headers: response.headers, text: await response.text() };
}
