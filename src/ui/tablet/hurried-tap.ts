import { afterFrame } from '../../late/after-frame.ts';

/** Two taps within this distance are in the same place, in CSS pixels. */
const SAME_PLACE = 48;
/** A second tap within this time comes before the new screen is noticed, in milliseconds. */
const UNSEEN = 1500;

/**
 * Suppresses an impatient second tap on *Terminer*, which would hit what comes in its place: on the card of a shared tablet
 * it is the way to the next person, and the card would be gone unseen, with its receipt code, which is nowhere else.
 */
export function watchHurry(signal: AbortSignal) {
  let last: MouseEvent | undefined;
  let led: MouseEvent | undefined;
  let seenAt = 0;
  const note = (event: MouseEvent) => {
    last = event;
  };
  addEventListener('click', note, { capture: true, signal });
  return {
    /** By the last tap, if by any. */
    arrived() {
      led = last;
      seenAt = Number.POSITIVE_INFINITY;
      afterFrame(() => {
        seenAt = performance.now();
      });
    },
    /** A key, or a script, presses no place. */
    isHurried({ detail, clientX, clientY }: MouseEvent): boolean {
      if (!led || led.detail === 0 || detail === 0) return false;
      const isSamePlace = Math.hypot(clientX - led.clientX, clientY - led.clientY) < SAME_PLACE;
      return isSamePlace && performance.now() < seenAt + UNSEEN;
    },
  };
}
