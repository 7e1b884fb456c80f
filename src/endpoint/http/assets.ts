import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { ifMissing } from '../../authoring/if-missing.ts';
import MEDIA_TYPES from './media-types.json' with { type: 'json' };
import { DATA_HEADERS, FILE_HEADERS, PREVIEW_HEADERS, pageHeaders, RELEASE_HEADERS } from './security-headers.ts';

/** The built app, read once: a file that is not in this list is not served, whatever the path. */
export type Assets = ReadonlyMap<string, Asset>;

export interface Asset<Bytes = Uint8Array<ArrayBuffer>> {
  readonly bytes: Bytes;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  /** Compressed by the build, best first. */
  readonly encoded: readonly { readonly encoding: 'br' | 'gzip'; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

export type ServedFile = Asset<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>>;

/** Modules and workers are UTF-8 whatever is said. */
const TYPES: Readonly<Record<string, string>> = MEDIA_TYPES;

/** `Cache-Control` of a file whose contents never change at its address. */
export const FOREVER = 'max-age=31536000, immutable';

/** The one worker of the app. */
const WORKER = '/sw.js';

/** Returns the files by URL path. A missing folder serves nothing: the endpoint may run without the app. */
export async function readAssets(folder: string): Promise<Assets> {
  const files = await filesUnder(folder);
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const file of files) contents.set(file, new Uint8Array(await readFile(join(folder, file))));
  const assets = new Map<string, Asset>();
  for (const [file, bytes] of contents) {
    if (/\.(br|gz)$/.test(file) || /(^|[\\/])\./.test(file)) continue;
    const path = `/${file.split(sep).join('/')}`;
    const br = contents.get(`${file}.br`);
    const gzip = contents.get(`${file}.gz`);
    const asset = {
      bytes,
      headers: headersOf(path, path.endsWith('.html') ? Buffer.from(bytes).toString('utf8') : undefined),
      etag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
      encoded: [
        ...(br ? [{ encoding: 'br', bytes: br } as const] : []),
        ...(gzip ? [{ encoding: 'gzip', bytes: gzip } as const] : []),
      ],
    };
    assets.set(path, asset);
    if (path.endsWith('/index.html')) {
      assets.set(path.slice(0, -'index.html'.length), asset);
      if (path !== '/index.html') assets.set(path.slice(0, -'/index.html'.length), asset);
    }
  }
  return assets;
}

/** `html`: the contents, if the file is a page. */
export function headersOf(path: string, html?: string): Readonly<Record<string, string>> {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  // The desk alone has frames, of this site.
  const frames = path.startsWith('/organisateur') ? "'self'" : "'none'";
  return {
    'Content-Type': type,
    // Files under /assets/ carry their digest in their name; every other one may change under the same name.
    'Cache-Control': path.startsWith('/assets/') ? FOREVER : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(html !== undefined || path === WORKER ? pageHeaders(html, frames) : fileHeaders(path)),
  };
}

function fileHeaders(path: string) {
  if (path.startsWith('/assets/')) return RELEASE_HEADERS;
  if (path.endsWith('.json')) return DATA_HEADERS;
  return isPreview(path) ? PREVIEW_HEADERS : FILE_HEADERS;
}

/** The picture that `og:image` names. */
function isPreview(path: string): boolean {
  return /^\/(p|previews)\/.+\.png$/.test(path);
}

async function filesUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ifMissing([]));
  // Symbolic links are not followed: they may lead outside.
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

/** Replies in the best encoding that the client accepts, or with 304 if its ETag matches. */
export function deliver(request: Request, asset: ServedFile): Response {
  const accepted = acceptedEncodings(request.headers.get('Accept-Encoding'));
  const encoded = asset.encoded.find((one) => accepted.has(one.encoding));
  const etag = encoded ? `"${asset.etag}-${encoded.encoding}"` : `"${asset.etag}"`;
  // Browsers never ask again for what does not change: an ETag would be bytes of the first visit for nothing.
  const headers = asset.headers['Cache-Control'] === FOREVER ? asset.headers : { ...asset.headers, ETag: etag };
  const known = request.headers.get('If-None-Match')?.split(',') ?? [];
  if (known.some((one) => one.trim().replace(/^W\//, '') === etag)) return new Response(null, { status: 304, headers });
  return encoded
    ? new Response(encoded.bytes, { headers: { ...headers, 'Content-Encoding': encoded.encoding } })
    : new Response(asset.bytes, { headers });
}

function acceptedEncodings(header: string | null): ReadonlySet<string> {
  const parts = (header ?? '').toLowerCase().split(',');
  return new Set(
    parts.filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part)).map((part) => part.split(';', 1)[0]?.trim() ?? ''),
  );
}
