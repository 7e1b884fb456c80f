import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Draft, Keeping, OpenedDevice } from '../../device/port/device.ts';
import { afterFrame } from '../../lazy/after-frame.ts';
import type { Router } from '../address/router.ts';
import { OPENING, type Route } from '../address/routes.ts';
import { createInterview, type Interview } from './interview.ts';
import { landing } from './landing.ts';
import type { ScreenEdition } from './screen-edition.ts';

export interface PageInterviewStart {
  readonly device: OpenedDevice;
  readonly keeps: ReadonlySignal<Keeping>;
  readonly shown: ScreenEdition;
  /** The mode of an interview that begins here; a draft has its own. */
  readonly mode: Draft['mode'];
  readonly channel: string | null;
  readonly go: Router['go'];
  /** The screen to go to when another tab has finished or discarded the interview. */
  readonly home: Route;
}

/** The one interview of the page: begun, gone through, resumed, left. */
export interface PageInterview {
  readonly interview: ReadonlySignal<Interview | undefined>;
  /** Why the requested screen cannot be shown. */
  readonly lost: Signal<'revision' | undefined>;
  readonly open: () => Interview;
  /** In the draft's own revision, in the language on screen; `undefined`, and lost, where that revision cannot be had. */
  readonly reopen: (draft: Draft) => Promise<Interview | undefined>;
  readonly begin: () => void;
  readonly resume: (draft: Draft) => Promise<void>;
  readonly next: (question: string) => void;
  readonly back: (question: string) => void;
  /** Both resolve when all that was given to the interview left last is on the device, or cannot be. */
  readonly close: () => Promise<void>;
  readonly left: () => Promise<void>;
}

export function createPageInterview(begun: PageInterviewStart): PageInterview {
  const { device, keeps, shown, go, home } = begun;
  const { edition, survey, show } = shown;
  const interview = signal<Interview | undefined>(undefined);
  const lost = signal<'revision' | undefined>(undefined);
  let left = Promise.resolve();
  const leave = () => {
    left = interview.peek()?.leave() ?? left;
  };
  const open = (draft?: Draft): Interview => {
    // First: this page's own claim would keep the draft from being resumed.
    leave();
    const { mode, channel } = draft ?? begun;
    interview.value = createInterview({
      device,
      keeps,
      survey,
      language: () => edition.peek().words.language,
      mode,
      channel,
      draft,
      onFirstAnswer() {
        const { file, words } = edition.peek();
        // Not in the way of the tap: a slow phone takes 7 ms to copy a whole survey.
        afterFrame(() => void device.definitions.keep(file, words.language));
      },
      onGone: () => go(home, 'replace'),
    });
    return interview.value;
  };
  const reopen = async (draft: Draft) => {
    const { survey, words } = edition.peek();
    if (draft.revision === survey.revision || (await show(draft.revision, words.language))) return open(draft);
    lost.value = 'revision';
    return undefined;
  };
  return {
    interview,
    lost,
    open,
    reopen,
    begin() {
      const opened = interview.peek();
      // On a shared tablet, the opening reached again during an interview leads back into it.
      if (opened?.current.peek() && begun.mode === 'field' && !opened.outcome.peek())
        go(landing({ current: opened.current.peek() }, OPENING, opened.path.peek()));
      else go(landing(undefined, OPENING, open().path.peek()));
    },
    async resume(draft) {
      const opened = await reopen(draft);
      if (opened) go(landing(draft, OPENING, opened.path.peek()));
    },
    next(question) {
      const opened = interview.peek();
      if (opened) go(opened.next(question));
    },
    back(question) {
      go(interview.peek()?.back(question) ?? OPENING);
    },
    close() {
      leave();
      interview.value = undefined;
      return left;
    },
    left: () => left,
  };
}
