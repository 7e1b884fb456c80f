import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { deliver } from '../http/content-negotiation.ts';
import { refuse } from '../http/reply.ts';
import type { VerbatimsPublisher } from './draw-verbatims.ts';

/** `GET /api/verbatims/:survey`: comments that anyone may read. */
export async function replyWithVerbatims(
  request: Request,
  published: PublishedSurvey | undefined,
  verbatims: Pick<VerbatimsPublisher, 'of'>,
): Promise<Response> {
  if (!published) return refuse('not-found');
  return deliver(request, await verbatims.of(published));
}
