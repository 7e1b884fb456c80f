import type { Ledger, Shelved } from './ledger.ts';
import { fail, type Scene } from './scene.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A file that was shared stays until a page has its responses on the disk, or a day has passed by the clock of the device. */
export function lookAtShelves(scene: Scene): void {
  const { ledger } = scene;
  if (ledger.shelved.size === 0) return;
  for (const [key, share] of ledger.shelved) {
    const generation = share.on.origin.disk.generation();
    if (share.isTaken && share.lookedAt !== generation) noteArrived(ledger, share);
    if (share.isTaken) share.lookedAt = generation;
    const isThere = share.on.origin.shared().has(share.place);
    share.wasKept ||= isThere;
    if (isThere || !share.wasKept) continue;
    ledger.shelved.delete(key);
    const missing = share.file.holds.filter((name) => !share.arrived.has(name));
    if (missing.length === 0) continue;
    const isOld = scene.world.wall() + share.on.clockOffset - share.at > DAY;
    // Its person still has it, and was told of what could not be added.
    if (isOld) ledger.files.push(share);
    else fail(scene, 'a shared file stays until its responses are here', `${share.on.name} lacks ${missing}`);
  }
}

export function lookAtSharesInTheEnd(scene: Scene): void {
  for (const { on, place } of scene.ledger.shelved.values())
    fail(scene, 'a shared file is added in the end', `${on.name} still has shared file ${place.split('-')[1]}`);
}

interface Numbered {
  readonly sequence: number;
  readonly status?: string;
  readonly delivery?: { readonly state: string };
}

/** In the outbox, received, or erased. */
function noteArrived({ responses }: Ledger, { on, file, arrived }: Shelved): void {
  if (arrived.size === file.holds.length) return;
  const { shelves } = on.origin.disk;
  const outbox = [...(shelves.get('outbox')?.values() ?? [])] as (Numbered & { readonly id: string })[];
  for (const name of file.holds) {
    const [id = '', digits] = name.split('.');
    const sequence = Number(digits);
    const [kept, finished] = [shelves.get('kept')?.get(id), shelves.get('finished')?.get(id)] as (
      | Numbered
      | undefined
    )[];
    const isReceived = finished?.delivery?.state === 'received' && finished.sequence >= sequence;
    const isHere = [kept, ...outbox.filter((one) => one.id === id)].some(
      (one) => one && (one.sequence >= sequence || one.status === 'complete'),
    );
    const isNoted = shelves.get('erasures')?.has(id) || on.origin.copies.has(`/erasures/${id}`);
    const isErased = isNoted || (responses.get(id)?.erasure ?? 'none') !== 'none';
    if (isReceived || isHere || isErased) arrived.add(name);
  }
}
