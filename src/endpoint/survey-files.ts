import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Survey, toSurvey, withAreas } from '../core/questionnaire.ts';
import { areaListSchema, type SurveyFile } from '../core/survey.ts';
import { checkSurvey } from '../core/survey-check.ts';

/** One revision of a survey, its territory questions written out. */
export interface SurveyRevision {
  readonly file: SurveyFile;
  readonly survey: Survey;
}

export interface SurveyFiles {
  /** The current revision of each survey; the first is the one asked when the address names none. */
  readonly current: ReadonlyMap<string, number>;
  readonly revisions: ReadonlyMap<string, ReadonlyMap<number, SurveyRevision>>;
}

export type ReadSurveys =
  | { readonly kind: 'surveys'; readonly surveys: SurveyFiles }
  /** One line each: `file: path: reason`. */
  | { readonly kind: 'faulty'; readonly lines: readonly string[] };

/** `index.json` names the current revision of each survey: `{ "numerique-territorial": 1 }`. */
const indexSchema = v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(1)));

/** Reads and checks a folder of surveys: `index.json`, `<id>/<revision>.json`, `lists/<list>.json`. */
export function readSurveyFiles(folder: string): ReadSurveys {
  const lines: string[] = [];
  const json = (name: string): unknown => {
    try {
      return JSON.parse(readFileSync(join(folder, name), 'utf8'));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      lines.push(`${name}: (file): ${error.message}`);
      return undefined;
    }
  };
  const parse = <S extends v.GenericSchema>(name: string, schema: S): v.InferOutput<S> | undefined => {
    const content = json(name);
    if (content === undefined) return undefined;
    const parsed = v.safeParse(schema, content);
    if (parsed.success) return parsed.output;
    for (const issue of parsed.issues) lines.push(`${name}: ${v.getDotPath(issue) ?? '(file)'}: ${issue.message}`);
    return undefined;
  };

  const areas = (list: string) => parse(`lists/${list}.json`, areaListSchema)?.areas ?? [];
  const current = new Map(Object.entries(parse('index.json', indexSchema) ?? {}));
  const revisions = new Map<string, Map<number, SurveyRevision>>();
  for (const [id, newest] of current) {
    const read = new Map<number, SurveyRevision>();
    for (const revision of revisionsIn(join(folder, id))) {
      const name = `${id}/${revision}.json`;
      const content = json(name);
      if (content === undefined) continue;
      const checked = checkSurvey(content);
      if (checked.kind === 'faulty') {
        lines.push(...checked.faults.map((fault) => `${name}: ${fault.path}: ${fault.reason}`));
        continue;
      }
      if (checked.file.id !== id) lines.push(`${name}: id: "${checked.file.id}" is not the folder's name`);
      if (checked.file.revision !== revision) lines.push(`${name}: revision: the file's name says ${revision}`);
      const file = withAreas(checked.file, areas);
      read.set(revision, { file, survey: toSurvey(file) });
    }
    if (!read.has(newest) && lines.length === 0) lines.push(`index.json: ${id}: no file ${id}/${newest}.json`);
    revisions.set(id, read);
  }
  return lines.length > 0 ? { kind: 'faulty', lines } : { kind: 'surveys', surveys: { current, revisions } };
}

function revisionsIn(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((name) => (/^[1-9]\d*\.json$/.test(name) ? [Number.parseInt(name, 10)] : []))
    .sort((a, b) => a - b);
}
