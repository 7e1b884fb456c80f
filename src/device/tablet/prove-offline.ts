import { askWorker } from '../ask-worker.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { OfflineProof } from '../port/tablet.ts';

/** How long a worker may take to wake and to look at its files, in milliseconds. */
const PATIENCE = 15_000;

/** The worker that would open the page without a network looks whether it has all of it: that it is registered proves nothing. */
export async function proveOffline(around: Surroundings, survey: string): Promise<OfflineProof> {
  const { navigator } = around;
  if (navigator.serviceWorker === undefined) return { kind: 'impossible' };
  const registration = await navigator.serviceWorker.getRegistration();
  const worker = registration?.active;
  if (!worker) return { kind: registration?.installing ? 'installing' : 'absent' };
  const missing = await askWorker(around, worker, { type: 'WHAT_IS_MISSING', survey }, PATIENCE);
  if (missing === undefined) return { kind: 'silent' };
  return missing === 0 ? { kind: 'ready' } : { kind: 'incomplete', missing };
}
