import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Claim, Draft, Drafts } from '../../device/port/device.ts';

/** Which tab holds the interview: one at a time writes its draft. */
export interface Holding {
  readonly held: ReadonlySignal<'ours' | 'other-tab'>;
  /** Claims the interview for this tab, unless another tab holds it. Nothing is there to claim before it has an id. */
  readonly claim: () => Promise<void>;
  /** Makes the other tab let go, and goes on from the draft that it kept. */
  readonly take: () => Promise<void>;
  readonly release: () => void;
}

/** Called when another tab takes, ends or returns the interview. */
interface OtherTabs {
  /** Another tab has taken the interview over. */
  readonly onLost: () => void;
  /** Another tab has finished or discarded the interview. */
  readonly onGone: (() => void) | undefined;
  /** The draft that the other tab kept. */
  readonly onTaken: (draft: Draft) => void;
}

export function createHolding(
  id: ReadonlySignal<string | undefined>,
  drafts: Drafts,
  { onLost, onGone, onTaken }: OtherTabs,
): Holding {
  const held = signal<'ours' | 'other-tab'>('ours');
  let mine: Claim | undefined;
  let isReleased = false;
  const lose = () => {
    mine = undefined;
    held.value = 'other-tab';
    onLost();
  };
  const claim = async (take = false) => {
    const claimed = id.peek();
    if (!claimed) return;
    const got = await drafts.claim(claimed, { take, onLost: lose, onFree });
    if (got === 'other-tab') lose();
    else if (isReleased) got.release();
    else mine = got;
  };
  const take = async () => {
    await claim(true);
    // The other tab may have gone further, or finished, since this one read the draft.
    const listed = await drafts.list();
    // Unread is not gone: the interview stays where it is, and may be taken again.
    if (listed.kind !== 'done') return;
    const draft = listed.value.find((one) => one.id === id.peek());
    if (!draft) return onGone?.();
    if (!mine) return;
    batch(() => {
      onTaken(draft);
      // Not before: an answer given to this tab's old answers would be lost under those of the other tab.
      held.value = 'ours';
    });
  };
  /** Takes over without a question when the interview is free: the other tab was closed, or was this page before its reload. */
  const onFree = () => {
    if (!isReleased && held.peek() === 'other-tab') void take();
  };
  return {
    held,
    claim: () => claim(),
    take,
    release() {
      isReleased = true;
      mine?.release();
    },
  };
}
