import type { Read } from '../../src/device/port/device.ts';

/** What was read; a read that failed fails the test. */
export async function listed<T>(reading: Promise<Read<T>> | undefined): Promise<T> {
  const read = await reading;
  if (!read || read.kind === 'unread') throw new Error('the storage could not be read');
  return read.value;
}
