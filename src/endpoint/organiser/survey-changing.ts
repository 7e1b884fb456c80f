import type { Context } from 'hono';
import { allowsSurvey } from '../../wire/organiser/survey-limit.ts';
import type { changeReply, RefusalReply } from '../../wire/organiser/survey-reply.ts';
import { REQUEST_CODES } from '../../wire/problem.ts';
import { refuse, reply, replyAs } from '../http/reply.ts';
import type { ChangeRequest, PublishingOutcome } from '../publishing/survey-changes.ts';
import { listedSurveys } from '../publishing/survey-list.ts';
import type { Asker } from '../publishing/upload/kept-files.ts';
import { isSurveyId } from '../publishing/upload/upload-names.ts';
import { FIRST_NAME } from '../tokens/keyring.ts';
import type { Facts, OrganiserEnv } from '../tokens/token-audit.ts';

export function dryFact(isDry: boolean): Facts {
  return isDry ? { dry: 'yes' } : {};
}

/** Nothing for a survey that the token may not see: it is not found, whether there is one or not. */
export function surveyIn(c: Context<OrganiserEnv>): string | undefined {
  const survey = c.req.param('survey') ?? '';
  return isSurveyId(survey) && allowsSurvey(c.get('holder').surveys, survey) ? survey : undefined;
}

/** Names the limit of the token. The refusal is the same for every survey beyond it, whether there is one or not. */
function refuseBeyond(c: Context<OrganiserEnv>): Response {
  if (!isSurveyId(c.req.param('survey') ?? '')) return refuse('not-found');
  const lines = c.get('holder').surveys ?? [];
  return reply(REQUEST_CODES['survey.limit'], { code: 'survey.limit', lines } satisfies RefusalReply);
}

export function askerOf(c: Context<OrganiserEnv>): Asker {
  return { by: c.get('holder').name, gone: c.req.raw.signal };
}

/** Makes a change of what is there, which has to say what it follows. */
export async function matching(
  c: Context<OrganiserEnv>,
  facts: Facts,
  change: (asked: ChangeRequest) => Promise<PublishingOutcome>,
): Promise<Response> {
  return await changing(c, facts, async (asked) =>
    asked.version === undefined ? { kind: 'refused', code: 'match.required' } : await change(asked),
  );
}

/** Makes a change, and notes it, with the name of a file once that is known to be one of ours; `isNew` where it may follow nothing. */
export async function changing(
  c: Context<OrganiserEnv>,
  facts: Facts,
  change: (asked: ChangeRequest, isNew: boolean) => Promise<PublishingOutcome>,
): Promise<Response> {
  const survey = surveyIn(c);
  if (survey === undefined) return refuseBeyond(c);
  const [, version] = /^"([^"]+)"$/.exec(c.req.header('If-Match') ?? '') ?? [];
  const asker = askerOf(c);
  const asked: ChangeRequest = {
    ...asker,
    survey,
    isHost: asker.by === FIRST_NAME,
    limit: c.get('holder').surveys,
    ...(version !== undefined && { version }),
  };
  const outcome = await change(asked, version === undefined);
  if (outcome.kind === 'refused') {
    const { code, lines, report } = outcome;
    const { file: _, ...known } = facts;
    c.get('note')({ survey, ...known, refused: code });
    return reply(REQUEST_CODES[code], { code, lines, report } satisfies RefusalReply);
  }
  c.get('note')({ survey, ...facts });
  const [listed = null] = outcome.kept ? listedSurveys([outcome.kept], new Map(), { withDrafts: true }) : [];
  return replyAs<typeof changeReply>(
    {
      done: facts.dry === undefined,
      survey: listed,
      ...outcome.link,
      ...(outcome.report && { report: outcome.report }),
    },
    outcome.kept && { ETag: `"${outcome.kept.version}"` },
  );
}
