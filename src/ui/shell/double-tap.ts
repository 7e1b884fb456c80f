import { afterFrame } from '../../lazy/after-frame.ts';

/**
 * The second half of a double tap belongs to what the first half touched. When that has gone (the next question, the card),
 * it must not press whatever came in its place: a question would be skipped, the card left unseen. The same goes for every tap
 * made before what came could be seen. A third tap, on something that is there to see, is meant.
 */
export function ignoreSecondHalves(): void {
  let last: EventTarget | null = null;
  let seenAt = 0;
  addEventListener(
    'click',
    (event) => {
      const isBlind = event.detail === 2 || event.timeStamp < seenAt;
      if (event.detail > 1 && isBlind && event.target !== last && last instanceof Node && !last.isConnected) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      last = event.target;
      seenAt = Number.POSITIVE_INFINITY;
      afterFrame(() => {
        seenAt = performance.now();
      });
    },
    true,
  );
}
