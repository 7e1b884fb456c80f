import { once } from 'node:events';
import type { Socket } from 'node:net';
import { pending } from '../pending.ts';

export type Send = (command: string, parameters?: object) => Promise<unknown>;

/** Firefox's remote protocol: each message is its length in bytes, a colon, and JSON. */
export async function greetMarionette(socket: Socket): Promise<Send> {
  const waiting = new Map<number, (answer: readonly [error: unknown, value: unknown]) => void>();
  let received = Buffer.alloc(0);
  const { promise: greeting, resolve: greeted } = pending();
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    for (let colon = received.indexOf(':'); colon > 0; colon = received.indexOf(':')) {
      const end = colon + 1 + Number(received.subarray(0, colon).toString());
      if (received.length < end) return;
      const message: unknown = JSON.parse(received.subarray(colon + 1, end).toString());
      received = received.subarray(end);
      if (Array.isArray(message)) waiting.get(message[1])?.([message[2], message[3]]);
      else greeted();
    }
  });
  await Promise.race([greeting, once(socket, 'close')]);
  let sent = 0;
  return (command, parameters = {}) =>
    new Promise((resolve, reject) => {
      const id = ++sent;
      waiting.set(id, ([error, value]) => {
        waiting.delete(id);
        if (error) reject(new Error(`${command}: ${JSON.stringify(error)}`));
        else resolve(value);
      });
      const text = JSON.stringify([0, id, command, parameters]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
}
