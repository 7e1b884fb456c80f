import { importFile, send } from './errands.ts';
import { type Scene, sleep } from './scene.ts';
import { openShares } from './shares.ts';
import { type Page, type SimDevice, tabOf } from './sim-device.ts';
import type { Owner } from './world.ts';

/** How long people wait before they open a file again that could not be added, or what was shared, in milliseconds. */
const TRY_AGAIN = 60_000;

/** The weather ends. A browser says so to its pages, unless time alone is to heal. */
export function clearUp({ world, plan }: Scene, device: SimDevice): void {
  device.network.weather = 'fine';
  if (plan.healsByTime) return;
  for (const { owner, dispatch } of device.tabs()) world.after(owner, 1, () => dispatch('online'));
}

/** Network, storage and endpoint work from now on. Pages that are open stay open and hear nothing; a device without one gets one. */
export function healByTime(scene: Scene): void {
  scene.world.log?.('world', 'all is well', { healsByTime: true });
  endTroubles(scene);
  for (const device of scene.devices) if (device.tabs().length === 0) device.openTab();
}

/** Everything is well again, and each device has a page that its people open. Files in hand, and those that were shared, are brought in. */
export function heal(scene: Scene): void {
  const { world, devices, ledger, plan } = scene;
  const people: Owner = { name: 'people', isAlive: true };
  world.log?.('world', 'all is well', { staysOpen: plan.staysOpen });
  endTroubles(scene);
  for (const device of devices) {
    device.goBack();
    const open = plan.staysOpen && device.kind === 'phone' ? device.tabs() : [];
    // Otherwise opened again, as on the next morning.
    if (open.length === 0) device.quit();
    for (const { owner, dispatch } of open) world.after(owner, 1, () => dispatch('online'));
    const tab = open[0] ?? device.openTab();
    // A page keeps in memory what it could not write, which no other one can send.
    for (const one of open) void one.ready.then((page) => page && send(scene, page));
    /** Until it is done, on a page that may be killed meanwhile. */
    const bringIn = async (isBrought: (page: Page) => Promise<boolean>) => {
      for (let page = await tab.ready; page && !(await isBrought(page)); page = await tabOf(device, 0).ready)
        await sleep(scene, people, TRY_AGAIN);
    };
    for (const { device: from, file } of ledger.files)
      if (from === device) void bringIn((page) => importFile(scene, page, device, file));
    if (device.origin.shared().size > 0)
      void bringIn(async (page) => {
        await openShares(scene, page);
        return device.origin.shared().size === 0;
      });
  }
}

function endTroubles({ world, devices, endpoint }: Scene): void {
  endpoint.start();
  world.after({ name: 'people', isAlive: true }, 0, endpoint.publishEverywhere);
  endpoint.illness = 'none';
  endpoint.close(undefined);
  for (const device of devices) {
    device.origin.disk.recover();
    device.dieAfter(Number.POSITIVE_INFINITY);
    device.keys = 'ours';
    // The organiser's new link: a tablet that was wiped may have begun a day with other keys.
    device.isNamed = true;
    if (device.clockOffset !== 0) Object.assign(device, { clockOffset: 0, clockSetAt: world.elapsed() });
    device.network.weather = 'fine';
  }
}
