import type { PublishedSurvey } from '../authoring/published-surveys.ts';
import { pageHeaders } from './http/security-headers.ts';

const DAY = 86_400_000;
/** RFC 9116 requires an expiry date. The file is made at each request, so it never expires. */
const FRESH = 90 * DAY;

/** The parts of a mail address are as long as a mail server takes them, so that the time grows with the text and not with its square. */
const ADDRESS = /https?:\/\/[^\s<>()"]+|[^\s<>()",;:]{1,64}@[^\s<>()",;:]{1,255}/g;

interface SecurityTxtInput {
  readonly contacts: readonly string[];
  readonly languages: readonly string[];
  readonly now: Date;
  readonly publicUrl?: string | undefined;
}

/** Returns the mail and web addresses in the contact of a survey's notice, of which a field has 4 kB. */
export function contactsOf({ current: { notice } }: Pick<PublishedSurvey, 'current'>): readonly string[] {
  const text = Object.values(notice?.contact ?? {})
    .join('\n')
    .slice(0, 4096);
  return [...new Set((text.match(ADDRESS) ?? []).map(toUri))];
}

/** `/.well-known/security.txt`: the contacts of one survey. */
export function replyWithSecurityTxt({ contacts, languages, now, publicUrl }: SecurityTxtInput): Response {
  const expires = new Date(Math.floor(now.getTime() / DAY) * DAY + FRESH).toISOString().replace(/\.\d+/, '');
  const lines = [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires}`,
    `Preferred-Languages: ${languages.join(', ')}`,
    ...(publicUrl === undefined ? [] : [`Canonical: ${publicUrl}/.well-known/security.txt`]),
  ];
  const headers = {
    ...pageHeaders(undefined),
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-cache',
  };
  return new Response(`${lines.join('\n')}\n`, { headers });
}

/** Returns a web address as it is and a mail address with `mailto:`, without the punctuation that ends the sentence around it. */
function toUri(address: string): string {
  const bare = address.replace(/[.!?]{1,9}$/, '');
  return bare.startsWith('http') ? bare : `mailto:${bare}`;
}
