import type { DBSchema, IDBPDatabase, IDBPObjectStore, IDBPTransaction, StoreNames, StoreValue } from 'idb';
import type { SurveyFile } from '../../core/survey/survey-schema.ts';
import type { Verbatims } from '../../wire/comments/verbatims.ts';
import type { Problem } from '../../wire/problem.ts';
import type { Results } from '../../wire/results.ts';
import type { Draft, FinishedResponse } from '../port/device.ts';

/** What this device keeps, and nothing else. Lifetimes are in each store's own file. */
export interface Schema extends DBSchema {
  drafts: { key: string; value: Draft };
  outbox: {
    key: [id: string, sequence: number];
    value: QueuedEnvelope;
    /** So that a full outbox is counted, and emptied batch by batch, without reading what it holds. */
    indexes: {
      turn: [state: string, failures: number, queuedAt: number, id: string, sequence: number];
      standing: [status: string, state: string, queuedAt: number];
      problem: [status: string, problem: string];
      revision: [survey: string, revision: number];
    };
  };
  finished: { key: string; value: FinishedResponse };
  definitions: { key: [survey: string, revision: number, language: string]; value: KeptDefinition };
  results: { key: string; value: Results };
  erasures: { key: string; value: KeptErasure };
  locked: { key: string; value: LockedDraft };
  seals: { key: string; value: KeptSeal };
  contacts: { key: string; value: UnsentContact };
  days: { key: string; value: KeptDay };
  kept: { key: string; value: KeptCopy; indexes: { standing: [epoch: string, receivedBy: string] } };
  verbatims: { key: string; value: Verbatims };
}

export type StoreName = StoreNames<Schema>;
export type Stored<S extends StoreName> = StoreValue<Schema, S>;

export const STORE_NAMES: readonly StoreName[] = [
  'drafts',
  'outbox',
  'finished',
  'definitions',
  'results',
  'verbatims',
  'erasures',
  'locked',
  'seals',
  'contacts',
  'days',
  'kept',
];

/** An envelope on its way. `body` and `digest` never change once written; the rest is what this device knows of it. */
export interface QueuedEnvelope {
  readonly id: string;
  readonly sequence: number;
  /** The JSON that travels, byte for byte. */
  readonly body: string;
  readonly digest: string;
  readonly status: 'partial' | 'complete';
  readonly survey: string;
  readonly revision: number;
  /** Milliseconds since the epoch: what "oldest first" goes by. */
  readonly queuedAt: number;
  /** `running`: a sealed partial, which leaves when its interview is over. `kept`: received; releases before the store of that name left it here. */
  readonly state: 'waiting' | 'refused' | 'running' | 'kept';
  /** Absent in a refusal without a verdict: too large for something on the way. */
  readonly problem?: Problem;
  readonly refusedAt?: number;
  /** False until a request that carries it begins, or one that carried what it replaces. Earlier releases did not say. */
  readonly hasLeft?: boolean;
  /** Of what such a release kept. */
  readonly epoch?: string;
  readonly receivedBy?: string;
  /** How often it failed alone while others went through. Such envelopes travel last and alone. */
  readonly failures: number;
}

/** The last envelope of a response that was sealed here and received, until a backup of the endpoint holds it. */
export interface KeptCopy
  extends Pick<QueuedEnvelope, 'id' | 'sequence' | 'body' | 'digest' | 'status' | 'survey' | 'revision' | 'queuedAt'> {
  /** The database that received it. */
  readonly epoch: string;
  /** A day by which it had, YYYY-MM-DD; the last of all when the endpoint told no time. */
  readonly receivedBy: string;
}

/** A response that is not to come back. Nothing of it is kept but its code, until the endpoint has said that it is erased. */
export interface KeptErasure {
  readonly id: string;
  /** As in the draft. */
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** When nothing of it has left this device there is nothing to ask: it is kept for a day, for tabs that still show it. */
  readonly mayHaveLeft: boolean;
}

/** The draft of an interview on a shared tablet. Its key is in the memory of the page, and here only under a secret that is not. */
export interface LockedDraft {
  readonly id: string;
  readonly survey: string;
  readonly revision: number;
  readonly savedAt: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
  readonly wrapped?: {
    readonly salt: Uint8Array<ArrayBuffer>;
    readonly iv: Uint8Array<ArrayBuffer>;
    readonly key: ArrayBuffer;
  };
}

/** The keys that this tablet seals to: once it has begun, no others without the organiser's word. */
export interface KeptSeal {
  readonly survey: string;
  readonly keys: readonly string[];
}

/** An address left for a contact, which the endpoint has not taken yet. Nothing in it, or of it, says whose response is whose. */
export interface UnsentContact {
  readonly id: string;
  readonly survey: string;
  /** The JSON that travels, byte for byte. */
  readonly body: string;
  /** Milliseconds since the epoch: not with an envelope. */
  readonly dueAt: number;
}

/** How many interviews a shared tablet has seen on a day. Fields that are absent count as nothing: earlier releases had two. */
export interface KeptDay {
  /** The device's day, YYYY-MM-DD. */
  readonly day: string;
  readonly finished: number;
  readonly left: number;
  readonly erased?: number;
  /** Ids of those finished that the endpoint has not acknowledged. */
  readonly unacknowledged?: readonly string[];
  /** Ids of those that it has. */
  readonly acknowledged?: readonly string[];
  /** How many finished responses were put back from their second copies. */
  readonly restored?: number;
}

export interface KeptDefinition {
  readonly survey: string;
  readonly revision: number;
  readonly language: string;
  readonly file: SurveyFile;
  readonly keptAt: number;
}

/** Adds up what two places have counted of one day: both began at nothing. */
export function joinDays(one: KeptDay | undefined, other: KeptDay): KeptDay {
  if (!one) return other;
  const acknowledged = union(one.acknowledged, other.acknowledged);
  return {
    day: other.day,
    finished: one.finished + other.finished,
    left: one.left + other.left,
    erased: (one.erased ?? 0) + (other.erased ?? 0),
    restored: (one.restored ?? 0) + (other.restored ?? 0),
    unacknowledged: union(one.unacknowledged, other.unacknowledged).filter((id) => !acknowledged.includes(id)),
    acknowledged,
  };
}

function union(one: readonly string[] = [], other: readonly string[] = []): readonly string[] {
  return [...new Set([...one, ...other])].sort();
}

export const DATABASE_NAME = 'barometre';

/**
 * One step per version, never edited once shipped. A step only adds: a release that is put back, or whose tab was left open,
 * reads and writes the database of a later one as it did its own. What it could not read has another store, and then the
 * page says so. The bytes of envelopes never change.
 */
const STEPS: readonly ((make: MakeStore, tx: Upgrading) => void)[] = [
  (make) => {
    make('drafts');
    make('outbox', ['id', 'sequence']);
    make('finished');
    make('definitions', ['survey', 'revision', 'language']);
    make('results', 'survey');
  },
  (make) => {
    make('erasures');
  },
  (_, tx) => {
    const outbox = tx.objectStore('outbox');
    outbox.createIndex('turn', ['state', 'failures', 'queuedAt', 'id', 'sequence']);
    outbox.createIndex('standing', ['status', 'state', 'queuedAt']);
    outbox.createIndex('problem', ['status', 'problem']);
    outbox.createIndex('revision', ['survey', 'revision']);
  },
  (make) => {
    make('locked');
    make('seals', 'survey');
  },
  (make) => {
    make('contacts');
  },
  (make) => {
    make('days', 'day');
  },
  (make) => {
    make('kept').createIndex('standing', ['epoch', 'receivedBy']);
  },
  (make) => {
    make('verbatims', 'survey');
  },
];

export const DATABASE_VERSION = STEPS.length;

type Upgrading = IDBPTransaction<Schema, StoreName[], 'versionchange'>;

type MakeStore = <S extends StoreName>(
  name: S,
  keyPath?: string | string[],
) => IDBPObjectStore<Schema, StoreName[], S, 'versionchange'>;

export function upgrade(database: IDBPDatabase<Schema>, tx: Upgrading, from: number, to: number | null): void {
  const make: MakeStore = (name, keyPath = 'id') => database.createObjectStore(name, { keyPath });
  for (const step of STEPS.slice(from, to ?? undefined)) step(make, tx);
}
