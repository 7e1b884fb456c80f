import type { JournalAct, Participation } from '../../wire/organiser/organiser-reply.ts';
import type { Problem } from '../../wire/problem.ts';

export interface RefusalCount {
  readonly day: string;
  readonly code: Problem;
  /** Empty for a survey that is not ours. */
  readonly survey: string;
  readonly envelopes: number;
}

/** Envelopes refused from the tablets of one event. Each attempt counts, because refused envelopes are not stored. */
export interface EventRefusalCount extends Omit<RefusalCount, 'survey'> {
  /** `null` for tablets without a channel, or with one that is not declared. */
  readonly channel: string | null;
}

/** A number of responses by day: erased on that day, or received on it and lost. */
export interface DayCount {
  readonly day: string;
  readonly responses: number;
}

/** A response that the organiser keeps out of the results, and why. */
export interface SetAside {
  readonly id: string;
  readonly reason: string;
  readonly day: string;
}

/** Says what a token did on a day: `done`, `dry`, or the code of a refusal. */
export type JournalRow = Omit<JournalAct, 'times'>;

/** The part of the storage that only the organiser's calls use. */
export interface OrganiserStorage {
  /** Counts an act once more, and deletes those of before a day. */
  readonly noteAct: (act: JournalRow, since: string) => Promise<void>;
  /** The acts of a month, the latest day first. */
  readonly journal: (month: string) => Promise<readonly JournalAct[]>;
  /** Ordered by day. */
  readonly erasures: (survey: string) => Promise<readonly DayCount[]>;
  /** The responses lost by the last restore of a backup, as far as known, by day, and its day; `null` when there was none. */
  readonly losses: (survey: string) => Promise<Pick<Participation, 'restoredOn' | 'missing'>>;
  readonly refusals: () => Promise<readonly RefusalCount[]>;
  /** Counts those whose header says that they come from a tablet at an event, by day. */
  readonly eventRefusals: (survey: string) => Promise<readonly EventRefusalCount[]>;
  /** Marks responses as excluded and returns how many were not marked before. The responses themselves do not change. */
  readonly setAside: (survey: string, ids: readonly string[], reason: string, day: string) => Promise<number>;
  readonly takeBack: (survey: string, ids: readonly string[]) => Promise<number>;
  /** Ordered by id. */
  readonly aside: (survey: string) => AsyncIterable<SetAside>;
  /** The ids that were excluded twice or more, whether reinstated or not. */
  readonly excludedTwice: (survey: string) => Promise<readonly string[]>;
  /** How many responses of each survey `eraseBefore` would erase. */
  readonly countBefore: (day: string) => Promise<Readonly<Record<string, number>>>;
  /** Erases the answers and texts of every response received before the day, of one survey or of one of its channels where these are named, and leaves tombstones; returns how many. Posts wait while the files are rewritten, unless `rewrites` is false. */
  readonly eraseBefore: (day: string, survey?: string, channel?: string, rewrites?: boolean) => Promise<number>;
  /** Counts the responses of a channel, partial ones included, that were received up to a day. */
  readonly countChannel: (survey: string, channel: string, day: string) => Promise<number>;
}
