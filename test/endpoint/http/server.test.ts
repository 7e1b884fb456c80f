import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpServer, type Fetch, listen, type ServerOptions, stop } from '../../../src/endpoint/http/server.ts';

const PATIENCE = { making: 60_000, unread: 1_000, barred: 3_000 };
const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

async function serving(fetch: Fetch, options: Partial<ServerOptions> = {}): Promise<string> {
  const server = createHttpServer(fetch, { https: false, patience: PATIENCE, ...options });
  const url = await listen(server, { port: 0, host: '127.0.0.1' });
  onTestFinished(() => {
    server.closeAllConnections();
    return stop(server);
  });
  return url;
}

function opened(url: string, localAddress = '127.0.0.1') {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress });
  socket.on('error', () => socket.destroy());
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** What a connection has received so far. */
function textOf(socket: Socket): () => string {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  return () => text;
}

describe('a connection', () => {
  it('that does not read its reply is cut, and one that reads slowly is not', async () => {
    const body = new Uint8Array(24 * 2 ** 20);
    const url = await serving(() => new Response(body));
    const slow = opened(url);
    const mute = opened(url);
    for (const socket of [slow, mute]) socket.pause().write(GET);
    let read = 0;
    const reading = (async () => {
      while (read < body.length && !slow.destroyed) {
        read += slow.read()?.length ?? 0;
        await setTimeout(10);
      }
    })();
    await setTimeout(2_500);
    // A client that does not read notices nothing until it has read what was sent before the cut.
    let received = 0;
    mute.on('data', (chunk) => {
      received += chunk.length;
    });
    mute.resume();
    await once(mute, 'close');
    expect(received).toBeLessThan(body.length);
    await reading;
    expect(read).toBeGreaterThanOrEqual(body.length);
  });

  it('is closed when it pipelines a hundred requests before it reads a reply, and served with eight', async () => {
    let asked = 0;
    const url = await serving(async () => {
      asked++;
      await setTimeout(100);
      return new Response('x');
    });
    const hasty = opened(url);
    hasty.resume().write(GET.repeat(100));
    await closed(hasty);
    expect(asked).toBe(8);
    const quick = opened(url, '127.0.0.2');
    const text = textOf(quick);
    quick.write(GET.repeat(8));
    await expect.poll(() => text().split('HTTP/1.1 200 OK').length - 1).toBe(8);
  });
});

describe('a connection that persists', () => {
  it.each([
    ['/', '1.1', []],
    ['/assets/a.js', '1.1', []],
    ['/api/responses', '1.1', ['Connection: keep-alive', 'Keep-Alive: timeout=5']],
    ['/', '1.0', ['Connection: keep-alive', 'Keep-Alive: timeout=5']],
  ])('is asked for %s in HTTP/%s, twice, and says of itself %j', async (path, version, said) => {
    const url = await serving(() => new Response('x'));
    const socket = opened(url);
    const text = textOf(socket);
    for (const times of [1, 2]) {
      socket.write(`GET ${path} HTTP/${version}\r\nHost: x\r\nConnection: keep-alive\r\n\r\n`);
      await expect.poll(() => text().split('200 OK').length - 1).toBe(times);
    }
    expect(text().match(/^(Connection|Keep-Alive): .*(?=\r)/gm) ?? []).toEqual([...said, ...said]);
  });

  it('is told when it is closed', async () => {
    expect(await asked(await serving(() => new Response('x')), '127.0.0.1')).toContain('Connection: close');
  });
});

/** What comes back on one connection that asks once, until it is closed. */
async function asked(url: string, localAddress: string): Promise<string> {
  const socket = opened(url, localAddress);
  const text = textOf(socket);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  await closed(socket);
  return text();
}

async function cutFrom(url: string, localAddress: string): Promise<void> {
  const hasty = opened(url, localAddress);
  hasty.resume().write(GET.repeat(100));
  await closed(hasty);
}

/** Also by a reset, for which `once` would throw. */
function closed(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => socket.once('close', resolve));
}

describe('a network whose connection was cut for owing too many replies', () => {
  const slowly = async () => {
    await setTimeout(50);
    return new Response('x');
  };

  it('is blocked for a while, and other networks are not', async () => {
    const url = await serving(slowly);
    await cutFrom(url, '127.0.0.2');
    expect(await asked(url, '127.0.0.2')).toBe('');
    expect(await asked(url, '127.0.0.3')).toContain('200 OK');
    await expect.poll(() => asked(url, '127.0.0.2')).toContain('200 OK');
  });

  it('is not blocked behind a proxy', async () => {
    const url = await serving(slowly, { proxies: 1 });
    await cutFrom(url, '127.0.0.2');
    expect(await asked(url, '127.0.0.2')).toContain('200 OK');
  });
});

describe('the connections of one network', () => {
  const idle = (url: string, count: number) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const socket = opened(url, '127.0.0.2');
        await once(socket, 'connect');
        return socket;
      }),
    );

  it('are two hundred at a time, and others are served', async () => {
    const url = await serving(() => new Response('x'));
    const [first] = await idle(url, 200);
    expect(await asked(url, '127.0.0.2')).toBe('');
    expect(await asked(url, '127.0.0.3')).toContain('200 OK');
    first?.destroy();
    await expect.poll(() => asked(url, '127.0.0.2')).toContain('200 OK');
  });

  it('are not counted behind a proxy', async () => {
    const url = await serving(() => new Response('x'), { proxies: 1 });
    await idle(url, 200);
    expect(await asked(url, '127.0.0.2')).toContain('200 OK');
  });
});

describe('HSTS', () => {
  it.each([true, false])('is in every reply if browsers use TLS: %s', async (https) => {
    const url = await serving(() => new Response(null, { status: 404 }), { https });
    const replied = await fetch(url);
    expect(replied.headers.get('Strict-Transport-Security')).toBe(https ? 'max-age=31536000' : null);
  });
});
