import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import SQLite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../support/ask.ts';
import { envelope, temporaryFolder } from './harness.ts';
import { end, metric, organiser, send, sendOneByOne, wordOf } from './honest.ts';
import { bundleEndpoint, startProcess } from './process.ts';

const bundle = await bundleEndpoint();

it('an endpoint under load serves honest clients while two hundred send a byte a second and fifty send nothing', async () => {
  const endpoint = await startProcess(bundle.main, await temporaryFolder());
  const port = Number(new URL(endpoint.url).port);
  const sockets = Array.from({ length: 250 }, (_, turn) => {
    // From two networks, since one may not open so many connections.
    const socket = connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${2 + (turn % 2)}` });
    socket.on('error', () => socket.destroy());
    if (turn < 200)
      socket.write(
        'POST /api/responses HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 200000\r\n\r\n{',
      );
    return socket;
  });
  const drip = setInterval(() => {
    for (const socket of sockets.slice(0, 200)) if (!socket.destroyed) socket.write(' ');
  }, 1_000);
  await setTimeout(500);
  await sendOneByOne(endpoint, 100);
  await setTimeout(2_000);
  await sendOneByOne(endpoint, 100);
  clearInterval(drip);
  for (const socket of sockets) socket.destroy();
  await end(endpoint);
}, 30_000);

describe('an endpoint whose storage fails', () => {
  const refusesForNow = async (response: Response) => {
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await response.json()).toEqual({ code: 'storage.unavailable' });
  };

  it('promises nothing when its files may grow no further, and recovers by itself', async () => {
    const folder = await temporaryFolder();
    const endpoint = await startProcess(bundle.main, folder);
    const limit = (bytes: string) => execFileSync('prlimit', [`--pid=${endpoint.child.pid}`, `--fsize=${bytes}:`]);
    const big = () => envelope({ answers: { 'authority-type': 'commune', 'free-comment': 'x'.repeat(3_000) } });
    const kept = [big()];
    expect(await wordOf(await send(endpoint, ...kept))).toBe('stored');
    limit('4096');
    const full = Array.from({ length: 40 }, big);
    await refusesForNow(await send(endpoint, ...full));
    await refusesForNow(await fetch(`${endpoint.url}/api/health`));
    expect(await metric(endpoint, 'barometre_storage_up')).toBe(0);
    expect(
      (
        await (
          await fetch(`${endpoint.url}/api/export/numerique-territorial.ndjson?today=1`, { headers: organiser })
        ).text()
      ).trim(),
    ).toContain(kept[0]?.id);
    limit('unlimited');
    expect(await wordOf(await send(endpoint, ...full))).toBe('stored');
    await expect.poll(async () => (await fetch(`${endpoint.url}/api/health`)).status).toBe(200);
    await end(endpoint);
  });

  it('waits for another process that holds the lock, answers 503 when it holds it long, and exports meanwhile', async () => {
    const folder = await temporaryFolder();
    const endpoint = await startProcess(bundle.main, folder);
    const one = envelope();
    expect(await wordOf(await send(endpoint, one))).toBe('stored');
    const other = new SQLite(join(folder, 'responses.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    const waiting = Array.from({ length: 10 }, () => send(endpoint, envelope()));
    expect(await rowsOf(endpoint.url)).toContainEqual(expect.objectContaining({ id: one.id }));
    for (const response of await Promise.all(waiting)) await refusesForNow(response);
    other.exec('ROLLBACK');
    other.close();
    expect(await wordOf(await send(endpoint, envelope()))).toBe('stored');
    await end(endpoint);
  });
});
