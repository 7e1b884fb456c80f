import type { RescueFile } from '../../src/device/port/exported-file.ts';
import { envelopeName } from '../../src/device/store/queue-access.ts';
import { codeOfSecret } from '../../src/wire/receipt-code.ts';
import { type Promised, placeOf, promisedSequence } from './ledger.ts';
import { erase } from './people.ts';
import type { SimDevice, Tab, Using } from './sim-device.ts';
import { outboxOf } from './sim-origin.ts';
import { awaited, type Stage, sleep } from './waits.ts';

/* What people do besides interviews. */

/** Types the code of a response into a page, on whichever device: it is erased at the endpoint, and elsewhere later. */
export async function eraseByCode(stage: Stage, tab: Tab, who: Promised): Promise<void> {
  const using = await tab.ready;
  if (!using) return;
  who.erasures++;
  const epoch = stage.endpoint.epoch();
  const reply = await awaited(stage, tab.owner, 'an erasure', using.device.receipts.erase(codeOfSecret(who.secret)));
  stage.world.log?.(tab.owner.name, 'erases by code', { id: who.id, reply });
  // Unless the endpoint has said that it knows nothing of it, it may have erased it without being heard.
  if (reply !== 'later' && reply !== 'offline') who.erasures--;
  who.wasUnknown ||= reply === 'unknown';
  if (reply !== 'erased') return;
  who.erasure = 'everywhere';
  who.erasedIn = epoch;
}

/** From whichever tab of its device, perhaps one whose storage has not opened yet. */
export async function eraseHere(stage: Stage, tab: Tab, who: Promised): Promise<void> {
  const using = await tab.ready;
  if (using) await erase(stage, tab, using, who);
}

/** Presses Send now. */
export async function send(stage: Stage, device: SimDevice, tab: Tab): Promise<void> {
  const using = await tab.ready;
  const over = device.network.allowAtOnce(tab.owner);
  if (using) await awaited(stage, tab.owner, 'to send', using.device.outbox.send());
  over();
}

/** What a shared tablet says of its day is so. */
export async function lookAtDay(stage: Stage, device: SimDevice, tab: Tab): Promise<void> {
  const { world, ledger } = stage;
  const using = await tab.ready;
  if (!using?.tablet) return;
  const read = await awaited(stage, tab.owner, 'the day', using.tablet.today());
  if (read.kind !== 'done') return;
  const { finished, received, missing } = read.value;
  world.log?.(tab.owner.name, 'counts the day', read.value);
  // In a file there may be a later one than the page has sent. Where the browser has dropped a change, what was finished before it counts.
  const least = (one: Promised) => (one.isUnstored ? 0 : promisedSequence(one));
  const stored = [...ledger.responses.values()].filter(
    (one) => one.device === device && [...one.storedIn.values()].some((held) => held >= least(one)),
  ).length;
  const isLossless = device.setbacks === 0 && !device.wasWiped && !device.wasFull;
  const counts = `${tab.owner.name}: ${finished} finished, ${received} received, ${missing} missing, ${stored} stored`;
  if (received < 0 || received + missing > finished || received > stored)
    world.breaks('what a tablet says to be received is stored', counts);
  if (missing > 0 && isLossless) world.breaks('nothing is missing that was not lost', counts);
}

/** Makes a file of what waits, and keeps it in hand. */
export async function exportFile(stage: Stage, device: SimDevice, tab: Tab): Promise<void> {
  const using = await tab.ready;
  if (!using) return;
  const before = outboxOf(device).map(envelopeName);
  const { losses } = device;
  const exported = await awaited(stage, tab.owner, 'a file', using.device.outbox.exportFile());
  if (exported === 'no-code' || exported.kind !== 'file') return;
  holdFile(stage, device, exported.file);
  if (using.device.keeps !== 'disk') noteHandedOver(stage, using, exported.file);
  const missing = outboxOf(device)
    .map(envelopeName)
    .filter((name) => before.includes(name) && !exported.file.holds.includes(name));
  // Emptied meanwhile: what had a copy was not put back yet.
  if (exported.file.isWhole && missing.length > 0 && losses === device.losses)
    stage.world.breaks('a file that says so is whole', `${tab.owner.name} made one without ${missing}`);
  stage.world.log?.(tab.owner.name, 'makes a file', { holds: exported.file.holds });
}

function noteHandedOver({ ledger }: Stage, { device }: Using, { holds }: RescueFile): void {
  const inFile = [...ledger.responses.values()].filter(({ id }) => holds.some((name) => name.startsWith(`${id}.`)));
  for (const one of inFile) one.isHandedOver = true;
  void device.moved.then(() => {
    for (const one of inFile) one.isHandedOver &&= one.erasure === 'here';
  });
}

/** The last one of a device, unless another is in hand. False where the page says that it cannot be added yet. */
export async function importFile(stage: Stage, from: SimDevice, tab: Tab, inHand?: RescueFile): Promise<boolean> {
  const file = inHand ?? stage.ledger.files.findLast((one) => one.device === from)?.file;
  const using = file && (await tab.ready);
  if (!file || !using) return true;
  const { world, ledger } = stage;
  const [device = ''] = tab.owner.name.split('/');
  const bring = (at: number) => {
    for (const name of file.holds) ledger.broughtAt.set(placeOf(device, name), at);
  };
  bring(Number.POSITIVE_INFINITY);
  const outcome = await awaited(
    stage,
    tab.owner,
    'the file',
    using.device.importFile(file.content, async () => true),
  );
  // Otherwise it reaches the disk later.
  if (using.device.keeps === 'disk') bring(world.elapsed());
  world.log?.(tab.owner.name, 'opens a file', { of: from.name, holds: file.holds, outcome });
  return outcome.kind === 'imported';
}

/** In the evening: a file, a look at what it holds, and after a while the button. */
export async function wipe(stage: Stage, device: SimDevice, tab: Tab, hesitation: number): Promise<void> {
  const { world, ledger } = stage;
  const using = await tab.ready;
  if (!using?.tablet) return;
  const unsent = await awaited(stage, tab.owner, 'what is unsent', using.tablet.unsent());
  if (unsent.kind === 'unread') return world.log?.(tab.owner.name, 'cannot read what is unsent');
  const exported = await awaited(stage, tab.owner, 'a file', using.device.outbox.exportFile());
  const isNeeded = unsent.value.envelopes.length > 0;
  const file = exported !== 'no-code' && exported.kind === 'file' ? exported.file : undefined;
  if (isNeeded && !unsent.value.envelopes.every((one) => file?.holds.includes(one))) return;
  await sleep(world, tab.owner, hesitation);
  const own = [...ledger.responses.values()].filter((one) => one.device === device);
  if (file) holdFile(stage, device, file);
  // What was begun and is named is given up; what was finished is promised still.
  const begun = own.filter(({ id, isLeft }) => unsent.value.interviews.includes(id) && !isLeft);
  for (const one of begun) one.wipes++;
  const before = outboxOf(device).map(envelopeName);
  // Copies of what was received go as well: the page has said how many no backup holds.
  device.wasWiped = true;
  const holds = file?.holds ?? [];
  const named = { envelopes: holds, interviews: unsent.value.interviews };
  const { losses } = device;
  const confirmed = world.elapsed();
  const outcome = await awaited(stage, tab.owner, 'to wipe', using.tablet.wipe(named));
  world.log?.(tab.owner.name, 'wipes', { outcome, before, holds });
  const isBrought = (name: string) => (ledger.broughtAt.get(placeOf(device.name, name)) ?? 0) > confirmed;
  const left = outboxOf(device)
    .map(envelopeName)
    .filter((name) => before.includes(name) && !isBrought(name));
  // Where the browser empties the database meanwhile, what is wiped may be put back from its copy.
  if (outcome === 'wiped' && left.length > 0 && losses === device.losses)
    world.breaks('what is said to be wiped is wiped', `${tab.owner.name} has left ${left.length}`);
  if (outcome === 'wiped' && losses === device.losses)
    for (const name of before) ledger.wipedAt.set(placeOf(device.name, name), world.elapsed());
  for (const one of begun) {
    one.wipes--;
    one.isLeft ||= outcome === 'wiped';
  }
}

export function holdFile({ ledger }: Stage, device: SimDevice, file: RescueFile): void {
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
