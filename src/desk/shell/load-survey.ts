import { type Survey, toSurvey } from '../../core/survey/questionnaire.ts';
import type { SurveyFile } from '../../core/survey/survey-file.ts';
import type { SurveyEntry } from '../../wire/survey-entry.ts';
import type { Called } from '../calls/desk-client.ts';

/** The survey as phones load it: the build has checked the file from end to end. */
export async function loadSurvey(
  { id, revision }: SurveyEntry,
  language: string,
  signal: AbortSignal,
): Promise<Called<Survey>> {
  let response: Response;
  try {
    response = await fetch(`/surveys/${id}/${revision}.${language}.json`, { signal });
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'failed', why: 'unreachable' };
    throw error;
  }
  if (response.status === 404) return { kind: 'refused', code: 'not-found' };
  try {
    const file: SurveyFile = await response.json();
    return file.id === id ? { kind: 'ok', value: toSurvey(file) } : { kind: 'failed', why: 'unreadable' };
  } catch (error) {
    // A page of the network's in place of the file, or half of it.
    if (error instanceof SyntaxError || error instanceof TypeError) return { kind: 'failed', why: 'unreadable' };
    throw error;
  }
}
