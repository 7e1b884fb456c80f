import type { Draft } from '../../src/device/port/device.ts';
import { holdFile, send } from './errands.ts';
import type { Promised } from './ledger.ts';
import { answersUpTo, claimed, draftOf, ITEMS } from './people.ts';
import type { Unstorable } from './plan.ts';
import { awaited, fail, type Scene, sleep } from './scene.ts';
import type { Page } from './sim-device.ts';
import { hasDraft } from './sim-origin.ts';
import { LONGEST_WAIT } from './world.ts';

/* Somebody finishes where nothing can be saved: they try again, send from the memory of the page, or take a file with them. */

/** Between the last save and Finish, in milliseconds. */
const LAST_QUESTION = 3000;

interface Holding {
  readonly page: Page;
  readonly who: Promised;
  draft: Draft;
  hours: number;
  /** As the page says it. */
  state: 'given' | 'not saved' | 'in memory' | 'saved' | 'sent' | 'in a file' | 'gone';
}

/** As the buttons of the page offer it: to send only what could not be saved, to take a file also while the storage opens late. */
export async function finishUnstored(
  scene: Scene,
  page: Page,
  { number, hours, pace, steps }: Unstorable,
): Promise<void> {
  const who = scene.ledger.begin(page.on, number);
  const held = await claimed(scene, page, who);
  if (!held) return;
  who.finishes++;
  const draft = draftOf(who, page.survey, scene.world, hours);
  const holding: Holding = { page, who, draft, hours, state: 'given' };
  await awaited(scene, page.owner, 'to save', page.device.drafts.save(draft, 'strict'));
  await sleep(scene, page.owner, LAST_QUESTION);
  await finish(scene, holding);
  for (const step of steps) {
    if (holding.state !== 'not saved' && holding.state !== 'in memory') break;
    await sleep(scene, page.owner, pace);
    if (step === 'changes') holding.hours += 0.5;
    if (step === 'takes a file') await takeFile(scene, holding);
    else if (step === 'sends' && holding.state === 'not saved') await sendFromMemory(scene, holding);
    else if (step === 'sends') await send(scene, page);
    else await finish(scene, holding);
  }
  who.finishes--;
  who.isLeft = true;
  held.claim.release();
  if (holding.state === 'sent') await lookForDraft(scene, holding);
}

async function finish(scene: Scene, holding: Holding): Promise<void> {
  const { page, who, hours } = holding;
  const answers = answersUpTo(ITEMS.length, hours, who.marker);
  holding.draft = { ...holding.draft, answers, current: 'check', savedAt: holding.draft.savedAt + 1 };
  const { losses } = who.device;
  const outcome = await awaited(scene, page.owner, 'to finish', page.device.finish(holding.draft, page.survey));
  const { keeps } = page.device;
  const isKept = outcome.kind === 'finished' && keeps === 'disk';
  scene.world.log?.(page.owner.name, 'finishes', { id: who.id, hours, outcome, keeps });
  if (outcome.kind !== 'finished') {
    holding.state = outcome.kind === 'gone' ? 'gone' : 'not saved';
    return;
  }
  holding.state = isKept ? 'saved' : 'in memory';
  holding.draft = { ...holding.draft, sequence: outcome.sequence };
  if (!isKept) return;
  who.finished = { hours, sequence: outcome.sequence };
  if (losses !== who.device.losses) who.lost = Math.max(who.lost, outcome.sequence);
}

async function sendFromMemory(scene: Scene, holding: Holding): Promise<void> {
  const { page, who, draft, hours } = holding;
  const { endpoint, ledger, world } = scene;
  const epoch = endpoint.epoch();
  const over = page.on.network.allowDirect(page.owner, who.id);
  const sending = page.device.sendUnstored(draft, page.survey, 'complete');
  const delivery = await awaited(scene, page.owner, 'to send from memory', sending);
  over();
  const state = delivery === 'no-code' ? delivery : delivery.state;
  world.log?.(page.owner.name, 'sends from memory', { id: who.id, state });
  if (state !== 'received') return;
  holding.state = 'sent';
  const row = endpoint.rows().find(({ id }) => id === who.id);
  const isErased = ledger.erasedBefore.has(epoch) || who.erasure !== 'none' || who.erasures > 0;
  if (endpoint.epoch() !== epoch || isErased) return;
  if (row?.status !== 'complete')
    fail(scene, 'what is said to be received is stored', `${page.owner.name} has sent ${who.name} from memory`);
  else if (row.hours !== hours)
    fail(scene, 'what is stored is what was finished', `${who.name} has ${row.hours}, and not ${hours}`);
  else {
    // What it leaves on the disk goes as soon as that can be written.
    Object.assign(who, { isUnstored: true, isChanged: true });
    who.finished = { hours, sequence: row.sequence };
  }
}

async function takeFile(scene: Scene, holding: Holding): Promise<void> {
  const { page, who, draft, hours } = holding;
  const making = page.device.exportUnstored(draft, page.survey, 'complete');
  const file = await awaited(scene, page.owner, 'a file', making);
  if (!file) return;
  const [name = ''] = file.holds;
  scene.world.log?.(page.owner.name, 'takes a file', { id: who.id, holds: file.holds });
  const [id, sequence] = name.split('.');
  if (file.holds.length !== 1 || id !== who.id)
    fail(scene, 'a file of what is not saved holds it', `${who.name} has one with ${file.holds}`);
  if (file.sealed !== (page.on.kind === 'sealed' ? 1 : 0) || file.clear === file.sealed)
    fail(scene, 'nothing sealed is stored in clear', `in the file of ${who.name}, ${file.sealed} is`);
  holding.state = 'in a file';
  // Its draft may be on the disk still, and a part of it may leave.
  Object.assign(who, { isUnstored: true, isInFile: true, isChanged: true });
  who.finished = { hours, sequence: Number(sequence) };
  holdFile(scene, page.on, file);
}

/** The endpoint has it: what the full disk still held of it goes when its page may write again. */
async function lookForDraft(scene: Scene, { page, who }: Holding): Promise<void> {
  const { on: device } = page;
  const { world } = scene;
  const { setbacks } = device;
  await sleep(scene, page.owner, device.origin.disk.illUntil() - world.elapsed() + 1000);
  if (device.origin.disk.illUntil() > world.elapsed()) return;
  page.dispatch('online');
  const since = world.elapsed();
  await sleep(scene, page.owner, LONGEST_WAIT);
  if (
    hasDraft(device, who) &&
    device.origin.disk.illUntil() < since &&
    device.setbacks === setbacks &&
    device.kind !== 'sealed'
  )
    fail(scene, 'what was sent from memory leaves no draft', `the draft of ${who.name} is on ${device.name}`);
}
