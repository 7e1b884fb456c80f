import { awaited, fail, type Scene } from './scene.ts';
import type { Page, SimDevice } from './sim-device.ts';

/* Addresses that people leave for a contact, which wait on their phone until all envelopes have gone. */

export async function leaveContact(scene: Scene, page: Page): Promise<void> {
  const { on: device } = page;
  const shelf = await awaited(scene, page.owner, 'the contacts', page.device.contacts());
  if (!shelf) return;
  const address = `person${++scene.ledger.addresses}.of.${device.name}@example.org`;
  const { losses } = device;
  const survey = page.survey.id;
  const outcome = await awaited(
    scene,
    page.owner,
    'a contact',
    shelf.leave({ survey, address, purposes: ['results'] }),
  );
  scene.world.log?.(page.owner.name, 'leaves an address', { address, outcome });
  if (outcome === 'kept' && page.device.keeps === 'disk')
    scene.ledger.contacts.push({ device, address, losses, isTakenBack: false });
}

/** All that wait, as the form does. */
export async function takeBackAddresses(scene: Scene, page: Page): Promise<void> {
  const { on: device } = page;
  const shelf = await awaited(scene, page.owner, 'the contacts', page.device.contacts());
  if (!shelf) return;
  const waiting = await awaited(scene, page.owner, 'the addresses', shelf.waiting(page.survey.id));
  if (waiting.kind === 'unread') return;
  const addresses = new Map(waitingOn(device).map(({ id, address }) => [id, address]));
  for (const id of waiting.value) {
    const left = scene.ledger.contacts.find((one) => one.device === device && one.address === addresses.get(id));
    // Until the page says whether it is, either is right.
    if (left) left.isTakenBack = 'perhaps';
    const isGone = await awaited(scene, page.owner, 'to take back an address', shelf.forget(id));
    scene.world.log?.(page.owner.name, 'takes back an address', { address: addresses.get(id), isGone });
    if (left && isGone && page.device.keeps === 'disk') left.isTakenBack = true;
  }
}

/** Looks at what waits after each commit. */
export function lookAtAddresses(scene: Scene, device: SimDevice): void {
  if (scene.ledger.contacts.length === 0) return;
  const own = scene.ledger.contacts.filter((one) => one.device === device);
  const waiting = new Set(waitingOn(device).map(({ address }) => address));
  for (const one of own.filter(({ address }) => waiting.has(address))) {
    if (one.isTakenBack === true)
      fail(scene, 'an address that is taken back never returns', `${one.address} waits again on ${device.name}`);
    // Its page has written it again after the browser dropped the database.
    one.losses = device.losses;
  }
}

/** An address that a page has said to be kept arrives, once, unless the browser has dropped the only copy. */
export function lookAtAddressesInTheEnd(scene: Scene): void {
  const arrived = [...scene.endpoint.contacts.values()].map(({ address }) => address);
  for (const { device, address, losses, isTakenBack } of scene.ledger.contacts) {
    const times = arrived.filter((one) => one === address).length;
    if (times > 1 || (times === 0 && device.losses === losses && isTakenBack === false))
      fail(scene, 'an address that is left arrives once', `${address} arrived ${times} times`);
  }
}

function waitingOn({ origin }: SimDevice): readonly { readonly id: string; readonly address: string }[] {
  const waiting = [...(origin.disk.shelves.get('contacts')?.values() ?? [])] as {
    readonly id: string;
    readonly body: string;
  }[];
  return waiting.map(({ id, body }) => ({ id, address: JSON.parse(body).address }));
}
