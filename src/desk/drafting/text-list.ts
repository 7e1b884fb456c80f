import { parseJson } from '../../wire/json.ts';

/** Where a text is in a JSON file. */
type TextPath = readonly (string | number)[];

/** One text of a survey's files in one language. */
export interface SurveyText {
  readonly file: string;
  readonly path: TextPath;
  /** The place by the ids of what is above it, which stays when something is added before: `survey.sections.a.questions.q1.text`. */
  readonly key: string;
  readonly language: string;
  readonly text: string;
  /** The question that it belongs to, counted from 1 through the whole questionnaire. */
  readonly question?: number;
}

type Json = unknown;

/** Finds every text in the files that are JSON: an object whose keys are languages of the survey and whose values are strings. */
export function textsIn(files: ReadonlyMap<string, string>, languages: readonly string[]): readonly SurveyText[] {
  const found: SurveyText[] = [];
  for (const [file, written] of files) {
    const json = file.endsWith('.json') && !/^(lists|maps)\/|^reference-/.test(file) ? parsed(written) : undefined;
    if (json === undefined) continue;
    const numbers = questionNumbers(json);
    walk(json, [], [file.replace(/^\d+\.json$/, 'survey.json').slice(0, -5)], (path, key, texts) => {
      const question = questionAt(path, numbers);
      for (const language of languages) {
        const text = texts[language];
        if (text !== undefined)
          found.push({ file, path: [...path, language], key, language, text, ...(question && { question }) });
      }
    });
  }
  return found;

  type See = (path: TextPath, key: string, texts: Readonly<Record<string, string>>) => void;
  function walk(json: Json, path: TextPath, names: readonly string[], see: See) {
    if (typeof json !== 'object' || json === null) return;
    if (isLocalText(json, languages)) return see(path, names.join('.'), json);
    for (const [key, value] of Object.entries(json))
      walk(value, [...path, Array.isArray(json) ? Number(key) : key], [...names, String(Object(value).id ?? key)], see);
  }
}

/** Writes the file with another text in this place. Throws where the place is not there. */
export function withText(written: string, path: TextPath, text: string): string {
  const json: Json = JSON.parse(written);
  let at: Json = json;
  for (const key of path.slice(0, -1)) at = (at as Readonly<Record<string | number, Json>>)[key];
  const last = path.at(-1);
  if (typeof at !== 'object' || at === null || last === undefined) throw new Error(`no text at ${path.join('.')}`);
  (at as Record<string | number, Json>)[last] = text;
  return writtenJson(json);
}

export function writtenJson(json: Json): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}

/** A text with spaces of any kind alike. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function isLocalText(json: object, languages: readonly string[]): json is Readonly<Record<string, string>> {
  const entries = Object.entries(json);
  return entries.length > 0 && entries.every(([key, value]) => languages.includes(key) && typeof value === 'string');
}

/** Undefined for a file that is no JSON yet, which the report says. */
export function parsed(written: string | undefined): Json {
  return written === undefined ? undefined : parseJson(written);
}

/** How many questions each section begins after; nothing where the file has no sections. */
function questionNumbers(json: Json): readonly number[] {
  const sections = (json as { readonly sections?: unknown })?.sections;
  if (!Array.isArray(sections)) return [];
  let before = 0;
  return sections.map((section) => {
    const start = before;
    before += Array.isArray(section?.questions) ? section.questions.length : 0;
    return start;
  });
}

function questionAt(path: TextPath, starts: readonly number[]): number | undefined {
  const [sections, section, questions, question] = path;
  if (sections !== 'sections' || questions !== 'questions') return undefined;
  return typeof section === 'number' && typeof question === 'number'
    ? (starts[section] ?? 0) + question + 1
    : undefined;
}
