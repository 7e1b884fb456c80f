import { type ReadonlySignal, signal } from '@preact/signals';
import type { Draft, Keeping, OpenedDevice, OutboxStatus } from '../../device/port/device.ts';
import type { FinishedResponse } from '../../device/port/finished-response.ts';

/** What this device keeps of one survey, as last read, and what waits to leave. */
export interface KeptHere {
  /** Where the device keeps what is given. */
  readonly keeps: ReadonlySignal<Keeping>;
  /** Interviews to resume, latest first. */
  readonly drafts: ReadonlySignal<readonly Draft[]>;
  readonly finished: ReadonlySignal<readonly FinishedResponse[]>;
  /** False until the finished responses have been read: that none is listed then says nothing. */
  readonly knowsFinished: ReadonlySignal<boolean>;
  readonly outbox: ReadonlySignal<OutboxStatus>;
  readonly readDrafts: () => Promise<void>;
  /** The code behind finished responses is no part of the first load. */
  readonly readFinished: () => Promise<void>;
  /** Reads both again. */
  readonly refresh: () => Promise<void>;
}

/** `opened` resolves when `device.keeps` is known. */
export function createKeptHere(device: OpenedDevice, opened: Promise<void>, survey: string): KeptHere {
  const keeps = signal(device.keeps);
  const drafts = signal<readonly Draft[]>([]);
  const finished = signal<readonly FinishedResponse[]>([]);
  const knowsFinished = signal(false);
  const outbox = signal(device.outbox.status());
  const look = () => {
    keeps.value = device.keeps;
  };
  const ours = (one: Draft | FinishedResponse) => one.survey === survey;
  const readDrafts = async () => {
    const read = await device.drafts.list();
    // What was read last stays on screen; the first save says that the storage failed.
    if (read.kind !== 'unread') drafts.value = read.value.filter(ours);
  };
  const readFinished = async () => {
    const read = await device.finished.list();
    if (read.kind !== 'unread') finished.value = read.value.filter(ours);
    if (read.kind === 'done') knowsFinished.value = true;
  };
  const refresh = async () => void (await Promise.all([readDrafts(), readFinished()]));
  device.outbox.watch((status) => {
    outbox.value = status;
  });
  void opened.then(look);
  void device.moved.then(look).then(refresh);
  return { keeps, drafts, finished, knowsFinished, outbox, readDrafts, readFinished, refresh };
}
