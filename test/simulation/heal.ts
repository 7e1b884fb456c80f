import type { RescueFile } from '../../src/device/port/exported-file.ts';
import { importFile, send } from './errands.ts';
import type { Scene } from './scene.ts';
import { openShares } from './shares.ts';
import type { SimDevice } from './sim-device.ts';
import type { Owner, World } from './world.ts';

/** When somebody looks again at what was shared, or opens a file again that could not be added, in milliseconds after all is well. */
const ANOTHER_LOOK = 600_000;

export function clearUp(world: World, device: SimDevice): void {
  device.network.weather = 'fine';
  for (const { owner, dispatch } of device.tabs()) world.after(owner, 1, () => dispatch('online'));
}

/** Everything is well again, and each device has a page that its people open. Files in hand, and those that were shared, are brought in. */
export function heal(scene: Scene, staysOpen: boolean): void {
  const { world, devices, endpoint, ledger } = scene;
  const people: Owner = { name: 'people', isAlive: true };
  world.log?.('world', 'all is well', { staysOpen });
  endpoint.start();
  world.after(people, 0, endpoint.publishEverywhere);
  endpoint.illness = 'none';
  endpoint.close(undefined);
  for (const device of devices) {
    device.goBack();
    const open = staysOpen && device.kind === 'phone' ? device.tabs() : [];
    // Otherwise opened again, as on the next morning.
    if (open.length === 0) device.quit();
    device.origin.disk.recover();
    device.dieAfter(Number.POSITIVE_INFINITY);
    device.keys = 'ours';
    // The organiser's new link: a tablet that was wiped may have begun a day with other keys.
    device.isNamed = true;
    device.clockOffset = 0;
    clearUp(world, device);
    const tab = open[0] ?? device.openTab();
    // A page keeps in memory what it could not write, which no other one can send.
    for (const one of open) void send(scene, device, one);
    const later = () => device.tabs()[0] ?? device.openTab();
    const bringIn = async (file: RescueFile) => {
      if (await importFile(scene, device, tab, file)) return;
      world.after(people, ANOTHER_LOOK, () => void importFile(scene, device, later(), file));
    };
    for (const { device: from, file } of ledger.files) if (from === device) void bringIn(file);
    if (device.origin.shared().size === 0) continue;
    void openShares(scene, device, tab);
    // The page may be killed while somebody reads what it says.
    world.after(people, ANOTHER_LOOK, () => {
      if (device.origin.shared().size > 0) void openShares(scene, device, later());
    });
  }
}
