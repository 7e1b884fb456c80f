import type { Asset, Assets } from './assets.ts';
import { deliver } from './content-negotiation.ts';
import { pathIn } from './raw-path.ts';
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

function notFound(page: Asset | undefined): Response {
  if (page) return new Response(page.bytes, { status: 404, headers: page.headers });
  const headers = {
    ...pageHeaders(undefined),
    'Content-Type': 'text/plain; charset=utf-8',
    // A file of the next release is missing for a moment alone.
    'Cache-Control': 'no-store',
  };
  return new Response('Rien à cette adresse. Nothing at this address.\n', { status: 404, headers });
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
