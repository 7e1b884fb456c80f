import type { Envelope } from '../../wire/envelope.ts';
import type { Problem } from '../../wire/problem.ts';
import type { CommentStorage } from './comment-storage.ts';
import type { OrganiserStorage } from './organiser-storage.ts';
import type { SurveyStorage } from './survey-storage.ts';
import type { TextStorage } from './text-storage.ts';

/** An envelope that passed every check, with its digest. */
export interface Received {
  readonly envelope: Envelope;
  readonly digest: string;
}

/** A refused envelope, counted and forgotten. `survey` is empty unless it is one of ours. */
export interface Refusal {
  readonly code: Problem;
  readonly survey: string;
  /** From a tablet in the field: its declared channel, or empty. Absent for everything else. */
  readonly event?: string;
}

export type Outcome = 'stored' | 'already-stored' | 'superseded' | 'erased' | 'conflict';

/** A response as kept: no address, no browser, no time finer than the day, no order of arrival. */
export interface StoredResponse extends Omit<Envelope, 'receiptHash' | 'answers'> {
  readonly receivedOn: string;
  /** The answers of the envelope as JSON, `GIVEN` in place of texts. */
  readonly answers: string;
}

/** With 31 bits of its digest, by which a change is noticed. */
export interface StampedResponse extends StoredResponse {
  readonly stamp: number;
}

/** Sums up the responses that arrived on a day, without reading them. */
export interface DaySum {
  readonly receivedOn: string;
  readonly responses: number;
  /** The sum of their stamps. */
  readonly stamps: number;
}

/** One publication of a survey. Kept, so that every endpoint on one storage shows the same. */
export interface NightRow {
  readonly survey: string;
  /** Days since the survey opened. */
  readonly night: number;
  /** The night of the publication before, -1 for the first row. */
  readonly follows: number;
  /** On which it was made. */
  readonly day: string;
  readonly phase: 'preview' | 'results';
  /** The public tables, as `results/kept-publications.ts` writes it. */
  readonly shown: string;
  /** Private, and empty once the next one is made. */
  readonly ledger: string;
}

/** Holds what was decided about a survey in addition to its file, as `lifecycle/lifecycle.ts` writes it. */
export interface LifecycleRow {
  readonly survey: string;
  /** Starts at 1 and grows with each change. If two changes are concurrent, one is refused as out of date. */
  readonly version: number;
  readonly body: string;
}

/** A questionnaire as published: the digest of all that its answers depend on. */
export interface PublishedRevision {
  readonly survey: string;
  readonly revision: number;
  readonly digest: string;
  /** Digests of the same in fewer languages, which are only added at the end, or with its translations. */
  readonly before?: readonly string[];
}

export function isUnchanged({ digest, before = [] }: PublishedRevision, kept: string): boolean {
  return kept === digest || before.includes(kept);
}

/** A device may know this of the database that took its response. */
export interface Standing {
  /** Random, made with the database and again by each restore: responses received under another one may be missing. */
  readonly epoch: string;
  /** Everything received up to this day is in a backup; `null` before the first. */
  readonly backedUpThrough: string | null;
}

/** Told of each commit: how many requests it served, and how long it took with its flush. */
export type Observe = (requests: number, seconds: number) => void;

/** Names a storage: data that a thread can be given. */
export type StorageSource =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** The port speaks survey, not SQL. Every method rejects with `StorageUnavailable` when the disk or the database fails. */
export interface Storage extends OrganiserStorage, TextStorage, CommentStorage, SurveyStorage {
  /** Names it for a reader in another thread. */
  readonly source: StorageSource;
  /** Resolves once committed to disk, with one outcome per envelope, in order. Texts are taken out and refusals counted in the same transaction. */
  readonly store: (
    received: readonly Received[],
    refusals: readonly Refusal[],
    day: string,
  ) => Promise<readonly Outcome[]>;
  /** Every response of a survey, partial ones included, ordered by id; from the first after an id, where one is given. */
  readonly all: (survey: string, after?: string) => AsyncIterable<StoredResponse>;
  /** The last publication, or nothing before the first time. */
  readonly lastNight: (survey: string) => Promise<NightRow | undefined>;
  /** All publications of a survey, by night. */
  readonly nights: (survey: string) => Promise<readonly Pick<NightRow, 'night' | 'day' | 'phase'>[]>;
  /** One of them, as it was shown. */
  readonly night: (survey: string, night: number) => Promise<Pick<NightRow, 'phase' | 'shown'> | undefined>;
  /** The first row of a night stays, and the first after another row, whichever endpoint made it: read it again to know which. */
  readonly publishNight: (row: NightRow) => Promise<void>;
  readonly lifecycle: (survey: string) => Promise<LifecycleRow | undefined>;
  /** Follows the version before it; false, and nothing changed, when another has. */
  readonly keepLifecycle: (lifecycle: LifecycleRow) => Promise<boolean>;
  readonly receiptState: (receiptHash: string) => Promise<'received' | 'erased' | undefined>;
  /** Erases the answers and the texts, leaves a tombstone and counts it on this day; false when no response has this receipt. */
  readonly erase: (receiptHash: string, day: string) => Promise<boolean>;
  /** Returns those of the revisions that are not what was answered. */
  readonly changedRevisions: (revisions: readonly PublishedRevision[]) => Promise<readonly PublishedRevision[]>;
  /** Keeps the digest of each revision, until responses to it have come. Returns those that are not what was answered. */
  readonly keepRevisions: (revisions: readonly PublishedRevision[]) => Promise<readonly PublishedRevision[]>;
  /** Notes the day on which a revision became the current one; the first day stays. */
  readonly publishRevision: (survey: string, revision: number, day: string) => Promise<void>;
  /** The revisions that were ever the current one here. No other makes a cell of a publication. */
  readonly publishedRevisions: (survey: string) => Promise<readonly number[]>;
  readonly standing: () => Promise<Standing>;
  /** Rewrites everything in the order of its keys: no order of arrival and nothing erased is left in the files. */
  readonly tidy: () => Promise<void>;
  /** Writes and reads back. */
  readonly probe: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Exports read through this, on separate connections. Writes go through the storage. */
export type StorageReader = Pick<Storage, 'all' | 'aside' | 'texts' | 'close'>;

/** The columns are filled through this. */
export interface CountingReader extends StorageReader, Pick<Storage, 'excludedTwice' | 'publishedRevisions'> {
  readonly all: (survey: string, after?: string) => AsyncIterable<StampedResponse>;
  /** Those of these ids that are there. */
  readonly responses: (survey: string, ids: readonly string[]) => Promise<readonly StampedResponse[]>;
  readonly daySums: (survey: string) => Promise<readonly DaySum[]>;
  /** The ids and stamps of the responses that arrived on a day. */
  readonly stamps: (survey: string, day: string) => Promise<readonly Pick<StampedResponse, 'id' | 'stamp'>[]>;
}

/** Full, read-only, locked, stopped: nothing was promised, and trying again later is right. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}
