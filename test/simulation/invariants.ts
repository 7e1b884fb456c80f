import type { Promised } from './ledger.ts';
import { fail, isErasedIn, isRestoredAway, nameOf, type Rows, type Scene } from './scene.ts';
import type { StoredRow } from './sim-database.ts';
import type { SimDevice } from './sim-device.ts';
import { outboxOf } from './sim-origin.ts';
import { createCopiesWatch } from './watch-copies.ts';
import { createDiskWatch } from './watch-disk.ts';
import { lookAtSharesInTheEnd, lookAtShelves } from './watch-shares.ts';
import { lookAtTexts } from './watch-texts.ts';
import { createWordsWatch } from './watch-words.ts';

export interface Invariants {
  /** Looks after each event, at what that event may have changed. */
  readonly look: () => void;
  /** What must be so once everything has been well for an hour. */
  readonly lookAtEnd: () => void;
}

export function createInvariants(scene: Scene): Invariants {
  const { devices, endpoint } = scene;
  const seen = new Map<object, { readonly disk: number; readonly held: number }>();
  const losses = new Map<object, number>();
  let known: readonly StoredRow[] = [];
  /** The generation of the endpoint that they are of. */
  let knownOf = -1;
  const rows: Rows = () => known;
  const lookAtDisk = createDiskWatch(scene);
  const lookAtCopies = createCopiesWatch(scene);
  const lookAtWords = createWordsWatch(scene, rows);

  function lookAtEndpoint(): boolean {
    if (endpoint.generation() === knownOf) return false;
    knownOf = endpoint.generation();
    const all = endpoint.rows();
    known = all.filter(({ status }) => status !== 'erased');
    for (const { id } of all.filter(({ status }) => status === 'erased')) lookAtErased(scene, id);
    lookAtRows(scene, known);
    lookAtTexts(scene, known);
    return true;
  }

  return {
    look() {
      let isChanged = lookAtEndpoint();
      lookAtShelves(scene);
      for (const device of devices) {
        const before = seen.get(device);
        const { origin } = device;
        if ((losses.get(device) ?? 0) < device.losses) noteUncopied(scene, device);
        losses.set(device, device.losses);
        const disk = origin.disk.generation();
        const held = origin.disk.generation('outbox') + origin.disk.generation('kept') + origin.copiesGeneration();
        if (before?.disk === disk && before.held === held) continue;
        if (before?.disk !== disk) lookAtDisk(device);
        isChanged ||= before?.held !== held;
        seen.set(device, { disk, held });
      }
      for (const device of devices) {
        lookAtCopies(device);
        for (const tab of device.tabs()) lookAtWords(device, tab);
      }
      if (isChanged) lookForLost(scene, rows);
    },
    lookAtEnd() {
      lookAtEndpoint();
      lookForLost(scene, rows);
      lookAtPromises(scene, rows);
      lookAtContacts(scene);
      lookAtSharesInTheEnd(scene);
      for (const tab of devices.flatMap((device) => device.tabs())) {
        const { waiting, refused } = tab.status();
        if (waiting !== 0 || refused !== 0)
          fail(scene, 'a page says in the end that nothing waits', `${tab.owner.name} says ${waiting} and ${refused}`);
      }
    },
  };
}

/** What had no time for a second copy, or has lost its copy, since it was finished or since the disk could take one again. */
function noteUncopied({ ledger, world }: Scene, device: SimDevice): void {
  const { disk, copies } = device.origin;
  const { opensAt, failsUntil, fullUntil } = disk.ailments;
  for (const one of ledger.responses.values())
    if (one.device === device && one.finished) {
      const { at, by, sequence } = one.finished;
      const since = Math.max(at, opensAt, failsUntil, fullUntil);
      const until = Math.min(world.elapsed(), by.diedAt ?? Number.POSITIVE_INFINITY);
      if (until - since >= (device.wasSlow ? 30_000 : 2000)) continue;
      one.droppedAt = world.elapsed();
      one.isUncopied ||= !by.isAlive && !copies.has(`/outbox/${one.id}/${sequence}`);
    }
}

/** Erased because its author asked, or the organiser: from then on it is not to come back. */
function lookAtErased(scene: Scene, id: string): void {
  const { ledger, endpoint } = scene;
  const promised = ledger.responses.get(id);
  if (!promised || promised.erasure === 'everywhere') return;
  const isByOrganiser = ledger.erasedBefore.has(endpoint.epoch());
  const isAsked = promised.erasure !== 'none' || promised.erasures > 0 || promised.isDiscarded || promised.wasUnknown;
  if (!isAsked && !isByOrganiser) fail(scene, 'nothing is erased unless asked for', promised.name);
  if (promised.erasure === 'none' && !isByOrganiser && !promised.wasUnknown) return;
  // From then on the endpoint answers so, whatever a device still has of it.
  promised.erasure = 'everywhere';
  promised.erasedIn = endpoint.epoch();
}

function lookAtRows(scene: Scene, rows: readonly StoredRow[]): void {
  const { ledger, endpoint } = scene;
  const ids = new Set<string>();
  for (const { id, status, sequence } of rows) {
    if (ids.has(id)) fail(scene, 'a response is stored once', `${nameOf(scene, id)} has several rows`);
    ids.add(id);
    const promised = ledger.responses.get(id);
    if (promised && status === 'complete')
      promised.storedIn.set(endpoint.epoch(), Math.max(sequence, promised.storedIn.get(endpoint.epoch()) ?? 0));
    if (promised?.erasure === 'everywhere' && isErasedIn(promised, endpoint))
      fail(scene, 'what was erased never returns', `${promised.name} is stored again`);
  }
}

/** What was last finished, and not erased, is in an outbox, a second copy, a file in somebody's hand, or with the endpoint. */
function lookForLost(scene: Scene, rows: Rows): void {
  const { ledger, devices, endpoint } = scene;
  const complete = latest(rows().filter(({ status }) => status === 'complete'));
  let here: ReadonlyMap<string, number> | undefined;
  for (const promised of ledger.responses.values()) {
    const { finished, erasure, erasures, isInFile, isUncopied, id, name, device } = promised;
    if (!finished || erasure !== 'none' || erasures > 0 || isInFile || isUncopied || isRestoredAway(scene, promised))
      continue;
    here ??= latestOn(devices);
    const isHere = Math.max(complete.get(id) ?? 0, here.get(id) ?? 0) >= finished.sequence;
    if (isHere) promised.droppedAt = undefined;
    if (!isHere && isRemembered(scene, promised)) continue;
    // An endpoint that is down has not lost it.
    if (!isHere && endpoint.isUp())
      fail(scene, 'what is finished is kept', `${name}, finished on ${device.name}, is nowhere`);
  }
}

/** A page that lives, and was not kept for Back since, has written it back before long, once its storage is well. */
function isRemembered({ world }: Scene, promised: Promised): boolean {
  const { droppedAt, finished, device } = promised;
  if (droppedAt === undefined) return false;
  promised.isUncopied ||= !finished?.by.isAlive || (finished.by.heldAt ?? 0) > finished.at;
  const { opensAt, failsUntil, fullUntil } = device.origin.disk.ailments;
  const since = Math.max(droppedAt, opensAt, failsUntil, fullUntil);
  return promised.isUncopied || world.elapsed() - since < (device.wasSlow ? 180_000 : 30_000);
}

type Numbered = Pick<StoredRow, 'id' | 'sequence'>;

/** The highest sequence by response of what devices have: envelopes, second copies and what was received. */
function latestOn(devices: Scene['devices']): ReadonlyMap<string, number> {
  return latest(
    devices.flatMap(({ origin }) => {
      const kept = [...(origin.disk.shelves.get('kept')?.values() ?? [])] as Numbered[];
      const copied = [...origin.copies.keys()]
        .filter((path) => path.startsWith('/outbox/'))
        .map((path) => path.split('/'));
      return [...outboxOf({ origin }), ...kept, ...copied.map(([, , id = '', at]) => ({ id, sequence: Number(at) }))];
    }),
  );
}

function latest(some: readonly Numbered[]): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  for (const { id, sequence } of some) highest.set(id, Math.max(sequence, highest.get(id) ?? 0));
  return highest;
}

/** An address that a page has said to be kept arrives, once, unless the browser has dropped the only copy. */
function lookAtContacts(scene: Scene): void {
  const arrived = [...scene.endpoint.contacts.values()].map(({ address }) => address);
  for (const { device, address, setbacks } of scene.ledger.contacts) {
    const times = arrived.filter((one) => one === address).length;
    if (times > 1 || (times === 0 && device.setbacks === setbacks))
      fail(scene, 'an address that is left arrives once', `${address} arrived ${times} times`);
  }
}

function lookAtPromises(scene: Scene, rows: Rows): void {
  for (const promised of scene.ledger.responses.values()) {
    const { id, name, finished, erasure, erasures, isUncopied, device } = promised;
    const row = rows().find((one) => one.id === id);
    if (erasure !== 'none' && row && isErasedIn(promised, scene.endpoint))
      fail(scene, 'what was erased is erased in the end', `${name} is stored`);
    // Where a page died while it was asked to erase, either is right.
    if (!finished || erasure !== 'none' || erasures > 0 || isUncopied || isRestoredAway(scene, promised)) continue;
    if (row?.status !== 'complete')
      fail(scene, 'what is finished is stored within an hour', `${name} of ${device.name} is not`);
    else if (row.sequence < finished.sequence)
      fail(scene, 'the last finish counts', `${name} is stored as it was before`);
    else if (row.sequence === finished.sequence && row.hours !== finished.hours)
      fail(scene, 'what is stored is what was finished', `${name} has ${row.hours}, and not ${finished.hours}`);
  }
}
