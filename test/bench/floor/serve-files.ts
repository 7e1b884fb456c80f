import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';

export interface Served {
  readonly url: string;
  readonly close: () => void;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  xml: 'application/xml',
};

/** Serves files from loopback, compressed beforehand with brotli as the app's are. The keys are paths; `/` is a page. */
export async function serveFiles(contents: ReadonlyMap<string, string | Uint8Array>): Promise<Served> {
  const files = new Map(
    [...contents].map(([path, content]) => {
      const etag = `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"`;
      const type = TYPES[path === '/' ? 'html' : path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
      const headers = { 'Content-Type': type, ETag: etag, 'Cache-Control': 'no-cache', 'Content-Encoding': 'br' };
      return [path, { headers, body: brotliCompressSync(content) }] as const;
    }),
  );
  const server = createServer((request, answer) => {
    const file = files.get(request.url ?? '');
    if (!file) answer.writeHead(404).end();
    else if (request.headers['if-none-match'] === file.headers.ETag) answer.writeHead(304, file.headers).end();
    else answer.writeHead(200, file.headers).end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
