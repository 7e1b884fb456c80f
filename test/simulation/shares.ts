import { keepShared } from '../../src/device/rescue/shared-files.ts';
import { dropShare, readShelf, takeShare, type WaitingShare } from '../../src/ui/screens/rescue/waiting-shares.ts';
import { bring } from './errands.ts';
import { placeOf, type Shelved } from './ledger.ts';
import { awaited, type Scene, sleep } from './scene.ts';
import type { Page, SimDevice } from './sim-device.ts';

/* Rescue files that another application shares with this one: the worker puts them on a shelf, where a page finds them. */

/** As in `shared-files.ts`. */
const MOST_SHARES = 5;
/** How long somebody reads what is said of a file before pressing a button, in milliseconds. */
const LONGEST_READING = 20_000;

/** The last file of a device is shared from another application, which then has it no more. */
export async function shareFile(scene: Scene, on: SimDevice, from: SimDevice): Promise<void> {
  const { world, ledger } = scene;
  const held = ledger.files.findLast(({ device }) => device === from);
  if (!held) return;
  ledger.files.splice(ledger.files.indexOf(held), 1);
  const others = ledger.sharing++;
  const waiting = on.origin.shared().size + others;
  const begun = ++ledger.shares;
  const { owner, around, end } = on.startWorker();
  const now = Math.floor(around.Date.now());
  const place = `/${now}-${begun}`;
  const { device, file } = held;
  const share: Shelved = { device, file, on, place, at: now, wasKept: false, isTaken: false, arrived: new Set() };
  ledger.shelved.set(placeOf(on.name, place), share);
  world.log?.(owner.name, 'is handed a file', { holds: held.file.holds });
  const asked = world.elapsed();
  const scope = { caches: around.caches, crypto: { randomUUID: () => String(begun) } } as never;
  const request = {
    url: 'https://barometre.example/rescue?s=garden',
    formData: async () => ({ getAll: () => [new File([held.file.content], 'secours.txt')] }),
  } as never;
  await awaited(scene, owner, 'a share', keepShared(request, scope, now)).finally(() => ledger.sharing--);
  end();
  if (share.wasKept) return;
  // Its person hears that, and still has it.
  ledger.shelved.delete(placeOf(on.name, place));
  ledger.files.push(held);
  const refused = on.origin.shared().get('/refused');
  world.log?.(on.name, 'keeps no shared file', { refused });
  const { fullUntil, failsUntil } = on.origin.disk.ailments;
  const hasRoom = waiting + ledger.shares - begun < MOST_SHARES && refused !== undefined;
  // The one that is kept meanwhile takes away why this one is not.
  const isAlone = others === 0 && ledger.shares === begun;
  const isWell = Math.max(fullUntil, failsUntil) < asked;
  if (isWell && (hasRoom || (isAlone && refused === undefined)))
    world.breaks('a file that is shared waits for a page', `${on.name} has not kept it: ${refused}`);
}

/** Opens the page that shows what was shared, and adds or leaves each file. */
export async function openShares(scene: Scene, page: Page, leaves = false): Promise<void> {
  const { world, ledger } = scene;
  const { on } = page;
  const around = { caches: on.origin.cachesOf(page.owner) as CacheStorage };
  const { shares, refused } = await awaited(scene, page.owner, 'the shelf', readShelf(around));
  world.log?.(page.owner.name, 'shows shared files', { count: shares.length, refused });
  // Somebody else may leave one while this person reads, or just before.
  const left = ledger.files.filter((held): held is Shelved => 'place' in held && held.on === on);
  const sharedAt = (place: string) =>
    ledger.shelved.get(placeOf(on.name, place)) ?? left.findLast((share) => share.place === place);
  const seen = shares.map((one) => [one, sharedAt(one.place)] as const);
  for (const [one, share] of seen) {
    if (share) lookAtWords(scene, page, one, share);
    await sleep(scene, page.owner, world.between('readers of shares', 0, LONGEST_READING));
    // Another page may have added it meanwhile: this one adds it again.
    if (leaves) await leave(scene, page, around, one, share);
    else {
      if (share) share.isTaken = true;
      const names = share?.file.holds ?? [];
      const taking = () => takeShare(around, page.device, one, async () => true);
      const outcome = await bring(scene, page, names, taking);
      world.log?.(page.owner.name, 'adds a shared file', { holds: names, outcome });
    }
  }
}

/** Its person has it still. */
async function leave(
  scene: Scene,
  page: Page,
  around: { readonly caches: CacheStorage },
  { place }: WaitingShare,
  share: Shelved | undefined,
): Promise<void> {
  const { ledger, world } = scene;
  const isOurs = share !== undefined && ledger.shelved.delete(placeOf(share.on.name, place));
  if (isOurs) ledger.files.push(share);
  await awaited(scene, page.owner, 'to leave a file', dropShare(around, place));
  const isGone = !share?.on.origin.shared().has(place);
  world.log?.(page.owner.name, 'leaves a shared file', { isGone });
  // A shelf that fails shows it once more.
  if (isOurs && !isGone) {
    ledger.files.splice(ledger.files.indexOf(share), 1);
    ledger.shelved.set(placeOf(share.on.name, place), share);
  }
}

function lookAtWords({ world }: Scene, page: Page, { responses }: WaitingShare, { file }: Shelved): void {
  const shown = [...responses.values()].reduce((sum, some) => sum + some, 0);
  if (shown !== file.holds.length)
    world.breaks(
      'a page says how many responses a shared file holds',
      `${page.owner.name} says ${shown} of ${file.holds.length}`,
    );
}
