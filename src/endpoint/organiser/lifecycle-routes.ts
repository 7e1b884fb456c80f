import type { Hono } from 'hono';
import * as v from 'valibot';
import type { Surveys } from '../../authoring/published-surveys.ts';
import {
  addedCrossing,
  type CrossedItems,
  isInFile,
  isSameCrossing,
  mayBePublished,
} from '../../core/results/results-file.ts';
import { isCalendarDate } from '../../wire/envelope.ts';
import type {
  decisionReply,
  invitedReply,
  lifecycleReply,
  targetsReply,
} from '../../wire/organiser/organiser-reply.ts';
import { refuse, replyAs } from '../http/reply.ts';
import { fixedParts } from '../lifecycle/held-changes.ts';
import { closingDays, invitationSchema, isFinalMade, MOST_INVITATIONS, targetsSchema } from '../lifecycle/lifecycle.ts';
import {
  closing,
  type Decide,
  listing,
  ordering,
  reopening,
  settingFinal,
  stating,
  targeting,
  unlisting,
} from '../lifecycle/lifecycle-decisions.ts';
import type { Lifecycles } from '../lifecycle/lifecycles.ts';
import type { PublicationStateParts } from '../results/publication-state.ts';
import type { Publications } from '../results/publications.ts';
import type { Facts, OrganiserEnv } from '../tokens/token-audit.ts';
import { jsonAs, reason } from './organiser-request.ts';

export interface LifecycleParts extends Pick<PublicationStateParts, 'storage' | 'counting'> {
  readonly lifecycles: Lifecycles;
  readonly publications: Pick<Publications, 'forget' | 'state'>;
}

const day = v.pipe(v.string(), v.check(isCalendarDate));
/** `dryRun`: tells what would happen, and does nothing. */
const asked = { survey: v.string(), dryRun: v.optional(v.boolean(), false) };

const closeSchema = v.strictObject({ ...asked, lastDay: v.optional(day), finalOn: v.optional(day) });
const finalSchema = v.strictObject({ ...asked, finalOn: day });
const bareSchema = v.strictObject(asked);
const publishSchema = v.strictObject({ ...asked, reason: v.optional(reason) });
const invitedSchema = v.strictObject({
  survey: v.string(),
  invited: v.pipe(v.array(invitationSchema), v.maxLength(MOST_INVITATIONS)),
});

const wantedSchema = v.strictObject({ survey: v.string(), targets: targetsSchema });

const crossingSchema = v.strictObject({
  ...asked,
  rows: v.string(),
  columns: v.string(),
  wanted: v.picklist(['listed', 'unlisted']),
});

/** Routes that close, reopen and order a publication, each with a preview of its effects, and the one that returns a survey's state. */
export function lifecycleRoutes(routes: Hono<OrganiserEnv>, parts: LifecycleParts): void {
  routes.get('/conduct/:survey', async (c) => {
    const published = c.get('surveys').get(c.req.param('survey'));
    if (!published) return refuse('not-found');
    const { id } = published.current;
    c.get('note')({ survey: id });
    const { today, lifecycle, last } = await parts.lifecycles.decisionContext(published);
    const days = closingDays(published.current, lifecycle);
    const { closedFrom = null, finalOn = null } = days;
    const { invited = [], targets = {}, crossings = [], orders = [] } = lifecycle;
    return replyAs<typeof lifecycleReply>({
      survey: id,
      today,
      closedFrom,
      finalOn,
      isFinalMade: isFinalMade(last, days),
      orders,
      publication: await parts.publications.state(published, lifecycle, days),
      invited,
      targets,
      crossings,
    });
  });
  routes.post('/invited', jsonAs(invitedSchema), async (c) => {
    const { survey, invited } = c.req.valid('json');
    const published = c.get('surveys').get(survey);
    if (!published) return refuse('not-found');
    c.get('note')({ survey });
    await parts.lifecycles.decide(published, stating(invited), false);
    return replyAs<typeof invitedReply>({ survey, invited: invited.length });
  });
  routes.post('/targets', jsonAs(wantedSchema), async (c) => {
    const { survey, targets } = c.req.valid('json');
    const published = c.get('surveys').get(survey);
    if (!published) return refuse('not-found');
    const strata = published.current.question.get(published.current.stratum ?? '')?.choice;
    if (!Object.keys(targets).every((stratum) => strata?.has(stratum))) return refuse('not-found');
    c.get('note')({ survey });
    await parts.lifecycles.decide(published, targeting(targets), false);
    return replyAs<typeof targetsReply>({ survey, targets: Object.keys(targets).length });
  });
  routes.post('/crossing', jsonAs(crossingSchema), (c) =>
    decide(c.req.valid('json'), parts, c.var, (wanted) => crossingDecision(wanted, c.var.surveys, parts)),
  );
  routes.post('/close', jsonAs(closeSchema), (c) => decide(c.req.valid('json'), parts, c.var, closing));
  routes.post('/reopen', jsonAs(bareSchema), (c) => decide(c.req.valid('json'), parts, c.var, () => reopening));
  routes.post('/final', jsonAs(finalSchema), (c) => decide(c.req.valid('json'), parts, c.var, settingFinal));
  routes.post('/publish', jsonAs(publishSchema), (c) => decide(c.req.valid('json'), parts, c.var, ordering));
}

/** Nothing for items that cannot be crossed. It tells no numbers: what everybody will read is drawn once, at the closing. */
async function crossingDecision(
  { survey, wanted, rows, columns }: v.InferOutput<typeof crossingSchema>,
  surveys: Surveys,
  { storage, counting }: LifecycleParts,
): Promise<Decide | undefined> {
  const crossed = { rows, columns };
  const published = surveys.get(survey);
  if (!published || !mayBePublished(crossed, published.current)) return undefined;
  if (wanted === 'unlisted') return unlisting(crossed);
  if (isInFile(published.results, crossed)) return () => ({ kind: 'refused', code: 'crossing.already-listed' });
  const { refused } = await counting.ask(survey, 'plans', await fixedParts(storage, survey), [addedCrossing(crossed)]);
  const isSpent = refused.some((one) => isSameCrossing(one, crossed));
  return isSpent ? () => ({ kind: 'refused', code: 'crossing.spent' }) : listing(crossed);
}

type DecisionRequest = v.InferOutput<typeof closeSchema> & Partial<CrossedItems>;

async function decide<Wanted extends DecisionRequest>(
  wanted: Wanted,
  { lifecycles, publications }: LifecycleParts,
  { surveys, note }: OrganiserEnv['Variables'],
  decisionFor: (wanted: Wanted) => Decide | undefined | Promise<Decide | undefined>,
): Promise<Response> {
  const { survey, dryRun, lastDay, finalOn, rows, columns } = wanted;
  const published = surveys.get(survey);
  const decides = await decisionFor(wanted);
  if (!published || !decides) return refuse('not-found');
  const facts: Facts = {
    survey,
    ...(lastDay && { lastDay }),
    ...(finalOn && { finalOn }),
    ...(rows && columns && { crossing: addedCrossing({ rows, columns }).id }),
    ...(dryRun && { dry: 'yes' }),
  };
  const decision = await lifecycles.decide(published, decides, dryRun);
  if (decision.kind === 'refused') {
    note({ ...facts, refused: decision.code });
    return refuse(decision.code);
  }
  note(facts);
  if (!dryRun) publications.forget(survey);
  return replyAs<typeof decisionReply>({ survey, done: !dryRun, effects: decision.effects });
}
