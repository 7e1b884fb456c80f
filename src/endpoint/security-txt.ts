import type { Surveys } from '../authoring/published-surveys.ts';
import { pageHeaders } from './http/security-headers.ts';

const DAY = 86_400_000;
/** RFC 9116 requires an expiry date. The file is made at each request, so it never expires. */
const FRESH = 90 * DAY;

const ADDRESS = /https?:\/\/[^\s<>()"]+|[^\s<>()",;:]+@[^\s<>()",;:]+/g;

interface SecurityTxtInput {
  readonly surveys: Surveys;
  readonly now: Date;
  readonly publicUrl?: string | undefined;
}

/** `/.well-known/security.txt`: the contacts of the surveys' notices. `undefined` if no notice has a mail or web address. */
export function replyWithSecurityTxt({ surveys, now, publicUrl }: SecurityTxtInput): Response | undefined {
  const current = [...surveys.values()].map((survey) => survey.current);
  const texts = current.flatMap(({ notice }) => Object.values(notice?.contact ?? {}));
  const contacts = new Set(texts.flatMap((text) => text?.match(ADDRESS) ?? []).map(toUri));
  if (contacts.size === 0) return undefined;
  const languages = new Set(current.flatMap((survey) => survey.languages));
  const expires = new Date(Math.floor(now.getTime() / DAY) * DAY + FRESH).toISOString().replace(/\.\d+/, '');
  const lines = [
    ...[...contacts].map((contact) => `Contact: ${contact}`),
    `Expires: ${expires}`,
    `Preferred-Languages: ${[...languages].join(', ')}`,
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
  const bare = address.replace(/[.!?]+$/, '');
  return bare.startsWith('http') ? bare : `mailto:${bare}`;
}
