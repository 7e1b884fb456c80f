import type { Fault } from '../survey/fault.ts';
import { isLocalText } from '../survey/survey-parts.ts';
import { uiLanguageFor, uiLanguageOf } from '../ui-language.ts';

/** Every text in every language. */
export function languageFaults(node: unknown, languages: readonly string[], path = ''): readonly Fault[] {
  if (typeof node !== 'object' || node === null) return [];
  if (isLocalText(node)) {
    const absent = languages.filter((language) => !(language in node));
    return absent.map((language) => ({ path, reason: `no text in "${language}"` }));
  }
  return Object.entries(node).flatMap(([key, value]) =>
    languageFaults(value, languages, path ? `${path}.${key}` : key),
  );
}

/** A tag that has been replaced (`iw` by `he`) would be another language to browsers than to us. */
export function tagFaults(languages: readonly string[]): readonly Fault[] {
  return languages.flatMap((tag, index): readonly Fault[] => {
    const path = `languages.${index}`;
    if (languages.indexOf(tag) < index) return [{ path, reason: `"${tag}" appears twice` }];
    const canonical = canonicalTag(tag);
    if (canonical === tag) return [];
    return [
      { path, reason: canonical === undefined ? `"${tag}" is no language` : `write "${canonical}" for "${tag}"` },
    ];
  });
}

function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch (error) {
    // Well-formed to our pattern, and still wrong, as `de-1996-1996`.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What an author should know and may accept: the interface has no words in some languages. These are no faults. */
export function languageNotes(languages: readonly string[]): readonly Fault[] {
  return languages.flatMap((tag, index) => {
    if (uiLanguageOf(tag)) return [];
    const reason = `the interface has no words in "${tag}": buttons and messages around its texts are in "${uiLanguageFor(tag, languages)}"`;
    return [{ path: `languages.${index}`, reason }];
  });
}
