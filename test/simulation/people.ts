import type { Answers } from '../../src/core/survey/answers.ts';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import type { Claim, Draft, Durability } from '../../src/device/port/device.ts';
import { dayOf } from '../../src/wire/day.ts';
import type { Promised } from './ledger.ts';
import type { Interview, Resumption } from './plan.ts';
import type { Tab, Using } from './sim-device.ts';
import { linkOf } from './sim-surveys.ts';
import { awaited, type Stage, sleep } from './waits.ts';
import { lookForTraces } from './watch-left.ts';
import { isWithdrawn, wordsOf } from './watch-texts.ts';
import type { Owner, World } from './world.ts';

/** Milliseconds between two answers. */
const HASTY = 50;

export const ITEMS = ['plot', 'crops', 'watering', 'weeding', 'composting', 'hours', 'wish'] as const;

export function answersUpTo(count: number, hours: number, marker: string): Answers {
  const all = {
    plot: 'yes',
    crops: ['fruit'],
    watering: 'weekly',
    weeding: 'never',
    composting: 'weekly',
    hours,
    ...(!isWithdrawn(marker, hours) && { wish: wordsOf(marker, hours) }),
  };
  return Object.fromEntries(Object.entries(all).slice(0, count));
}

/** The page that shows a response: it does not offer its draft. */
const shownBy = new WeakMap<Promised, Owner>();

/** An interview from its first answer to its end, as the screens of the page conduct it. */
export async function interview(stage: Stage, tab: Tab, who: Promised, how: Interview): Promise<void> {
  shownBy.set(who, tab.owner);
  await conduct(stage, tab, who, how);
  if (shownBy.get(who) === tab.owner) shownBy.delete(who);
}

async function conduct(stage: Stage, tab: Tab, who: Promised, how: Interview): Promise<void> {
  const using = await tab.ready;
  if (!using || !tab.owner.isAlive) return;
  const held = await claimed(stage, tab, using, who);
  if (held)
    await goThrough(stage, using, { tab, who, draft: draftOf(who, tab.survey, stage.world, how.hours), held }, how);
}

/** Goes on with an interview that was cut off, or that is open in another tab. */
export async function resume(stage: Stage, tab: Tab, who: Promised, how: Resumption): Promise<void> {
  const using = await tab.ready;
  // No page lists a draft before it is saved, nor while it shows it.
  if (!using || !tab.owner.isAlive || !who.saved || shownBy.get(who) === tab.owner) return;
  const held = await claimed(stage, tab, using, who, true);
  const listed = await awaited(stage, tab.owner, 'the drafts', using.device.drafts.list());
  const draft = listed.kind === 'unread' ? undefined : listed.value.find(({ id }) => id === who.id);
  stage.world.log?.(tab.owner.name, 'resumes', { id: who.id, answers: draft?.answers });
  if (!held || !draft) return held?.claim.release();
  shownBy.set(who, tab.owner);
  // On a phone, who has left may come back.
  if (who.device.kind === 'phone') who.isLeft = false;
  const { snapshots = false, ending = 'finishes' } = how;
  const answers = ITEMS.length;
  await goThrough(stage, using, { tab, who, draft, held }, { ...how, kind: 'interview', answers, snapshots, ending });
  if (shownBy.get(who) === tab.owner) shownBy.delete(who);
}

interface Held {
  readonly claim: Claim;
  /** Whether another tab has taken it over. */
  readonly isLost: () => boolean;
}

export async function claimed(stage: Stage, tab: Tab, { device }: Using, who: Promised, take = false) {
  let isLost = false;
  const onLost = () => {
    isLost = true;
  };
  const claim = await awaited(stage, tab.owner, 'its interview', device.drafts.claim(who.id, { take, onLost }));
  return claim === 'other-tab' ? undefined : { claim, isLost: () => isLost };
}

async function goThrough(
  stage: Stage,
  using: Using,
  begun: Giving & { readonly held: Held },
  how: Interview,
): Promise<void> {
  const { world } = stage;
  const { tab, who, held } = begun;
  const { claim } = held;
  let { draft } = begun;
  const given = Object.keys(draft.answers).length;
  for (let count = given; count <= Math.min(how.answers, ITEMS.length); count++) {
    if (held.isLost()) return;
    draft = {
      ...draft,
      answers: answersUpTo(count, how.hours, who.marker),
      current: ITEMS[count - 1] ?? 'plot',
      savedAt: draft.savedAt + 1,
    };
    const saving = save(stage, using, { tab, who, draft }, count % 2 === 0 ? 'strict' : 'relaxed');
    // One save is in flight at a time, and the end waits for none.
    if (how.pace > HASTY || count < Math.min(how.answers, ITEMS.length)) await saving;
    if (how.snapshots === 'each' && count >= 3)
      await awaited(stage, tab.owner, 'a snapshot', using.device.snapshot(draft, tab.survey));
    await sleep(world, tab.owner, how.pace);
    if (how.snapshots === true && count === Math.max(3, given))
      await awaited(stage, tab.owner, 'a snapshot', using.device.snapshot(draft, tab.survey));
  }
  if (held.isLost()) return;
  if (how.ending === 'leaves') {
    who.isLeft = true;
    world.log?.(tab.owner.name, 'leaves the interview', { id: who.id });
    lookForTraces(world, tab, who);
    return claim.release();
  }
  if (how.ending === 'discards') {
    who.erasures++;
    const outcome = await awaited(stage, tab.owner, 'to discard', using.device.drafts.discard(who.id));
    world.log?.(tab.owner.name, 'discards', { id: who.id, outcome });
    who.isDiscarded ||= outcome === 'discarded';
    // On a tablet what could not be discarded is left all the same, with its key.
    who.isLeft ||= who.isDiscarded || who.device.kind !== 'phone';
    claim.release();
    await untilOnDisk(using);
    who.erasures--;
    // A draft that was dropped or wiped under its page takes the code along by which its partial could be erased.
    if (outcome === 'discarded' && who.device.setbacks === 0 && !who.device.wasWiped) who.erasure = 'asked';
    return;
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
  const { keeps } = device;
  stage.world.log?.(tab.owner.name, 'saves', { id: who.id, answers: draft.answers, outcome, durability, keeps });
  if (outcome !== 'saved' || keeps !== 'disk' || setbacks !== who.device.setbacks) return;
  who.saved = { savedAt: draft.savedAt, setbacks };
  if (durability === 'strict') who.flushed = { savedAt: draft.savedAt, losses: who.device.losses };
}

/** Perhaps with an impatient second tap, perhaps changed on the card and finished again. */
async function finishWell(stage: Stage, using: Using, giving: Giving, how: Interview): Promise<void> {
  const { world } = stage;
  const { tab, who } = giving;
  let { draft } = giving;
  const finish = async (hours: number) => {
    draft = { ...draft, answers: answersUpTo(ITEMS.length, hours, who.marker), current: 'check' };
    who.finishes++;
    const { losses } = who.device;
    const finishing = using.device.finish(draft, tab.survey);
    // What was typed last is saved after a pause, which may be over only now.
    if (how.pace <= HASTY) {
      const pause = sleep(world, tab.owner, world.between('late saves', 0, 3 * HASTY));
      void pause.then(() => save(stage, using, giving, 'relaxed'));
    }
    const outcome = await awaited(stage, tab.owner, 'to finish', finishing);
    const { keeps } = using.device;
    const isKept = outcome.kind === 'finished' && keeps === 'disk';
    world.log?.(tab.owner.name, 'finishes', { id: who.id, hours, outcome, keeps });
    who.finishes--;
    if (outcome.kind !== 'finished') return false;
    draft = { ...draft, sequence: outcome.sequence };
    if (isKept && outcome.sequence > (who.finished?.sequence ?? 0))
      who.finished = { hours, sequence: outcome.sequence };
    // Dropped between its commit and this.
    if (losses !== who.device.losses) who.lost = outcome.sequence;
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
  who.isChanged = true;
  await awaited(stage, tab.owner, 'to save a change', using.device.drafts.save(draft, 'relaxed'));
  who.isChanged = !(await finish(how.hours + 0.5));
}

export async function erase(stage: Stage, tab: Tab, using: Using, who: Promised): Promise<void> {
  if (!who.finished || !tab.owner.isAlive) return;
  who.erasures++;
  // Another database may have taken its place when the page hears of it.
  const epoch = stage.endpoint.epoch();
  const { losses } = who.device;
  const erasure = await awaited(stage, tab.owner, 'to erase', using.device.finished.erase(who.id, who.secret));
  stage.world.log?.(tab.owner.name, 'erases', { id: who.id, erasure });
  const isDone = erasure === 'everywhere' || erasure === 'here';
  if (erasure !== 'unchanged' && !isDone) await untilOnDisk(using);
  const { disk, copies } = who.device.origin;
  const isNoted = disk.shelves.get('erasures')?.has(who.id) || copies.has(`/erasures/${who.id}`);
  // The browser has dropped it before the page could say so.
  if (erasure !== 'unchanged' && !isDone && losses !== who.device.losses && !isNoted) return;
  who.erasures--;
  if (erasure === 'unchanged') return;
  who.erasure = isDone ? erasure : 'asked';
  if (erasure === 'everywhere') who.erasedIn = epoch;
}

/** A page whose storage opens late has what is erased in memory alone until then, and says so. */
async function untilOnDisk({ device }: Using): Promise<void> {
  if (device.keeps !== 'disk') await device.moved;
}

export function draftOf(who: Promised, { id, revision }: Survey, world: World, hours: number): Draft {
  return {
    id: who.id,
    survey: id,
    revision,
    mode: who.device.kind === 'phone' ? 'self' : 'field',
    channel: linkOf(who.number),
    language: 'en',
    startedOn: dayOf(new Date(world.wall() + who.device.clockOffset)),
    seconds: 60,
    answers: { hours },
    current: 'plot',
    furthest: 'wish',
    sequence: 0,
    secret: who.secret,
    savedAt: Math.floor(world.wall()),
  };
}
