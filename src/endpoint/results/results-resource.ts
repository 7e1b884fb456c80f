import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { deliver } from '../http/content-negotiation.ts';
import { refuse } from '../http/reply.ts';
import type { Publications } from './publications.ts';

/** `GET /api/results/:survey`: what anyone may know. */
export async function replyWithResults(
  request: Request,
  published: PublishedSurvey | undefined,
  publications: Publications,
): Promise<Response> {
  if (!published) return refuse('not-found');
  return deliver(request, await publications.of(published));
}
