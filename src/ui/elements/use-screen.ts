import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Titles the document for a new screen, which begins at its top with the focus on its heading: the element with the returned ref. Without
 * a title, that of the document stays. `isRead` is asked once: true for a screen that came with the page, and may be read already.
 */
export function useScreen(title?: string, isRead?: () => boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (isRead?.()) return;
    // In the frame that shows it, whose layout they share: here they would cost one more.
    const frame = requestAnimationFrame(() => {
      // In use already: the first question may have come with the page, and a quick hand needs no frame.
      if (heading.current?.closest('form')?.contains(document.activeElement)) return;
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
  return heading;
}
