import { envelopeName } from '../../src/device/store/queue-access.ts';
import type { QueuedEnvelope, SealRecord, StoreName } from '../../src/device/store/schema.ts';
import { type Promised, placeOf } from './ledger.ts';
import { heardName, idOf } from './names.ts';
import { fail, nameOf, type Scene, wasRefused } from './scene.ts';
import type { SimDevice } from './sim-device.ts';
import { hasDraft, outboxOf } from './sim-origin.ts';
import { createReturnWatch } from './watch-left.ts';

/** What must be so of a device after each of its commits. */
export function createDiskWatch(scene: Scene, device: SimDevice): () => void {
  const { disk } = device.origin;
  let envelopes: ReadonlyMap<unknown, QueuedEnvelope> = new Map();
  let complete: ReadonlySet<string> = new Set();
  let outboxOfThen = -1;
  let { setbacks, losses } = device;
  const lookForReturned = createReturnWatch(scene, device);
  const lookAtPin = createPinWatch(scene, device);
  // What was given here; a file of another device may lie in clear, and says so.
  if (device.kind === 'sealed')
    device.origin.watch((value) => {
      for (const name of namesIn(value))
        if (scene.ledger.responses.get(idOf(name))?.device === device)
          fail(scene, 'nothing sealed is stored in clear', `the text of ${name} can be read on ${device.name}`);
    });

  function lookAtOutbox(): void {
    if (disk.generation('outbox') === outboxOfThen) return;
    outboxOfThen = disk.generation('outbox');
    const before = envelopes;
    envelopes = new Map(disk.shelves.get('outbox') as ReadonlyMap<unknown, QueuedEnvelope>);
    const isWhole = setbacks === device.setbacks;
    const hasLostPower = !isWhole && losses === device.losses;
    [setbacks, losses] = [device.setbacks, device.losses];
    for (const [key, envelope] of before) {
      if (envelopes.has(key)) continue;
      lookAtGone(scene, device, envelope, [...envelopes.values()]);
      if (isWhole) noteWiped(scene, device, envelope);
      if (hasLostPower) lookAtBrought(scene, device, envelope);
    }
    complete = new Set([...envelopes.values()].flatMap(({ id, status }) => (status === 'complete' ? [id] : [])));
  }

  return () => {
    lookAtOutbox();
    for (const promised of scene.ledger.responses.values()) {
      if (promised.device !== device) continue;
      if (!complete.has(promised.id)) lookAtDraft(scene, promised);
      const { finished, isChanged, finishes } = promised;
      if (finished && !isChanged && finishes === 0 && device.setbacks === 0 && hasDraft(device, promised))
        fail(scene, 'what is finished leaves no draft', `the draft of ${promised.name} is on ${device.name}`);
    }
    for (const envelope of envelopes.values()) lookAtWaiting(scene, device, envelope);
    if (device.kind !== 'sealed') return;
    lookAtPin();
    lookForReturned();
  };
}

/** What was erased or wiped does not wait. */
function lookAtWaiting(scene: Scene, device: SimDevice, envelope: QueuedEnvelope): void {
  const { responses, wipedAt, broughtAt } = scene.ledger;
  const { id } = envelope;
  const { device: own, erasure } = responses.get(id) ?? {};
  const place = () => placeOf(device.name, envelopeName(envelope));
  // What is erased everywhere may come out of a file once more: the endpoint answers that it is erased.
  const isErased = () => scene.endpoint.rows().some((row) => row.id === id && row.status === 'erased');
  const isOver = own === device && (erasure === 'here' || erasure === 'asked');
  if (isOver && !(broughtAt.has(place()) && isErased()))
    fail(scene, 'what was erased never returns', `${nameOf(scene, id)} waits again on ${device.name}`);
  if (envelope.state === 'refused' && !wasRefused(scene, id))
    fail(scene, 'what is said to be refused was refused', `${nameOf(scene, id)} on ${device.name}`);
  if (wipedAt.size === 0) return;
  if ((wipedAt.get(place()) ?? 0) > (broughtAt.get(place()) ?? 0))
    fail(scene, 'what was wiped comes back from a file alone', `${nameOf(scene, id)} waits again on ${device.name}`);
}

/** An envelope is no more in its outbox. */
function lookAtGone(
  scene: Scene,
  device: SimDevice,
  { id, sequence, digest, status }: QueuedEnvelope,
  outbox: readonly QueuedEnvelope[],
): void {
  const promised = scene.ledger.responses.get(id);
  if (!promised || status === 'partial' || promised.erasure !== 'none' || promised.erasures > 0) return;
  if (device.network.heard.has(heardName({ id, sequence, digest }))) return;
  // Dropped by the browser, or in a file: conservation answers for these.
  if (device.setbacks > 0 || promised.isInFile || promised.wipes > 0 || promised.isLeft) return;
  // In a file, and wiped: its person has not heard that it was finished.
  if (device.wasWiped && scene.ledger.files.some(({ file }) => file.holds.includes(envelopeName({ id, sequence }))))
    return;
  const hasLater =
    (promised.finished?.sequence ?? 0) > sequence ||
    outbox.some((one) => one.id === id && one.sequence > sequence) ||
    scene.devices.some(({ network }) => [...network.heard].some((name) => isLater(name, id, sequence)));
  if (!hasLater)
    fail(scene, 'nothing leaves a device without a verdict', `${promised.name}.${sequence} has left ${device.name}`);
}

/** Wiped, though its page may die before it says so. */
function noteWiped({ ledger, world }: Scene, { name, network }: SimDevice, envelope: QueuedEnvelope): void {
  const place = placeOf(name, envelopeName(envelope));
  if (ledger.wiping.has(place) && !network.heard.has(heardName(envelope))) ledger.wipedAt.set(place, world.elapsed());
}

/** Lost in a power cut, though a page has said that it was brought in. */
function lookAtBrought(scene: Scene, { name, origin }: SimDevice, envelope: QueuedEnvelope): void {
  const { id, sequence } = envelope;
  const broughtAt = scene.ledger.broughtAt.get(placeOf(name, envelopeName(envelope))) ?? Number.POSITIVE_INFINITY;
  if (broughtAt <= scene.world.elapsed() && !origin.copies.has(`/outbox/${id}/${sequence}`))
    fail(scene, 'what is brought in outlasts a power cut', `${nameOf(scene, id)}.${sequence} is lost on ${name}`);
}

function isLater(name: string, id: string, sequence: number): boolean {
  const [of, number] = name.split(' ');
  return of === id && Number(number) > sequence;
}

/** What was said to be saved is there again, whatever was killed; after a power cut, what was flushed. */
function lookAtDraft(scene: Scene, promised: Promised): void {
  const { device, saved, flushed, finished, finishes, erasures, wipes, closings, isLeft, erasure } = promised;
  if (finished || finishes + erasures + wipes + closings > 0 || isLeft || erasure !== 'none') return;
  // A tablet without keys discards an interview that was cut off, since its respondent is unknown.
  if (device.kind === 'clear') return;
  const least = Math.max(
    saved?.setbacks === device.setbacks ? saved.savedAt : 0,
    flushed?.losses === device.losses ? flushed.savedAt : 0,
  );
  const store: StoreName = device.kind === 'sealed' ? 'locked' : 'drafts';
  const held = device.origin.disk.shelves.get(store)?.get(promised.id) as { readonly savedAt: number } | undefined;
  if ((held?.savedAt ?? 0) < least)
    fail(
      scene,
      'what is said to be saved is on the disk',
      `the draft of ${promised.name} is ${held ? 'older' : 'gone'}`,
    );
}

/** Checks that a tablet keeps the keys it began with, since no link here names others. */
function createPinWatch(scene: Scene, device: SimDevice): () => void {
  const { disk } = device.origin;
  let pin: SealRecord | undefined;
  /** The generation of what is looked at. */
  let looked = -1;
  return () => {
    const current = disk.generation('seals') + disk.generation('outbox');
    if (current === looked) return;
    looked = current;
    const [kept] = (disk.shelves.get('seals')?.values() ?? []) as Iterable<SealRecord>;
    const before = pin;
    pin = kept;
    if (!kept) {
      if (before && device.losses === 0 && !device.wasWiped)
        fail(scene, 'a tablet keeps the keys that it began with', `${device.name} has none after ${before.keys}`);
      return;
    }
    if (before && !device.isNamed && before.keys.join() !== kept.keys.join())
      fail(scene, 'a tablet keeps the keys that it began with', `${device.name} has ${kept.keys} after ${before.keys}`);
    // Another day may have begun with other keys, in another tab.
    if (device.wasWiped || device.isNamed || device.setbacks > 0) return;
    for (const { id, body } of outboxOf(device)) {
      if (scene.ledger.responses.get(id)?.device !== device) continue;
      for (const [, key = ''] of body.matchAll(/"key":"([0-9a-f]{16})"/g))
        if (!kept.keys.includes(key))
          fail(scene, 'nothing is sealed to keys that the tablet does not know', `${nameOf(scene, id)} to ${key}`);
    }
  };
}

/** The responses whose text answer can be read in it. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [...value.matchAll(/marker-of-(\d+)/g)].map(([, name = '']) => name);
  if (value instanceof ArrayBuffer) return namesIn(Buffer.from(value).toString('latin1'));
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(namesIn) : [];
}
