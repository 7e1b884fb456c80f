import { useEffect, useState } from 'preact/hooks';
import type { DeskClient } from './desk-client.ts';

/** What an action has brought about, in words. They go when another action begins or any call fails: success is never read above a failure. */
export function useSaid(client: Pick<DeskClient, 'onOutdated'>): readonly [string, (what: string) => void] {
  const [said, setSaid] = useState('');
  useEffect(() => client.onOutdated(() => setSaid('')), [client]);
  return [said, setSaid];
}
