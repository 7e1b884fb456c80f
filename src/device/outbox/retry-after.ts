const LEAST = 1000;
const MOST = 15 * 60 * 1000;

/** Parses `Retry-After` to milliseconds, with a maximum; `undefined` if it is absent or unreadable. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const asked = headers.get('Retry-After')?.trim();
  if (!asked) return undefined;
  const delay = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - reference(headers, now);
  return Number.isNaN(delay) ? undefined : Math.min(Math.max(delay, LEAST), MOST);
}

/** A date is compared with the reply's `Date` header, if there is one: the device's clock may be years off. */
function reference(headers: Headers, now: number): number {
  const date = Date.parse(headers.get('Date') ?? '');
  return Number.isNaN(date) ? now : date;
}
