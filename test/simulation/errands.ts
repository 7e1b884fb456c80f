import type { RescueFile } from '../../src/device/port/exported-file.ts';
import { envelopeName } from '../../src/device/store/queue-access.ts';
import { codeOfSecret } from '../../src/wire/receipt-code.ts';
import { type Promised, placeOf, promisedSequence } from './ledger.ts';
import { awaited, type Scene, sleep } from './scene.ts';
import type { Page, SimDevice } from './sim-device.ts';
import { outboxOf } from './sim-origin.ts';

/* What people do besides interviews. */

/** Types the code of a response into a page, on whichever device: it is erased at the endpoint, and elsewhere later. */
export async function eraseByCode(scene: Scene, page: Page, who: Promised): Promise<void> {
  who.erasures++;
  const epoch = scene.endpoint.epoch();
  const reply = await awaited(scene, page.owner, 'an erasure', page.device.receipts.erase(codeOfSecret(who.secret)));
  scene.world.log?.(page.owner.name, 'erases by code', { id: who.id, reply });
  // Unless the endpoint has said that it knows nothing of it, it may have erased it without being heard.
  if (reply !== 'later' && reply !== 'offline') who.erasures--;
  who.wasUnknown ||= reply === 'unknown';
  if (reply !== 'erased') return;
  who.erasure = 'everywhere';
  who.erasedIn = epoch;
}

/** Presses Send now. */
export async function send(scene: Scene, page: Page): Promise<void> {
  const over = page.on.network.allowAtOnce(page.owner);
  await awaited(scene, page.owner, 'to send', page.device.outbox.send());
  over();
}

/** What a shared tablet says of its day is so. */
export async function lookAtDay(scene: Scene, page: Page): Promise<void> {
  const { world, ledger } = scene;
  const { on: device } = page;
  if (!page.tablet) return;
  const read = await awaited(scene, page.owner, 'the day', page.tablet.today());
  if (read.kind !== 'done') return;
  const { finished, received, missing } = read.value;
  world.log?.(page.owner.name, 'counts the day', read.value);
  // In a file there may be a later one than the page has sent. Where the browser has dropped a change, what was finished before it counts.
  const least = (one: Promised) => (one.isUnstored ? 0 : promisedSequence(one));
  const stored = [...ledger.responses.values()].filter(
    (one) => one.device === device && [...one.storedIn.values()].some((held) => held >= least(one)),
  ).length;
  const isLossless = device.setbacks === 0 && !device.wasWiped && !device.wasFull;
  const counts = `${page.owner.name}: ${finished} finished, ${received} received, ${missing} missing, ${stored} stored`;
  if (received < 0 || received + missing > finished || received > stored)
    world.breaks('what a tablet says to be received is stored', counts);
  if (missing > 0 && isLossless) world.breaks('nothing is missing that was not lost', counts);
}

/** Makes a file of what waits, and keeps it in hand. */
export async function exportFile(scene: Scene, page: Page): Promise<void> {
  const { on: device } = page;
  const before = outboxOf(device).map(envelopeName);
  const { losses } = device;
  const exported = await awaited(scene, page.owner, 'a file', page.device.outbox.exportFile());
  if (exported === 'no-code' || exported.kind !== 'file') return;
  holdFile(scene, device, exported.file);
  const missing = outboxOf(device)
    .map(envelopeName)
    .filter((name) => before.includes(name) && !exported.file.holds.includes(name));
  // Emptied meanwhile: what had a copy was not put back yet.
  if (exported.file.isWhole && missing.length > 0 && losses === device.losses)
    scene.world.breaks('a file that says so is whole', `${page.owner.name} made one without ${missing}`);
  scene.world.log?.(page.owner.name, 'makes a file', { holds: exported.file.holds });
}

/** The last one of a device, unless another is in hand. False where the page says that it cannot be added yet. */
export async function importFile(scene: Scene, page: Page, from: SimDevice, inHand?: RescueFile): Promise<boolean> {
  const file = inHand ?? scene.ledger.files.findLast((one) => one.device === from)?.file;
  if (!file) return true;
  const importing = () => page.device.importFile(file.content, async () => true);
  const outcome = await bring(scene, page, file.holds, importing);
  scene.world.log?.(page.owner.name, 'opens a file', { of: from.name, holds: file.holds, outcome });
  return outcome.kind === 'imported';
}

/** Adds what a file holds to a page. */
export async function bring<T>(scene: Scene, page: Page, holds: readonly string[], add: () => Promise<T>): Promise<T> {
  const { world, ledger } = scene;
  const note = (at: number) => {
    for (const name of holds) ledger.broughtAt.set(placeOf(page.on.name, name), at);
  };
  note(Number.POSITIVE_INFINITY);
  const outcome = await awaited(scene, page.owner, 'to add a file', add());
  // Otherwise it reaches the disk later.
  if (page.device.keeps === 'disk') note(world.elapsed());
  return outcome;
}

/** In the evening: a file, a look at what it holds, and after a while the button. */
export async function wipe(scene: Scene, page: Page, hesitation: number): Promise<void> {
  const { world, ledger } = scene;
  const { on: device } = page;
  if (!page.tablet) return;
  const unsent = await awaited(scene, page.owner, 'what is unsent', page.tablet.unsent());
  if (unsent.kind === 'unread') return world.log?.(page.owner.name, 'cannot read what is unsent');
  const exported = await awaited(scene, page.owner, 'a file', page.device.outbox.exportFile());
  const isNeeded = unsent.value.envelopes.length > 0;
  const file = exported !== 'no-code' && exported.kind === 'file' ? exported.file : undefined;
  if (isNeeded && !unsent.value.envelopes.every((one) => file?.holds.includes(one))) return;
  await sleep(scene, page.owner, hesitation);
  const own = [...ledger.responses.values()].filter((one) => one.device === device);
  if (file) holdFile(scene, device, file);
  // What was begun and is named is given up; what was finished is promised still.
  const begun = own.filter(({ id, isLeft }) => unsent.value.interviews.includes(id) && !isLeft);
  for (const one of begun) one.wipes++;
  const before = outboxOf(device).map(envelopeName);
  const places = before.map((name) => placeOf(device.name, name));
  for (const place of places) ledger.wiping.add(place);
  // Copies of what was received go as well: the page has said how many no backup holds.
  device.wasWiped = true;
  const holds = file?.holds ?? [];
  const named = { envelopes: holds, interviews: unsent.value.interviews };
  const { losses } = device;
  const confirmed = world.elapsed();
  const outcome = await awaited(scene, page.owner, 'to wipe', page.tablet.wipe(named));
  world.log?.(page.owner.name, 'wipes', { outcome, before, holds });
  const isBrought = (name: string) => (ledger.broughtAt.get(placeOf(device.name, name)) ?? 0) > confirmed;
  const left = outboxOf(device)
    .map(envelopeName)
    .filter((name) => before.includes(name) && !isBrought(name));
  // A database that the browser has emptied meanwhile may get back from its copy what is wiped.
  if (outcome === 'wiped' && left.length > 0 && losses === device.losses)
    world.breaks('what is said to be wiped is wiped', `${page.owner.name} has left ${left.length}`);
  for (const place of places) ledger.wiping.delete(place);
  if (outcome === 'wiped' && losses === device.losses)
    for (const place of places) ledger.wipedAt.set(place, world.elapsed());
  for (const one of begun) {
    one.wipes--;
    one.isLeft ||= outcome === 'wiped';
  }
}

export function holdFile({ ledger }: Scene, device: SimDevice, file: RescueFile): void {
  ledger.files.push({ device, file });
  for (const one of ledger.responses.values())
    one.isInFile ||= file.holds.some((name) => name === `${one.id}.${one.finished?.sequence}`);
  // What was finished again, in a page that died before it said so.
  for (const envelope of outboxOf(device)) {
    const one = ledger.responses.get(envelope.id);
    if (one?.finished && envelope.status === 'complete' && file.holds.includes(envelopeName(envelope)))
      one.isInFile ||= envelope.sequence > one.finished.sequence;
  }
}
