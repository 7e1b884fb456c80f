import type { Draft } from '../../src/device/port/device.ts';
import { holdFile, send } from './errands.ts';
import type { Promised } from './ledger.ts';
import { answersUpTo, claimed, draftOf, ITEMS } from './people.ts';
import type { Unstorable } from './plan.ts';
import { fail, type Scene } from './scene.ts';
import type { SimDevice, Tab, Using } from './sim-device.ts';
import { hasDraft } from './sim-origin.ts';
import { awaited, sleep } from './waits.ts';
import { LONGEST_WAIT } from './world.ts';

/* Somebody finishes where nothing can be saved: they try again, send from the memory of the page, or take a file with them. */

/** Between the last save and Finish, in milliseconds. */
const LAST_QUESTION = 3000;

interface Holding {
  readonly device: SimDevice;
  readonly tab: Tab;
  readonly using: Using;
  readonly who: Promised;
  draft: Draft;
  hours: number;
  /** As the page says it. */
  state: 'given' | 'not saved' | 'in memory' | 'saved' | 'sent' | 'in a file' | 'gone';
}

/** As the buttons of the page offer it: to send only what could not be saved, to take a file also while the storage opens late. */
export async function finishUnstored(
  scene: Scene,
  device: SimDevice,
  tab: Tab,
  { number, hours, pace, steps }: Unstorable,
): Promise<void> {
  const using = await tab.ready;
  if (!using || !tab.owner.isAlive) return;
  const who = scene.ledger.begin(device, number);
  const held = await claimed(scene, tab, using, who);
  if (!held) return;
  who.finishes++;
  const draft = draftOf(who, tab.survey, scene.world, hours);
  const holding: Holding = { device, tab, using, who, draft, hours, state: 'given' };
  await awaited(scene, tab.owner, 'to save', using.device.drafts.save(draft, 'strict'));
  await sleep(scene.world, tab.owner, LAST_QUESTION);
  await finish(scene, holding);
  for (const step of steps) {
    if (holding.state !== 'not saved' && holding.state !== 'in memory') break;
    await sleep(scene.world, tab.owner, pace);
    if (step === 'changes') holding.hours += 0.5;
    if (step === 'takes a file') await takeFile(scene, holding);
    else if (step === 'sends' && holding.state === 'not saved') await sendFromMemory(scene, holding);
    else if (step === 'sends') await send(scene, device, tab);
    else await finish(scene, holding);
  }
  who.finishes--;
  who.isLeft = true;
  held.claim.release();
  if (holding.state === 'sent') await lookForDraft(scene, holding);
}

async function finish(scene: Scene, holding: Holding): Promise<void> {
  const { using, tab, who, hours } = holding;
  const answers = answersUpTo(ITEMS.length, hours, who.marker);
  holding.draft = { ...holding.draft, answers, current: 'check', savedAt: holding.draft.savedAt + 1 };
  const { losses } = who.device;
  const outcome = await awaited(scene, tab.owner, 'to finish', using.device.finish(holding.draft, tab.survey));
  const { keeps } = using.device;
  const isKept = outcome.kind === 'finished' && keeps === 'disk';
  scene.world.log?.(tab.owner.name, 'finishes', { id: who.id, hours, outcome, keeps });
  if (outcome.kind !== 'finished') {
    holding.state = outcome.kind === 'gone' ? 'gone' : 'not saved';
    return;
  }
  holding.state = isKept ? 'saved' : 'in memory';
  holding.draft = { ...holding.draft, sequence: outcome.sequence };
  if (!isKept) return;
  who.finished = { hours, sequence: outcome.sequence };
  if (losses !== who.device.losses) who.lost = outcome.sequence;
}

async function sendFromMemory(scene: Scene, holding: Holding): Promise<void> {
  const { using, tab, who, draft, hours, device } = holding;
  const { endpoint, ledger, world } = scene;
  const epoch = endpoint.epoch();
  const over = device.network.allowDirect(tab.owner, who.id);
  const sending = using.device.sendUnstored(draft, tab.survey, 'complete');
  const delivery = await awaited(scene, tab.owner, 'to send from memory', sending);
  over();
  const state = delivery === 'no-code' ? delivery : delivery.state;
  world.log?.(tab.owner.name, 'sends from memory', { id: who.id, state });
  if (state !== 'received') return;
  holding.state = 'sent';
  const row = endpoint.rows().find(({ id }) => id === who.id);
  const isErased = ledger.erasedBefore.has(epoch) || who.erasure !== 'none' || who.erasures > 0;
  if (endpoint.epoch() !== epoch || isErased) return;
  if (row?.status !== 'complete')
    fail(scene, 'what is said to be received is stored', `${tab.owner.name} has sent ${who.name} from memory`);
  else if (row.hours !== hours)
    fail(scene, 'what is stored is what was finished', `${who.name} has ${row.hours}, and not ${hours}`);
  else {
    // What it leaves on the disk goes as soon as that can be written.
    Object.assign(who, { isUnstored: true, isChanged: true });
    who.finished = { hours, sequence: row.sequence };
  }
}

async function takeFile(scene: Scene, holding: Holding): Promise<void> {
  const { using, tab, who, draft, hours, device } = holding;
  const making = using.device.exportUnstored(draft, tab.survey, 'complete');
  const file = await awaited(scene, tab.owner, 'a file', making);
  if (!file) return;
  const [name = ''] = file.holds;
  scene.world.log?.(tab.owner.name, 'takes a file', { id: who.id, holds: file.holds });
  const [id, sequence] = name.split('.');
  if (file.holds.length !== 1 || id !== who.id)
    fail(scene, 'a file of what is not saved holds it', `${who.name} has one with ${file.holds}`);
  if (file.sealed !== (device.kind === 'sealed' ? 1 : 0) || file.clear === file.sealed)
    fail(scene, 'nothing sealed is stored in clear', `in the file of ${who.name}, ${file.sealed} is`);
  holding.state = 'in a file';
  // Its draft may be on the disk still, and a part of it may leave.
  Object.assign(who, { isUnstored: true, isInFile: true, isChanged: true });
  who.finished = { hours, sequence: Number(sequence) };
  holdFile(scene, device, file);
}

/** The endpoint has it: what the full disk still held of it goes when its page may write again. */
async function lookForDraft(scene: Scene, { device, tab, who }: Holding): Promise<void> {
  const { world } = scene;
  const { setbacks } = device;
  await sleep(world, tab.owner, device.origin.disk.illUntil() - world.elapsed() + 1000);
  if (device.origin.disk.illUntil() > world.elapsed()) return;
  tab.dispatch('online');
  const since = world.elapsed();
  await sleep(world, tab.owner, LONGEST_WAIT);
  if (
    hasDraft(device, who) &&
    device.origin.disk.illUntil() < since &&
    device.setbacks === setbacks &&
    device.kind !== 'sealed'
  )
    fail(scene, 'what was sent from memory leaves no draft', `the draft of ${who.name} is on ${device.name}`);
}
