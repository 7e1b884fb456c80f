import { createHash } from 'node:crypto';
import { answer, refuse } from './answer.ts';
import { dayOf } from './day.ts';
import type { Storage } from './storage.ts';
import type { PublishedSurvey } from './surveys.ts';

/** Counts move by whole batches: looking just before and after a colleague answers teaches nothing. */
const BATCH = 10;

/** `GET /api/results/:survey`: what anyone may know. */
export async function showResults(
  request: Request,
  published: PublishedSurvey | undefined,
  storage: Storage,
  now: Date,
): Promise<Response> {
  if (!published) return refuse('not-found');
  const { id, revision } = published.current;
  const complete = await storage.completeCount(id);
  const results = { survey: id, revision, asOf: dayOf(now), n: complete - (complete % BATCH) };
  const etag = `"${createHash('sha256').update(JSON.stringify(results)).digest('base64url').slice(0, 22)}"`;
  const headers = { ETag: etag, 'Cache-Control': 'no-cache' };
  if (request.headers.get('If-None-Match') === etag) return new Response(null, { status: 304, headers });
  return answer(200, results, headers);
}
