import * as v from 'valibot';
import { hasForbiddenCharacter, utf8Length } from '../core/answering/clean-text.ts';
import { headerEntries } from './envelope.ts';

/*
 * `POST /api/contacts`: an address that somebody leaves for a contact. It has nothing in common with a response: an id of its own,
 * made for it alone, and neither channel, type, language, receipt nor day.
 */

/** What one may be written to for; nothing is agreed to unless it is said. */
export const PURPOSES = ['interview', 'results'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Bytes of the texts in UTF-8. */
export const CONTACT_BYTES = { address: 320, comment: 2_000 } as const;

export interface Contact {
  /** A random v4 UUID: sent twice, it is one contact. */
  readonly id: string;
  readonly survey: string;
  /** Of mail, or a telephone number. */
  readonly address: string;
  readonly purposes: readonly Purpose[];
  /** What the person wants to be known with the address, and has written or pasted there. */
  readonly comment?: string | undefined;
}

const text = (bytes: number) =>
  v.pipe(
    v.string(),
    v.maxBytes(bytes),
    v.check((given) => given.trim() !== '' && !hasForbiddenCharacter(given)),
  );

export const contactSchema = v.strictObject({
  id: headerEntries.id,
  survey: headerEntries.survey,
  address: v.pipe(text(CONTACT_BYTES.address), v.check(isReachable)),
  purposes: v.pipe(
    v.array(v.picklist(PURPOSES)),
    v.minLength(1),
    v.check((purposes) => new Set(purposes).size === purposes.length),
  ),
  comment: v.optional(text(CONTACT_BYTES.comment)),
});

/** Whether it could be an address of mail or a telephone number: a slip is caught, and nothing more is known. */
export function isReachable(address: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address.trim()) || (address.match(/\d/g)?.length ?? 0) >= 6;
}

const PADDED = 4096;

/** The body that travels, padded: how long it is says nothing of what is in it. */
export function contactBody(contact: Contact): string {
  const body = JSON.stringify(contact);
  const length = utf8Length(body);
  return body + ' '.repeat(Math.ceil(length / PADDED) * PADDED - length);
}
