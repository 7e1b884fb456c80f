import * as v from 'valibot';
import { languageFor } from '../../core/language.ts';
import { noticeSchema } from '../../core/survey/notice.ts';
import { type Survey, toSurvey } from '../../core/survey/questionnaire.ts';
import type { SurveyFile } from '../../core/survey/survey-schema.ts';
import type { DeskSurvey } from '../../wire/organiser/organiser-reply.ts';
import type { Called, DeskClient } from './desk-client.ts';

/** Loads a survey as phones do, in this language where it has it: the file was checked when it was published. With what phones are spared of the notice. */
export async function loadSurvey(
  client: DeskClient,
  { id, revision, languages }: Pick<DeskSurvey, 'id' | 'revision' | 'languages'>,
  language: string,
  signal: AbortSignal,
): Promise<Called<Survey & Pick<SurveyFile, 'uncopied'>>> {
  const path = `/surveys/${id}/${revision}.${languageFor(languages, [language])}.json`;
  const file = await client.get(path, v.unknown(), signal);
  if (file.kind !== 'ok') return file;
  const survey = surveyIn(file.value as SurveyFile, id);
  if (!survey) return { kind: 'failed', why: 'unreadable' };
  if (!survey.notice) return { kind: 'ok', value: survey };
  const notice = await client.get(`/surveys/${id}/notice.json`, sparedParts, signal);
  if (notice.kind !== 'ok') return notice;
  return { kind: 'ok', value: { ...survey, notice: { ...survey.notice, ...notice.value } } };
}

const { short, channels, sealing } = noticeSchema.entries;
const sparedParts = v.object({ short, channels, sealing });

/** Nothing of another survey, nor of what is none. */
function surveyIn(file: SurveyFile, id: string): (Survey & Pick<SurveyFile, 'uncopied'>) | undefined {
  try {
    return file.id === id ? { ...toSurvey(file), ...(file.uncopied && { uncopied: true }) } : undefined;
  } catch (error) {
    // A page of the network's in place of the file, or half of it.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
