import type { Answers } from '../../src/core/survey/answers.ts';
import type { Survey } from '../../src/core/survey/questionnaire.ts';
import type { Claim, Draft, Durability } from '../../src/device/port/device.ts';
import { dayOf } from '../../src/wire/day.ts';
import type { Promised } from './ledger.ts';
import type { Interview, Resumption } from './plan.ts';
import { awaited, type Scene, sleep } from './scene.ts';
import type { Page } from './sim-device.ts';
import { linkOf } from './sim-surveys.ts';
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
export async function interview(scene: Scene, page: Page, who: Promised, how: Interview): Promise<void> {
  shownBy.set(who, page.owner);
  const held = await claimed(scene, page, who);
  if (held) await goThrough(scene, { page, who, draft: draftOf(who, page.survey, scene.world, how.hours), held }, how);
  if (shownBy.get(who) === page.owner) shownBy.delete(who);
}

/** Goes on with an interview that was cut off, or that is open in another tab. */
export async function resume(scene: Scene, page: Page, who: Promised, how: Resumption): Promise<void> {
  // No page lists a draft before it is saved, nor while it shows it, nor on a tablet once its person has left.
  const isOver = who.isLeft && who.device.kind !== 'phone';
  if (!who.saved || isOver || shownBy.get(who) === page.owner) return;
  const held = await claimed(scene, page, who, true);
  const listed = await awaited(scene, page.owner, 'the drafts', page.device.drafts.list());
  const draft = listed.kind === 'unread' ? undefined : listed.value.find(({ id }) => id === who.id);
  scene.world.log?.(page.owner.name, 'resumes', { id: who.id, answers: draft?.answers });
  if (!held || !draft) return held?.claim.release();
  shownBy.set(who, page.owner);
  // Who has left may come back, and may answer again what another tab has just finished, or is finishing.
  Object.assign(who, { isLeft: false, isChanged: who.finished !== undefined || who.finishes > 0 });
  const { snapshots = false, ending = 'finishes' } = how;
  const answers = ITEMS.length;
  await goThrough(scene, { page, who, draft, held }, { ...how, kind: 'interview', answers, snapshots, ending });
  if (shownBy.get(who) === page.owner) shownBy.delete(who);
}

interface Held {
  readonly claim: Claim;
  /** Whether another tab has taken it over. */
  readonly isLost: () => boolean;
}

export async function claimed(scene: Scene, page: Page, who: Promised, take = false) {
  let isLost = false;
  const onLost = () => {
    isLost = true;
  };
  const claim = await awaited(scene, page.owner, 'its interview', page.device.drafts.claim(who.id, { take, onLost }));
  return claim === 'other-tab' ? undefined : { claim, isLost: () => isLost };
}

async function goThrough(scene: Scene, begun: Giving & { readonly held: Held }, how: Interview): Promise<void> {
  const { world } = scene;
  const { page, who, held } = begun;
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
    const saving = save(scene, { page, who, draft }, count % 2 === 0 ? 'strict' : 'relaxed');
    // One save is in flight at a time, and the end waits for none.
    if (how.pace > HASTY || count < Math.min(how.answers, ITEMS.length)) await saving;
    if (how.snapshots === 'each' && count >= 3)
      await awaited(scene, page.owner, 'a snapshot', page.device.snapshot(draft, page.survey));
    await sleep(scene, page.owner, how.pace);
    if (how.snapshots === true && count === Math.max(3, given))
      await awaited(scene, page.owner, 'a snapshot', page.device.snapshot(draft, page.survey));
  }
  if (held.isLost()) return;
  if (how.ending === 'leaves') {
    who.isLeft = true;
    world.log?.(page.owner.name, 'leaves the interview', { id: who.id });
    lookForTraces(world, page, who);
    return claim.release();
  }
  if (how.ending === 'discards') {
    who.erasures++;
    const outcome = await awaited(scene, page.owner, 'to discard', page.device.drafts.discard(who.id));
    world.log?.(page.owner.name, 'discards', { id: who.id, outcome });
    who.isDiscarded ||= outcome === 'discarded';
    // On a tablet what could not be discarded is left all the same, with its key.
    who.isLeft ||= who.isDiscarded || who.device.kind !== 'phone';
    claim.release();
    await untilOnDisk(page);
    who.erasures--;
    // A draft that was dropped or wiped under its page takes the code along by which its partial could be erased.
    if (outcome === 'discarded' && who.device.setbacks === 0 && !who.device.wasWiped) who.erasure = 'asked';
    return;
  }
  await finishWell(scene, { page, who, draft }, how);
  // On a tablet what could not be finished goes with its person, who was told.
  who.isLeft ||= who.finished === undefined;
  claim.release();
  if (how.erasesAfter === undefined) return;
  await sleep(scene, page.owner, how.erasesAfter);
  await erase(scene, page, who);
}

interface Giving {
  readonly page: Page;
  readonly who: Promised;
  readonly draft: Draft;
}

async function save(scene: Scene, { page, who, draft }: Giving, durability: Durability): Promise<void> {
  const { device } = page;
  const { setbacks } = who.device;
  const outcome = await awaited(scene, page.owner, 'to save', device.drafts.save(draft, durability));
  const { keeps } = device;
  scene.world.log?.(page.owner.name, 'saves', { id: who.id, answers: draft.answers, outcome, durability, keeps });
  if (outcome !== 'saved' || keeps !== 'disk' || setbacks !== who.device.setbacks) return;
  who.saved = { savedAt: draft.savedAt, setbacks };
  if (durability === 'strict') who.flushed = { savedAt: draft.savedAt, losses: who.device.losses };
}

/** Perhaps with an impatient second tap, perhaps changed on the card and finished again. */
async function finishWell(scene: Scene, giving: Giving, how: Interview): Promise<void> {
  const { world } = scene;
  const { page, who } = giving;
  let { draft } = giving;
  const finish = async (hours: number) => {
    draft = { ...draft, answers: answersUpTo(ITEMS.length, hours, who.marker), current: 'check' };
    who.finishes++;
    const { losses } = who.device;
    const finishing = page.device.finish(draft, page.survey);
    // What was typed last is saved after a pause, which may be over only now.
    if (how.pace <= HASTY) {
      const pause = sleep(scene, page.owner, world.between('late saves', 0, 3 * HASTY));
      void pause.then(() => save(scene, giving, 'relaxed'));
    }
    const outcome = await awaited(scene, page.owner, 'to finish', finishing);
    const { keeps } = page.device;
    const isKept = outcome.kind === 'finished' && keeps === 'disk';
    world.log?.(page.owner.name, 'finishes', { id: who.id, hours, outcome, keeps });
    who.finishes--;
    if (outcome.kind !== 'finished') return false;
    draft = { ...draft, sequence: outcome.sequence };
    if (isKept && outcome.sequence > (who.finished?.sequence ?? 0))
      who.finished = { hours, sequence: outcome.sequence };
    // Dropped between its commit and this.
    if (losses !== who.device.losses) who.lost = Math.max(who.lost, outcome.sequence);
    return true;
  };
  for (let tries = 0; tries < 4; tries++) {
    const taps = how.ending === 'taps-twice' ? [finish(how.hours), finish(how.hours)] : [finish(how.hours)];
    if ((await Promise.all(taps)).includes(true)) break;
    await sleep(scene, page.owner, 20_000);
  }
  if (how.ending !== 'changes' || !who.finished) return;
  await sleep(scene, page.owner, how.pace);
  draft = { ...draft, savedAt: draft.savedAt + 1 };
  who.isChanged = true;
  await awaited(scene, page.owner, 'to save a change', page.device.drafts.save(draft, 'relaxed'));
  who.isChanged = !(await finish(how.hours + 0.5));
}

export async function erase(scene: Scene, page: Page, who: Promised): Promise<void> {
  if (!who.finished || !page.owner.isAlive) return;
  who.erasures++;
  // Another database may have taken its place when the page hears of it.
  const epoch = scene.endpoint.epoch();
  const { losses } = who.device;
  const erasure = await awaited(scene, page.owner, 'to erase', page.device.finished.erase(who.id, who.secret));
  scene.world.log?.(page.owner.name, 'erases', { id: who.id, erasure });
  const isDone = erasure === 'everywhere' || erasure === 'here';
  if (erasure !== 'unchanged' && !isDone) await untilOnDisk(page);
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
async function untilOnDisk({ device }: Page): Promise<void> {
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
