import type { ComponentChildren } from 'preact';
import type { CallState } from '../calls/use-called.ts';
import type { DeskWords } from '../words/desk-words.ts';
import { CallFailure } from './call-failure.tsx';

interface CalledPartProps<T> {
  readonly asked: CallState<T>;
  readonly words: DeskWords;
  readonly children: (value: T) => ComponentChildren;
}

/** A part of the page that shows what a call gives. */
export function CalledPart<T>({ asked: { called, again }, words, children }: CalledPartProps<T>) {
  if (!called) return <p class="loading">{words.desk.loading}</p>;
  if (called.kind !== 'ok') return <CallFailure called={called} words={words} again={again} />;
  return <>{children(called.value)}</>;
}
