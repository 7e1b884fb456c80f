import type { Hono } from 'hono';
import * as v from 'valibot';
import { dayOf, daysAfter } from '../../wire/day.ts';
import type { deletedReply } from '../../wire/organiser/survey-reply.ts';
import { type Contacts, monthOf } from '../contacts/contacts.ts';
import { refuse, replyAs } from '../http/reply.ts';
import type { OrganiserEnv } from '../tokens/token-audit.ts';
import type { DeskSurveyParts } from './desk-survey-routes.ts';
import { jsonAs } from './organiser-request.ts';
import { dryFact, surveyIn } from './survey-changing.ts';

interface DeletingParts extends Pick<DeskSurveyParts, 'storage' | 'publisher' | 'lifecycles' | 'now' | 'look'> {
  readonly contacts: Contacts;
}

const deleteSchema = v.strictObject({ dryRun: v.optional(v.boolean(), false) });

/**
 * Deletes a survey with all its responses, texts, addresses and publications. Only one that is closed or withdrawn: phones may be
 * sending to any other. Tombstones stay, so that its responses cannot return.
 */
export function deletingRoutes(routes: Hono<OrganiserEnv>, parts: DeletingParts): void {
  routes.post('/surveys/:survey/delete', jsonAs(deleteSchema), async (c) => {
    const wanted = c.req.valid('json');
    const survey = surveyIn(c);
    const kept = survey === undefined ? undefined : await parts.publisher.kept(survey);
    if (!kept)
      return refuse(survey !== undefined && c.get('surveys').has(survey) ? 'survey.held-by-files' : 'not-found');
    const isEnded = kept.state === 'withdrawn' || (await isClosed(parts, kept.survey));
    if (!isEnded) return refuse('survey.not-closed');
    const responses = wanted.dryRun ? undefined : await deleteSurvey(parts, kept.survey);
    c.get('note')({ survey: kept.survey, ...dryFact(wanted.dryRun), ...(responses !== undefined && { responses }) });
    return replyAs<typeof deletedReply>({ done: !wanted.dryRun });
  });
}

async function isClosed({ lifecycles, now }: DeletingParts, survey: string): Promise<boolean> {
  const closedFrom = (await lifecycles.closings()).get(survey)?.closedFrom;
  return closedFrom !== undefined && closedFrom <= dayOf(now());
}

async function deleteSurvey({ storage, contacts, now, look }: DeletingParts, survey: string): Promise<number> {
  const today = dayOf(now());
  const tomorrow = daysAfter(today, 1);
  const responses = await storage.eraseBefore(tomorrow, survey);
  await contacts.erase(survey);
  await contacts.expire(survey, monthOf(today));
  await storage.forgetSurvey(survey);
  await look?.(survey);
  return responses;
}
