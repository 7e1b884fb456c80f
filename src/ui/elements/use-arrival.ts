import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** A new screen begins at its top, with the focus on its heading. */
export function useArrival(heading: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    // In the frame that shows it, whose layout they share: here they would cost one more.
    const frame = requestAnimationFrame(() => {
      // In use already: the first question may have come with the page, and a quick hand needs no frame.
      if (heading.current?.closest('form')?.contains(document.activeElement)) return;
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [heading]);
}
