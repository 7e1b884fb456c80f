import { request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it, onTestFinished, test, vi } from 'vitest';
import type { StartExport } from '../../../src/endpoint/exports/export-client.ts';
import { serveExport } from '../../../src/endpoint/exports/serve-export.ts';
import { CHUNK, streamOf } from '../../../src/endpoint/http/export-stream.ts';
import { createHttpServer } from '../../../src/endpoint/http/server.ts';
import { type Storage, StorageUnavailable, type StoredResponse } from '../../../src/endpoint/storage/storage.ts';
import { pending } from '../../pending.ts';
import { TOKEN } from '../../support/ask.ts';
import { LONG, onlyLong } from '../../support/long.ts';
import { DAY, envelope, inProcess, type TestApp, testApp } from '../harness.ts';

const SURVEY = 'numerique-territorial';
const FORMATS = ['csv', 'comments.csv', 'ndjson', 'xlsx', 'raw.zip'] as const;
const Authorization = `Bearer ${TOKEN}`;

/** A storage whose reading is ours to break; all else is real. */
async function appReading(all: () => AsyncIterable<StoredResponse>) {
  const { storage } = await testApp();
  async function* texts() {
    for await (const _ of all()) yield { item: 'free-comment', text: 'Bien. '.repeat(60), consent: null };
  }
  const broken: Storage = { ...storage, all, texts };
  const startExport: StartExport = inProcess((port, { order }) =>
    serveExport(port, order, { ...broken, close: async () => {} }),
  );
  return (await testApp({ storage: broken, startExport })).app;
}

function stored(): StoredResponse {
  const { receiptHash: _, ...kept } = envelope({ answers: { 'authority-type': 'commune', 'free-comment': 'Bien.' } });
  return { ...kept, answers: JSON.stringify(kept.answers), receivedOn: DAY };
}

async function* failingAfter(count: number): AsyncGenerator<StoredResponse> {
  for (let sent = 0; sent < count; sent++) yield stored();
  throw new StorageUnavailable('the disk is gone');
}

/** Responses without end; `begun` once so many of one reading were read. */
function endless(count: number) {
  const seen = { read: 0, released: 0 };
  const { promise: begun, resolve: begin } = pending();
  async function* all(): AsyncGenerator<StoredResponse> {
    try {
      for (let read = 0; ; read++, seen.read++) {
        if (read === count) begin();
        if (read % 100 === 0) await new Promise(setImmediate);
        yield stored();
      }
    } finally {
      seen.released++;
    }
  }
  return { all, begun, seen };
}

async function listen(app: TestApp): Promise<number> {
  const server = createHttpServer(app.fetch, { https: false });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return (server.address() as AddressInfo).port;
}

/**
 * Downloads over a socket and returns whether the response ended as the protocol requires. A client that disconnects does so
 * after the first bytes, and not before `leave`.
 */
function download(port: number, path: string, leave?: Promise<void>) {
  return new Promise<{ status: number | undefined; complete: boolean }>((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, headers: { Authorization }, agent: false }, (response) => {
      response.once('data', () => leave?.then(() => response.destroy()));
      response.resume();
      response.on('error', () => undefined);
      response.on('close', () => resolve({ status: response.statusCode, complete: response.complete }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('an export', () => {
  it.each([
    ...FORMATS.flatMap((format) => [400, 1_500].map((rows) => [format, rows] as const)),
    ...[...onlyLong(FORMATS), ...(LONG ? [] : (['csv', 'xlsx'] as const))].map((format) => [format, 25_000] as const),
  ])('as %s that the storage cuts after %d rows never looks whole', async (format, rows) => {
    const errors = vi.spyOn(console, 'error').mockReturnValue();
    const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const port = await listen(await appReading(() => failingAfter(rows)));
    const { status, complete } = await download(port, `/api/export/${SURVEY}.${format}?today=1`);
    expect(complete).toBe(false);
    expect(status).toBe(200);
    expect(log.mock.calls.flat().join('')).toContain('"event":"export-failed","error":"StorageUnavailable"');
    expect(errors.mock.calls.flat().join('')).not.toContain('the disk is gone');
  });

  it('whose thread dies is cut, and the next one is complete', async () => {
    const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const { storage } = await testApp();
    async function* thousand() {
      for (let sent = 0; sent < 1_000; sent++) yield stored();
    }
    let started = 0;
    const startExport: StartExport = (port, { order }, died) => {
      if (started++ === 0) port.once('message', () => died(new RangeError('out of memory')));
      else serveExport(port, order, { ...storage, all: thousand, close: async () => {} });
      return async () => {};
    };
    const { app } = await testApp({ startExport });
    const port = await listen(app);
    expect(await download(port, `/api/export/${SURVEY}.csv?today=1`)).toEqual({ status: 500, complete: true });
    expect(log.mock.calls.flat().join('')).toContain('"event":"bug","error":"RangeError"');
    expect(await download(port, `/api/export/${SURVEY}.csv?today=1`)).toEqual({ status: 200, complete: true });
  });

  it.each(FORMATS)('as %s from a storage that cannot be read gets an error status', async (format) => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const app = await appReading(() => failingAfter(0));
    const response = await app.request(`/api/export/${SURVEY}.${format}?today=1`, { headers: { Authorization } });
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ code: 'storage.unavailable' });
  });

  it.each(FORMATS)(
    'as %s stops reading when the client disconnects, and reads only what is consumed',
    { timeout: 30_000 },
    async (format) => {
      // An archive sends its headers before it reads. A client that disconnects in between stops a read that never began.
      const { all, begun, seen } = endless(0);
      const port = await listen(await appReading(all));
      await download(port, `/api/export/${SURVEY}.${format}?today=1`, begun);
      await vi.waitFor(() => expect(seen.released).toBe(1));
      expect(seen.read).toBeLessThan(100_000);
    },
  );

  it.each([
    ['alone', 0],
    ['behind a request of the same connection that is not answered yet', 1],
  ])(
    'of comments whose reader leaves before its first byte stops reading, %s',
    { timeout: 30_000 },
    async (_, before) => {
      const { all, begun, seen } = endless(100);
      const port = await listen(await appReading(all));
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      const asked = `GET /api/export/${SURVEY}.comments.csv?today=1 HTTP/1.1\r\nHost: x\r\nAuthorization: ${Authorization}\r\n\r\n`;
      socket.write(asked.repeat(before + 1));
      await begun;
      socket.destroy();
      await vi.waitFor(() => expect(seen.released).toBe(before + 1));
    },
  );

  it.each([
    ['csv', 'text/csv; charset=utf-8'],
    ['comments.csv', 'text/csv; charset=utf-8'],
    ['ndjson', 'application/x-ndjson'],
    ['sps', 'application/x-spss-syntax; charset=utf-8'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['raw.zip', 'application/zip'],
  ])('as %s names its file with the day, for no cache', async (format, type) => {
    const { app } = await testApp();
    for (const method of ['GET', 'HEAD']) {
      const response = await app.request(`/api/export/${SURVEY}.${format}?today=1`, {
        method,
        headers: { Authorization },
      });
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': type,
        'content-disposition': `attachment; filename="${SURVEY}-${DAY}.${format}"`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      const bytes = (await response.arrayBuffer()).byteLength;
      if (method === 'HEAD') expect(bytes).toBe(0);
    }
    const unasked = await app.request(`/api/export/${SURVEY}.${format}?today=1`);
    expect(unasked.status).toBe(401);
    const unknown = await app.request(`/api/export/${SURVEY}.${format}?labels=de&today=1`, {
      headers: { Authorization },
    });
    expect(unknown.status).toBe(404);
  });
});

test('a stream whose reader stops after a chunk is cut, and one that is read slowly is not', async () => {
  let released = 0;
  async function* chunks(): AsyncGenerator<string> {
    try {
      for (let turn = 0; turn < 8; turn++) yield 'x'.repeat(CHUNK);
    } finally {
      released++;
    }
  }
  const patience = 400;
  const open = async () => (await streamOf(new AbortController().signal, chunks, patience)).getReader();
  const slow = await open();
  const forgotten = await open();
  await forgotten.read();
  let read = 0;
  for (let next = await slow.read(); !next.done; next = await slow.read()) {
    read += next.value.length;
    await new Promise((resolve) => setTimeout(resolve, patience / 4));
  }
  expect(read).toBe(8 * CHUNK);
  await expect(forgotten.read()).rejects.toThrow('cut');
  await expect.poll(() => released).toBe(2);
});
