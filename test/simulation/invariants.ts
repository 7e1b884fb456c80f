import { lookAtAddresses, lookAtAddressesInTheEnd } from './addresses.ts';
import { promisedSequence } from './ledger.ts';
import { fail, isErasedIn, isRestoredAway, nameOf, type Rows, type Scene } from './scene.ts';
import type { StoredRow } from './sim-database.ts';
import type { SimDevice, Tab } from './sim-device.ts';
import { createCopiesWatch, lookAtCopiesAlone } from './watch-copies.ts';
import { createDiskWatch } from './watch-disk.ts';
import { lookAtSharesInTheEnd, lookAtShelves } from './watch-shares.ts';
import { lookAtTexts } from './watch-texts.ts';
import { createWordsWatch } from './watch-words.ts';
import type { Owner } from './world.ts';

interface Watched {
  readonly device: SimDevice;
  readonly lookAtDisk: () => void;
  readonly lookAtCopies: () => void;
  readonly lookAtWords: (tab: Tab) => void;
  /** As they were at the last look. */
  disk: number;
  copies: number;
  held: number;
  /** The highest sequence by response that it has. */
  here: ReadonlyMap<string, number>;
}

export function createInvariants(scene: Scene) {
  const { devices, endpoint } = scene;
  let all: readonly StoredRow[] = [];
  let known: ReadonlyMap<string, StoredRow> = new Map();
  /** The generation of the endpoint that they are of. */
  let knownOf = -1;
  const rows: Rows = () => known;
  const watched = devices.map(
    (device): Watched => ({
      device,
      lookAtDisk: createDiskWatch(scene, device),
      lookAtCopies: createCopiesWatch(scene, device, rows),
      lookAtWords: createWordsWatch(scene, rows, device),
      disk: -1,
      copies: -1,
      held: -1,
      here: new Map(),
    }),
  );

  function lookAtEndpoint(): boolean {
    if (endpoint.generation() === knownOf) return false;
    knownOf = endpoint.generation();
    const before = all;
    all = endpoint.rows();
    if (all !== before) known = new Map(all.flatMap((row) => (row.status === 'erased' ? [] : [[row.id, row]])));
    for (const { id, status } of all) if (status === 'erased') lookAtErased(scene, id);
    if (all !== before) lookForTwins(scene, all);
    lookAtRows(scene, known);
    if (all !== before) lookAtTexts(scene, known);
    return true;
  }

  /** Whether it may have lost something, or found it again. */
  function lookAtDevice(one: Watched): boolean {
    const { device } = one;
    const { disk, copiesGeneration } = device.origin;
    one.lookAtCopies();
    if (one.disk === disk.generation() && one.copies === copiesGeneration()) return false;
    if (one.disk !== disk.generation()) {
      one.lookAtDisk();
      lookAtAddresses(scene, device);
    }
    one.disk = disk.generation();
    one.copies = copiesGeneration();
    const held = disk.generation('outbox') + disk.generation('kept') + one.copies;
    if (one.held === held) return false;
    one.held = held;
    one.here = latestOn(device);
    return true;
  }

  return {
    /** Looks after each event, at what an event of this owner may have changed. */
    look(owner: Owner) {
      let isChanged = lookAtEndpoint();
      lookAtShelves(scene);
      // What happens on one device changes no other. All else may change any.
      const own = watched.find(({ device }) => owner.name.startsWith(device.name));
      const touched = own ? [own] : watched;
      for (const one of touched) if (lookAtDevice(one)) isChanged = true;
      for (const { device, lookAtWords } of touched) for (const tab of device.tabs()) lookAtWords(tab);
      if (isChanged) lookForLost(scene, rows, watched);
    },
    /** What must be so once everything has been well for an hour. */
    lookAtEnd() {
      lookAtEndpoint();
      lookForLost(scene, rows, watched);
      lookAtPromises(scene, rows);
      lookAtCopiesAlone(scene);
      lookAtAddressesInTheEnd(scene);
      lookAtSharesInTheEnd(scene);
      lookAtCounts(scene, 'a page says in the end that nothing waits');
    },
    /** What must be so after hours in which nothing happened but time. */
    lookAtWaiting() {
      lookAtCopiesAlone(scene);
      lookAtCounts(scene, 'what waits on an open page leaves by its timer');
    },
  };
}

function lookAtCounts(scene: Scene, invariant: string): void {
  for (const tab of scene.devices.flatMap((device) => device.tabs())) {
    const { waiting = 'an unknown number', refused = 'an unknown number' } = tab.status();
    if (waiting !== 0 || refused !== 0)
      fail(scene, invariant, `${tab.owner.name} shows ${waiting} waiting and ${refused} refused`);
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

function lookForTwins(scene: Scene, rows: readonly StoredRow[]): void {
  const ids = new Set<string>();
  for (const { id, status } of rows) {
    if (status === 'erased') continue;
    if (ids.has(id)) fail(scene, 'a response is stored once', `${nameOf(scene, id)} has several rows`);
    ids.add(id);
  }
}

function lookAtRows(scene: Scene, rows: ReadonlyMap<string, StoredRow>): void {
  const { ledger, endpoint } = scene;
  for (const { id, status, sequence } of rows.values()) {
    const promised = ledger.responses.get(id);
    if (promised && status === 'complete')
      promised.storedIn.set(endpoint.epoch(), Math.max(sequence, promised.storedIn.get(endpoint.epoch()) ?? 0));
    if (promised?.erasure === 'everywhere' && isErasedIn(promised, endpoint))
      fail(scene, 'what was erased never returns', `${promised.name} is stored again`);
  }
}

/** What was last finished, and not erased, is in an outbox, a second copy, a file in somebody's hand, or with the endpoint. */
function lookForLost(scene: Scene, rows: Rows, watched: readonly Watched[]): void {
  const { ledger, endpoint } = scene;
  for (const promised of ledger.responses.values()) {
    const { erasure, erasures, isInFile, id, name, device } = promised;
    const least = promisedSequence(promised);
    if (least === 0 || erasure !== 'none' || erasures > 0 || isInFile || isRestoredAway(scene, promised)) continue;
    const row = rows().get(id);
    const isHere =
      (row?.status === 'complete' && row.sequence >= least) || watched.some(({ here }) => (here.get(id) ?? 0) >= least);
    // An endpoint that is down has not lost it.
    if (!isHere && endpoint.isUp())
      fail(scene, 'what is finished is kept', `${name}, finished on ${device.name}, is nowhere`);
  }
}

/** The highest sequence by response of what a device has: envelopes, second copies and what was received. */
function latestOn({ origin }: SimDevice): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  const note = (id: string, sequence: number) => highest.set(id, Math.max(sequence, highest.get(id) ?? 0));
  for (const store of ['outbox', 'kept'] as const)
    for (const value of origin.disk.shelves.get(store)?.values() ?? []) {
      const { id, sequence } = value as Pick<StoredRow, 'id' | 'sequence'>;
      note(id, sequence);
    }
  for (const path of origin.copies.keys()) {
    const [, kind, id = '', sequence] = path.split('/');
    if (kind === 'outbox') note(id, Number(sequence));
  }
  return highest;
}

function lookAtPromises(scene: Scene, rows: Rows): void {
  for (const promised of scene.ledger.responses.values()) {
    const { id, name, finished, erasure, erasures, device } = promised;
    const row = rows().get(id);
    if (erasure !== 'none' && row && isErasedIn(promised, scene.endpoint))
      fail(scene, 'what was erased is erased in the end', `${name} is stored`);
    // Where a page died while it was asked to erase, either is right.
    const least = promisedSequence(promised);
    if (!finished || least === 0 || erasure !== 'none' || erasures > 0 || isRestoredAway(scene, promised)) continue;
    if (row?.status !== 'complete')
      fail(scene, 'what is finished is stored within an hour', `${name}, finished on ${device.name}, is not stored`);
    else if (row.sequence < least)
      fail(
        scene,
        'the last finish counts',
        `${name} is stored as its envelope ${row.sequence}, and was finished as ${least}`,
      );
    else if (row.sequence === finished.sequence && row.hours !== finished.hours)
      fail(
        scene,
        'what is stored is what was finished',
        `${name} is stored with ${row.hours} hours, and was finished with ${finished.hours}`,
      );
  }
}
