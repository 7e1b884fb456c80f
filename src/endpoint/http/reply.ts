import type * as v from 'valibot';
import type { Frozen } from '../../core/survey/survey-parts.ts';
import { REQUEST_CODES, type RequestCode } from '../../wire/problem.ts';
import { API_HEADERS } from './security-headers.ts';

type HeaderValues = Readonly<Record<string, string>>;

/** Makes every JSON reply of `/api`. Headers are plain objects, which the server writes without building a `Headers` list. */
export function reply(status: number, body: unknown, headers: HeaderValues = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      ...API_HEADERS,
      ...(status === REQUEST_CODES['rate.limited'] && { 'Retry-After': '10' }),
      ...headers,
    },
  });
}

/** Makes a reply whose schema is in `wire`: what the desk parses is what is written here, or the types differ. */
export function replyAs<S extends v.GenericSchema>(
  body: Frozen<v.InferOutput<S>>,
  headers: HeaderValues = {},
): Response {
  return reply(200, body, headers);
}

/** There is nothing to read, which is no fault: browsers show a 404 to people who look. */
export function replyWithNothing(): Response {
  return new Response(null, { status: 204, headers: { 'Cache-Control': 'no-store', ...API_HEADERS } });
}

/** Refuses a whole request with a stable code. */
export function refuse(code: RequestCode, headers: HeaderValues = {}): Response {
  return reply(REQUEST_CODES[code], { code }, headers);
}

export function refuseMethod(allow: string): Response {
  return refuse('method-not-allowed', { Allow: allow });
}

/** `Retry-After` is in seconds, never a date: the clocks of devices are unreliable. */
export function refuseUntil(code: 'rate.limited' | 'storage.unavailable', seconds: number): Response {
  return refuse(code, { 'Retry-After': String(Math.max(1, Math.ceil(seconds))) });
}
