import type { Promised } from './ledger.ts';
import type { Scene } from './scene.ts';
import type { SimDevice } from './sim-device.ts';

/** How long a copy may take where each transaction takes seconds and waits for others, in milliseconds. */
export const SLOW_COPY = 180_000;
/** Otherwise. */
export const COPY = 2000;

/**
 * The note of an erasure may be dropped with its database before it had time for a second copy: it is as if the page had died before it
 * could say that it erased.
 */
export function createErasuresWatch({ ledger, world }: Scene, device: SimDevice): () => void {
  const { disk, copies } = device.origin;
  let losses = 0;
  let lostAt = 0;

  function isForgotten({ id, askedToErase }: Promised): boolean {
    if (!askedToErase || askedToErase.losses === device.losses) return false;
    if (disk.shelves.get('erasures')?.has(id) || copies.has(`/erasures/${id}`)) return false;
    const { at, by } = askedToErase;
    const { opensAt, failsUntil, fullUntil } = disk.ailments;
    const goneAt = by.diedAt ?? by.heldAt ?? Number.POSITIVE_INFINITY;
    const hadToCopy = Math.min(lostAt, goneAt) - Math.max(at, opensAt, failsUntil, fullUntil);
    return hadToCopy < (device.wasSlow ? SLOW_COPY : COPY);
  }

  return () => {
    if (losses < device.losses) lostAt = world.elapsed();
    losses = device.losses;
    if (losses === 0) return;
    for (const one of ledger.responses.values())
      if (one.device === device && one.erasure === 'asked' && isForgotten(one))
        Object.assign(one, { erasure: 'none', erasures: one.erasures + 1 });
  };
}
