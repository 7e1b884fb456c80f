import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { CannotStart } from '../process/cannot-start.ts';
import { inWords } from '../process/failure-words.ts';
import type { Settings } from '../process/settings.ts';

export type Fetch = Parameters<typeof getRequestListener>[0];

/** Replies that one connection may be owed: browsers and proxies ask one thing at a time, and whoever sends thousands does not read. */
const MOST_OWED = 8;
/** Well under the descriptors that the process may have: the database needs some too. */
const MOST_CONNECTIONS = 8_000;
/** How long requests in flight are waited for when stopping, in milliseconds. */
const FAREWELL = 10_000;

/** In milliseconds, without a byte: for a reply that is being made, and for whoever does not read one that is there. */
const PATIENCE = { making: 300_000, unread: 30_000 };

/** The server and its limits, which hold whoever speaks to it; `https` when browsers reach it so. Does not listen yet. */
export function createHttpServer(fetch: Fetch, https: boolean, patience = PATIENCE): Server {
  const handle = getRequestListener(fetch);
  const owed = new WeakMap<IncomingMessage['socket'], Set<ServerResponse>>();
  const server = createServer(
    // Slow senders give their socket back.
    { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 },
    (incoming, outgoing) => {
      const { socket } = incoming;
      const replies = owed.get(socket)?.add(outgoing);
      // What was sent together with the one too many comes here too, after the connection is gone.
      if (!replies || replies.size > MOST_OWED) {
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
    const replies = new Set<ServerResponse>();
    owed.set(socket, replies);
    // Node tells the reply that is being sent that its connection is gone, and none of those that wait behind it.
    socket.once('close', () => {
      for (const reply of replies) if (!reply.socket) reply.emit('close');
    });
  });
  server.timeout = patience.making;
  server.maxConnections = MOST_CONNECTIONS;
  return server;
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
