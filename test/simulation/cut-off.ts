import type { LockedDraft } from '../../src/device/store/schema.ts';
import type { Promised } from './ledger.ts';
import { awaited, type Scene } from './scene.ts';
import type { Page, SimDevice } from './sim-device.ts';
import { outboxOf } from './sim-origin.ts';
import { lookForTraces } from './watch-left.ts';

/* Interviews that are on a device and not finished: which were cut off, how they are closed, and what would be lost with their survey. */

/** The surveyor closes what was cut off, as far as the code opens it: its answers are sent as a part, and it cannot be resumed. */
export async function closeCutOff(scene: Scene, page: Page): Promise<void> {
  const { world, ledger } = scene;
  const { on: device, tablet } = page;
  if (!tablet) return;
  const before = namesOf(cutOffOn(device));
  const count = await awaited(scene, page.owner, 'how many were cut off', tablet.cutOff());
  const after = cutOffOn(device);
  if (count.kind === 'done' && before === namesOf(after) && count.value.length !== after.length)
    world.breaks('a page counts what was cut off', `${page.owner.name} says ${count.value.length}, not ${before}`);
  const drafts = await awaited(scene, page.owner, 'the drafts', page.device.drafts.list());
  if (drafts.kind === 'unread') return world.log?.(page.owner.name, 'drafts cannot be read');
  for (const { id } of drafts.value) {
    const who = ledger.responses.get(id);
    // In another tab it goes on.
    if (who && !isUnderWay(device, who)) await closeOne(scene, page, who, () => tablet.closeInterview(id));
  }
}

async function closeOne(scene: Scene, page: Page, who: Promised, close: () => Promise<void>): Promise<void> {
  const { device } = who;
  const { setbacks } = device;
  const asked = scene.world.elapsed();
  who.closings++;
  await awaited(scene, page.owner, 'to close an interview', close());
  who.closings--;
  // Somebody has opened it meanwhile, and goes on with what there was.
  if (isUnderWay(device, who)) {
    Object.assign(who, { saved: undefined, flushed: undefined });
    return;
  }
  const isClosed = !device.origin.disk.shelves.get('locked')?.has(who.id);
  scene.world.log?.(page.owner.name, 'closes an interview', { id: who.id, isClosed });
  if (!isClosed && device.setbacks === setbacks && device.origin.disk.illUntil() < asked)
    scene.world.breaks('who has left leaves nothing open', `the draft of ${who.name}, which was closed`);
  if (!isClosed) return;
  who.isLeft = true;
  lookForTraces(scene.world, page, who);
}

/** Looks at what would be lost with the survey. */
export async function countUnsent(scene: Scene, page: Page): Promise<void> {
  const before = unsentOn(page.on);
  const count = await awaited(scene, page.owner, 'the count', page.device.countUnsent(page.survey.id));
  scene.world.log?.(page.owner.name, 'counts what is unsent', count);
  const after = unsentOn(page.on);
  if (count.kind === 'done' && before.join() === after.join() && count.value !== after.length)
    scene.world.breaks('a page counts what is unsent', `${page.owner.name} says ${count.value}, not ${after}`);
}

function unsentOn(device: SimDevice): readonly string[] {
  const { shelves } = device.origin.disk;
  const begun = (['drafts', 'locked'] as const).flatMap((store) => [...(shelves.get(store)?.keys() ?? [])] as string[]);
  return [...new Set([...begun, ...outboxOf(device).map(({ id }) => id)])].sort();
}

function cutOffOn(device: SimDevice): readonly LockedDraft[] {
  const locked = [...(device.origin.disk.shelves.get('locked')?.values() ?? [])] as LockedDraft[];
  return locked.filter((one) => one.wrapped && !isUnderWay(device, one));
}

function namesOf(drafts: readonly LockedDraft[]): string {
  return drafts.map(({ id }) => id).join() || 'none';
}

function isUnderWay({ origin }: SimDevice, { id }: { readonly id: string }): boolean {
  return origin.locks.isHeld(`draft:${id}`);
}
