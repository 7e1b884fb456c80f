import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { afterFrame } from '../../lazy/after-frame.ts';

/**
 * The value now, drawn again at each change: at once, or, for a change made through `later`, once the browser has painted
 * what it shows by itself, so that a choice is seen under the finger before the rest of the screen is drawn.
 */
export function useLateDrawing<T>(source: ReadonlySignal<T>): readonly [value: T, later: (change: () => void) => void] {
  const [, draw] = useState({});
  const value = source.peek();
  const drawn = useRef(value);
  drawn.current = value;
  const isLate = useRef(false);
  useLayoutEffect(() => {
    const drawNow = () => {
      if (drawn.current !== source.peek()) draw({});
    };
    return source.subscribe(() => {
      if (isLate.current) afterFrame(drawNow);
      else drawNow();
    });
  }, [source]);
  const later = (change: () => void) => {
    isLate.current = true;
    try {
      change();
    } finally {
      isLate.current = false;
    }
  };
  return [value, later];
}

/** Whether a frame has shown the first drawing: effects run after the paint. */
export function useSeen(): boolean {
  const [isSeen, see] = useState(false);
  useEffect(() => see(true), []);
  return isSeen;
}
