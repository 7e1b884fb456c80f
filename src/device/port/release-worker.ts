import type { SurveyEntry } from '../../core/survey/survey-entry.ts';

export interface UpdateStatus {
  /**
   * `ready`: this page opens again without a network, with its release, the survey's edition and its page, and answers have room.
   * `no-room`: the survey found no room on this device. `unavailable`: this browser has no service worker.
   */
  readonly offline: 'unavailable' | 'installing' | 'ready' | 'no-room' | 'failed';
  /** A later release is here, and waits for `apply`. */
  readonly isWaiting: boolean;
}

/** A survey that the worker keeps for use without a network. */
export interface OfflineSurvey extends SurveyEntry {
  readonly bytes: number;
  /** Its edition and its pages are here. Without its pages it opens too, more slowly. */
  readonly isReady: boolean;
}

/** The calls of the page to the worker, each with the answer that comes through the port of the message. */
export interface WorkerCalls {
  /**
   * Keeps the current edition of a survey and the words, in the languages of the page. Answers with the edition that opens without a
   * network in those, and whether the attempt succeeded.
   */
  readonly KEEP_SURVEY: {
    readonly edition: string | undefined;
    readonly isCurrent: boolean;
    /** None is kept, because the device is full. */
    readonly lacksRoom: boolean;
  };
  /** Drops the kept survey that was opened longest ago. Answers false if none may go. */
  readonly MAKE_ROOM: boolean;
  /** A survey is ready in the languages that the call names, or in all that are kept of it. */
  readonly KEPT_SURVEYS: readonly OfflineSurvey[];
  /** Answers with those that are left. */
  readonly REMOVE_SURVEY: readonly OfflineSurvey[];
  /** How many files and pages a shared tablet lacks, after those that other devices do without were downloaded. */
  readonly WHAT_IS_MISSING: number;
}

export interface ReleaseWorker {
  readonly status: () => UpdateStatus;
  readonly watch: (listener: (status: UpdateStatus) => void) => () => void;
  /** The surveys that open without a network; `undefined` without a worker that knows. */
  readonly surveys: () => Promise<readonly OfflineSurvey[] | undefined>;
  /** Deletes what is kept of a survey, but no response. Answers with the surveys that are left. */
  readonly remove: (survey: string) => Promise<readonly OfflineSurvey[] | undefined>;
  /** Between interviews only: takes the waiting release and reloads the page, once. */
  readonly apply: () => void;
}
