import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/**
 * Faults between the browser and the endpoint. `cut-before`: the request never arrives; `cut-mid-body`: half of it does;
 * `cut-after-commit`: the endpoint has replied, and the reply is lost; `held`: the request waits until the next fault is set;
 * `unfinished`: a page comes but for its last script, which waits for that.
 */
export type Fault =
  | 'ok'
  | 'down'
  | 'cut-before'
  | 'cut-mid-body'
  | 'cut-after-commit'
  | 'portal-200'
  | 'portal-302'
  | 'held'
  | 'unfinished'
  | 'tls-fail'
  | `status:${number}`
  | `retry-after:${string}`
  | `drop:${number}%`;

export interface FaultProxy {
  readonly url: string;
  /** Every request since the start, except refused connections. */
  readonly seen: readonly { readonly method: string; readonly path: string }[];
  /** Sets the targets of requests, used in turn: a restarted endpoint has another port. */
  readonly leadTo: (...targets: readonly string[]) => void;
  /** Sets the fault until the next call; `only` limits it to paths with this prefix. */
  readonly fail: (fault: Fault, only?: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const PORTAL = '<!doctype html><html><title>Wi-Fi</title><body><form>Acceptez les conditions</form></body></html>';

export async function startFaultProxy(firstTarget: string): Promise<FaultProxy> {
  let targets: readonly string[] = [firstTarget];
  let fault: Fault = 'ok';
  let prefix = '/';
  const seen: { method: string; path: string }[] = [];
  const held: (() => void)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(async (incoming, answer) => {
    const path = incoming.url ?? '/';
    seen.push({ method: incoming.method ?? '', path });
    const body = await bodyOf(incoming);
    const [kind, value = ''] = (path.startsWith(prefix) ? fault : 'ok').split(/:(.*)/);
    if (kind === 'cut-before' || (kind === 'drop' && Math.random() * 100 < Number.parseFloat(value))) {
      incoming.socket.destroy();
    } else if (kind === 'portal-200') answer.writeHead(200, { 'Content-Type': 'text/html' }).end(PORTAL);
    // The reply of a server of another protocol.
    else if (kind === 'tls-fail') incoming.socket.end(Buffer.from([21, 3, 1, 0, 2, 2, 40]));
    else if (kind === 'portal-302') answer.writeHead(302, { Location: '/login' }).end();
    else if (kind === 'status') answer.writeHead(Number(value), { 'Content-Type': 'text/html' }).end('<h1>Erreur</h1>');
    else if (kind === 'retry-after') answer.writeHead(503, { 'Retry-After': value }).end();
    else {
      const released = new Promise<void>((resolve) => held.push(resolve));
      if (kind === 'held') await released;
      const [target = firstTarget, ...others] = targets;
      targets = [...others, target];
      forward(target, incoming, body, answer, kind, released);
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const hangUp = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    leadTo: (...next) => {
      targets = next;
    },
    fail: async (next, only = '/') => {
      fault = next;
      prefix = only;
      for (const release of held.splice(0)) release();
      if (next === 'down' && server.listening) await hangUp();
      if (next !== 'down' && !server.listening) await listen(port);
    },
    close: async () => {
      if (server.listening) await hangUp();
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  answer: ServerResponse,
  fault: string | undefined,
  released: Promise<void>,
): void {
  const cut = () => incoming.socket.destroy();
  const headers = { ...incoming.headers, ...(fault === 'unfinished' && { 'accept-encoding': 'identity' }) };
  const onward = request(new URL(incoming.url ?? '/', target), { method: incoming.method, headers });
  onward.on('error', cut);
  onward.on('response', async (response) => {
    if (fault === 'cut-after-commit') return response.resume().on('end', cut);
    answer.writeHead(response.statusCode ?? 502, response.headers);
    if (fault !== 'unfinished' || !response.headers['content-type']?.includes('html')) return response.pipe(answer);
    const page = await bodyOf(response);
    const end = page.lastIndexOf('<script>');
    answer.write(page.subarray(0, end));
    await released;
    answer.end(page.subarray(end));
  });
  if (fault === 'cut-mid-body') onward.write(body.subarray(0, body.length / 2), () => onward.destroy());
  else onward.end(body);
}
