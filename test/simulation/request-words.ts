import { toHex } from '../../src/wire/hex.ts';
import { readReceiptCode } from '../../src/wire/receipt-code.ts';

/* What a page asks for, and hears where something on the way replies in the place of the endpoint. */

/** What becomes of a request, by the weather of `sim-network.ts`; nothing of what the endpoint replies to, since the log has that. */
const FATE_WORDS: Readonly<Record<string, string>> = {
  offline: 'fails: there is no network',
  'lost-before': 'is lost on its way',
  'lost-after': 'will arrive, and its reply be lost',
  ghost: 'fails, and will arrive minutes later',
  hangs: 'gets no reply',
  portal: 'gets the page of a Wi-Fi portal',
  redirect: 'is redirected by a proxy',
  replays: 'gets what a proxy heard last',
  busy: 'gets 429 and a time to wait',
  error: 'gets 500',
  'too-large': 'gets 413 from a proxy',
  heavy: 'gets 413 from a proxy',
  unreadable: 'fails as a whole',
};

export function requestWords(weather: string, path: string, init: RequestInit): string {
  const fate = FATE_WORDS[weather];
  const body = String(init.body ?? '');
  const isLetThrough =
    (weather === 'too-large' && !holdsSeveral(body)) ||
    (['heavy', 'unreadable'].includes(weather) && heavyIn(body).length === 0);
  if (fate === undefined || isLetThrough) return '';
  const names = [...new Set([...body.matchAll(/"id":"0000(\d{4})-/g)].map(([, name = '']) => name))];
  const what = names.length === 0 ? receiptIn(init) : ` with ${names.join(', ')}`;
  return `${init.method ?? 'GET'} ${path}${what} ${fate}`;
}

export function holdsSeveral(body: string): boolean {
  return body.split('"sequence"').length > 2;
}

/** Those of numbers that three divides. */
export function heavyIn(body: string): readonly string[] {
  return [...body.matchAll(/"id":"(0000(\d{4})-[^"]*)"/g)].flatMap(([, id = '', digits]) =>
    Number(digits) % 3 === 0 ? [id] : [],
  );
}

/** The response whose receipt code it carries. */
export function receiptIn({ headers }: RequestInit): string {
  const [, code] = new Headers(headers).get('Authorization')?.match(/^Receipt (.*)/) ?? [];
  const secret = code === undefined ? undefined : readReceiptCode(code);
  return secret ? ` with the code of ${toHex(secret).slice(0, 4)}` : '';
}
