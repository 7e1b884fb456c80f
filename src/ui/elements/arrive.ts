import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** A new screen begins at its top, with the focus on its heading. */
export function useArrival(heading: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    // The first question may have come with the page, and be in use already.
    if (heading.current?.closest('form')?.contains(document.activeElement)) return;
    // In the frame that shows it, whose layout they share: here they would cost one more.
    const frame = requestAnimationFrame(() => {
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [heading]);
}
