import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { checkNotice } from '../core/check/notice-check.ts';
import { checkSurvey } from '../core/check/survey-check.ts';
import type { Notice } from '../core/survey/notice.ts';
import { toSurvey, withAreas } from '../core/survey/questionnaire.ts';
import { type AreaList, areaListSchema, type SurveyFile, surveySchema } from '../core/survey/survey-file.ts';
import type { PublishedSurvey, Surveys } from './published-surveys.ts';

export type ReadSurveys =
  | { readonly kind: 'surveys'; readonly surveys: Surveys }
  /** `file: path: reason`, one line each. */
  | { readonly kind: 'faulty'; readonly lines: readonly string[] };

/** `{ "surveys": [{ "id": "…", "revision": 1 }] }`: the current revision of each, the survey of a bare address first. */
export const indexSchema = v.strictObject({
  $schema: v.optional(v.string()),
  surveys: v.pipe(
    v.array(v.strictObject({ id: v.string(), revision: v.pipe(v.number(), v.integer(), v.minValue(1)) })),
    v.minLength(1),
  ),
});

/** Reads and checks every survey of the folder, every revision and list included. For the build and the endpoint's start. */
export async function readSurveyFiles(folder: string): Promise<ReadSurveys> {
  const lines: string[] = [];
  const say = (file: string, path: string, reason: string) => lines.push(`${join(folder, file)}: ${path}: ${reason}`);
  const read = async <S extends v.GenericSchema>(file: string, schema: S): Promise<v.InferOutput<S> | undefined> => {
    const json = await readJson(join(folder, file));
    if (json.kind === 'unreadable') {
      say(file, '(file)', json.reason);
      return undefined;
    }
    const parsed = v.safeParse(schema, json.value);
    if (parsed.success) return parsed.output;
    for (const issue of parsed.issues) say(file, v.getDotPath(issue) ?? '(file)', issue.message);
    return undefined;
  };

  const lists = new Map<string, AreaList>();
  for (const name of await namesIn(join(folder, 'lists'), /^(.+)\.json$/)) {
    const list = await read(join('lists', `${name}.json`), areaListSchema);
    if (list) lists.set(name, list);
  }

  const surveys = new Map<string, PublishedSurvey>();
  const index = await read('index.json', indexSchema);
  for (const { id, revision } of index?.surveys ?? []) {
    const revisions = new Map<number, PublishedSurvey['current']>();
    const files = new Map<number, SurveyFile>();
    const notice = await readJson(join(folder, noticeName(id)));
    for (const number of await namesIn(join(folder, id), /^([1-9]\d*)\.json$/)) {
      const name = join(id, `${number}.json`);
      const file: SurveyFile | undefined = await read(name, surveySchema);
      if (!file) continue;
      if (file.id !== id) say(name, 'id', `"${file.id}" is not the name of its folder`);
      if (file.revision !== Number(number)) say(name, 'revision', `${file.revision} is not the name of the file`);
      for (const list of listsNamed(file)) if (!lists.has(list)) say(name, 'list', `no lists/${list}.json`);
      // Rules may name areas: references are checked once these are options like others.
      const checked = checkSurvey(withAreas(file, (list) => areasOf(lists.get(list))));
      if (checked.kind === 'faulty') for (const { path, reason } of checked.faults) say(name, path, reason);
      else {
        const whole = {
          ...checked.file,
          ...noticeIn(notice, file.languages, (path, why) => say(noticeName(id), path, why)),
        };
        revisions.set(file.revision, toSurvey(whole));
        files.set(file.revision, whole);
      }
    }
    const current = revisions.get(revision);
    if (current) surveys.set(id, { current, revisions, files });
    else say('index.json', `surveys.${id}`, `no readable ${id}/${revision}.json`);
  }
  return lines.length > 0 ? { kind: 'faulty', lines } : { kind: 'surveys', surveys };
}

const noticeName = (id: string) => join(id, 'notice.json');

/** The notice beside the file, when there is one: an organiser who wrote it must not find it left out. */
function noticeIn(
  json: ReadJson,
  languages: readonly string[],
  say: (path: string, reason: string) => void,
): { readonly notice?: Notice } {
  if (json.kind === 'unreadable') {
    if (json.reason !== MISSING) say('(file)', json.reason);
    return {};
  }
  const checked = checkNotice(json.value, languages);
  if (checked.kind === 'notice') return { notice: checked.notice };
  for (const { path, reason } of checked.faults) say(path, reason);
  return {};
}

const MISSING = 'no such file';

type ReadJson = { readonly kind: 'json'; readonly value: unknown } | { readonly kind: 'unreadable'; reason: string };

async function readJson(path: string): Promise<ReadJson> {
  try {
    return { kind: 'json', value: JSON.parse(await readFile(path, 'utf8')) };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'unreadable', reason: error.message };
    if (isMissing(error)) return { kind: 'unreadable', reason: MISSING };
    throw error;
  }
}

async function namesIn(folder: string, pattern: RegExp): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).flatMap((name) => pattern.exec(name)?.[1] ?? []).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function areasOf(list: AreaList | undefined): readonly (readonly [string, string])[] {
  return (list?.areas ?? []).map(([code = '', name = '']) => [code, name]);
}

function listsNamed(file: SurveyFile): readonly string[] {
  const asked = file.sections.flatMap((section) => section.questions);
  return asked.flatMap((question) => (question.kind === 'territory' ? [question.list] : []));
}
