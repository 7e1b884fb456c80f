import type { Promised } from './ledger.ts';
import type { Tab } from './sim-device.ts';
import { outboxOf } from './sim-origin.ts';
import { Broken, type World } from './world.ts';

/** Enough for what was still being saved, where each transaction takes seconds. */
const PATIENCE = 300_000;

/**
 * Some minutes after a person has left a shared tablet, the next one cannot open their draft, and no envelope of it is held back. Where
 * the page dies before, or its storage fails, that is so at the next start.
 */
export function lookForTraces(world: World, { owner }: Tab, { id, name, device }: Promised): void {
  if (device.kind === 'phone') return;
  const { setbacks, origin } = device;
  const left = world.elapsed();
  world.after(owner, PATIENCE, () => {
    const { failsUntil, opensAt, fullUntil } = origin.disk.ailments;
    const hasFailed = Math.max(failsUntil, opensAt, fullUntil, owner.heldAt ?? 0) > left || device.setbacks > setbacks;
    const isThere = (['drafts', 'locked'] as const).some((store) => origin.disk.shelves.get(store)?.has(id));
    const isHeldBack = outboxOf(device).some((one) => one.id === id && one.state === 'running');
    if (!hasFailed && (isThere || isHeldBack))
      world.fail(
        new Broken(
          'who has left leaves nothing open',
          `${isThere ? 'the draft' : 'a part'} of ${name} on ${device.name}`,
        ),
      );
  });
}
