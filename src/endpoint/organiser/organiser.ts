import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares digests, which have one length, in constant time. */
export function isOrganiser(request: Request, token: string): boolean {
  const [, given] = /^Bearer +(.+)$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
