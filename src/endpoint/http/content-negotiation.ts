import { FOREVER, type ServedFile } from './assets.ts';

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
