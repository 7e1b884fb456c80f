import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Called } from './desk-client.ts';

export interface CallState<T> {
  /** `undefined` until the first reply. */
  readonly called: Called<T> | undefined;
  readonly again: () => void;
}

/** Calls when shown, and again when asked; what was shown stays meanwhile. A reply that comes too late is dropped. */
export function useCalled<T>(
  call: (signal: AbortSignal) => Promise<Called<T>>,
  inputs: readonly unknown[],
): CallState<T> {
  const [called, setCalled] = useState<Called<T>>();
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const wanted = new AbortController();
    call(wanted.signal).then(
      (value) => wanted.signal.aborted || setCalled(value),
      (error: unknown) => {
        if (!wanted.signal.aborted) throw error;
      },
    );
    return () => wanted.abort();
  }, [times, ...inputs]);
  const again = useCallback(() => setTimes((now) => now + 1), []);
  return { called, again };
}
