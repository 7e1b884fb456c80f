import type { ErasureRecord } from '../../src/device/store/schema.ts';
import { fail, nameOf, type Rows, type Scene } from './scene.ts';
import type { SimDevice } from './sim-device.ts';
import { outboxOf } from './sim-origin.ts';

/** An envelope or an erasure that is in the database alone. */
interface Uncopied {
  readonly id: string;
  /** `undefined` for an erasure. */
  readonly sequence?: number;
}

/**
 * What a page writes has got its second copy once that page has nothing under way, unless its storage has failed. What has none when
 * the browser drops the database is lost with it.
 */
export function createCopiesWatch(scene: Scene, device: SimDevice, rows: Rows): () => void {
  const { origin } = device;
  let uncopied: readonly Uncopied[] = [];
  let [losses, looked] = [0, -1];
  return () => {
    if (losses < device.losses) for (const one of uncopied) noteLost(scene, device, rows, one);
    losses = device.losses;
    const { disk } = origin;
    const generation = disk.generation('outbox') + disk.generation('erasures') + origin.copiesGeneration();
    if (generation !== looked) uncopied = uncopiedOn(device);
    looked = generation;
    for (const one of uncopied) {
      const { owner, at } = origin.writerOf(pathOf(one)) ?? {};
      // One that has opened the database again looks for what was lost first, and no more than once in ten seconds.
      const isCalm = owner?.isAlive && !owner.held && owner.openings === 1;
      if (isCalm && disk.illUntil() <= (at ?? 0) && origin.isAtRest(owner))
        fail(scene, 'what is written has its copy', `${owner.name} rests without one of ${nameOf(scene, one.id)}`);
    }
  };
}

/** Without the original a copy is of something that was lost, unless the device has heard what became of it. */
export function lookAtCopiesAlone(scene: Scene): void {
  for (const device of scene.devices) {
    const here = new Set(outboxOf(device).map(({ id }) => id));
    const heard = new Set([...device.network.heard].map((name) => name.split(' ')[0]));
    for (const path of device.origin.copies.keys()) {
      const [, kind, id = ''] = path.split('/');
      if (kind === 'outbox' && !here.has(id) && !heard.has(id))
        fail(
          scene,
          'what has a second copy is put back',
          `${nameOf(scene, id)} is not in the outbox of ${device.name}`,
        );
    }
  }
}

function uncopiedOn(device: SimDevice): readonly Uncopied[] {
  const { disk, copies } = device.origin;
  const last = new Map<string, number>();
  for (const path of copies.keys()) {
    const [, kind, id = '', sequence] = path.split('/');
    if (kind === 'outbox') last.set(id, Math.max(Number(sequence), last.get(id) ?? 0));
  }
  const erasures = [...(disk.shelves.get('erasures')?.values() ?? [])] as ErasureRecord[];
  return [
    ...outboxOf(device).filter((one) => one.status === 'complete' && one.sequence > (last.get(one.id) ?? 0)),
    ...erasures.flatMap(({ id, mayHaveLeft }) => (mayHaveLeft && !copies.has(`/erasures/${id}`) ? [{ id }] : [])),
  ];
}

function pathOf({ id, sequence }: Uncopied): string {
  return sequence === undefined ? `/erasures/${id}` : `/outbox/${id}/${sequence}`;
}

function noteLost({ ledger }: Scene, device: SimDevice, rows: Rows, one: Uncopied): void {
  const { id, sequence } = one;
  const promised = ledger.responses.get(id);
  // What had a copy once is kept, whatever has removed that.
  if (!promised || device.origin.wasCopied(pathOf(one))) return;
  // As if the page had died before it could say so.
  if (sequence === undefined && promised.erasure === 'asked')
    Object.assign(promised, { erasure: 'none', erasures: promised.erasures + 1 });
  const row = rows().get(id);
  const isStored = row?.status === 'complete' && row.sequence >= (sequence ?? 0);
  if (sequence !== undefined && !isStored) promised.lost = Math.max(sequence, promised.lost);
}
