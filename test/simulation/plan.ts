import type { DeviceKind } from './sim-device.ts';
import type { EndpointPlan } from './sim-endpoint.ts';
import type { Weather } from './sim-network.ts';
import type { Beginning } from './world.ts';

export interface Interview {
  readonly kind: 'interview';
  readonly number: number;
  /** Which of the open tabs; -1 for the one that was opened last. */
  readonly tab: number;
  /** 3 to 7, of which the last is a text. */
  readonly answers: number;
  readonly hours: number;
  /** Between two answers, in milliseconds. */
  readonly pace: number;
  /** A part of it is queued after the third answer, or after each from then on. */
  readonly snapshots: boolean | 'each';
  readonly ending: 'finishes' | 'taps-twice' | 'changes' | 'leaves' | 'discards';
  readonly erasesAfter?: number;
}

/** What tests need of an interview. */
export const SHORT: Omit<Interview, 'number'> = {
  kind: 'interview',
  tab: 0,
  answers: 3,
  hours: 5,
  pace: 500,
  snapshots: false,
  ending: 'finishes',
};

/** An interview goes on that was cut off, or that is open in another tab. Unless it says otherwise, it finishes. */
export interface Resumption
  extends Pick<Interview, 'number' | 'tab' | 'hours' | 'pace' | 'erasesAfter'>,
    Partial<Pick<Interview, 'snapshots' | 'ending'>> {
  readonly kind: 'resumes';
}

/** The end of an interview while nothing can be saved, and what its person does then, until one of it succeeds. */
export interface Unstorable {
  readonly kind: 'finishes unstored';
  readonly number: number;
  readonly tab: number;
  readonly hours: number;
  /** Between two steps, in milliseconds. */
  readonly pace: number;
  readonly steps: readonly ('tries again' | 'changes' | 'sends' | 'takes a file')[];
}

/** What people do. */
export type Act =
  | Interview
  | Unstorable
  | Resumption
  | { readonly kind: 'opens a tab' }
  | { readonly kind: Errand; readonly tab: number }
  | {
      readonly kind: 'checks the receipt of' | 'erases by code' | 'erases here';
      readonly number: number;
      readonly tab: number;
    }
  | { readonly kind: 'opens the file of' | 'shares the file of'; readonly other: number; readonly tab: number }
  | { readonly kind: 'opens what was shared'; readonly tab: number; readonly leaves: boolean }
  | { readonly kind: 'wipes'; readonly tab: number; readonly hesitation: number };

type Errand =
  | 'asks to send'
  | 'makes a file'
  | 'looks at the day'
  | 'looks at the cards'
  | 'closes what was cut off'
  | 'counts what is unsent'
  | 'leaves a contact'
  | 'takes back an address';

/** What befalls them: the events that are injected, and dropped one by one when a failure is shrunk. */
export type Blow =
  | { readonly kind: 'weather'; readonly weather: Weather; readonly lasts: number }
  | { readonly kind: 'a tab is killed'; readonly tab: number }
  | { readonly kind: 'a page dies after writes'; readonly writes: number }
  | { readonly kind: 'a page is left'; readonly tab: number; readonly lasts: number }
  | { readonly kind: 'the browser is killed'; readonly back: number }
  | { readonly kind: 'power cut'; readonly kept: number; readonly tears: boolean; readonly back: number }
  | {
      readonly kind: 'the power is cut after writes';
      readonly writes: number;
      /** So many milliseconds after the last of them. */
      readonly after: number;
      readonly kept: number;
      readonly tears: boolean;
      readonly back: number;
    }
  | { readonly kind: 'storage opens late' | 'storage fails' | 'storage is full'; readonly lasts: number }
  | { readonly kind: 'storage is slow'; readonly drag: number; readonly lasts: number }
  | { readonly kind: 'the clock is set'; readonly by: number }
  | {
      readonly kind:
        | 'storage is emptied'
        | 'the worker wakes'
        | 'a later release comes'
        | 'the release before is put back';
    }
  | { readonly kind: 'other keys are served' | 'the endpoint is down'; readonly lasts: number }
  | { readonly kind: 'the endpoint is backed up' | 'the endpoint is put back' | 'a revision is published' }
  | { readonly kind: 'an endpoint is killed'; readonly place: number; readonly back: number }
  | { readonly kind: 'the database is ill'; readonly how: 'before' | 'after'; readonly lasts: number }
  | { readonly kind: 'the survey is closed'; readonly inDays: number; readonly lasts: number }
  | { readonly kind: 'the organiser erases'; readonly inDays: number };

export interface Planned<T> {
  /** Milliseconds since the beginning. */
  readonly at: number;
  readonly device: number;
  readonly what: T;
}

export interface Plan {
  readonly seed: number;
  readonly devices: readonly DeviceKind[];
  /** Without these, from noon on: one process on SQLite. */
  readonly begins?: Beginning;
  readonly endpoints?: EndpointPlan;
  /** Pages of shared tablets do not wait for storage that opens late, as those of the application do. */
  readonly isImpatient: boolean;
  readonly acts: readonly Planned<Act>[];
  readonly blows: readonly Planned<Blow>[];
  /** Phones that have a page open then are not opened again: somebody presses Send now. */
  readonly staysOpen?: boolean;
  /** In the first hours after the faults no event reaches the pages: they go on by their own timers. */
  readonly healsByTime?: boolean;
  /** From then on all is well. */
  readonly heals: number;
}
