import type { PastStudy } from '../../core/results/past-study.ts';
import type { EarlierOptions } from '../../core/survey/earlier-option.ts';
import type { OrganiserTexts } from '../../core/survey/organiser-texts.ts';
import { fetchSurveyObject } from '../address/survey-object.ts';
import { fetchPastStudy } from '../past/fetch-past.ts';
import type { LogoResultsFile } from './levels.ts';

/** The questions and rows, by id, whose wording or answers the study does not print, with the page that they are drawn from. */
export type Origins = Readonly<Record<string, Origin>>;

export interface Origin {
  /** The source of the wording: `study` if only answers are completed. */
  readonly evidence: 'study' | 'inferred' | 'reconstructed';
  readonly page?: string;
}

export interface SiteFiles {
  readonly file: LogoResultsFile;
  readonly origins: Origins;
  readonly earlier: EarlierOptions;
  readonly past: PastStudy | undefined;
  readonly texts: OrganiserTexts | undefined;
}

let ahead: { readonly name: string; readonly files: Promise<SiteFiles> } | undefined;

/** Fetches them for the page that is about to be drawn. */
export async function fetchSiteFilesAhead(survey: string, language: string): Promise<void> {
  ahead = { name: `${survey} ${language}`, files: fetchFiles(survey, language) };
  await ahead.files;
}

/** Returns the files that accompany a survey on the site; nothing without a network or for a survey without such files. */
export function fetchSiteFiles(survey: string, language: string): Promise<SiteFiles> {
  const files = ahead?.name === `${survey} ${language}` ? ahead.files : fetchFiles(survey, language);
  // A page that is drawn again later asks again.
  ahead = undefined;
  return files;
}

async function fetchFiles(survey: string, language: string): Promise<SiteFiles> {
  const [file, origins, earlier, past, texts] = await Promise.all([
    fetchSurveyObject<LogoResultsFile>(survey, 'results.json'),
    fetchSurveyObject<Origins>(survey, 'origins.json'),
    fetchSurveyObject<EarlierOptions>(survey, 'earlier.json'),
    fetchPastStudy(survey),
    fetchSurveyObject<OrganiserTexts>(survey, `texts.${language}.json`, 'notes', 'interviews'),
  ]);
  // Not the constant of its schema, which would bring that and its library before the page of results.
  return { file: file ?? {}, origins: origins ?? {}, earlier: earlier ?? {}, past, texts };
}
