import {
  parsed,
  type SurveyText,
  type TranslatedText,
  translatedTexts,
  withText,
  writtenJson,
} from '../drafting/text-list.ts';
import { currentRevision } from '../drafting/use-survey-files.ts';

type Files = ReadonlyMap<string, string>;

const PRESENTATION = 'presentation.json';

/**
 * `unreadable`: no file for a translator, or no text there. `unknown-key`: the survey has no such text. `source-changed`: the survey
 * says something else by now than what was translated. `missing`: still to be translated.
 */
type TranslationFault = 'unreadable' | 'unknown-key' | 'source-changed' | 'missing';

export type TakenTranslation = ReturnType<typeof takeTranslated>;

/** Writes the file for a translator in the form that Weblate reads, that of the words of the interface. Each text has its source beside it. */
export function translatorFile(texts: readonly TranslatedText[]): string {
  const entries = texts.map(({ key, text, source }) => [key, { defaultMessage: text, description: source.text }]);
  return writtenJson(Object.fromEntries(entries));
}

/** Puts the texts of a translator's file into their places. Braces in them are braces: a text of a survey has no arguments. */
export function takeTranslated(written: string, files: Files, languages: readonly string[], language: string) {
  const given = new Map<string, unknown>(Object.entries(Object(parsed(written))));
  const isFile = [...given.values()].some((one) => typeof one === 'object');
  const faults: { readonly code: TranslationFault; readonly key: string }[] = [];
  if (!isFile)
    return { files: new Map<string, string>(), count: 0, faults: [{ code: 'unreadable' as const, key: '' }] };
  const changed = new Map<string, string>();
  const putText = (file: string, path: SurveyText['path'], text: string) =>
    changed.set(file, withText(changed.get(file) ?? files.get(file) ?? '', path, text));
  let count = 0;
  for (const { key, text, file, path, source } of translatedTexts(files, languages, language)) {
    const { defaultMessage = '', description = source.text } = Object(given.get(key));
    given.delete(key);
    if (typeof defaultMessage !== 'string') faults.push({ code: 'unreadable', key });
    else if (defaultMessage.trim() === '' && text === '') faults.push({ code: 'missing', key });
    else if (defaultMessage.trim() !== '' && defaultMessage !== text) {
      if (description !== source.text) faults.push({ code: 'source-changed', key });
      putText(file, path, defaultMessage);
      count++;
    }
  }
  for (const key of given.keys()) faults.push({ code: 'unknown-key', key });
  // The survey is in that language from its first text on. A person signs its translation later.
  if (count > 0 && !languages.includes(language)) {
    putText(`${currentRevision(files.keys())}.json`, ['languages', languages.length], language);
    const before = changed.get(PRESENTATION) ?? files.get(PRESENTATION) ?? '{}';
    const { translations, ...rest } = Object(parsed(before));
    const marked = { ...translations, [language]: { reviewed: null } };
    changed.set(PRESENTATION, writtenJson({ ...rest, translations: marked }));
  }
  return { files: changed, count, faults };
}
