import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { CannotStart } from '../process/cannot-start.ts';
import { inWords } from '../process/failure-words.ts';
import type { Settings } from '../process/settings.ts';
import { connectionLimits } from './connection-limits.ts';

export type Fetch = Parameters<typeof getRequestListener>[0];

/** Replies that one connection may be owed: browsers and proxies ask one thing at a time, and whoever sends thousands does not read. */
const MOST_OWED = 8;
/** Well under the descriptors that the process may have: the database needs some too. */
const MOST_CONNECTIONS = 8_000;
/** How long requests in flight are waited for when stopping, in milliseconds. */
const FAREWELL = 10_000;

/**
 * In milliseconds. Without a byte: for a reply that is being made, and for one that its client does not read. `barred`: how long the
 * network of a connection that was cut opens no other one.
 */
const PATIENCE = { making: 300_000, unread: 30_000, barred: 60_000 };

export interface ServerOptions {
  /** Browsers reach it over TLS. */
  readonly https: boolean;
  /** How many trusted proxies are in front. */
  readonly proxies?: number;
  readonly patience?: typeof PATIENCE;
}

/** The server and its limits, which apply to every client. Does not listen yet. */
export function createHttpServer(fetch: Fetch, { https, proxies = 0, patience = PATIENCE }: ServerOptions): Server {
  const handle = getRequestListener(fetch);
  const owed = new WeakMap<Socket, Set<ServerResponse>>();
  const limits = proxies > 0 ? undefined : connectionLimits(patience.barred);
  const server = createServer(
    // Slow senders give their socket back.
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 },
    (incoming, outgoing) => {
      const { socket } = incoming;
      // The parser goes on through what it has read already, after the connection is gone.
      if (socket.destroyed) return;
      const replies = owed.get(socket)?.add(outgoing);
      if (!replies || replies.size > MOST_OWED) {
        // Those 64 kB take tens of milliseconds: a client that reconnects for more would take all of the processor.
        limits?.bar(addressOf(socket));
        socket.destroy();
        return;
      }
      outgoing.once('close', () => replies.delete(outgoing));
      outgoing.once('prefinish', () => socket.setTimeout(patience.unread));
      if (https) outgoing.setHeader('Strict-Transport-Security', 'max-age=31536000');
      void handle(incoming, outgoing);
    },
  );
  server.on('connection', (socket) => {
    const address = addressOf(socket);
    if (limits && !limits.admits(address)) {
      // Nothing of it has been read yet.
      socket.destroy();
      return;
    }
    const replies = new Set<ServerResponse>();
    owed.set(socket, replies);
    // Node tells the reply that is being sent that its connection is gone, and none of those that wait behind it.
    socket.once('close', () => {
      limits?.closed(address);
      for (const reply of replies) if (!reply.socket) reply.emit('close');
    });
  });
  server.timeout = patience.making;
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

/** Nothing is known of a client that has left already: all of them share one allowance. */
function addressOf(socket: Socket): string {
  return socket.remoteAddress ?? 'unknown';
}

/** Resolves with the address that it listens on. */
export function listen(server: Server, { port, host }: Pick<Settings, 'port' | 'host'>): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const why = 'code' in error && typeof error.code === 'string' ? inWords(error.code) : error.message;
      reject(new CannotStart(`cannot listen on ${host}:${port}: ${why}`));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`);
    });
  });
}

/** Finishes what is in flight. Bounded. */
export function stop(server: Server): Promise<void> {
  // Senders that keep their connection would otherwise keep the server.
  server.prependListener('request', (_, response) => {
    response.shouldKeepAlive = false;
  });
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    const cut = setTimeout(() => server.closeAllConnections(), FAREWELL);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
