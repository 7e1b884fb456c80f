import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { refuse } from '../http/reply.ts';
import { API_HEADERS } from '../http/security-headers.ts';
import type { Publications } from './publications.ts';

/** `GET /api/results/:survey`: what anyone may know. */
export async function replyWithResults(
  request: Request,
  published: PublishedSurvey | undefined,
  publications: Publications,
): Promise<Response> {
  if (!published) return refuse('not-found');
  const { body, etag } = await publications.of(published);
  const headers = { ...API_HEADERS, 'Content-Type': 'application/json', 'Cache-Control': 'no-cache', ETag: etag };
  const known = request.headers.get('If-None-Match') === etag;
  return new Response(known ? null : body, { status: known ? 304 : 200, headers });
}
