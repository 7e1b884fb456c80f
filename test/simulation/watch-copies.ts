import { fail, nameOf, type Scene } from './scene.ts';
import type { SimDevice } from './sim-device.ts';
import { outboxOf } from './sim-origin.ts';

interface Loss {
  /** When a page has made the database again; infinite until then. */
  madeAt: number;
  /** The responses that had a second copy. */
  readonly ids: Set<string>;
}

/** How long a page may take to put back what the browser has dropped, in milliseconds; where each transaction takes seconds. */
const PATIENCE = 60_000;
const PATIENCE_WHEN_SLOW = 300_000;

/** What has a second copy is back soon after the browser has dropped the database and a page has made it again. */
export function createCopiesWatch(scene: Scene, device: SimDevice): () => void {
  const { world } = scene;
  let losses = 0;
  let loss: Loss | undefined;
  return () => {
    if (losses < device.losses) loss = { madeAt: Number.POSITIVE_INFINITY, ids: copiedOn(device) };
    losses = device.losses;
    if (!loss) return;
    const { disk } = device.origin;
    const maker = disk.maker();
    if (!maker) return;
    loss.madeAt = Math.min(loss.madeAt, world.elapsed());
    const { madeAt, ids } = loss;
    const { opensAt, failsUntil, fullUntil } = disk.ailments;
    const patience = device.wasSlow ? PATIENCE_WHEN_SLOW : PATIENCE;
    // Where it has died, perhaps before it could tell the others, that is for the next page that opens.
    const { diedAt = 0 } = maker;
    const died = diedAt < madeAt + patience ? diedAt : 0;
    const openings = device.tabs().map(({ openedAt }) => openedAt);
    const opened = Math.min(...openings.filter((openedAt) => openedAt >= died));
    const since = Math.max(madeAt, opened, opensAt, failsUntil, fullUntil);
    if (world.elapsed() - since < patience) return;
    loss = undefined;
    const copied = copiedOn(device);
    // A copy may outlive what was received, where another page had the lock for long.
    const heard = [...device.network.heard].map((name) => name.split(' ')[0]);
    const here = new Set([...heard, ...outboxOf(device).map(({ id }) => id)]);
    for (const id of ids)
      if (copied.has(id) && !here.has(id))
        fail(
          scene,
          'what has a second copy is put back',
          `${nameOf(scene, id)} is not in the outbox of ${device.name}`,
        );
  };
}

function copiedOn({ origin }: SimDevice): Set<string> {
  return new Set([...origin.copies.keys()].flatMap((path) => path.match(/^\/outbox\/([^/]+)/)?.[1] ?? []));
}
