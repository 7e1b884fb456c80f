import { envelopeName } from '../../src/device/store/queue-access.ts';
import type { KeptSeal, QueuedEnvelope, StoreName } from '../../src/device/store/schema.ts';
import { type Promised, placeOf } from './ledger.ts';
import { fail, nameOf, type Scene } from './scene.ts';
import type { SimDevice } from './sim-device.ts';
import { heardName } from './sim-network.ts';
import { outboxOf } from './sim-origin.ts';

/** What must be so of a device after each of its commits. */
export function createDiskWatch(scene: Scene): (device: SimDevice) => void {
  const envelopes = new Map<SimDevice, ReadonlyMap<string, QueuedEnvelope>>();
  const pins = new Map<SimDevice, KeptSeal>();
  return (device) => {
    const outbox = new Map(outboxOf(device).map((one) => [`${one.id} ${one.sequence}`, one]));
    const before = envelopes.get(device) ?? new Map<string, QueuedEnvelope>();
    envelopes.set(device, outbox);
    for (const [name, envelope] of before) if (!outbox.has(name)) lookAtGone(scene, device, envelope, outbox);
    const complete = new Set([...outbox.values()].flatMap(({ id, status }) => (status === 'complete' ? [id] : [])));
    for (const promised of scene.ledger.responses.values()) {
      if (promised.device !== device) continue;
      if (!complete.has(promised.id)) lookAtDraft(scene, promised);
    }
    for (const one of scene.ledger.responses.values())
      if (
        one.device === device &&
        one.finished &&
        !one.isChanged &&
        one.finishes === 0 &&
        device.setbacks === 0 &&
        hasDraft(device, one)
      )
        fail(scene, 'what is finished leaves no draft', `${one.name} of ${device.name}`);
    for (const { id } of outbox.values()) {
      const { device: own, erasure = 'none' } = scene.ledger.responses.get(id) ?? {};
      // What is erased everywhere may come out of a file once more: the endpoint answers that it is erased.
      if (own === device && (erasure === 'here' || erasure === 'asked'))
        fail(scene, 'what was erased never returns', `${nameOf(scene, id)} waits again on ${device.name}`);
    }
    for (const envelope of outbox.values()) {
      const place = placeOf(device.name, envelopeName(envelope));
      const { wipedAt, broughtAt } = scene.ledger;
      if ((wipedAt.get(place) ?? 0) > (broughtAt.get(place) ?? 0))
        fail(scene, 'what was wiped comes back from a file alone', `${nameOf(scene, envelope.id)} on ${device.name}`);
    }
    if (device.kind !== 'sealed') return;
    lookAtPin(scene, device, pins);
    lookForClearText(scene, device);
  };
}

/** An envelope is no more in its outbox. */
function lookAtGone(
  scene: Scene,
  device: SimDevice,
  { id, sequence, digest, status }: QueuedEnvelope,
  outbox: ReadonlyMap<string, QueuedEnvelope>,
): void {
  const promised = scene.ledger.responses.get(id);
  if (!promised || status === 'partial' || promised.erasure !== 'none' || promised.erasures > 0) return;
  if (device.network.heard.has(heardName({ id, sequence, digest }))) return;
  // Dropped by the browser, or in a file: conservation answers for these.
  if (device.setbacks > 0 || promised.isInFile || promised.wipes > 0 || promised.isLeft) return;
  const hasLater =
    (promised.finished?.sequence ?? 0) > sequence ||
    [...outbox.values()].some((one) => one.id === id && one.sequence > sequence) ||
    scene.devices.some(({ network }) => [...network.heard].some((name) => isLater(name, id, sequence)));
  if (!hasLater)
    fail(scene, 'nothing leaves a device without a verdict', `${promised.name}.${sequence} of ${device.name}`);
}

function hasDraft({ origin }: SimDevice, { id }: Promised): boolean {
  return (['drafts', 'locked'] as const).some((store) => origin.disk.shelves.get(store)?.has(id));
}

function isLater(name: string, id: string, sequence: number): boolean {
  const [of, number] = name.split(' ');
  return of === id && Number(number) > sequence;
}

/** What was said to be saved is there again, whatever was killed; after a power cut, what was flushed. */
function lookAtDraft(scene: Scene, promised: Promised): void {
  const { device, saved, flushed, finished, finishes, erasures, wipes, isLeft, erasure } = promised;
  if (finished || finishes + erasures + wipes > 0 || isLeft || erasure !== 'none') return;
  // A tablet without keys discards an interview that was cut off, since its respondent is unknown.
  if (device.kind === 'clear') return;
  const current = [saved, flushed].filter((one) => one?.setbacks === device.setbacks);
  const least = Math.max(0, ...current.map((one) => one?.savedAt ?? 0));
  const store: StoreName = device.kind === 'sealed' ? 'locked' : 'drafts';
  const held = device.origin.disk.shelves.get(store)?.get(promised.id) as { readonly savedAt: number } | undefined;
  if ((held?.savedAt ?? 0) < least)
    fail(scene, 'what is said to be saved is on the disk', `${promised.name} of ${device.name}`);
}

/** Checks that a tablet keeps the keys it began with, since no link here names others. */
function lookAtPin(scene: Scene, device: SimDevice, pins: Map<SimDevice, KeptSeal>): void {
  const [kept] = (device.origin.disk.shelves.get('seals')?.values() ?? []) as Iterable<KeptSeal>;
  const before = pins.get(device);
  if (!kept) {
    pins.delete(device);
    return;
  }
  pins.set(device, kept);
  if (before && !device.isNamed && before.keys.join() !== kept.keys.join())
    fail(scene, 'a tablet keeps the keys that it began with', `${device.name} has ${kept.keys} after ${before.keys}`);
  // Another day may have begun with other keys, in another tab.
  if (device.wasWiped || device.isNamed || device.setbacks > 0) return;
  for (const { id, body } of outboxOf(device)) {
    if (scene.ledger.responses.get(id)?.device !== device) continue;
    for (const [, key = ''] of body.matchAll(/"key":"([0-9a-f]{16})"/g))
      if (!kept.keys.includes(key))
        fail(
          scene,
          'nothing is sealed to keys that the tablet does not know',
          `${nameOf(scene, id)} of ${device.name}`,
        );
  }
}

/** What was given here; a file of another device may lie in clear, and says so. */
function lookForClearText(scene: Scene, device: SimDevice): void {
  const names = new Set<string>();
  for (const text of device.origin.copies.values()) for (const name of namesIn(text)) names.add(name);
  for (const shelf of device.origin.disk.shelves.values())
    for (const value of shelf.values()) for (const name of namesInStored(value)) names.add(name);
  if (names.size === 0) return;
  for (const { name, device: own } of scene.ledger.responses.values())
    if (own === device && names.has(name))
      fail(scene, 'nothing sealed is stored in clear', `${name} on ${device.name}`);
}

/** The responses whose text answer can be read in it. */
function namesIn(text: string): readonly string[] {
  return text.includes('marker-of-') ? [...text.matchAll(/marker-of-(\d+)/g)].map(([, name = '']) => name) : [];
}

const known = new WeakMap<object, readonly string[]>();

function namesInStored(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return namesIn(String(value));
  let names = known.get(value);
  if (!names) {
    names = namesIn(JSON.stringify(value, (_, part) => (part instanceof ArrayBuffer ? decoder.decode(part) : part)));
    known.set(value, names);
  }
  return names;
}

const decoder = new TextDecoder();
