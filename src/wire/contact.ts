import * as v from 'valibot';
import { hasForbiddenCharacter, utf8Length } from '../core/answering/text-check.ts';
import type { Frozen } from '../core/survey/survey-parts.ts';
import { headerEntries } from './envelope.ts';

/*
 * `POST /api/contacts`: an address that somebody leaves for a contact. Nothing links it to a response: its id is made for it alone,
 * and it has no channel, type, language, receipt or day.
 */

/** The allowed uses of an address. */
export const PURPOSES = ['interview', 'results'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** The maximum length of the texts in UTF-8 bytes. */
export const CONTACT_BYTES = { address: 320, comment: 2_000 } as const;

const text = (bytes: number) =>
  v.pipe(
    v.string(),
    v.maxBytes(bytes),
    v.check((given) => given.trim() !== '' && !hasForbiddenCharacter(given)),
  );

export const contactSchema = v.strictObject({
  /** Sent twice, it is one contact. */
  id: headerEntries.id,
  survey: headerEntries.survey,
  address: v.pipe(text(CONTACT_BYTES.address), v.check(isReachable)),
  purposes: v.pipe(
    v.array(v.picklist(PURPOSES)),
    v.minLength(1),
    v.check((purposes) => new Set(purposes).size === purposes.length),
  ),
  /** A message that the person added. */
  comment: v.optional(text(CONTACT_BYTES.comment)),
});

export type Contact = Frozen<v.InferOutput<typeof contactSchema>>;

/** Returns whether it could be a mail address or a telephone number. It catches typing errors and proves nothing. */
export function isReachable(address: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address.trim()) || (address.match(/\d/g)?.length ?? 0) >= 6;
}

const PADDED = 4096;

/** Returns the request body, padded so that its length reveals nothing about its contents. */
export function contactBody(contact: Contact): string {
  const body = JSON.stringify(contact);
  const length = utf8Length(body);
  return body + ' '.repeat(Math.ceil(length / PADDED) * PADDED - length);
}
