import { type ReadonlySignal, signal } from '@preact/signals';
import type { Draft, Keeping, OpenedDevice } from '../../device/port/device.ts';
import { afterFrame } from '../../late/after-frame.ts';
import { createInterview, type Interview } from './interview.ts';
import type { ShownEdition } from './shown-edition.ts';

interface PageInterviewStart {
  readonly device: OpenedDevice;
  readonly keeps: ReadonlySignal<Keeping>;
  readonly shown: ShownEdition;
  /** The mode of an interview that begins here; a draft has its own. */
  readonly mode: Draft['mode'];
  readonly channel: string | null;
  /** Another tab has finished or discarded the interview. */
  readonly onGone: () => void;
}

/** The one interview of the page: begun, resumed, left. */
export interface PageInterview {
  readonly interview: ReadonlySignal<Interview | undefined>;
  readonly begin: () => Interview;
  /** In the draft's own revision, in the language on screen; `undefined` where that revision cannot be had. */
  readonly reopen: (draft: Draft) => Promise<Interview | undefined>;
  /** Both resolve when all that was given to the interview left last is on the device, or cannot be. */
  readonly close: () => Promise<void>;
  readonly left: () => Promise<void>;
}

export function createPageInterview(begun: PageInterviewStart): PageInterview {
  const { device, keeps, shown, onGone } = begun;
  const { edition, survey, show } = shown;
  const interview = signal<Interview | undefined>(undefined);
  let left = Promise.resolve();
  const leave = () => {
    left = interview.peek()?.leave() ?? left;
  };
  const start = (draft?: Draft): Interview => {
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
      onGone,
    });
    return interview.value;
  };
  return {
    interview,
    begin: () => start(),
    async reopen(draft) {
      const { survey, words } = edition.peek();
      const isThere = draft.revision === survey.revision || (await show(draft.revision, words.language));
      return isThere ? start(draft) : undefined;
    },
    close() {
      leave();
      interview.value = undefined;
      return left;
    },
    left: () => left,
  };
}
