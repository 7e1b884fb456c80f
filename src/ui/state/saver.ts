import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Durability, FinishOutcome, Keeping, SaveOutcome } from '../../device/port/device.ts';
import { afterFrame } from '../../lazy/after-frame.ts';

/** The state of saving that the page shows. It is `saved` only after the transaction has committed. */
export type SaveState = 'saved' | 'saving' | 'unsaved' | 'memory';

export type Trouble = Exclude<SaveOutcome, 'saved'> | 'no-code';

export interface Saver {
  readonly state: ReadonlySignal<SaveState>;
  /** `no-code`: the answers are saved, and the code that finishes them has not come. */
  readonly trouble: ReadonlySignal<Trouble | undefined>;
  /** Saves once the tap has been painted. */
  readonly soon: () => void;
  /** The same, flushed to the disk: what was given to the question that is left outlives a power cut. */
  readonly leaving: () => void;
  /** Saves when typing pauses. */
  readonly afterPause: () => void;
  /** Saves what is waiting, without waiting; resolves when nothing is being written. */
  readonly flush: () => Promise<void>;
  /** Saves again what failed. */
  readonly retry: () => Promise<void>;
  /** Resolves when nothing is being written, dropping what was to be. */
  readonly stop: () => Promise<void>;
  /** The endpoint holds the response: there is nothing left to save. */
  readonly delivered: () => void;
  /** Shows the same states for finishing, which is a separate transaction. */
  readonly track: (finish: () => Promise<FinishOutcome>) => Promise<FinishOutcome>;
}

const PAUSE = 250;

/** One save in flight; the latest answers win. A save that went well is on the disk only when that is where `keeps` says. */
export function createSaver(
  save: (durability: Durability) => Promise<SaveOutcome>,
  keeps: ReadonlySignal<Keeping>,
): Saver {
  const done = signal<Exclude<SaveState, 'memory'>>('saved');
  const state = computed((): SaveState => {
    if (keeps.value === 'disk' || done.value === 'unsaved') return done.value;
    return ['memory', 'insecure', 'preview'].includes(keeps.value) ? 'memory' : 'unsaved';
  });
  const trouble = signal<Trouble | undefined>(undefined);
  let dirty = false;
  let durability: Durability = 'relaxed';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> | undefined;

  const write = async () => {
    try {
      while (dirty) {
        dirty = false;
        const asked = durability;
        durability = 'relaxed';
        const outcome = await save(asked);
        if (!dirty || outcome !== 'saved') recordOutcome(outcome);
      }
    } finally {
      writing = undefined;
    }
  };
  const recordOutcome = (outcome: SaveOutcome | Trouble) => {
    trouble.value = outcome === 'saved' ? undefined : outcome;
    done.value = outcome === 'saved' || outcome === 'no-code' ? 'saved' : 'unsaved';
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (dirty) writing ??= write();
    return writing ?? Promise.resolve();
  };
  const mark = () => {
    dirty = true;
    if (done.peek() === 'saved') done.value = 'saving';
  };
  return {
    state,
    trouble,
    soon() {
      mark();
      afterFrame(flush);
    },
    leaving() {
      mark();
      durability = 'strict';
      afterFrame(flush);
    },
    afterPause() {
      mark();
      // Not restarted by each key: text is at most this old on the device.
      timer ??= setTimeout(flush, PAUSE);
    },
    flush,
    async retry() {
      dirty = true;
      await flush();
    },
    async stop() {
      clearTimeout(timer);
      timer = undefined;
      dirty = false;
      await writing;
    },
    delivered: () => recordOutcome('saved'),
    async track(finish) {
      done.value = 'saving';
      const outcome = await finish();
      recordOutcome(outcome.kind === 'finished' ? 'saved' : outcome.kind);
      return outcome;
    },
  };
}
