import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Answers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Draft, OpenedDevice } from '../../device/port/device.ts';
import type { RescueFile, RescueStatus } from '../../device/port/exported-file.ts';
import type { Answering } from './answering.ts';
import type { DraftRecord } from './draft-record.ts';
import type { Saver } from './saver.ts';

/** The data of the card, which are known at the last tap, whether or not the save succeeds. */
export interface FinishedInterview {
  readonly id: string;
  readonly secret: string;
  /** Those on the path. */
  readonly answers: Answers;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** How an interview becomes a response, and how its answers leave a device that cannot store them. */
export interface Finishing {
  readonly outcome: ReadonlySignal<FinishedInterview | undefined>;
  /** Answers given after finishing are sent only by finishing again. */
  readonly changedSince: ReadonlySignal<boolean>;
  /** A button was pressed whose code cannot be fetched. */
  readonly lacksCode: ReadonlySignal<boolean>;
  /** Returns the draft that was finished last, or before finishing the current one. */
  readonly draft: () => Draft;
  /** The response is known at once; the save state follows the transaction. Does nothing while a response is being written. */
  readonly finish: (reading?: Pick<Draft, 'readBy'>) => void;
  /** Saves, or finishes, again after the device refused. */
  readonly retry: () => Promise<void>;
  /** Sends from memory what the device could not store. */
  readonly sendNow: () => Promise<void>;
  /** Makes a file of the draft in memory, which the endpoint can import. `undefined` without the code to make it. */
  readonly rescueFile: () => Promise<RescueFile | undefined>;
  /** Another tab has counted the responses of this interview meanwhile. */
  readonly countFrom: (sequence: number) => void;
  /** Resolves when the response that is being written is on the device, or cannot be. */
  readonly written: () => Promise<void> | undefined;
}

interface FinishingStart {
  readonly device: OpenedDevice;
  readonly survey: ReadonlySignal<Survey>;
  readonly draft?: Draft | undefined;
}

export function createFinishing(
  { device, survey, draft: begun }: FinishingStart,
  { answers, path }: Answering,
  saver: Saver,
  given: DraftRecord['given'],
): Finishing {
  const outcome = signal<FinishedInterview | undefined>(undefined);
  const lacksCode = signal(false);
  let sequence = begun?.sequence ?? 0;
  let finished: Draft | undefined;
  let writing: Promise<void> | undefined;

  const draft = () => finished ?? { ...given(), sequence };
  const status = (): RescueStatus => (finished ? 'complete' : 'partial');
  const write = () => {
    writing ??= saver
      .stop()
      .then(() => saver.track(() => device.finish(draft(), survey.peek())))
      .then((result) => {
        if (result.kind === 'finished') sequence = result.sequence;
        writing = undefined;
      });
  };
  return {
    outcome,
    changedSince: computed(() => outcome.value !== undefined && answers.value !== finished?.answers),
    lacksCode,
    draft,
    finish(reading) {
      if (writing) return;
      finished = { ...given(), sequence, ...reading };
      const { id, secret } = finished;
      outcome.value = { id, secret, answers: path.peek().answers, at: Date.now() };
      write();
    },
    async retry() {
      if (outcome.peek()) write();
      else await saver.retry();
    },
    async sendNow() {
      const sent = finished;
      const delivery = await device.sendUnstored(draft(), survey.peek(), status());
      lacksCode.value = delivery === 'no-code';
      if (delivery !== 'no-code' && delivery.state === 'received' && sent && sent === finished) saver.delivered();
    },
    async rescueFile() {
      const file = await device.exportUnstored(draft(), survey.peek(), status());
      lacksCode.value = file === undefined;
      return file;
    },
    countFrom(next) {
      sequence = next;
    },
    written: () => writing,
  };
}
