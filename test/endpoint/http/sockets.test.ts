import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listen } from '../../../src/endpoint/http/server.ts';
import { settingsFrom } from '../../../src/endpoint/process/settings.ts';
import { type Endpoint, startEndpoint } from '../../../src/endpoint/start.ts';
import { TOKEN } from '../../support/ask.ts';
import { envelope, IN_PROCESS, temporaryFolder } from '../harness.ts';

let endpoint: Endpoint;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'endpoint-'));
  const env = { PORT: '0', ASSETS_DIR: 'nothing', ORGANISER_TOKEN: TOKEN, RATE_PER_SECOND: '0', DATA_DIR: folder };
  endpoint = await startEndpoint(settingsFrom({ ...env, SURVEYS_DIR: 'public/surveys' }), IN_PROCESS);
});
afterAll(async () => {
  await endpoint.close();
  await rm(folder, { recursive: true });
});

const LIMIT = 256 * 1024;
const HOST = 'Host: 127.0.0.1';
const JSON_TYPE = 'Content-Type: application/json';

function opened(localAddress = '127.0.0.1'): Socket {
  return connect({ port: Number(new URL(endpoint.url).port), host: '127.0.0.1', localAddress });
}

/** Writes the parts, then gives all that comes back until the connection is closed, or nothing has come for a while. */
function exchange(...parts: string[]): Promise<{ text: string; closed: boolean }> {
  return new Promise((resolve) => {
    const socket = opened();
    let text = '';
    const quiet = () => {
      resolve({ text, closed: false });
      socket.destroy();
    };
    socket.setTimeout(700, quiet);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve({ text, closed: true }));
    for (const part of parts) socket.write(part);
  });
}

const request = (head: readonly string[], body = '') => `${head.join('\r\n')}\r\n\r\n${body}`;
const posting = (head: readonly string[], body = '') => request(['POST /api/responses HTTP/1.1', HOST, ...head], body);
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const status = (text: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);

async function stored(): Promise<number> {
  const headers = { Authorization: `Bearer ${TOKEN}` };
  const text = await (
    await fetch(`${endpoint.url}/api/export/numerique-territorial.ndjson?today=1`, { headers })
  ).text();
  return text.split('\n').length - 1;
}

describe('a socket', () => {
  const body = () => JSON.stringify({ envelopes: [envelope()] });

  it('that announces more than the limit is answered, and closed, without being read', async () => {
    const { text, closed } = await exchange(posting([JSON_TYPE, 'Content-Length: 999999999'], '{'));
    expect([status(text), closed]).toEqual([413, true]);
  });

  it('that announces one byte more than the limit and sends it gets its answer', async () => {
    const { text, closed } = await exchange(
      posting([JSON_TYPE, `Content-Length: ${LIMIT + 1}`], 'x'.repeat(LIMIT + 1)),
    );
    expect([status(text), closed]).toEqual([413, true]);
    expect(text).toContain('{"code":"body.too-large"}');
  });

  it('that sends chunks beyond the limit is answered and closed', async () => {
    const chunks = Array.from({ length: 9 }, () => chunk('x'.repeat(32 * 1024)));
    const { text, closed } = await exchange(posting([JSON_TYPE, 'Transfer-Encoding: chunked']), ...chunks, '0\r\n\r\n');
    expect([status(text), closed]).toEqual([413, true]);
  });

  it('that never stops sending chunks is closed', async () => {
    const socket = opened();
    await once(socket, 'connect');
    socket.on('error', () => socket.destroy());
    socket.write(posting([JSON_TYPE, 'Transfer-Encoding: chunked']));
    const flood = setInterval(() => socket.write(chunk('x'.repeat(256 * 1024))), 5);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(flood);
    // It was closed for what it had sent, not at its first line.
    expect(socket.bytesWritten).toBeGreaterThan(LIMIT);
  });

  it('that sends chunks within the limit is served', async () => {
    const text = body();
    const before = await stored();
    const answered = await exchange(
      posting([JSON_TYPE, 'Transfer-Encoding: chunked']),
      chunk(text.slice(0, 50)),
      chunk(text.slice(50)),
      '0\r\n\r\n',
    );
    expect(status(answered.text)).toBe(200);
    expect(await stored()).toBe(before + 1);
  });

  it('that announces less than it sends is refused and closed', async () => {
    const before = await stored();
    const text = body();
    const answered = await exchange(posting([JSON_TYPE, `Content-Length: ${text.length - 10}`], text));
    expect([status(answered.text), answered.closed]).toEqual([400, true]);
    expect(await stored()).toBe(before);
  });

  it('that goes away in the middle of a body stores nothing and breaks nothing', async () => {
    const before = await stored();
    const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const socket = opened();
    socket.write(posting([JSON_TYPE, 'Content-Length: 5000'], body()));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    const chunked = opened();
    chunked.write(`${posting([JSON_TYPE, 'Transfer-Encoding: chunked'])}${chunk(body())}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    chunked.destroy();
    expect((await fetch(`${endpoint.url}/api/health`)).status).toBe(200);
    expect(await stored()).toBe(before);
    // A disconnection is not a bug of ours.
    expect(log.mock.calls.flat().join('')).not.toContain('"bug"');
  });

  it.each([
    ['20 kB of cookie', ['GET /api/health HTTP/1.1', HOST, `Cookie: ${'c'.repeat(20_000)}`], 431],
    ['two lengths', ['POST /api/responses HTTP/1.1', HOST, JSON_TYPE, 'Content-Length: 2', 'Content-Length: 3'], 400],
    [
      'a length and chunks',
      ['POST /api/responses HTTP/1.1', HOST, JSON_TYPE, 'Content-Length: 2', 'Transfer-Encoding: chunked'],
      400,
    ],
    ['a negative length', ['POST /api/responses HTTP/1.1', HOST, JSON_TYPE, 'Content-Length: -2'], 400],
    ['two hosts', ['GET /api/health HTTP/1.1', HOST, 'host: elsewhere.example'], 400],
    ['no host', ['GET /api/health HTTP/1.1'], 400],
    ['a host that is none', ['GET /api/health HTTP/1.1', 'Host: a b/c'], 400],
    ['the address of a proxy', ['GET http://127.0.0.1/ HTTP/1.1', HOST], 404],
    ['a way around', ['GET /api/%2e%2e/ HTTP/1.1', HOST], 404],
    ['a way up', ['GET /../../etc/passwd HTTP/1.1', HOST], 404],
    ['two slashes', ['GET //api/health HTTP/1.1', HOST], 404],
    ['no HTTP at all', ['hello'], 400],
  ])('with %s gets a plain refusal', async (_, head, expected) => {
    const { text } = await exchange(request(head));
    expect(status(text)).toBe(expected);
    expect(text).not.toMatch(/\n\s+at |node:|Error/);
    expect((await fetch(`${endpoint.url}/api/health`)).status).toBe(200);
  });

  it.each([
    ['/api/%65xport/numerique-territorial.csv', 404],
    ['/%61pi/export/numerique-territorial.csv', 404],
    ['/api/x/%2e%2e/organiser/refused', 404],
    ['/api/x/../organiser/refused', 404],
    ['/api/./organiser/refused', 404],
    ['/api/organiser/%72efused', 404],
    ['/api\\organiser/refused', 400],
    ['/api/organiser/refused?x=/../%2e', 200],
  ])('that asks for %s gets %d, token or not', async (path, expected) => {
    const { text } = await exchange(
      request([`GET ${path} HTTP/1.1`, HOST, `Authorization: Bearer ${TOKEN}`, 'Connection: close']),
    );
    expect(status(text)).toBe(expected);
  });

  it('with two content types is refused', async () => {
    const text = body();
    const head = [JSON_TYPE, 'Content-Type: text/plain', `Content-Length: ${text.length}`];
    expect(status((await exchange(posting(head, text))).text)).toBe(415);
  });

  it('that sends `Expect: 100-continue` gets 100', async () => {
    const text = body();
    const head = [JSON_TYPE, `Content-Length: ${text.length}`, 'Expect: 100-continue'];
    const answered = await exchange(posting(head), text);
    expect(answered.text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  it('is served among two hundred slow ones', async () => {
    const slow = Array.from({ length: 200 }, () => {
      const socket = opened('127.0.0.2');
      socket.on('error', () => socket.destroy());
      socket.write('POST /api/responses HTTP/1.1\r\nX: ');
      return socket;
    });
    const answered = await fetch(`${endpoint.url}/api/responses`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: body(),
    });
    expect(answered.status).toBe(200);
    for (const socket of slow) socket.destroy();
  });
});

describe('an endpoint that listens', () => {
  it('does not start on a port that is taken, and says so', async () => {
    const { port } = new URL(endpoint.url);
    const folder = await temporaryFolder();
    const settings = settingsFrom({
      PORT: port,
      ASSETS_DIR: 'nothing',
      DATA_DIR: folder,
      SURVEYS_DIR: 'public/surveys',
    });
    await expect(startEndpoint(settings, IN_PROCESS)).rejects.toThrow(
      `cannot listen on 127.0.0.1:${port}: something listens there, perhaps another copy of this program: stop it, or set PORT or HTTPS_PORT (EADDRINUSE)`,
    );
    // The next start shows its token.
    expect(await readdir(folder)).not.toContain('organiser-token');
  });

  it.each(['0.0.0.0', '::', undefined])('on all addresses (%s) gives one that a browser can open', async (host) => {
    const server = createServer();
    expect(await listen(server, { port: 0, ...(host && { host }) })).toMatch(/^http:\/\/localhost:\d+$/);
    server.close();
  });
});
