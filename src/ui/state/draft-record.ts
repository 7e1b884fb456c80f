import { type ReadonlySignal, signal } from '@preact/signals';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Draft } from '../../device/port/device.ts';
import { dayOf } from '../../wire/day.ts';
import { toHex, uuidOf } from '../../wire/hex.ts';
import type { Answering } from './answering.ts';

export interface DraftRecordStart {
  /** In the language on screen; changing language changes neither ids nor path. */
  readonly survey: ReadonlySignal<Survey>;
  readonly language: () => string;
  readonly mode: Draft['mode'];
  readonly channel: string | null;
  readonly draft?: Draft | undefined;
}

/** The parts of a draft besides the answers. */
export interface DraftRecord {
  /** The response gets its id at the first answer. */
  readonly id: ReadonlySignal<string | undefined>;
  /** `false` for a response that has its id already. */
  readonly identify: () => boolean;
  readonly watch: ReturnType<typeof createStopwatch>;
  /** The current draft. */
  readonly given: () => Omit<Draft, 'sequence'>;
}

export function createDraftRecord(start: DraftRecordStart, answering: Answering): DraftRecord {
  const { survey, language, mode, channel, draft } = start;
  const { answers, current, furthest } = answering;
  const id = signal(draft?.id);
  let secret = draft?.secret ?? '';
  const startedOn = draft?.startedOn ?? dayOf(new Date());
  const watch = createStopwatch(draft?.seconds ?? 0, Date.now);
  return {
    id,
    identify() {
      if (id.peek()) return false;
      ({ id: id.value, secret } = newIdentity());
      return true;
    },
    watch,
    given: () => ({
      id: id.peek() ?? '',
      survey: survey.peek().id,
      revision: survey.peek().revision,
      mode,
      channel,
      language: language(),
      startedOn,
      seconds: watch.seconds(),
      answers: answers.peek(),
      current: current.peek(),
      furthest: furthest.peek(),
      secret,
      savedAt: Date.now(),
    }),
  };
}

/** The response's id, and the secret whose hash travels as its receipt. */
function newIdentity(): Pick<Draft, 'id' | 'secret'> {
  const random = () => crypto.getRandomValues(new Uint8Array(16));
  return { id: uuidOf(random()), secret: toHex(random()) };
}

/** A long absence with the page in view is not time spent answering. In milliseconds. */
const LONGEST_PAUSE = 15 * 60_000;

/** Measures the time spent with the questionnaire on screen. */
export function createStopwatch(before: number, now: () => number) {
  let counted = before * 1000;
  let since: number | undefined = now();
  const count = () => {
    if (since === undefined) return;
    const at = now();
    counted += Math.min(LONGEST_PAUSE, Math.max(0, at - since));
    since = at;
  };
  return {
    /** Read at each save: what was given or met just now ends the pause before it. */
    seconds() {
      count();
      return Math.round(counted / 1000);
    },
    pause() {
      count();
      since = undefined;
    },
    resume() {
      since ??= now();
    },
    /** Goes on from here: another tab has counted meanwhile. */
    restart(seconds: number) {
      counted = seconds * 1000;
      since = now();
    },
  };
}
