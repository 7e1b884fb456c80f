import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import { refuse, reply } from '../http/reply.ts';
import type { Conducting } from './conducting.ts';

/** `GET /api/surveys/:survey`: what was decided since the app was built, for a page to know before anybody begins. */
export async function replyWithSurvey(
  published: PublishedSurvey | undefined,
  { closings }: Pick<Conducting, 'closings'>,
): Promise<Response> {
  if (!published) return refuse('not-found');
  const { id, revision } = published.current;
  const { closedFrom = null, finalOn = null } = (await closings()).get(id) ?? {};
  return reply(200, { survey: id, revision, closedFrom, finalOn });
}
