import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync } from 'node:zlib';

/**
 * The last release that was built for its surveys (commit c77d12b), reduced to what a respondent of the study loads: its files by
 * path, and its worker with a list of only these.
 */
const FILES = new URL('../fixtures/release-before-editions.json.br', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  svg: 'image/svg+xml',
};

export interface EarlierRelease {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves that release, and passes every other request on to an endpoint. */
export async function serveEarlierRelease(endpoint: string): Promise<EarlierRelease> {
  const files: Readonly<Record<string, string>> = JSON.parse(brotliDecompressSync(readFileSync(FILES)).toString());
  const server = createServer((incoming, answer) => {
    const { pathname } = new URL(incoming.url ?? '/', endpoint);
    const file = files[pathname];
    if (file !== undefined) {
      const type = TYPES[pathname.split('.').at(-1) ?? ''] ?? 'text/html';
      answer.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache' }).end(file);
      return;
    }
    const { method, headers } = incoming;
    const onward = request(new URL(incoming.url ?? '/', endpoint), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => incoming.socket.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
