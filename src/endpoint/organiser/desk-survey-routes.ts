import type { Hono } from 'hono';
import * as v from 'valibot';
import { TRIAL } from '../../core/survey/channel-id.ts';
import { dayOf, daysAfter } from '../../wire/day.ts';
import { allowsSurvey } from '../../wire/organiser/survey-limit.ts';
import type {
  countsReply,
  deletedReply,
  examplesReply,
  homeReply,
  overviewReply,
  textReply,
} from '../../wire/organiser/survey-reply.ts';
import type { Counting } from '../columns/counting.ts';
import { type Contacts, monthOf } from '../contacts/contacts.ts';
import { readBody } from '../http/body.ts';
import { refuse, replyAs } from '../http/reply.ts';
import type { Lifecycles } from '../lifecycle/lifecycles.ts';
import type { Catalogue } from '../publishing/catalogue.ts';
import type { Examples } from '../publishing/copies/examples.ts';
import { replyWithRead } from '../publishing/preview-reply.ts';
import type { Publisher } from '../publishing/publisher.ts';
import { bytesOf, surveyOverviews } from '../publishing/survey-list.ts';
import { type SurveyFiles, storedFiles } from '../publishing/upload/kept-files.ts';
import { UPLOAD_LIMITS } from '../publishing/upload/upload-names.ts';
import { waveFile } from '../results/wave-file.ts';
import type { Storage } from '../storage/storage.ts';
import type { OrganiserEnv } from '../tokens/token-audit.ts';
import { jsonAs } from './organiser-request.ts';
import { askerOf, changing, dryFact, matching, surveyIn } from './survey-changing.ts';

export interface DeskSurveyParts {
  readonly storage: Storage;
  readonly publisher: Publisher;
  readonly lifecycles: Lifecycles;
  readonly counting: Pick<Counting, 'ask'>;
  readonly examples: Examples;
  readonly catalogue: Catalogue;
  /** Serves at once what has just changed. */
  readonly look?: (survey?: string) => Promise<void>;
  readonly now: () => Date;
}

/** A copy of a survey that comes with the program, or of one that the token may see. */
const copySchema = v.strictObject({ from: v.picklist(['example', 'survey']), id: v.string() });

/** As long as a page of results can be. */
const textSchema = v.strictObject({ text: v.pipe(v.string(), v.maxLength(50_000)) });

/** Serves the desk's page of surveys, but for publishing. */
export function deskSurveyRoutes(routes: Hono<OrganiserEnv>, parts: DeskSurveyParts): void {
  const { storage, publisher, lifecycles, examples, catalogue, look = async () => {} } = parts;
  routes.get('/overview', async (c) => {
    const { surveys: limit, scopes } = c.get('holder');
    const kept = (await storage.keptSurveys()).filter(({ survey }) => allowsSurvey(limit, survey));
    const surveys = surveyOverviews(kept, {
      served: c.get('surveys'),
      closings: await lifecycles.closings(),
      withDrafts: scopes.includes('author') || scopes.includes('publish'),
    });
    return replyAs<typeof overviewReply>({
      surveys,
      home: { survey: catalogue.home() ?? null, isFixed: catalogue.isHomeFixed },
      room: { used: bytesOf(kept), most: UPLOAD_LIMITS[limit ? 'token' : 'site'] },
    });
  });
  // The bare address belongs to the whole site: a token that is limited to some surveys chooses nothing there.
  routes.post('/home', jsonAs(v.strictObject({ survey: v.nullable(v.string()) })), async (c) => {
    const wanted = c.req.valid('json');
    if (c.get('holder').surveys !== null) return refuse('token.scope');
    if (catalogue.isHomeFixed) return refuse('home.fixed');
    const { survey } = wanted;
    if (survey !== null && !c.get('surveys').has(survey)) return refuse('not-found');
    await storage.chooseHome(survey);
    await look();
    c.get('note')(survey === null ? {} : { survey });
    return replyAs<typeof homeReply>({ home: catalogue.home() ?? null });
  });
  routes.get('/counts', async (c) => {
    const today = dayOf(parts.now());
    c.get('note')({ today: 'yes' });
    const counts = await Promise.all(
      [...c.get('surveys')].map(async ([survey, published]) => {
        const { complete, partial, days } = await parts.counting.ask(survey, 'participation');
        const ofToday = days.filter(({ receivedOn }) => receivedOn === today);
        const trial = published.trialUntil === undefined ? 0 : await storage.countChannel(survey, TRIAL, today);
        return { survey, complete, partial, trial, today: ofToday.reduce((sum, day) => sum + day.complete, 0) };
      }),
    );
    return replyAs<typeof countsReply>({ counts });
  });
  routes.get('/examples', async () => replyAs<typeof examplesReply>({ examples: await examples.list() }));
  routes.get('/surveys/:survey/preview', async (c) => {
    const survey = surveyIn(c);
    return replyWithRead(c.req.raw, survey === undefined ? undefined : await publisher.draft(survey, askerOf(c)));
  });
  // Drawn by the desk as the results draw it; the file is checked when it is kept.
  routes.post('/surveys/:survey/text', jsonAs(textSchema), async (c) => {
    const wanted = c.req.valid('json');
    if (surveyIn(c) === undefined) return refuse('not-found');
    const drawn = await publisher.reading('text')(askerOf(c), async () => [wanted.text]);
    return 'code' in drawn ? refuse(drawn.code) : replyAs<typeof textReply>(drawn);
  });
  routes.post('/surveys/:survey/copy', jsonAs(copySchema), async (c) => {
    const wanted = c.req.valid('json');
    const seen = wanted.from === 'example' || allowsSurvey(c.get('holder').surveys, wanted.id);
    return await changing(c, {}, async (asked) => {
      if (await publisher.kept(asked.survey)) return { kind: 'refused', code: 'survey.exists' };
      if (!seen) return { kind: 'refused', code: 'not-found' };
      const wave = wanted.from === 'survey' ? c.get('surveys').get(wanted.id) : undefined;
      const past = wave && (await waveFile(wave, storage, asked.survey));
      const copy = publisher.reading('copy');
      const files = () => filesToCopy(parts, wanted);
      const copied = await copy(asked, async () => [await files(), asked.survey, wanted.from, past]);
      if (!copied || 'code' in copied) return { kind: 'refused', code: copied?.code ?? 'not-found' };
      return await publisher.replace(asked, copied);
    });
  });
  routes.put('/surveys/:survey/published/:path{.+}', async (c) => {
    const isDry = c.req.query('dry') === '1';
    return await matching(c, { ...dryFact(isDry), file: c.req.param('path') }, async (asked) => {
      const kept = await publisher.kept(asked.survey);
      if (kept && kept.version !== asked.version) return { kind: 'refused', code: 'draft.changed' };
      const body = await readBody(c.req.raw, UPLOAD_LIMITS.file);
      if (body.kind === 'too-large') return { kind: 'refused', code: 'body.too-large' };
      if (body.kind === 'broken') return { kind: 'refused', code: 'batch.unreadable' };
      return await publisher.amend(asked, new Map([[c.req.param('path'), body.bytes]]), isDry);
    });
  });
  routes.delete('/surveys/:survey/published/:path{.+}', (c) =>
    matching(c, { file: c.req.param('path') }, (asked) =>
      publisher.amend(asked, new Map(), false, c.req.param('path')),
    ),
  );
}

async function filesToCopy(
  { storage, publisher, examples }: DeskSurveyParts,
  { from, id }: v.InferOutput<typeof copySchema>,
): Promise<SurveyFiles> {
  if (from === 'example') return (await examples.filesOf(id)) ?? new Map();
  const kept = await publisher.kept(id);
  // Those of the draft alone before it is published.
  return await storedFiles(storage, (kept?.published ?? kept?.draft)?.files ?? []);
}

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
