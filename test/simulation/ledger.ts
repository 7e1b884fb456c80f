import type { RescueFile } from '../../src/device/port/exported-file.ts';
import { idOf } from './names.ts';
import type { SimDevice } from './sim-device.ts';

/** What was promised of one response, by the pages that its person saw. */
export interface Promised {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly secret: string;
  /** A word in its text answer, which must not be readable on a tablet that encrypts. */
  readonly marker: string;
  device: SimDevice;
  /** The latest answer that was said to be saved, and when by the clock of its page; flushed or not. */
  saved?: { readonly savedAt: number; readonly setbacks: number };
  flushed?: { readonly savedAt: number; readonly losses: number };
  /** The number it gave when it was last said to be finished. */
  finished?: { readonly hours: number; readonly sequence: number };
  /** The highest sequence of it that the browser has dropped before it had a second copy. */
  lost: number;
  /** How often its person has asked to finish it, or to discard or erase it, without an answer yet; a page that died never answers. */
  finishes: number;
  erasures: number;
  /** It is not to come back from then on. */
  erasure: 'none' | 'asked' | 'here' | 'everywhere';
  /** The endpoint's database that said so. */
  erasedIn?: string;
  /** Its code was typed in before the endpoint had it: that request may arrive again, and erase it then. */
  wasUnknown: boolean;
  /** How many wipes that name it have been confirmed, without an answer yet. */
  wipes: number;
  /** How often the surveyor has asked to close it, without an answer yet. */
  closings: number;
  /** Left, wiped with its tablet, or given up: only what was finished is still promised. */
  isLeft: boolean;
  isDiscarded: boolean;
  /** Finished, and changed since on its card. */
  isChanged: boolean;
  /** Finished while nothing could be saved, and sent from memory or taken along in a file: its device has no copy. */
  isUnstored: boolean;
  /** In a file that a person holds. */
  isInFile: boolean;
  /** The highest sequence at which the endpoint has held it complete, by the name of its database. */
  storedIn: Map<string, number>;
}

/** The least sequence that is still promised; 0 if none is. What the browser has dropped without a copy gives way to the last that had one. */
export function promisedSequence({ id, device, finished, lost, isDiscarded }: Promised): number {
  let sequence = isDiscarded ? 0 : (finished?.sequence ?? 0);
  if (lost < sequence) return sequence;
  while (sequence > 0 && !device.origin.wasCopied(`/outbox/${id}/${sequence}`)) sequence--;
  return sequence;
}

export interface HeldFile {
  readonly device: SimDevice;
  readonly file: RescueFile;
}

/** A file that was shared with a device. */
export interface Shelved extends HeldFile {
  readonly on: SimDevice;
  readonly place: string;
  /** When it was shared, by the clock of that device. */
  readonly at: number;
  /** It has been on the shelf. */
  wasKept: boolean;
  /** A page has begun to add its responses. */
  isTaken: boolean;
  /** The generation of the disk when its responses were last looked for there. */
  lookedAt?: number;
  /** The envelopes in it that were on the device since, or are known there not to be needed. */
  readonly arrived: Set<string>;
}

export interface LeftAddress {
  readonly device: SimDevice;
  readonly address: string;
  /** How often the database of the device had been dropped when it was last there. */
  losses: number;
  isTakenBack: boolean | 'perhaps';
}

export type Ledger = ReturnType<typeof createLedger>;

export function placeOf(device: string, envelope: string): string {
  return `${device} ${envelope}`;
}

export function createLedger() {
  const responses = new Map<string, Promised>();
  return {
    responses,
    /** In somebody's hand, oldest first; those that were taken from a shelf among them. */
    files: [] as (HeldFile | Shelved)[],
    /** How many files were shared, and how many are on their way to the shelf; below, those that wait for a page, by `placeOf`. */
    shares: 0,
    sharing: 0,
    shelved: new Map<string, Shelved>(),
    /** How many addresses were left; below, those that were said to be kept. */
    addresses: 0,
    contacts: [] as LeftAddress[],
    /** The databases in which the organiser has erased what was received. */
    erasedBefore: new Set<string>(),
    /** When an envelope was last wiped from a device, or brought to it in a file (infinite while that goes on), by `placeOf`. */
    wipedAt: new Map<string, number>(),
    /** What a wipe that has no answer yet is to remove; a page that died never answers. */
    wiping: new Set<string>(),
    broughtAt: new Map<string, number>(),
    begin(device: SimDevice, number: number) {
      const digits = String(number).padStart(4, '0');
      const promised: Promised = {
        id: idOf(digits),
        number,
        name: digits,
        secret: digits.repeat(8),
        marker: `marker-of-${digits}`,
        device,
        finishes: 0,
        erasures: 0,
        wasUnknown: false,
        wipes: 0,
        closings: 0,
        erasure: 'none',
        isLeft: false,
        isDiscarded: false,
        isChanged: false,
        isUnstored: false,
        isInFile: false,
        lost: 0,
        storedIn: new Map(),
      };
      responses.set(promised.id, promised);
      return promised;
    },
  };
}
