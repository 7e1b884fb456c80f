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

/** Finds every text in the files that are JSON: an object whose keys are languages of the survey and whose values are strings. */
export function textsIn(files: ReadonlyMap<string, string>, languages: readonly string[]): readonly SurveyText[] {
  const found: SurveyText[] = [];
  for (const [file, written] of files) {
    if (!file.endsWith('.json') || /^(lists|maps)\/|^reference-/.test(file)) continue;
    let asked = 0;
    walk(parsed(written), [], [file.replace(/^\d+\.json$/, 'survey.json').slice(0, -5)]);

    function walk(json: unknown, path: TextPath, names: readonly string[], question?: number) {
      if (typeof json !== 'object' || json === null) return;
      const isQuestions = path.length === 3 && path[0] === 'sections' && path[2] === 'questions';
      if (isLocalText(json, languages)) {
        const shared = { file, key: names.join('.'), ...(question && { question }) };
        for (const language of languages) {
          const text = json[language];
          if (text !== undefined) found.push({ ...shared, path: [...path, language], language, text });
        }
      } else
        for (const [key, value] of Object.entries(json)) {
          const at = Array.isArray(json) ? Number(key) : key;
          if (isQuestions) asked++;
          walk(value, [...path, at], [...names, String(Object(value).id ?? key)], isQuestions ? asked : question);
        }
    }
  }
  return found;
}

/** A text in another language than the first, which is empty where it is missing, and the text to translate. */
export type TranslatedText = SurveyText & { readonly source: SurveyText };

/** The texts of a further language, in the order of those of the first. */
export function translatedTexts(
  files: ReadonlyMap<string, string>,
  languages: readonly string[],
  language: string,
): TranslatedText[] {
  const all = textsIn(files, [...languages, language]);
  const own = new Map(all.flatMap((one) => (one.language === language ? [[one.key, one.text]] : [])));
  const sources = all.filter((one) => one.language === languages[0]);
  return sources.map((source) => {
    const path = [...source.path.slice(0, -1), language];
    return { ...source, path, language, text: own.get(source.key) ?? '', source };
  });
}

/** Writes the file with another text in this place. Throws where the place is not there. */
export function withText(written: string, path: TextPath, text: string): string {
  const json: unknown = JSON.parse(written);
  const at = path.slice(0, -1).reduce<object>((node, key) => Reflect.get(node, key), Object(json));
  Reflect.set(at, path.at(-1) ?? '', text);
  return writtenJson(json);
}

export function writtenJson(json: unknown): string {
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
export function parsed(written: string | undefined): unknown {
  return written === undefined ? undefined : parseJson(written);
}
