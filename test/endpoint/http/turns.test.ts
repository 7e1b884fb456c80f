import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createHttpServer, listen, stop } from '../../../src/endpoint/http/server.ts';
import { createKeyring } from '../../../src/endpoint/tokens/keyring.ts';
import { pending } from '../../pending.ts';
import { TOKEN } from '../../support/ask.ts';
import { testApp } from '../harness.ts';

const PATH = '/api/export/numerique-territorial.csv';

it('a client that disconnects before its turn does not block later ones', async () => {
  const waiting: unknown[] = [];
  const { promise: held, resolve: letIn } = pending();
  const known = createKeyring(TOKEN, []);
  let isUnknown = true;
  const { app } = await testApp({
    // Unknown to this endpoint until it has looked.
    keyring: { ...known, holderOf: (...asked) => (isUnknown ? undefined : known.holderOf(...asked)) },
    lookAtTokens() {
      waiting.push(undefined);
      return held;
    },
  });
  const server = createHttpServer(app.fetch, { https: false });
  const url = await listen(server, { port: 0, host: '127.0.0.1' });
  onTestFinished(() => stop(server));
  const gone: Promise<unknown>[] = [];
  server.on('connection', (socket: Socket) => gone.push(once(socket, 'close')));

  const hasty = Array.from({ length: 3 }, () => connect(Number(new URL(url).port), '127.0.0.1'));
  for (const socket of hasty) socket.write(`GET ${PATH} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TOKEN}\r\n\r\n`);
  await expect.poll(() => waiting.length).toBe(3);
  for (const socket of hasty) socket.destroy();
  await Promise.all(gone);
  isUnknown = false;
  letIn();
  const headers = { Authorization: `Bearer ${TOKEN}` };
  for (let turn = 0; turn < 3; turn++) {
    const response = await fetch(url + PATH, { headers });
    expect([turn, response.status]).toEqual([turn, 200]);
    await response.arrayBuffer();
  }
});
