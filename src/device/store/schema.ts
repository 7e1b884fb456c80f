import type { DBSchema, IndexNames, StoreNames, StoreValue } from 'idb';
import type { SurveyFile } from '../../core/survey/survey-schema.ts';
import type { Problem } from '../../wire/problem.ts';
import type { RescuedEnvelope } from '../../wire/rescue-file.ts';
import type { Results } from '../../wire/results.ts';
import type { Verbatims } from '../../wire/verbatims.ts';
import type { Draft } from '../port/device.ts';
import type { FinishedResponse } from '../port/finished-response.ts';

/** This device stores these records and nothing else. Lifetimes are in each store's own file. */
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
  definitions: { key: [survey: string, revision: number, language: string]; value: DefinitionRecord };
  results: { key: string; value: Results };
  erasures: { key: string; value: ErasureRecord };
  locked: { key: string; value: LockedDraft };
  seals: { key: string; value: SealRecord };
  contacts: { key: string; value: UnsentContact };
  days: { key: string; value: DayRecord };
  kept: { key: string; value: SealedCopy; indexes: { standing: [epoch: string, receivedBy: string] } };
  verbatims: { key: string; value: Verbatims };
  unsent: { key: string; value: UnsentResponse };
}

export type StoreName = StoreNames<Schema>;
export type RecordOf<S extends StoreName> = StoreValue<Schema, S>;

interface StoreShape<S extends StoreName> {
  readonly key: Field<S> | Field<S>[];
  readonly indexes?: { readonly [I in IndexNames<Schema, S>]: Field<S>[] };
  /** Holds what respondents gave, or what the day left: wiping a shared tablet empties it. */
  readonly isWiped?: true;
}

type Field<S extends StoreName> = keyof RecordOf<S> & string;

/** The stores of this device. Code that must not forget one goes through this list. */
export const STORES: { readonly [S in StoreName]: StoreShape<S> } = {
  drafts: { key: 'id', isWiped: true },
  outbox: {
    key: ['id', 'sequence'],
    indexes: {
      turn: ['state', 'failures', 'queuedAt', 'id', 'sequence'],
      standing: ['status', 'state', 'queuedAt'],
      problem: ['status', 'problem'],
      revision: ['survey', 'revision'],
    },
    isWiped: true,
  },
  finished: { key: 'id', isWiped: true },
  definitions: { key: ['survey', 'revision', 'language'] },
  results: { key: 'survey' },
  verbatims: { key: 'survey' },
  erasures: { key: 'id' },
  locked: { key: 'id', isWiped: true },
  seals: { key: 'survey', isWiped: true },
  contacts: { key: 'id' },
  days: { key: 'day', isWiped: true },
  kept: { key: 'id', indexes: { standing: ['epoch', 'receivedBy'] }, isWiped: true },
  unsent: { key: 'id', isWiped: true },
};

export const STORE_NAMES: readonly StoreName[] = Object.keys(STORES).filter(isStoreName);

function isStoreName(name: string): name is StoreName {
  return name in STORES;
}

/** An envelope on its way. `body` and `digest` never change once written; the rest is what this device knows of it. */
export interface QueuedEnvelope extends RescuedEnvelope {
  /** Milliseconds since the epoch: what "oldest first" goes by. */
  readonly queuedAt: number;
  /** `running`: a sealed partial, which leaves when its interview is over. */
  readonly state: 'waiting' | 'refused' | 'running';
  /** Absent in a refusal without a verdict: too large for something on the way. */
  readonly problem?: Problem;
  readonly refusedAt?: number;
  /** How often it failed alone while others went through. Such envelopes travel last and alone. */
  readonly failures: number;
}

/**
 * A response of which no envelope was sent, and none is in a file. Deleted before the first is sent, for which Chromium needs no room on
 * a full disk.
 */
interface UnsentResponse {
  readonly id: string;
  /** The sequence of its last envelope. An envelope that is sent from memory takes a higher one, so that the mark no longer counts. */
  readonly sequence: number;
}

/** The last envelope of a response that was sealed here and received, until a backup of the endpoint holds it. */
export interface SealedCopy
  extends Pick<QueuedEnvelope, 'id' | 'sequence' | 'body' | 'digest' | 'status' | 'survey' | 'revision' | 'queuedAt'> {
  /** The database that received it. */
  readonly epoch: string;
  /** A day by which it had been received, YYYY-MM-DD; the latest possible day if the endpoint gave no time. */
  readonly receivedBy: string;
}

/** A response that is not to come back. Nothing of it is kept but its code, until the endpoint has said that it is erased. */
export interface ErasureRecord {
  readonly id: string;
  /** As in the draft. */
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** If no part of it was sent there is nothing to ask: it is kept for a day, for tabs that still show it. */
  readonly mayHaveLeft: boolean;
}

/** The draft of an interview on a shared tablet. Its key is in the memory of the page, and here only under a secret that is not. */
export interface LockedDraft extends Pick<Draft, 'id' | 'survey' | 'revision' | 'savedAt'> {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
  readonly wrapped?: {
    readonly salt: Uint8Array<ArrayBuffer>;
    readonly iv: Uint8Array<ArrayBuffer>;
    readonly key: ArrayBuffer;
  };
}

/** The keys that this tablet seals to: once it has begun, no others without the organiser's word. */
export interface SealRecord {
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

/** How many interviews a shared tablet has seen on a day. Fields that are absent count as nothing. */
export interface DayRecord {
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

interface DefinitionRecord extends Pick<Draft, 'survey' | 'revision' | 'language'> {
  readonly file: SurveyFile;
  readonly keptAt: number;
}

/** Development versions had a database of another name, which is neither opened nor changed. */
export const DATABASE_NAME = 'barometre-device';

/**
 * Each step turns a version of the database into the next, and is never changed: release 1.0.0 has the first. A step only adds, so that a
 * release that is put back, or whose tab was left open, reads and writes the database of a later one as it did its own.
 */
const STEPS: readonly ((database: IDBDatabase) => void)[] = [createStores];

export const DATABASE_VERSION = STEPS.length;

export function upgrade(database: IDBDatabase, from: number): void {
  for (const step of STEPS.slice(from)) step(database);
}

function createStores(database: IDBDatabase): void {
  for (const name of STORE_NAMES) {
    const { key, indexes = {} }: { readonly key: Path; readonly indexes?: Readonly<Record<string, Path>> } =
      STORES[name];
    const store = database.createObjectStore(name, { keyPath: key });
    for (const [index, path] of Object.entries(indexes)) store.createIndex(index, path);
  }
}

type Path = string | string[];
