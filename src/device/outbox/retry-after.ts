const LEAST = 1000;
const MOST = 15 * 60 * 1000;

/** How long the endpoint asks us to wait, in milliseconds, within reason; `undefined` when it asks nothing readable. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const asked = headers.get('Retry-After')?.trim();
  if (!asked) return undefined;
  const delay = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - reference(headers, now);
  return Number.isNaN(delay) ? undefined : Math.min(Math.max(delay, LEAST), MOST);
}

/** A date is compared with the server's own clock where it tells it: the device's may be years away. */
function reference(headers: Headers, now: number): number {
  const date = Date.parse(headers.get('Date') ?? '');
  return Number.isNaN(date) ? now : date;
}
