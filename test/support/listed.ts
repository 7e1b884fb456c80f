import type { StoreReading } from '../../src/device/port/device.ts';

/** Returns the value of a read; a failed read fails the test. */
export async function listed<T>(reading: Promise<StoreReading<T>> | undefined): Promise<T> {
  const read = await reading;
  if (!read || read.kind === 'unread') throw new Error('the storage could not be read');
  return read.value;
}
