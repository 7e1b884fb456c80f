import { toHex } from '../../src/wire/hex.ts';
import { readReceiptCode } from '../../src/wire/receipt-code.ts';
import { heavyIn, holdsSeveral, type Machine, watchManners } from './manners.ts';
import { heardName, idOf, idsIn, verdictsIn } from './names.ts';
import type { Reply, SimEndpoint } from './sim-endpoint.ts';
import type { Owner, World } from './world.ts';

/**
 * What the way between a device and the endpoint does to a request. `lost-before`: it never arrives; `lost-after`: its answer never does;
 * `ghost`: it fails for the device, and arrives minutes later; `twice`: it arrives again minutes later; `hangs`: nothing
 * ever comes; `replays`: a proxy answers with what it heard last time; `heavy`: a proxy finds each request too large that holds a
 * response of some numbers; `unreadable`: it fails as a whole.
 */
export const WEATHERS = [
  'fine',
  'offline',
  'slow',
  'lost-before',
  'lost-after',
  'ghost',
  'twice',
  'hangs',
  'portal',
  'redirect',
  'replays',
  'busy',
  'error',
  'too-large',
  'heavy',
  'unreadable',
] as const;

export type Weather = (typeof WEATHERS)[number];

/** The way of one device. */
export type SimNetwork = ReturnType<typeof createSimNetwork>;

export function createSimNetwork(world: World, device: string, endpoint: SimEndpoint, machine: Machine) {
  const heard = new Set<string>();
  const tooLarge = new Set<string>();
  const last = new Map<string, Reply>();
  const way: Owner = { name: device, isAlive: true };
  const manners = watchManners(world, machine);
  const subject = `network ${device}`;
  const between = (least: number, most: number) => world.between(subject, least, most);

  /** The request arrives after so long; the reply leaves at once. */
  function arrive(path: string, init: RequestInit, delay: number, hear: (reply: Reply | 'cut') => void): void {
    world.after(way, delay, () => {
      const { signal: _, ...rest } = init;
      void endpoint.handle(path, rest).then((reply) => {
        const replied = reply === 'cut' ? { isCut: true } : { status: reply.status, verdicts: verdictsIn(reply.text) };
        world.log?.('endpoint', 'replies', { device, ...requested(path, init), ...replied });
        hear(reply);
      });
      return endpoint.idle();
    });
  }

  function hearAll(owner: Owner, reply: Reply): void {
    for (const one of verdictsIn(reply.text))
      if (one.verdict === 'refused') manners.refused(owner, one);
      else heard.add(heardName(one));
  }

  const network = {
    weather: 'fine' as Weather,
    /** Whether this device was given this verdict on this envelope. */
    heard,
    /** The responses that a proxy found too large though they were alone in their request. */
    tooLarge,
    /** A person asks this page to send now. Returns what to call when that is done. */
    allowAtOnce: manners.allowAtOnce,
    /** A person sends this response from the memory of a page. Returns what to call when that is done. */
    allowDirect: manners.allowDirect,
    fetchOf:
      (owner: Owner) =>
      (url: RequestInfo | URL, init: RequestInit = {}) => {
        const path = String(url);
        if (path !== '/api/responses') return ask(owner, path, init);
        if (manners.isDirect(owner, String(init.body))) return ask(owner, path, init, true);
        manners.begin(owner, String(init.body));
        return ask(owner, path, init).finally(() => manners.done(owner));
      },
  };

  /** What went alone, and was too large, is refused on the disk: the page then says so. */
  function lookAtRefused(owner: Owner, id: string): void {
    tooLarge.add(id);
    const sent = world.elapsed();
    const known = machine.outbox().find((one) => one.id === id && one.status === 'complete');
    world.after(owner, 30_000, () => {
      const waits = machine
        .outbox()
        .find(
          (one) =>
            one.id === id &&
            one.status === 'complete' &&
            known?.digest === one.digest &&
            known.queuedAt === one.queuedAt,
        );
      if (waits?.state === 'waiting' && machine.isWell(sent))
        world.breaks('what is too large is refused', `${id} of ${device} waits`);
    });
  }

  function ask(owner: Owner, path: string, init: RequestInit, isDirect = false): Promise<Response> {
    return new Promise((resolve, reject) => {
      const { weather } = network;
      const give = (reply: Reply, delay: number) =>
        world.after(owner, delay, () => {
          if (reply.status === 200 && path === '/api/responses') hearAll(owner, reply);
          resolve(responseOf(reply));
        });
      const lose = (delay: number) => world.after(owner, delay, () => reject(new TypeError('Failed to fetch')));
      init.signal?.addEventListener('abort', () => reject(ABORTED));
      if (path.endsWith('/notice.json'))
        return give({ status: 200, headers: JSON_TYPE, text: JSON.stringify(machine.notice()) }, between(2, 30));
      world.log?.(owner.name, 'asks', { ...requested(path, init), weather });
      const there = weather === 'slow' ? between(2000, 25_000) : between(20, 300);
      const back = weather === 'slow' ? between(2000, 25_000) : between(20, 300);
      const answered = (reply: Reply | 'cut') => {
        if (reply === 'cut') return lose(back);
        last.set(path, reply);
        give(reply, back);
      };
      switch (weather) {
        case 'offline':
        case 'lost-before':
          return lose(weather === 'offline' ? 5 : there);
        case 'lost-after':
          return arrive(path, init, there, () => lose(back));
        case 'ghost':
          lose(there);
          return arrive(path, init, between(60_000, 900_000), () => {});
        case 'twice':
          arrive(path, init, between(1000, 600_000), () => {});
          return arrive(path, init, there, answered);
        case 'hangs':
          return;
        case 'portal':
          return give({ status: 200, headers: { 'content-type': 'text/html' }, text: '<h1>Wi-Fi</h1>' }, there);
        case 'redirect':
          return give({ status: 0, headers: {}, text: '' }, there);
        case 'replays':
          return give(last.get(path) ?? { status: 504, headers: {}, text: '' }, there);
        case 'busy': {
          const seconds = Math.ceil(between(1, 120));
          const [asDate, now] = [world.chance(subject) < 0.5, Math.floor(world.wall() / 1000) * 1000];
          const after = asDate ? new Date(now + seconds * 1000).toUTCString() : String(seconds);
          const headers = { ...JSON_TYPE, date: new Date(now).toUTCString(), 'retry-after': after };
          if (path === '/api/responses' && !isDirect) world.after(owner, there, () => manners.told(owner, seconds));
          return give({ status: 429, headers, text: '{"code":"rate.limited"}' }, there);
        }
        case 'error':
          return give({ status: 500, headers: JSON_TYPE, text: '{"code":"oops"}' }, there);
        case 'too-large':
          if (holdsSeveral(String(init.body)))
            return give({ status: 413, headers: JSON_TYPE, text: '{"code":"body.too-large"}' }, there);
          return arrive(path, init, there, answered);
        case 'heavy': {
          const ids = heavyIn(String(init.body));
          if (ids.length === 0) return arrive(path, init, there, answered);
          if (!holdsSeveral(String(init.body))) lookAtRefused(owner, ids[0] ?? '');
          return give({ status: 413, headers: JSON_TYPE, text: '{"code":"body.too-large"}' }, there);
        }
        case 'unreadable': {
          if (heavyIn(String(init.body)).length === 0) return arrive(path, init, there, answered);
          if (!isDirect) manners.unreadable(owner, String(init.body));
          const status = world.chance(subject) < 0.5 ? 403 : 500;
          return give({ status, headers: { 'content-type': 'text/html' }, text: '<h1>Error</h1>' }, there);
        }
        default:
          return arrive(path, init, there, answered);
      }
    });
  }
  return network;
}

/** One for all: each request is aborted in the end, and an exception takes long to note where it was made. */
const ABORTED = new DOMException('', 'AbortError');
const JSON_TYPE = { 'content-type': 'application/json' };

/** As much of a response as the device reads. */
function responseOf({ status, headers, text }: Reply): Response {
  return {
    status,
    ok: status === 200,
    type: status === 0 ? 'opaqueredirect' : 'basic',
    headers: { get: (name: string) => headers[name.toLowerCase()] ?? null },
    text: async () => text,
    json: async () => JSON.parse(text),
  } as unknown as Response;
}

/** A request as the log shows it, with the response that is named by its receipt code. */
function requested(path: string, { method = 'GET', headers, body = '' }: RequestInit): object {
  const [, code] = new Headers(headers).get('Authorization')?.match(/^Receipt (.*)/) ?? [];
  const secret = code === undefined ? undefined : readReceiptCode(code);
  return { method, path, ids: secret ? [idOf(toHex(secret).slice(0, 4))] : idsIn(String(body)) };
}
