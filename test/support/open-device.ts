import { type DeviceOptions, startDevice } from '../../src/device/open.ts';
import type { OpenedDevice } from '../../src/device/port/device.ts';

/** Resolves once it is known whether this browser keeps anything, which no page waits for. */
export async function openDevice(options: DeviceOptions = {}): Promise<OpenedDevice> {
  const { device, opened } = startDevice(options);
  await opened;
  return device;
}
