import { createHash } from 'node:crypto';
import { refuse } from './answer.ts';
import type { Publications } from './publications.ts';
import { API_HEADERS } from './security-headers.ts';
import type { PublishedSurvey } from './surveys.ts';

/** `GET /api/results/:survey`: what anyone may know. */
export async function showResults(
  request: Request,
  published: PublishedSurvey | undefined,
  publications: Publications,
): Promise<Response> {
  if (!published) return refuse('not-found');
  const body = await publications.of(published);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { ...API_HEADERS, 'Content-Type': 'application/json', 'Cache-Control': 'no-cache', ETag: etag };
  const known = request.headers.get('If-None-Match') === etag;
  return new Response(known ? null : body, { status: known ? 304 : 200, headers });
}
