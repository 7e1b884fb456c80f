import type { Contact } from '../../wire/contact.ts';

/*
 * The addresses that people leave for a contact, in a database of their own. Nothing in it says which response somebody gave, nor
 * when but for the month, and no row tells which came before it.
 */

export interface KeptContact extends Contact {
  /** YYYY-MM: the finest time that is kept of it. */
  readonly month: string;
  /** The organiser has written there, and somebody has answered. */
  readonly confirmed: boolean;
}

/** Every method rejects with `StorageUnavailable` when the disk or the database fails. */
export interface Contacts {
  /** Resolves once it is on the disk. One that was erased does not come back. */
  readonly keep: (contact: Contact, month: string) => Promise<void>;
  /** By their ids, which are random. */
  readonly list: (survey: string) => Promise<readonly KeptContact[]>;
  /** Notes that somebody has answered there, or that nobody has. Says how many there were. */
  readonly confirm: (survey: string, ids: readonly string[], confirmed: boolean) => Promise<number>;
  /** All of them without `ids`. Their ids alone stay, until their month is due. Says how many there were. */
  readonly erase: (survey: string, ids?: readonly string[]) => Promise<number>;
  /** Leaves nothing of those of this month and earlier ones. */
  readonly expire: (survey: string, month: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A row as both databases hold it. */
export interface HeldContact {
  readonly id: string;
  readonly month: string;
  readonly address: string;
  readonly purposes: string;
  readonly comment: string | null;
  readonly confirmed: number;
}

export function toKeptContact(survey: string, row: HeldContact): KeptContact {
  const { id, month, address, purposes, comment, confirmed } = row;
  return {
    id,
    survey,
    month,
    address,
    purposes: purposes.split(' ') as Contact['purposes'],
    ...(comment !== null && { comment }),
    confirmed: confirmed === 1,
  };
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function monthsBefore(month: string, months: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const from = year * 12 + number - 1 - months;
  return `${String(Math.floor(from / 12)).padStart(4, '0')}-${String((from % 12) + 1).padStart(2, '0')}`;
}

/** How often the files are rewritten after something was written, in milliseconds. */
export const TIDY_AFTER = 60_000;
