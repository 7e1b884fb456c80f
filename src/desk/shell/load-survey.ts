import * as v from 'valibot';
import { type Survey, toSurvey } from '../../core/survey/questionnaire.ts';
import type { SurveyFile } from '../../core/survey/survey-schema.ts';
import type { DeskSurvey } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';

/** The survey as phones load it: the file was checked when it was published. With the channels, which phones are spared. */
export async function loadSurvey(
  { id, revision }: DeskSurvey,
  language: string,
  signal: AbortSignal,
): Promise<Called<Survey>> {
  const file = await load(`/surveys/${id}/${revision}.${language}.json`, signal);
  if (file.kind !== 'ok') return file;
  const survey = surveyIn(file.value as SurveyFile, id);
  if (!survey) return { kind: 'failed', why: 'unreadable' };
  if (!survey.notice) return { kind: 'ok', value: survey };
  const notice = await load(`/surveys/${id}/notice.json`, signal);
  if (notice.kind !== 'ok') return notice;
  const channels = v.safeParse(channelsOf, notice.value);
  if (!channels.success) return { kind: 'failed', why: 'unreadable' };
  return { kind: 'ok', value: { ...survey, notice: { ...survey.notice, ...channels.output } } };
}

const channelsOf = v.object({
  channels: v.optional(v.array(v.object({ id: v.string(), label: v.record(v.string(), v.string()) }))),
});

/** Nothing of another survey, nor of what is none. */
function surveyIn(file: SurveyFile, id: string): Survey | undefined {
  try {
    return file.id === id ? toSurvey(file) : undefined;
  } catch (error) {
    // A page of the network's in place of the file, or half of it.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

async function load(path: string, signal: AbortSignal): Promise<Called<unknown>> {
  try {
    const response = await fetch(path, { signal });
    if (response.status === 404) return { kind: 'refused', code: 'not-found' };
    return { kind: 'ok', value: await response.json() };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'failed', why: 'unreadable' };
    if (error instanceof TypeError) return { kind: 'failed', why: 'unreachable' };
    throw error;
  }
}
