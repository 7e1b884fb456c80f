import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { CallState } from '../calls/use-called.ts';
import { CallFailure, Rereading } from './call-failure.tsx';
import { useWords } from './desk-context.ts';

interface CalledPartProps<T> {
  readonly asked: Partial<CallState<T>>;
  /** Why it takes its time, where it may: said once it does. */
  readonly slow?: string;
  readonly children: (value: T) => ComponentChildren;
}

/** A part of the page that shows what a call gives. Where somebody has changed it since, what is in it may call again. */
export function CalledPart<T>({ asked: { called, again }, slow, children }: CalledPartProps<T>) {
  const outer = useContext(Rereading);
  if (!called) return <Loading slow={slow} />;
  if (called.kind !== 'ok') return <CallFailure called={called} again={again} />;
  return <Rereading.Provider value={again ?? outer}>{children(called.value)}</Rereading.Provider>;
}

const SLOW_MS = 800;

export function Loading({ slow }: { readonly slow: string | undefined }) {
  const { desk } = useWords();
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="loading" role="status">
      {desk.loading} {isSlow ? slow : ''}
    </p>
  );
}
