import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Called } from './desk-client.ts';

/** Between a reply and the next call. */
const EVERY_MS = 25_000;

export interface Refreshed<T> {
  /** The latest reply that could be used and when it came; it stays while later calls fail. */
  readonly shown: { readonly value: T; readonly at: number } | undefined;
  /** Why the latest call failed. */
  readonly failed: Exclude<Called<T>, { kind: 'ok' }> | undefined;
  /** The latest reply was asked for by hand. */
  readonly isByHand: boolean;
  readonly again: () => void;
}

/** Calls when shown, again every half minute or so while the page is visible, and at once when it becomes visible after longer than that. */
export function useRefreshed<T>(
  call: (signal: AbortSignal) => Promise<Called<T>>,
  inputs: readonly unknown[],
): Refreshed<T> {
  const [state, setState] = useState<Omit<Refreshed<T>, 'again'>>({
    shown: undefined,
    failed: undefined,
    isByHand: false,
  });
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let dueAt = Date.now();
    let isReading = false;
    const schedule = () => {
      clearTimeout(timer);
      // A clock that was set back would otherwise keep the next call away.
      const wait = Math.min(EVERY_MS, Math.max(0, dueAt - Date.now()));
      if (!document.hidden && !isReading) timer = setTimeout(() => void read(false), wait);
    };
    const read = async (isByHand: boolean) => {
      isReading = true;
      try {
        const called = await call(leaving.signal);
        if (leaving.signal.aborted) return;
        const at = Date.now();
        dueAt = at + EVERY_MS;
        setState(({ shown }) =>
          called.kind === 'ok'
            ? { shown: { value: called.value, at }, failed: undefined, isByHand }
            : { shown, failed: called, isByHand },
        );
      } catch (error) {
        if (!leaving.signal.aborted) throw error;
      } finally {
        isReading = false;
      }
      if (!leaving.signal.aborted) schedule();
    };
    document.addEventListener('visibilitychange', schedule);
    void read(times > 0);
    return () => {
      leaving.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', schedule);
    };
  }, [times, ...inputs]);
  const again = useCallback(() => setTimes((now) => now + 1), []);
  return { ...state, again };
}
