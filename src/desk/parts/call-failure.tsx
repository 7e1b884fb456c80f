import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import type { Called } from '../calls/desk-client.ts';
import { type DeskWords, wordFor } from '../words/desk-words.ts';
import { useWords } from './desk-context.ts';

export type FailedCall = Exclude<Called<unknown>, { kind: 'ok' }>;

/** Reads again what the page changes, after somebody else has changed it. */
export const Rereading = createContext<(() => void) | undefined>(undefined);

interface CallFailureProps {
  readonly called: FailedCall;
  readonly again?: (() => void) | undefined;
}

export function CallFailure({ called, again }: CallFailureProps) {
  const words = useWords();
  const reread = useContext(Rereading);
  const [isReread, setIsReread] = useState<FailedCall>();
  if (isReread === called) return <p role="status">{words.desk.reread}</p>;
  const isOlder = called.kind === 'refused' && called.code === 'draft.changed';
  return (
    <div role="alert" class="failure">
      <p>{failureText(called, words)}</p>
      {reread && isOlder ? (
        <Button
          label={words.desk.rereadDraft}
          onClick={() => {
            reread();
            setIsReread(called);
          }}
        />
      ) : null}
      {/* What the checker says of each file, where the service refused for that. */}
      {called.kind === 'refused' && called.lines ? (
        <ul class="points" lang="en">
          {called.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      {/* What this token does not see, asking again does not bring. */}
      {again && !(called.kind === 'refused' && called.code === 'not-found') ? (
        <Button label={words.desk.again} onClick={again} />
      ) : null}
    </div>
  );
}

export function failureText(called: FailedCall, { desk }: DeskWords): string {
  if (called.kind === 'failed') return desk.failures[called.why];
  if (called.seconds !== undefined) return desk.failures.seconds(called.seconds);
  return wordFor(desk.refusals, called.code) ?? desk.refused(called.code);
}

/** Runs calls, and keeps why the last one failed; a call that failed returns nothing. */
export function useCall() {
  const [failed, setFailed] = useState<FailedCall>();
  const run = async <T,>(call: Promise<Called<T>>): Promise<T | undefined> => {
    const called = await call;
    setFailed(called.kind === 'ok' ? undefined : called);
    return called.kind === 'ok' ? called.value : undefined;
  };
  return { run, failed, failure: failed ? <CallFailure called={failed} /> : null };
}
