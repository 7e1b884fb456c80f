import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttpServer, type Fetch, listen, stop } from '../../../src/endpoint/http/server.ts';

const PATIENCE = { making: 60_000, unread: 1_000 };
const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

async function serving(fetch: Fetch, https = false): Promise<string> {
  const server = createHttpServer(fetch, https, PATIENCE);
  const url = await listen(server, { port: 0, host: '127.0.0.1' });
  onTestFinished(() => {
    server.closeAllConnections();
    return stop(server);
  });
  return url;
}

function opened(url: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => socket.destroy());
  onTestFinished(() => void socket.destroy());
  return socket;
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
    // Whoever does not read is not told either, until it reads what had left before the cut.
    let received = 0;
    mute.on('data', (chunk) => {
      received += chunk.length;
    });
    mute.resume();
    await once(mute, 'close');
    expect(received).toBeLessThan(body.length);
    await reading;
    expect(read).toBeGreaterThanOrEqual(body.length);
  }, 20_000);

  it('is closed when it asks for a hundred things before it reads a reply, and served when it asks for eight', async () => {
    let asked = 0;
    const url = await serving(async () => {
      asked++;
      await setTimeout(100);
      return new Response('x');
    });
    const hasty = opened(url);
    hasty.resume().write(GET.repeat(100));
    await once(hasty, 'close');
    expect(asked).toBe(8);
    const quick = opened(url);
    let text = '';
    quick.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    quick.write(GET.repeat(8));
    await expect.poll(() => text.split('HTTP/1.1 200 OK').length - 1).toBe(8);
  });
});

describe('a server that browsers reach over TLS', () => {
  it.each([true, false])('says so in every reply: %s', async (https) => {
    const url = await serving(() => new Response(null, { status: 404 }), https);
    const replied = await fetch(url);
    expect(replied.headers.get('Strict-Transport-Security')).toBe(https ? 'max-age=31536000' : null);
  });
});
