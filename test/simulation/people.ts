import type { Answers } from '../../src/core/survey/answers.ts';
import type { Draft, Durability, RescueFile } from '../../src/device/port/device.ts';
import type { Ledger, Promised } from './ledger.ts';
import type { Interview } from './plan.ts';
import type { SimDevice, Tab, Using } from './sim-device.ts';
import { GARDEN, type SimEndpoint } from './sim-endpoint.ts';
import { Broken, type Owner, type World } from './world.ts';

/** No page may wait for longer without a word, whatever ails its device. */
const LONGEST_WAIT = 10 * 60_000;

export interface Stage {
  readonly world: World;
  readonly endpoint: Pick<SimEndpoint, 'epoch'>;
  readonly ledger: Ledger;
}

/** What a person does to a page, and hears of it. Ends nowhere when the page dies. */
export function awaited<T>({ world }: Stage, owner: Owner, what: string, promise: Promise<T>): Promise<T> {
  const asked = world.elapsed();
  const timer = world.after(owner, LONGEST_WAIT, () =>
    world.fail(
      new Broken('no wait is for ever', `${owner.name} waits for ${what} since ${Math.round(asked / 1000)} s`),
    ),
  );
  return promise.finally(() => world.cancel(timer));
}

const ITEMS = ['plot', 'crops', 'watering', 'weeding', 'composting', 'hours', 'wish'] as const;

function answersUpTo(count: number, hours: number, marker: string): Answers {
  const all = {
    plot: 'yes',
    crops: ['fruit'],
    watering: 'weekly',
    weeding: 'never',
    composting: 'weekly',
    hours,
    wish: marker,
  };
  return Object.fromEntries(Object.entries(all).slice(0, count));
}

/** An interview from its first answer to its end, as the screens of the page conduct it. */
export async function interview(stage: Stage, tab: Tab, who: Promised, how: Interview): Promise<void> {
  const { world } = stage;
  const using = await tab.ready;
  if (!using || !tab.owner.isAlive) return;
  const claim = await awaited(
    stage,
    tab.owner,
    'its interview',
    using.device.drafts.claim(who.id, { take: false, onLost() {} }),
  );
  if (claim === 'other-tab') return;
  let draft = draftOf(who, using, world, how);
  for (let count = 1; count <= Math.min(how.answers, ITEMS.length); count++) {
    draft = {
      ...draft,
      answers: answersUpTo(count, how.hours, who.marker),
      current: ITEMS[count - 1] ?? 'plot',
      savedAt: draft.savedAt + 1,
    };
    await save(stage, using, { tab, who, draft }, count % 2 === 0 ? 'strict' : 'relaxed');
    await sleep(world, tab.owner, how.pace);
    if (how.snapshots && count === 3)
      await awaited(stage, tab.owner, 'a snapshot', using.device.snapshot(draft, GARDEN));
  }
  if (how.ending === 'leaves') {
    who.isLeft = true;
    world.log(tab.owner.name, `${who.name} leaves`);
    return claim.release();
  }
  if (how.ending === 'discards') {
    who.erasures++;
    const outcome = await awaited(stage, tab.owner, 'to discard', using.device.drafts.discard(who.id));
    world.log(tab.owner.name, `${who.name} discards: ${outcome}`);
    who.erasures--;
    // A draft that the browser has dropped under its page takes the code along by which its partial could be erased.
    if (outcome === 'discarded' && who.device.setbacks === 0) who.erasure = 'asked';
    who.isLeft ||= outcome === 'discarded';
    return claim.release();
  }
  await finishWell(stage, using, { tab, who, draft }, how);
  // On a tablet what could not be finished goes with its person, who was told.
  who.isLeft ||= who.finished === undefined;
  claim.release();
  if (how.erasesAfter === undefined) return;
  await sleep(world, tab.owner, how.erasesAfter);
  await erase(stage, tab, using, who);
}

interface Giving {
  readonly tab: Tab;
  readonly who: Promised;
  readonly draft: Draft;
}

async function save(
  stage: Stage,
  { device }: Using,
  { tab, who, draft }: Giving,
  durability: Durability,
): Promise<void> {
  const { setbacks } = who.device;
  const outcome = await awaited(stage, tab.owner, 'to save', device.drafts.save(draft, durability));
  if (outcome !== 'saved') stage.world.log(tab.owner.name, `${who.name} sees: not saved, ${outcome}`);
  if (outcome !== 'saved' || device.keeps !== 'disk' || setbacks !== who.device.setbacks) return;
  who.saved = { savedAt: draft.savedAt, setbacks };
  if (durability === 'strict') who.flushed = { savedAt: draft.savedAt, setbacks };
}

/** Perhaps with an impatient second tap, perhaps changed on the card and finished again. */
async function finishWell(stage: Stage, using: Using, giving: Giving, how: Interview): Promise<void> {
  const { world } = stage;
  const { tab, who } = giving;
  let { draft } = giving;
  const finish = async (hours: number) => {
    draft = { ...draft, answers: answersUpTo(ITEMS.length, hours, who.marker), current: 'check' };
    who.finishes++;
    const outcome = await awaited(stage, tab.owner, 'to finish', using.device.finish(draft, GARDEN));
    const isKept = outcome.kind === 'finished' && using.device.keeps === 'disk';
    world.log(
      tab.owner.name,
      `${who.name} finishes with ${hours}: ${outcome.kind}${isKept ? ', kept on this device' : ''}`,
    );
    who.finishes--;
    if (outcome.kind !== 'finished') return false;
    draft = { ...draft, sequence: outcome.sequence };
    if (isKept && outcome.sequence > (who.finished?.sequence ?? 0))
      who.finished = { hours, sequence: outcome.sequence };
    return true;
  };
  for (let tries = 0; tries < 4; tries++) {
    const taps = how.ending === 'taps-twice' ? [finish(how.hours), finish(how.hours)] : [finish(how.hours)];
    if ((await Promise.all(taps)).includes(true)) break;
    await sleep(world, tab.owner, 20_000);
  }
  if (how.ending !== 'changes' || !who.finished) return;
  await sleep(world, tab.owner, how.pace);
  draft = { ...draft, savedAt: draft.savedAt + 1 };
  await awaited(stage, tab.owner, 'to save a change', using.device.drafts.save(draft, 'relaxed'));
  await finish(how.hours + 0.5);
}

export async function erase(stage: Stage, tab: Tab, using: Using, who: Promised): Promise<void> {
  if (!who.finished || !tab.owner.isAlive) return;
  who.erasures++;
  const erasure = await awaited(stage, tab.owner, 'to erase', using.device.finished.erase(who.id, who.secret));
  stage.world.log(tab.owner.name, `${who.name} erases: ${erasure}`);
  who.erasures--;
  if (erasure === 'unchanged') return;
  who.erasure = erasure === 'everywhere' || erasure === 'here' ? erasure : 'asked';
  if (erasure === 'everywhere') who.erasedIn = stage.endpoint.epoch();
}

/** Makes a file of what waits, and keeps it in hand. */
export async function exportFile(stage: Stage, device: SimDevice, tab: Tab): Promise<void> {
  const using = await tab.ready;
  if (!using) return;
  const exported = await awaited(stage, tab.owner, 'a file', using.device.outbox.exportFile());
  if (exported === 'no-code' || exported.kind !== 'file') return;
  holdFile(stage, device, exported.file);
  stage.world.log(tab.owner.name, `a file is made of ${exported.file.holds.length}`);
}

/** The last one of a device, unless another is in hand. */
export async function importFile(stage: Stage, from: SimDevice, tab: Tab, inHand?: RescueFile): Promise<void> {
  const file = inHand ?? stage.ledger.files.findLast((one) => one.device === from)?.file;
  const using = file && (await tab.ready);
  if (!file || !using) return;
  const outcome = await awaited(
    stage,
    tab.owner,
    'the file',
    using.device.importFile(file.content, async () => true),
  );
  stage.world.log(tab.owner.name, `the file of ${from.name} is opened: ${JSON.stringify(outcome)}`);
}

/** In the evening: a file, a look at what it holds, and after a while the button. */
export async function wipe(stage: Stage, device: SimDevice, tab: Tab, hesitation: number): Promise<void> {
  const { world, ledger } = stage;
  const using = await tab.ready;
  if (!using?.tablet) return;
  const unsent = await awaited(stage, tab.owner, 'what is unsent', using.tablet.unsent());
  if (unsent.kind === 'unread')
    return world.log(tab.owner.name, 'what is unsent cannot be read: there is no button to wipe');
  const exported = await awaited(stage, tab.owner, 'a file', using.device.outbox.exportFile());
  if (exported === 'no-code' || exported.kind !== 'file') return;
  const { file } = exported;
  if (!unsent.value.envelopes.every((one) => file.holds.includes(one))) return;
  await sleep(world, tab.owner, hesitation);
  const own = [...ledger.responses.values()].filter((one) => one.device === device);
  holdFile(stage, device, file);
  // What was begun and is named is given up; what was finished is promised still.
  const begun = own.filter(({ id, isLeft }) => unsent.value.interviews.includes(id) && !isLeft);
  for (const one of begun) one.isLeft = true;
  const waiting = device.origin.disk.shelves.get('outbox')?.size;
  // Copies of what was received go as well: the page has said how many no backup holds.
  device.wasWiped = true;
  const named = { envelopes: file.holds, interviews: unsent.value.interviews };
  const outcome = await awaited(stage, tab.owner, 'to wipe', using.tablet.wipe(named));
  world.log(tab.owner.name, `wiped with a file of ${file.holds.length} while ${waiting} waited: ${outcome}`);
  if (outcome !== 'wiped') for (const one of begun) one.isLeft = false;
}

function holdFile({ ledger }: Stage, device: SimDevice, file: RescueFile): void {
  ledger.files.push({ device, file });
  for (const one of ledger.responses.values())
    one.isInFile ||= file.holds.some((name) => name === `${one.id}.${one.finished?.sequence}`);
}

export function sleep(world: World, owner: Owner, delay: number): Promise<void> {
  return new Promise((resolve) => world.after(owner, delay, resolve));
}

function draftOf(who: Promised, { tablet }: Using, world: World, { hours }: Interview): Draft {
  return {
    id: who.id,
    survey: GARDEN.id,
    revision: GARDEN.revision,
    mode: tablet ? 'field' : 'self',
    channel: null,
    language: 'en',
    startedOn: '2026-11-24',
    seconds: 60,
    answers: { hours },
    current: 'plot',
    furthest: 'wish',
    sequence: 0,
    secret: who.secret,
    savedAt: Math.floor(world.wall()),
  };
}
