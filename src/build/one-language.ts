import type { SurveyFile } from '../core/survey/survey-file.ts';

/** For the organiser's eyes only: the phone never reads them. */
const NOT_SHOWN = new Set(['$schema', 'evidence', 'source', 'printed']);

/** The survey file a phone loads: texts in one language, in the same shape, without the marks of evidence. */
export function inOneLanguage(file: SurveyFile, language: string): unknown {
  return strip({ ...file, languages: [language] }, language);
}

function strip(node: unknown, language: string): unknown {
  if (Array.isArray(node)) return node.map((part) => strip(part, language));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const text = isLocalText(entries) ? entries.filter(([key]) => key === language) : [];
  if (text.length > 0) return Object.fromEntries(text);
  return Object.fromEntries(
    entries.filter(([key]) => !NOT_SHOWN.has(key)).map(([key, value]) => [key, strip(value, language)]),
  );
}

function isLocalText(entries: readonly (readonly [string, unknown])[]): boolean {
  return entries.every(([key, value]) => /^[a-z]{2}$/.test(key) && typeof value === 'string');
}
