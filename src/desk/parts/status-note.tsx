import { useEffect, useState } from 'preact/hooks';
import { useSite } from './desk-context.ts';

/** Announces the outcome of an action to screen readers as well. It is always in the page: a status that appears with its text may not be read. */
export function StatusNote({ text }: { readonly text: string }) {
  return (
    <p role="status" class="status-text">
      {text}
    </p>
  );
}

/** Says what is wrong, aloud as well; nothing where nothing is. */
export function FaultNote({ text }: { readonly text: string | false | undefined }) {
  if (!text) return null;
  return (
    <p role="alert" class="fault">
      {text}
    </p>
  );
}

/** What an action has brought about, in words. They go when another action begins or any call fails: success is never read above a failure. */
export function useStatusText(): readonly [string, (what: string) => void] {
  const { client } = useSite();
  const [statusText, setStatusText] = useState('');
  useEffect(() => client.onOutdated(() => setStatusText('')), [client]);
  return [statusText, setStatusText];
}
