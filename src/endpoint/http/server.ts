import { createServer, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { CannotStart } from '../process/cannot-start.ts';
import { inWords } from '../process/failure-words.ts';
import type { Settings } from '../process/settings.ts';
import { networkOf } from './client-address.ts';

export type Fetch = Parameters<typeof getRequestListener>[0];

/** Pipelined requests that one connection may have pending. Browsers and proxies send one at a time; a client that sends thousands does not read replies. */
const MOST_OWED = 8;
/** Well under the file descriptor limit: the database needs some too. */
const MOST_CONNECTIONS = 8_000;
/** How long a shutdown waits for requests in flight, in milliseconds. */
const FAREWELL = 10_000;

/**
 * Timeouts in milliseconds without a byte: for a reply that is being made, and for one that its client does not read. `barred`: how
 * long the network of a connection that was cut is blocked.
 */
const PATIENCE = { making: 300_000, unread: 30_000, barred: 60_000 };

/** Slow senders lose their socket. */
const SLOWEST = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 };

export interface ServerOptions {
  /** True if browsers reach it over TLS, and keep to it (HSTS). */
  readonly https: boolean;
  /** Ends TLS itself, where it is given: `createHttpServer` makes a server without it. */
  readonly tls?: TlsServer;
  /** How many trusted proxies are in front. */
  readonly proxies?: number;
  readonly patience?: typeof PATIENCE;
}

/** Creates the server with its limits, which apply to every client. It does not listen yet. */
export function createHttpServer(fetch: Fetch, options: ServerOptions): Server {
  const { https, tls, proxies = 0, patience = PATIENCE } = options;
  const handle = getRequestListener(fetch);
  const owed = new WeakMap<Socket, Set<ServerResponse>>();
  const limits = proxies > 0 ? undefined : connectionLimits(patience.barred);
  const server: Server = tls ?? createServer(SLOWEST);
  server.on('request', (incoming, outgoing) => {
    const { socket } = incoming;
    // The parser still emits requests from its buffer after the connection is gone.
    if (socket.destroyed) return;
    const replies = owed.get(socket)?.add(outgoing);
    if (!replies || replies.size > MOST_OWED) {
      // Parsing those 64 kB takes tens of milliseconds: a client that reconnects repeatedly would saturate the CPU.
      limits?.bar(addressOf(socket));
      socket.destroy();
      return;
    }
    outgoing.once('close', () => replies.delete(outgoing));
    // A proxy in front may have gone by the second one.
    if ((incoming.headersDistinct.host?.length ?? 0) > 1)
      return void outgoing.writeHead(400, { Connection: 'close' }).end();
    outgoing.once('prefinish', () => socket.setTimeout(patience.unread));
    if (incoming.httpVersion === '1.1' && outgoing.shouldKeepAlive && !incoming.url?.startsWith('/api/')) {
      // Connections of HTTP/1.1 persist without `Connection: keep-alive`. The files of a first visit are sent without it and its
      // timeout, which are 47 bytes of each; replies to posts keep the timeout, so that clients do not post as the connection closes.
      outgoing.removeHeader('Connection');
    }
    if (https) outgoing.setHeader('Strict-Transport-Security', 'max-age=31536000');
    void handle(incoming, outgoing);
  });
  server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    const address = addressOf(socket);
    if (limits && !limits.admits(address)) {
      // No byte of it has been read yet.
      socket.destroy();
      return;
    }
    const replies = new Set<ServerResponse>();
    owed.set(socket, replies);
    // Node emits `close` on the reply that is being sent, but not on those queued behind it.
    socket.once('close', () => {
      limits?.closed(address);
      for (const reply of replies) if (!reply.socket) reply.emit('close');
    });
  });
  server.timeout = patience.making;
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

/** The address of a disconnected client is unknown: all of them share one allowance. */
function addressOf(socket: Socket): string {
  return socket.remoteAddress ?? 'unknown';
}

/** Resolves with an address that a browser of this machine can open; without `host`, it listens on every address of the machine. */
export function listen(server: Server, { port, host }: Partial<Pick<Settings, 'host'>> & Pick<Settings, 'port'>) {
  return new Promise<string>((resolve, reject) => {
    server.once('error', (error) => {
      const why = 'code' in error && typeof error.code === 'string' ? inWords(error.code) : error.message;
      reject(new CannotStart(`cannot listen on ${host ?? '*'}:${port}: ${why}`));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      const named = host === undefined || /^(0\.0\.0\.0|::)$/.test(host) ? 'localhost' : host;
      resolve(`http://${named.includes(':') ? `[${named}]` : named}:${actual}`);
    });
  });
}

/** Finishes requests in flight, within a time limit. */
export function stop(server: Server): Promise<void> {
  // Keep-alive connections would otherwise keep the server open.
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

/** A conference hall behind one address stays under this: each phone has a few connections, for some seconds. */
const MOST_OF_ONE_NETWORK = 200;
/** Bounds the memory of the block list. */
const MOST_BARRED = 10_000;

/**
 * Limits connections before a byte of them is parsed. It uses socket addresses: never use it behind a proxy. `barred`: the duration of a
 * block, in milliseconds.
 */
export function connectionLimits(barred: number) {
  const open = new Map<string, number>();
  const bars = new Set<string>();
  return {
    /** Counts the connection, until `closed` is called; false when its network may not have it. */
    admits(address: string): boolean {
      const network = networkOf(address);
      const count = open.get(network) ?? 0;
      if (bars.has(network) || count >= MOST_OF_ONE_NETWORK) return false;
      open.set(network, count + 1);
      return true;
    },
    closed(address: string): void {
      const network = networkOf(address);
      const left = (open.get(network) ?? 0) - 1;
      if (left > 0) open.set(network, left);
      else open.delete(network);
    },
    /** Refuses every new connection of this address's network for a while. */
    bar(address: string): void {
      const network = networkOf(address);
      if (bars.has(network) || bars.size >= MOST_BARRED) return;
      bars.add(network);
      setTimeout(() => bars.delete(network), barred).unref();
    },
  };
}

/** The first byte of a TLS handshake, with which no method of HTTP begins. */
const HANDSHAKE = 22;

/** Makes an https server that hands connections which are not encrypted to `plain`: a device that reaches one reaches the other. */
export function createSharedPort(plain: Server): TlsServer {
  const tls = createTlsServer({ ...SLOWEST, handshakeTimeout: SLOWEST.headersTimeout });
  const [encrypted] = tls.listeners('connection');
  // Each connection is for one request, so that none delays the end.
  plain.prependListener('request', (_, response) => {
    response.shouldKeepAlive = false;
  });
  tls.removeAllListeners('connection').on('connection', (socket: Socket) => {
    socket.on('error', () => socket.destroy()).setTimeout(SLOWEST.headersTimeout, () => socket.destroy());
    socket.once('readable', () => {
      const first: Buffer | null = socket.read(1);
      if (first === null) return;
      socket.unshift(first);
      socket.setTimeout(0);
      if (first[0] === HANDSHAKE) encrypted?.call(tls, socket);
      else plain.emit('connection', socket);
    });
  });
  return tls;
}
