import type { Promised } from './ledger.ts';
import { fail, type Scene } from './scene.ts';
import type { Page, SimDevice } from './sim-device.ts';
import { hasDraft, outboxOf } from './sim-origin.ts';
import { LONGEST_WAIT, type World } from './world.ts';

/**
 * Some time after a person has left a shared tablet, the next one cannot open their draft, and no envelope of it is held back. Where
 * the page dies before, or its storage fails, that is so at the next start.
 */
export function lookForTraces(world: World, { owner }: Page, { id, name, device }: Promised): void {
  if (device.kind === 'phone') return;
  const { setbacks, origin } = device;
  const left = world.elapsed();
  world.after(owner, LONGEST_WAIT, () => {
    const hasFailed = Math.max(origin.disk.illUntil(), owner.heldAt ?? 0) > left || device.setbacks > setbacks;
    const isThere = hasDraft(device, { id });
    const isHeldBack = outboxOf(device).some((one) => one.id === id && one.state === 'running');
    if (!hasFailed && (isThere || isHeldBack))
      world.breaks(
        'who has left leaves nothing open',
        `${isThere ? 'the draft' : 'a part'} of ${name} on ${device.name}`,
      );
  });
}

/** The draft of a person who has left a tablet does not come back once it is gone from there, unless the browser had dropped it. */
export function createReturnWatch(scene: Scene, device: SimDevice): () => void {
  /** Infinite while it is there, and how often the database had been dropped when it went. */
  const drafts = new Map<Promised, number>();
  const { disk } = device.origin;
  let looked = -1;
  return () => {
    if (disk.generation('locked') === looked) return;
    looked = disk.generation('locked');
    for (const one of scene.ledger.responses.values()) {
      if (one.device !== device) continue;
      const isThere = disk.shelves.get('locked')?.has(one.id) === true;
      const before = drafts.get(one);
      // After a wipe, what was being answered goes on.
      if (isThere && one.isLeft && !device.wasWiped && before === device.losses)
        fail(scene, 'who has left leaves nothing open', `the draft of ${one.name} is on ${device.name} again`);
      if (isThere) drafts.set(one, Number.POSITIVE_INFINITY);
      else if (before === Number.POSITIVE_INFINITY) drafts.set(one, device.losses);
    }
  };
}
