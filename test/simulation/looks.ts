import type { FinishedResponse } from '../../src/device/port/finished-response.ts';
import { codeOfSecret } from '../../src/wire/receipt-code.ts';
import type { Promised } from './ledger.ts';
import { awaited, fail, type Scene, sleep } from './scene.ts';
import type { Page, SimDevice } from './sim-device.ts';
import { outboxOf } from './sim-origin.ts';
import { lookAtClaim } from './watch-words.ts';
import { LONGEST_WAIT } from './world.ts';

/* What people look at without changing anything: the cards of their phone, and what is known of a receipt code. */

/** A card for each response that was finished here and not erased, latest first, and what is said of each is so. */
export async function lookAtCards(scene: Scene, page: Page): Promise<void> {
  const { on: device } = page;
  const own = [...scene.ledger.responses.values()].filter((one) => one.device === device);
  const due = new Map(own.filter(isPromised).map((one) => [one.id, one.finished?.sequence ?? 0]));
  const gone = new Set(own.filter((one) => isForgotten(device, one)).map(({ id }) => id));
  const cards = await listed(scene, page);
  if (!cards) return;
  for (const [place, { id, finishedAt, secret }] of cards.entries()) {
    const promised = scene.ledger.responses.get(id);
    if (promised?.device !== device || promised.secret !== secret)
      fail(scene, 'a card is of what was finished here', `${page.owner.name} shows ${id}`);
    if (gone.has(id) && device.setbacks === 0)
      fail(scene, 'what was erased has no card', `${page.owner.name} shows ${promised?.name}`);
    if (finishedAt > (cards[place - 1]?.finishedAt ?? Number.POSITIVE_INFINITY))
      fail(scene, 'the latest card is the first', `${promised?.name} is below an earlier one`);
  }
  const shown = new Map(cards.map(({ id, sequence }) => [id, sequence]));
  for (const [id, sequence] of due) {
    const one = scene.ledger.responses.get(id);
    if (one && isPromised(one) && device.setbacks === 0 && (shown.get(id) ?? 0) < sequence)
      fail(scene, 'what is finished has a card', `${one.name} has ${shown.get(id)} of ${sequence}`);
  }
  for (const card of cards) lookAtDelivery(scene, page, card);
  await lookAgain(scene, page, cards);
}

/** What was never saved, but sent from memory or taken along in a file, has no card. */
function isPromised({ finished, erasure, erasures, isUnstored }: Promised): boolean {
  return finished !== undefined && !isUnstored && erasure === 'none' && erasures === 0;
}

/** Its person has erased it here, and was told so. */
function isForgotten({ origin }: SimDevice, { id, erasure }: Promised): boolean {
  return erasure === 'here' || erasure === 'asked' || origin.disk.shelves.get('erasures')?.has(id) === true;
}

/** `undefined` where the storage cannot be read; until it opens there is only what was finished meanwhile. */
async function listed(scene: Scene, { owner, device }: Page): Promise<readonly FinishedResponse[] | undefined> {
  const read = await awaited(scene, owner, 'the cards', device.finished.list());
  const cards = read.kind === 'unread' ? [] : read.value;
  scene.world.log?.(owner.name, 'shows the cards', {
    kind: read.kind,
    cards: cards.map(({ id, sequence, delivery }) => ({ id, sequence, ...delivery })),
  });
  return read.kind === 'done' ? read.value : undefined;
}

function wordsOf({ ledger }: Scene, { id, sequence, delivery }: FinishedResponse): string {
  return `${ledger.responses.get(id)?.name}.${sequence} (${delivery.state === 'device' ? 'on this device' : delivery.state})`;
}

function lookAtDelivery(scene: Scene, page: Page, { id, delivery: { state } }: FinishedResponse): void {
  const promised = scene.ledger.responses.get(id);
  const elsewhere = page.status().deliveries.get(id)?.state ?? state;
  if (state !== elsewhere)
    fail(scene, 'a card says what the page says', `${promised?.name} is ${state} on its card, ${elsewhere} elsewhere`);
  const isStored = scene.endpoint.rows().some((row) => row.id === id && row.status !== 'erased');
  lookAtClaim(scene, page.owner.name, id, state, isStored);
}

/** What a card says may have changed just now; in the end it is so, or the card says something else. */
async function lookAgain(scene: Scene, page: Page, cards: readonly FinishedResponse[]): Promise<void> {
  const { on: device } = page;
  const doubts = cards.filter((card) => doubtOf(scene, device, card) !== undefined);
  if (doubts.length === 0) return;
  const { setbacks } = device;
  await sleep(scene, page.owner, LONGEST_WAIT);
  const again = await listed(scene, page);
  for (const card of again ?? []) {
    const doubt = doubtOf(scene, device, card);
    const isAsBefore = doubts.some(
      (one) => one.id === card.id && one.sequence === card.sequence && doubtOf(scene, device, one) === doubt,
    );
    if (doubt && isAsBefore && device.setbacks === setbacks)
      fail(scene, 'a card says what is so', `${page.owner.name} shows ${wordsOf(scene, card)}, and ${doubt}`);
  }
}

/** What is wrong with what a card says, by the outbox of its device and by the endpoint. */
function doubtOf({ ledger }: Scene, device: SimDevice, { id, sequence, delivery }: FinishedResponse) {
  const held = outboxOf(device).filter((one) => one.id === id && one.status === 'complete');
  const stored = Math.max(0, ...(ledger.responses.get(id)?.storedIn.values() ?? []));
  switch (delivery.state) {
    case 'device':
    case 'sending':
      return held.length === 0 ? 'nothing of it waits' : undefined;
    case 'refused':
      return held.some(({ state }) => state === 'refused') ? undefined : 'nothing of it is refused';
    case 'received':
      return stored < sequence ? `${stored} is stored` : undefined;
    default:
      return undefined;
  }
}

/** In this order, as one database knows a response. */
const FATES: readonly string[] = ['unknown', 'received', 'erased'];

/** Types in a receipt code, to see whether the endpoint has the response. */
export async function checkReceipt(scene: Scene, page: Page, who: Promised): Promise<void> {
  const { endpoint, world } = scene;
  const stateOf = () => {
    const row = endpoint.rows().find(({ id }) => id === who.id);
    return row === undefined ? 'unknown' : row.status === 'erased' ? 'erased' : 'received';
  };
  const [epoch, before, { weather }] = [endpoint.epoch(), stateOf(), page.on.network];
  const check = page.device.receipts.check(codeOfSecret(who.secret));
  const reply = await awaited(scene, page.owner, 'a receipt', check);
  const after = stateOf();
  world.log?.(page.owner.name, 'checks a receipt', { id: who.id, reply });
  // A proxy may have kept an earlier reply about this very receipt.
  if (reply === 'offline' || reply === 'later' || weather === 'replays' || endpoint.epoch() !== epoch) return;
  const isSo = FATES.indexOf(before) <= FATES.indexOf(reply) && FATES.indexOf(reply) <= FATES.indexOf(after);
  if (!isSo)
    fail(scene, 'what is said of a receipt is so', `${who.name} is ${after}, and ${page.owner.name} says ${reply}`);
}
