import type { Contact } from '../../wire/contact.ts';

/*
 * The addresses that people leave for a contact, in a separate database. Nothing in it links to a response, the month is the only
 * time, and rows have no order of arrival.
 */

export interface ContactRecord extends Contact {
  /** YYYY-MM: the finest time that is stored. */
  readonly month: string;
  /** The organiser has written to the address, and got an answer. */
  readonly confirmed: boolean;
}

/** Every method rejects with `StorageUnavailable` when the disk or the database fails. */
export interface Contacts {
  /** Resolves after the write to disk. An erased contact is not stored again. */
  readonly keep: (contact: Contact, month: string) => Promise<void>;
  /** Ordered by id, which is random. */
  readonly list: (survey: string) => Promise<readonly ContactRecord[]>;
  /** Marks addresses as confirmed or not. Returns how many there were. */
  readonly confirm: (survey: string, ids: readonly string[], confirmed: boolean) => Promise<number>;
  /** Erases addresses, all of them without `ids`. Only their ids stay, until their month expires. Returns how many there were. */
  readonly erase: (survey: string, ids?: readonly string[]) => Promise<number>;
  /** Deletes the rows of this month and earlier ones completely. */
  readonly expire: (survey: string, month: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function monthsBefore(month: string, months: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const from = year * 12 + number - 1 - months;
  return `${String(Math.floor(from / 12)).padStart(4, '0')}-${String((from % 12) + 1).padStart(2, '0')}`;
}
