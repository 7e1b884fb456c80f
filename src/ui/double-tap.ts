/**
 * The second half of a double tap belongs to what the first half touched. When that has gone (the next question, the card),
 * it must not press whatever came in its place: a question would be skipped, the card left unseen.
 */
export function ignoreSecondHalves(): void {
  let last: EventTarget | null = null;
  addEventListener(
    'click',
    (event) => {
      if (event.detail > 1 && event.target !== last && last instanceof Node && !last.isConnected) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      last = event.target;
    },
    true,
  );
}
