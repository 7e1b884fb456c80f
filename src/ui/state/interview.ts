import { batch, type ReadonlySignal } from '@preact/signals';
import { nextQuestion, previousQuestion } from '../../core/answering/flow.ts';
import type { Answer } from '../../core/survey/answers.ts';
import type { Keeping, OpenedDevice } from '../../device/port/device.ts';
import { afterFrame } from '../../lazy/after-frame.ts';
import { OPENING, type Route } from '../address/routes.ts';
import { type Answering, createAnswering } from './answering.ts';
import { createDraftRecord, type DraftRecord, type DraftRecordStart } from './draft-record.ts';
import { createFinishing, type Finishing } from './finishing.ts';
import { createSaver, type Saver } from './saver.ts';
import { createHolding, type Holding } from './tab-holding.ts';

interface InterviewStart extends DraftRecordStart {
  readonly device: OpenedDevice;
  readonly keeps: ReadonlySignal<Keeping>;
  /** The response now has an id: its definition must stay on the device. */
  readonly onFirstAnswer?: () => void;
  /** Another tab has finished or discarded this interview. */
  readonly onGone?: () => void;
}

/** Answering, held by one tab, and finishing: composed, and kept on the device from the first answer on. */
export interface Interview
  extends Pick<Answering, 'answers' | 'path' | 'put' | 'current' | 'furthest'>,
    Pick<DraftRecord, 'id'>,
    Pick<Holding, 'held' | 'take'>,
    Pick<Finishing, 'outcome' | 'changedSince' | 'lacksCode' | 'draft' | 'retry' | 'sendNow' | 'rescueFile'> {
  readonly saver: Saver;
  readonly give: (item: string, answer: Answer | undefined, how?: 'typing') => void;
  /** The question on screen, or `check`. */
  readonly visit: (question: string) => void;
  /** Visits what follows a question on the path, or comes before it, and says where that is. */
  readonly next: (question: string) => Route;
  readonly back: (question: string) => Route;
  readonly finish: Finishing['finish'];
  /** The page goes out of sight: a second chance to save, and a partial snapshot where the survey sends those. */
  readonly hide: () => void;
  readonly show: () => void;
  /** Resolves when all that was given is on the device, or cannot be. */
  readonly leave: () => Promise<void>;
}

export function createInterview(start: InterviewStart): Interview {
  const { device, survey, draft: begun } = start;
  const { drafts } = device;
  const answering = createAnswering(survey, begun);
  const { path, current } = answering;
  const { id, identify, watch, given } = createDraftRecord(start, answering);
  // Its sequence is counted where it is finished.
  const saver = createSaver((durability) => drafts.save(finishing.draft(), durability), start.keeps);
  const finishing = createFinishing(start, answering, saver, given);
  const { outcome } = finishing;
  const holding = createHolding(id, drafts, {
    onLost: saver.stop,
    onGone: start.onGone,
    onTaken(draft) {
      finishing.countFrom(draft.sequence);
      watch.restart(draft.seconds);
      answering.adopt(draft);
    },
  });
  const { held } = holding;

  /** Whether what is on screen is a draft to keep: not before the first answer, nor after finishing, nor for another tab. */
  const hasDraft = () => id.peek() !== undefined && !outcome.peek() && held.peek() === 'ours';
  const snapshot = () => {
    if (hasDraft() && survey.peek().partials) void device.snapshot(finishing.draft(), survey.peek());
  };
  /** At the first answer. */
  const beginResponse = () => {
    if (!identify()) return;
    void holding.claim();
    start.onFirstAnswer?.();
  };
  const visit = (question: string) => {
    if (question === current.peek()) return;
    const left = answering.section();
    answering.moveTo(question);
    if (hasDraft()) saver.leaving();
    // Behind the question that was asked for, as saving is.
    if (left && left !== answering.section()) afterFrame(snapshot);
  };
  const lead = (question: string): Route => {
    visit(question);
    return question === 'check' ? { screen: 'check' } : { screen: 'question', question };
  };
  if (begun) void holding.claim();

  return {
    ...answering,
    ...finishing,
    ...holding,
    id,
    saver,
    give(item, answer, how) {
      if (held.peek() === 'other-tab') return;
      batch(() => {
        answering.put(item, answer);
        // First the answer, then what comes with the first of them.
        if (!outcome.peek()) saver[how === 'typing' ? 'afterPause' : 'soon']();
        beginResponse();
      });
    },
    visit,
    next: (question) => lead(nextQuestion(path.peek(), question)?.id ?? 'check'),
    back(question) {
      const before = previousQuestion(path.peek(), question);
      return before ? lead(before.id) : OPENING;
    },
    finish(reading) {
      if (held.peek() === 'other-tab') return;
      beginResponse();
      finishing.finish(reading);
    },
    hide() {
      if (hasDraft()) void saver.flush();
      watch.pause();
      snapshot();
    },
    show: watch.resume,
    async leave() {
      const saved = hasDraft() ? saver.flush() : finishing.written();
      holding.release();
      await saved;
    },
  };
}
