import type { Asset, Assets } from './assets.ts';
import { pathIn } from './path.ts';
import { refuseMethod } from './reply.ts';
import { pageHeaders } from './security-headers.ts';

/** The built app. `/` alone is the shell: an address that names nothing says so. */
export function serveAsset(request: Request, rawTarget: string | undefined, assets: Assets): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod('GET, HEAD');
  const path = pathOf(request.url);
  // `/api/%2e%2e/` reads as `/` once tidied: an address that is not what was asked serves nothing.
  const asset = rawTarget === undefined || pathIn(rawTarget) === path ? assets.get(path) : undefined;
  return asset ? deliver(request, asset) : notFound(assets.get('/404.html'));
}

function deliver(request: Request, asset: Asset): Response {
  const accepted = acceptedEncodings(request.headers.get('Accept-Encoding'));
  const encoded = asset.encoded.find((one) => accepted.has(one.encoding));
  const etag = encoded ? `"${asset.etag}-${encoded.encoding}"` : `"${asset.etag}"`;
  const headers = { ...asset.headers, ETag: etag };
  const known = request.headers.get('If-None-Match')?.split(',') ?? [];
  if (known.some((one) => one.trim().replace(/^W\//, '') === etag)) return new Response(null, { status: 304, headers });
  return encoded
    ? new Response(encoded.bytes, { headers: { ...headers, 'Content-Encoding': encoded.encoding } })
    : new Response(asset.bytes, { headers });
}

function notFound(page: Asset | undefined): Response {
  if (page) return new Response(page.bytes, { status: 404, headers: page.headers });
  const headers = { ...pageHeaders(undefined), 'Content-Type': 'text/plain; charset=utf-8' };
  return new Response('Rien à cette adresse. Nothing at this address.\n', { status: 404, headers });
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}

function acceptedEncodings(header: string | null): ReadonlySet<string> {
  const parts = (header ?? '').toLowerCase().split(',');
  return new Set(
    parts.filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part)).map((part) => part.split(';', 1)[0]?.trim() ?? ''),
  );
}
