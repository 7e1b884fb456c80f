import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { dayOf } from '../../wire/day.ts';
import {
  COMMENT_STATES,
  type CommentState,
  type commentsPageSchema,
  type decidedSchema,
  decisionSchema,
  type ModeratedComment,
  type textsPageSchema,
} from '../../wire/organiser/moderation.ts';
import { refuse, replyAs } from '../http/reply.ts';
import { decisionOn } from '../moderation/comment-decision.ts';
import { LEAST_SHOWN } from '../moderation/lots.ts';
import { type CommentCount, type CommentRecord, readCommentKey } from '../storage/comment-storage.ts';
import { askedTextItems } from '../stored/texts-apart.ts';
import type { OrganiserEnv } from '../tokens/token-audit.ts';
import type { DeskSurveyParts } from './desk-survey-routes.ts';
import { jsonAs } from './organiser-request.ts';

const PAGE = 50;

/** Comments whose authors consent to their publication: one reader publishes or deletes each of them. */
export function commentRoutes(
  routes: Hono<OrganiserEnv>,
  { storage, now }: Pick<DeskSurveyParts, 'storage' | 'now'>,
): void {
  const pageOf = async (survey: string, asked: Omit<Parameters<typeof storage.comments>[1], 'most'>) => {
    const read = await storage.comments(survey, { ...asked, most: PAGE + 1 });
    const shown = read.slice(0, PAGE);
    const next = read.length > PAGE ? (shown.at(-1)?.key ?? null) : null;
    return { shown, next, isShown: inLotsOf(await storage.commentCounts(survey)) >= LEAST_SHOWN };
  };
  routes.get('/comments/:survey', async (c) => {
    const survey = c.req.param('survey');
    const { state, after, today } = c.req.query();
    if (!c.get('surveys').has(survey) || !isAsked(state, after)) return refuse('not-found');
    const withToday = today === '1';
    const before = withToday ? undefined : dayOf(now());
    const counts = await storage.commentCounts(survey, before);
    const order = orderFor(survey, c.get('holder').name);
    const { shown, next, isShown } = await pageOf(survey, { state, after, before, order });
    c.get('note')({ survey, comments: shown.length, ...(withToday && { today: 'yes' }) });
    return replyAs<typeof commentsPageSchema>({
      survey,
      counts: { ...byState(counts), published: isShown ? inLotsOf(counts) : 0 },
      comments: shown.map((one) => toModerated(one, isShown)),
      next,
    });
  });
  routes.get('/texts/:survey', async (c) => {
    const survey = c.req.param('survey');
    const { item = '', after } = c.req.query();
    const published = c.get('surveys').get(survey);
    const isText = published && askedTextItems(survey, published).some((one) => one.item === item);
    if (!isText || !isAsked(undefined, after)) return refuse('not-found');
    const day = dayOf(now());
    // The order is another on another day: pages that were kept cannot be laid side by side.
    const order = orderFor(`${survey} ${item} ${day}`, c.get('holder').name);
    const { shown, next, isShown } = await pageOf(survey, { item, after, before: day, order });
    c.get('note')({ survey, comments: shown.length });
    const texts = shown.flatMap((one) => {
      const { key, text, state, published } = toModerated(one, isShown);
      return text === null ? [] : [{ key, text, state: one.consent === null ? null : state, published }];
    });
    return replyAs<typeof textsPageSchema>({ survey, item, texts, next });
  });
  routes.post('/comments', jsonAs(decisionSchema), async (c) => {
    const { survey, key, ...asked } = c.req.valid('json');
    if (!c.get('surveys').has(survey)) return refuse('not-found');
    const note = { survey, comments: 1, decision: asked.decision };
    const decided = decisionOn(await storage.comment(survey, key), asked);
    const isDone = decided.kind === 'decided' && (await storage.changeComment(survey, decided.change));
    if (isDone) {
      c.get('note')(note);
      return replyAs<typeof decidedSchema>({ state: decided.state });
    }
    // Another reader may have decided since: the desk reads the list again.
    const code = decided.kind === 'refused' ? decided.code : 'comment.changed';
    c.get('note')({ ...note, comments: 0, refused: code });
    return refuse(code);
  });
}

/** Each reader gets another order, so that two who start together do not read the same text. It depends on the reader's name alone and reveals nothing of arrival. */
function orderFor(survey: string, reader: string): bigint {
  return createHash('sha256').update(`${survey} ${reader}`).digest().readBigInt64BE();
}

function isAsked(state: string | undefined, after: string | undefined): boolean {
  const isState = state === undefined || COMMENT_STATES.some((one) => one === state);
  return isState && (after === undefined || readCommentKey(after) !== undefined);
}

function byState(counts: readonly CommentCount[]): Record<CommentState, number> {
  const countOf = (state: CommentState) => counts.find((one) => one.state === state)?.comments ?? 0;
  return {
    'to-read': countOf('to-read'),
    publishable: countOf('publishable'),
    discarded: countOf('discarded'),
  };
}

function inLotsOf(counts: readonly CommentCount[]): number {
  return counts.reduce((sum, { inLots }) => sum + inLots, 0);
}

function toModerated({ key, item, language, state, text, lot }: CommentRecord, isShown: boolean): ModeratedComment {
  return { key, item, language, state: state as CommentState, text, published: isShown && lot !== null };
}
