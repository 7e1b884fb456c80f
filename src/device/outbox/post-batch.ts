import { daysAfter } from '../../wire/day.ts';
import { parseJson } from '../../wire/json.ts';
import { readStanding, readVerdicts, type Verdict } from '../../wire/verdict.ts';
import { abortAfter } from '../asking/abort-after.ts';
import type { ReceiptStanding } from '../kept/kept-copies.ts';
import type { Obstacle } from '../port/device.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { QueuedEnvelope } from '../store/schema.ts';

export interface Failure {
  readonly kind: 'failed';
  readonly obstacle: Obstacle;
  /** The endpoint asked for this pause, in milliseconds. */
  readonly pause?: number;
  /** The cause may be an envelope rather than the network. */
  readonly isSuspect: boolean;
}

type PostOutcome =
  | { readonly kind: 'answered'; readonly verdicts: readonly Verdict[]; readonly standing?: ReceiptStanding }
  | { readonly kind: 'too-large' }
  | Failure;

export type PostBatch = (batch: readonly QueuedEnvelope[]) => Promise<PostOutcome>;

/** Timeout in milliseconds, long enough for a full batch on a very slow network. */
const TIME_LIMIT = 60_000;
/** The shortest and the longest pause that `Retry-After` may ask for, in milliseconds. */
const LEAST = 1000;
const MOST = 15 * 60 * 1000;

// Status codes that no envelope can cause.
const PATIENT = [401, 404, 407, 408, 410, 425, 429, 503, 504, 511];

/** Only a reply that our endpoint could have written counts; anything else means *later*, whatever its status. */
export function createPost({
  around,
  fetch,
  endpoint,
  now,
}: {
  readonly around: Surroundings;
  readonly fetch: typeof globalThis.fetch;
  readonly endpoint: string;
  readonly now: () => number;
}): PostBatch {
  return async (batch) => {
    const request: RequestInit = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: `{"envelopes":[${batch.map((envelope) => envelope.body).join(',')}]}`,
      cache: 'no-store',
      credentials: 'omit',
      // Redirects are not followed, and are distinguished from a dead network: captive portals use them.
      redirect: 'manual',
      signal: abortAfter(around, TIME_LIMIT),
    };
    let response: Response;
    let text: string;
    // Network errors only: a bug in reading the reply must not be taken for a bad network.
    try {
      response = await fetch(endpoint, request);
      text = await response.text();
    } catch (error) {
      if (!isNetworkError(error)) throw error;
      // A failed fetch gives no reason. Only `onLine === false` is believed; otherwise the service counts as unreachable.
      return { kind: 'failed', obstacle: around.navigator.onLine ? 'server' : 'offline', isSuspect: false };
    }
    return read(response, text, now());
  };
}

function read(response: Response, text: string, now: number): PostOutcome {
  const { status } = response;
  if (status === 200) return readReply(response, text);
  if (status === 413) return { kind: 'too-large' };
  const pause = retryAfter(response.headers, now);
  const isPortal = response.type === 'opaqueredirect' || status < 400 || status === 407 || status === 511;
  return {
    kind: 'failed',
    obstacle: isPortal ? 'portal' : status === 410 ? 'closed' : 'server',
    isSuspect: !isPortal && pause === undefined && !PATIENT.includes(status),
    ...(pause === undefined ? {} : { pause }),
  };
}

function readReply(response: Response, text: string): PostOutcome {
  const isJson = /^application\/json\b/i.test(response.headers.get('Content-Type') ?? '');
  const body = isJson ? parseJson(text) : undefined;
  const verdicts = readVerdicts(body);
  if (!verdicts) return { kind: 'failed', obstacle: 'portal', isSuspect: false };
  const standing = readStanding(body);
  return { kind: 'answered', verdicts, ...(standing && { standing: { ...standing, ...receivedBy(response) } }) };
}

/** Returns the day after that of the reply, which is late enough in any time zone of the endpoint. */
function receivedBy({ headers }: Response): Pick<ReceiptStanding, 'receivedBy'> {
  const date = Date.parse(headers.get('Date') ?? '');
  return Number.isNaN(date) ? {} : { receivedBy: daysAfter(new Date(date).toISOString().slice(0, 10), 1) };
}

/** `fetch` reports every network failure as a TypeError, and our timeout as an AbortError. */
function isNetworkError(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError');
}

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
