import type { OutboxStatus } from '../../src/device/port/device.ts';
import { fail, isErasedIn, type Rows, type Scene, wasRefused } from './scene.ts';
import type { SimDevice, Tab } from './sim-device.ts';
import { outboxOf } from './sim-origin.ts';
import { LONGEST_WAIT } from './world.ts';

/** What a page says is true when it says it; of what waits, unless another page has died since it opened, before it could tell what it wrote. */
export function createWordsWatch(scene: Scene, rows: Rows, device: SimDevice): (tab: Tab) => void {
  const known = new Map<Tab, Known>();
  const { world } = scene;
  return (tab) => {
    const status = tab.status();
    const generation = device.origin.disk.generation();
    let is = known.get(tab);
    if (is?.status !== status || is.generation !== generation) {
      const saysNothing = status.waiting === 0 && status.refused === 0;
      const unannounced = is?.unannounced ?? device.unannounced;
      const waiting = saysNothing ? outboxOf(device).filter((one) => one.status === 'complete').length : 0;
      const since = waiting === 0 ? Number.POSITIVE_INFINITY : (is?.since ?? Number.POSITIVE_INFINITY);
      if (is?.status !== status) lookAtDeliveries(scene, rows, tab, status);
      is = {
        status,
        generation,
        unannounced,
        waiting,
        since: waiting === 0 ? since : Math.min(since, world.elapsed()),
      };
      known.set(tab, is);
    }
    // The timers of a page that was kept for Back are late.
    if (nextTryOf(status) < world.elapsed() && tab.owner.heldAt === undefined && device.origin.isAtRest(tab.owner))
      fail(scene, 'a page tries again when it says so', `${tab.owner.name} rests after the time that it gave`);
    if (is.unannounced !== device.unannounced) return;
    if (world.elapsed() - is.since > LONGEST_WAIT)
      fail(scene, 'a page says that something waits', `${is.waiting} do, and ${tab.owner.name} shows none`);
  };
}

/** None while it sends: a request may last longer than the pause that was said before it. */
function nextTryOf({ sending, nextTry = Number.POSITIVE_INFINITY }: OutboxStatus): number {
  return sending ? Number.POSITIVE_INFINITY : nextTry;
}

interface Known {
  readonly status: OutboxStatus;
  readonly generation: number;
  /** How many writes of others had not been told when it opened. */
  readonly unannounced: number;
  /** How many finished responses wait while the page says that none does. */
  readonly waiting: number;
  /** Since when that is so; infinite while it is not. */
  readonly since: number;
}

function lookAtDeliveries(scene: Scene, rows: Rows, tab: Tab, { deliveries }: OutboxStatus): void {
  for (const [id, { state }] of deliveries) lookAtClaim(scene, tab.owner.name, id, state, rows().has(id));
}

/** What a page says of a response is so at the endpoint. */
export function lookAtClaim(scene: Scene, page: string, id: string, state: string, isStored: boolean): void {
  const promised = scene.ledger.responses.get(id);
  if (!promised) return;
  const claim = `${page} shows ${promised.name} as ${state}`;
  if (state === 'received' && promised.storedIn.size === 0 && !isStored)
    fail(scene, 'what is said to be received is stored', claim);
  if (state === 'refused' && !wasRefused(scene, id)) fail(scene, 'what is said to be refused was refused', claim);
  if (state === 'erased' && isStored && isErasedIn(promised, scene.endpoint))
    fail(scene, 'what is said to be erased is erased', claim);
}
