import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { checkSurvey } from '../../src/core/check/survey-check.ts';
import { type Survey, toSurvey } from '../../src/core/survey/questionnaire.ts';
import { areaListSchema, type SurveyFile } from '../../src/core/survey/survey-schema.ts';

/** Parses a file under `public/surveys` at each call, so that tests may change the result. */
export function readPublic(path: string, change?: Parameters<typeof JSON.parse>[1]): unknown {
  return JSON.parse(readFileSync(new URL(`../../public/surveys/${path}`, import.meta.url), 'utf8'), change);
}

/** A survey file of `test/fixtures/surveys`. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/surveys/${name}.json`, import.meta.url), 'utf8'));
}

/** Returns the checked file, with the areas of its lists written out. Throws with every fault if there is one. */
export function builtFile(json: unknown): SurveyFile {
  const checked = checkSurvey(json, (list) => v.parse(areaListSchema, readPublic(`lists/${list}.json`)).areas);
  if (checked.kind === 'faulty')
    throw new Error(checked.faults.map((fault) => `${fault.path}: ${fault.reason}`).join('\n'));
  return checked.file;
}

export function builtSurvey(json: unknown): Survey {
  return toSurvey(builtFile(json));
}

/** Tests write texts in French and English: the study has no others here, whatever languages it ships in. */
function studyAt(revision: number) {
  const json = () =>
    readPublic(`numerique-territorial/${revision}.json`, (key, part) =>
      key === 'languages' ? ['fr', 'en'] : part?.fr && part.en ? { fr: part.fr, en: part.en } : part,
    );
  return { json, survey: builtSurvey(json()) };
}

/** The current revision of the 2017 questionnaire: a fresh copy of the file for changes, and the survey built from it once. */
export const study = studyAt(3);
/** The one before: drafts and responses of it are still answered, shown and counted. */
export const secondStudy = studyAt(2);
/** Its first revision. */
export const firstStudy = studyAt(1);

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Returns a copy of a parsed file with the value at this path replaced, such as `facts.0.no.is`; removed if no value is given. */
export function withChange(json: unknown, path: string, value?: Json): unknown {
  const [key = '', ...rest] = path.split('.');
  if (typeof json !== 'object' || json === null) throw new Error(`nothing to change at ${path}`);
  const copy = structuredClone(json) as Record<string, unknown>;
  if (rest.length > 0) copy[key] = withChange(copy[key], rest.join('.'), value);
  else if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy;
}
