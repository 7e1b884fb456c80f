import { type ReadonlySignal, signal } from '@preact/signals';
import type { Outbox, OutboxStatus } from '../../device/port/device.ts';

/** The outbox as the screens see it. */
export function watchOutbox(outbox: Outbox): ReadonlySignal<OutboxStatus> {
  const status = signal(outbox.status());
  outbox.watch((next) => {
    status.value = next;
  });
  return status;
}
