import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import { templateWorkbook } from '../../authoring/workbook/writing/template.ts';
import { LANGUAGE_TAG } from '../../core/language.ts';
import { allowsSurvey } from '../../wire/organiser/survey-limit.ts';
import type { keysReply, reportReply } from '../../wire/organiser/survey-reply.ts';
import { type Entry, zip } from '../exports/table/zip.ts';
import { readBody } from '../http/body.ts';
import { streamOf } from '../http/export-stream.ts';
import { refuse, reply, replyAs } from '../http/reply.ts';
import { bodyHeaders } from '../http/security-headers.ts';
import type { WorkbookAnswers } from '../publishing/put-workbook.ts';
import { listedSurveys } from '../publishing/survey-list.ts';
import { streamed } from '../publishing/upload/kept-files.ts';
import { UPLOAD_LIMITS } from '../publishing/upload/upload-names.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import type { FileSet } from '../storage/survey-storage.ts';
import { FIRST_NAME } from '../tokens/keyring.ts';
import type { OrganiserEnv } from '../tokens/token-audit.ts';
import type { DeskSurveyParts } from './desk-survey-routes.ts';
import { jsonAs } from './organiser-request.ts';
import { askerOf, changing, dryFact, matching, surveyIn } from './survey-changing.ts';

type PublishingRouteParts = Pick<DeskSurveyParts, 'storage' | 'publisher'>;

/** A workbook, LimeSurvey's export, or questions in a text: what they are is read of their bytes. */
const WORKBOOK = /\.(xlsx|ods|txt|tsv)$/;

/** The texts of a language, for what is in the draft already. */
const TRANSLATION = 'translation.xlsx';

const dryRun = v.optional(v.boolean(), false);
const publishSchema = v.strictObject({ dryRun, listed: v.optional(v.boolean(), false) });
const bareSchema = v.strictObject({ dryRun });
const reserveSchema = v.strictObject({ id: v.string(), key: v.string() });

/** Preparing and publishing surveys. A change names the version that it follows in `If-Match`. */
export function publishingRoutes(routes: Hono<OrganiserEnv>, { storage, publisher }: PublishingRouteParts): void {
  routes.get('/surveys', async (c) => {
    const { surveys: limit, scopes } = c.get('holder');
    const kept = (await storage.keptSurveys()).filter(({ survey }) => allowsSurvey(limit, survey));
    const withDrafts = scopes.includes('author') || scopes.includes('publish');
    return reply(200, { surveys: listedSurveys(kept, c.get('surveys'), { withDrafts }) });
  });
  routes.get('/template', (c) => {
    const bytes = templateWorkbook(c.req.query('lang') === 'fr' ? 'fr' : 'en');
    return new Response(new Uint8Array(bytes), { headers: downloadHeaders('template.xlsx') });
  });
  routes.put('/surveys/:survey/draft/:path{.+}', async (c) => {
    const path = c.req.param('path');
    const file = path.endsWith('.xlsx') ? 'workbook' : path;
    return await changing(c, { file }, async (asked, isNew) => {
      const kept = await publisher.kept(asked.survey);
      // Nothing is read of a body that follows another version. The first file of a survey follows none, and only that one.
      if (kept?.version !== asked.version)
        return { kind: 'refused', code: kept && isNew ? 'match.required' : 'draft.changed' };
      const body = await readBody(c.req.raw, UPLOAD_LIMITS.file);
      if (body.kind === 'too-large') return { kind: 'refused', code: 'body.too-large' };
      if (body.kind === 'broken') return { kind: 'refused', code: 'batch.unreadable' };
      if (path === TRANSLATION) return await publisher.putTranslation(asked, body.bytes);
      if (WORKBOOK.test(path)) return await publisher.putWorkbook(asked, body.bytes, answersIn(c));
      return await publisher.put(asked, new Map([[path, body.bytes]]));
    });
  });
  routes.delete('/surveys/:survey/draft/:path{.+}', (c) =>
    matching(c, { file: c.req.param('path') }, (asked) => publisher.remove(asked, c.req.param('path'))),
  );
  routes.delete('/surveys/:survey/draft', (c) => matching(c, {}, publisher.discard));
  // They follow no version: a link that leaked is ended whatever has changed.
  routes.post('/surveys/:survey/preview', (c) => changing(c, {}, publisher.preview));
  routes.delete('/surveys/:survey/preview', (c) => changing(c, {}, publisher.endPreview));
  routes.post('/surveys/:survey/keys', jsonAs(reserveSchema), (c) =>
    matching(c, {}, (asked) => publisher.makeKeys(asked, c.req.valid('json'))),
  );
  readingRoutes(routes, { storage, publisher });
  routes.post('/surveys/:survey/publish', jsonAs(publishSchema), async (c) => {
    const { dryRun: isDry, listed: isListed } = c.req.valid('json');
    return await matching(c, dryFact(isDry), (asked) => publisher.publish(asked, { isListed, isDry }));
  });
  for (const [call, decide] of [
    ['take-back', publisher.takeBack],
    ['withdraw', publisher.withdraw],
  ] as const)
    routes.post(`/surveys/:survey/${call}`, jsonAs(bareSchema), async (c) => {
      const { dryRun: isDry } = c.req.valid('json');
      return await matching(c, dryFact(isDry), (asked) => decide(asked, isDry));
    });
}

/** Returns the files of a survey to its author, one by one, as a workbook or as an archive. */
function readingRoutes(routes: Hono<OrganiserEnv>, { storage, publisher }: PublishingRouteParts): void {
  routes.get('/surveys/:survey/report', async (c) => {
    const survey = surveyIn(c);
    const report = survey === undefined ? undefined : await publisher.report(survey, askerOf(c));
    if (!report) return refuse('not-found');
    if ('code' in report) return refuse(report.code);
    c.get('note')({ survey: report.survey });
    return replyAs<typeof reportReply>(report, { ETag: `"${report.version}"` });
  });
  routes.get('/surveys/:survey/keys', async (c) => {
    const published = c.get('surveys').get(c.req.param('survey'));
    if (!published) return refuse('not-found');
    c.get('note')({ survey: published.current.id });
    const state = await publisher.keys(published);
    const isHost = c.get('holder').name === FIRST_NAME;
    return replyAs<typeof keysReply>(isHost ? state : { ...state, refusal: 'sealing.host-only' });
  });
  routes.get('/surveys/:survey/files/:path{.+}', async (c) => {
    const survey = surveyIn(c);
    const kept = survey === undefined ? undefined : await publisher.kept(survey);
    const set = c.req.query('of') === 'draft' ? kept?.draft : kept?.published;
    const file = set?.files.find(({ path }) => path === c.req.param('path'));
    const bytes = file && (await streamed(storage, file.digest));
    if (!kept || !bytes) return refuse('not-found');
    c.get('note')({ survey: kept.survey });
    return new Response(bytes, { headers: downloadHeaders(file.path.replaceAll('/', '-')) });
  });
  routes.get('/surveys/:survey/workbook', async (c) => {
    const survey = surveyIn(c);
    const kept = survey === undefined ? undefined : await publisher.kept(survey);
    const set = c.req.query('of') === 'draft' ? kept?.draft : kept?.published;
    const bytes = set && (await publisher.workbook(set, askerOf(c)));
    if (!kept || !bytes) return refuse('not-found');
    if ('code' in bytes) return refuse(bytes.code);
    c.get('note')({ survey: kept.survey });
    return new Response(new Uint8Array(bytes), { headers: downloadHeaders(`${kept.survey}.xlsx`) });
  });
  routes.get('/surveys/:survey/archive', async (c) => {
    const survey = surveyIn(c);
    const kept = survey === undefined ? undefined : await publisher.kept(survey);
    const set = c.req.query('of') === 'draft' ? kept?.draft : kept?.published;
    if (!kept || !set) return refuse('not-found');
    c.get('note')({ survey: kept.survey });
    const archive = await streamOf(c.req.raw.signal, (left) => surveyArchive(storage, set, left));
    return new Response(archive, { headers: downloadHeaders(`${kept.survey}.survey.zip`) });
  });
}

/** Returns what somebody has answered to the questions about a workbook: `?accept=survey!F12,survey!G3&language=sw`. */
function answersIn(c: Context<OrganiserEnv>): WorkbookAnswers {
  const language = c.req.query('language') ?? '';
  return {
    accepted: (c.req.query('accept') ?? '').split(',').filter(Boolean),
    language: LANGUAGE_TAG.test(language) ? language : undefined,
  };
}

const downloadHeaders = (name: string) => bodyHeaders('application/octet-stream', name);

/** The time stamp of every entry, so that the same files give the same archive. */
const NO_TIME = new Date(2000, 0, 1);

/** Writes the files into one archive as they were uploaded; pictures as they were re-encoded. */
function surveyArchive({ pieces }: Pick<Storage, 'pieces'>, { files }: FileSet, left: AbortSignal) {
  async function* entries(): AsyncGenerator<Entry> {
    for (const { path, digest } of files) {
      if ((await pieces(digest).next()).done) throw new StorageUnavailable('a file of a survey cannot be read');
      yield { path, content: () => pieces(digest) };
    }
  }
  return zip(entries(), NO_TIME, left);
}
