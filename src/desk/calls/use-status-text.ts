import { useEffect, useState } from 'preact/hooks';
import type { DeskClient } from './desk-client.ts';

/** What an action has brought about, in words. They go when another action begins or any call fails: success is never read above a failure. */
export function useStatusText(client: Pick<DeskClient, 'onOutdated'>): readonly [string, (what: string) => void] {
  const [statusText, setStatusText] = useState('');
  useEffect(() => client.onOutdated(() => setStatusText('')), [client]);
  return [statusText, setStatusText];
}
