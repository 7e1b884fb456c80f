import { type Asset, type Assets, deliver } from './assets.ts';
import { pathIn } from './guards.ts';
import { refuseMethod } from './reply.ts';
import { pageHeaders } from './security-headers.ts';

/** Serves the built app. Only `/` is the shell: an unknown path gets 404. */
export function serveAsset(request: Request, rawTarget: string | undefined, assets: Assets): Response {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod('GET, HEAD');
  const path = new URL(request.url).pathname;
  // `/api/%2e%2e/` normalises to `/`: a path that differs from the one that was requested serves nothing.
  const asset = rawTarget === undefined || pathIn(rawTarget) === path ? assets.get(path) : undefined;
  return asset ? deliver(request, asset) : notFound(assets.get('/404.html'));
}

function notFound(page: Asset | undefined): Response {
  if (page) return new Response(page.bytes, { status: 404, headers: page.headers });
  const headers = {
    ...pageHeaders(undefined),
    'Content-Type': 'text/plain; charset=utf-8',
    // A file of the next release is missing only for a moment, so the 404 must not be cached.
    'Cache-Control': 'no-store',
  };
  return new Response('Rien à cette adresse. Nothing at this address.\n', { status: 404, headers });
}
