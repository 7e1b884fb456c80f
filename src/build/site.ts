import type { Surveys } from '../authoring/published-surveys.ts';
import { readSurveyFiles } from '../authoring/read-survey-files.ts';
import type { SurveyFolder } from '../authoring/survey-folder.ts';
import type { SurveyFile } from '../core/survey/survey-schema.ts';
import { unusable } from './unusable.ts';

/** The surveys of the site: checked, and the text of each file of their folder as written. */
export interface Site {
  readonly surveys: Surveys;
  readonly folder: SurveyFolder;
}

/** The surveys as everyone who needs them in a build gets them: read and checked once, until a file has changed. */
export interface SiteSource {
  readonly path: string;
  /** Rejects with one line for each fault. */
  readonly read: () => Promise<Site>;
  /** A file has changed. */
  readonly forget: () => void;
}

export function siteSource(path: string): SiteSource {
  let site: Promise<Site> | undefined;
  return {
    path,
    read: () => (site ??= readOrFail(path)),
    forget: () => {
      site = undefined;
    },
  };
}

/** The survey of a bare address, which the page itself holds. */
export function firstFile({ surveys }: Site): SurveyFile {
  const [first] = surveys.values();
  const file = first?.files.get(first.current.revision);
  if (!file) throw new Error('index.json names no survey');
  return file;
}

async function readOrFail(path: string): Promise<Site> {
  const read = await readSurveyFiles(path);
  if (read.kind === 'faulty') throw unusable('The survey files', read.lines);
  return read;
}
