import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CallState } from '../calls/use-called.ts';
import type { DeskWords } from '../words/desk-words.ts';
import { CallFailure } from './call-failure.tsx';

interface CalledPartProps<T> {
  readonly asked: CallState<T>;
  readonly words: DeskWords;
  /** Why it takes its time, where it may: said once it does. */
  readonly slow?: string;
  readonly children: (value: T) => ComponentChildren;
}

/** A part of the page that shows what a call gives. */
export function CalledPart<T>({ asked: { called, again }, words, slow, children }: CalledPartProps<T>) {
  if (!called) return <Loading words={words} slow={slow} />;
  if (called.kind !== 'ok') return <CallFailure called={called} words={words} again={again} />;
  return <>{children(called.value)}</>;
}

const SLOW_MS = 800;

function Loading({ words, slow }: { readonly words: DeskWords; readonly slow: string | undefined }) {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="loading" role="status">
      {words.desk.loading} {isSlow ? slow : ''}
    </p>
  );
}
