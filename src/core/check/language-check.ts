import { uiLanguageFor, uiLanguageOf } from '../../words/languages.ts';
import { textOrPlain } from '../language.ts';
import { type Fault, fault } from '../survey/fault.ts';
import { isLocalText } from '../survey/survey-parts.ts';

/** Finds texts that are missing in a language. A variety of a language may leave out those that are the same in both. */
export function languageFaults(node: unknown, languages: readonly string[], path = ''): readonly Fault[] {
  if (typeof node !== 'object' || node === null) return [];
  if (isLocalText(node)) {
    const absent = languages.filter((language) => textOrPlain(node, language) === undefined);
    return absent.map((language) => fault(path, 'no-text', language));
  }
  return Object.entries(node).flatMap(([key, value]) =>
    languageFaults(value, languages, path ? `${path}.${key}` : key),
  );
}

/** Finds deprecated tags: browsers replace `iw` by `he`, so it would be another language to them than to us. */
export function tagFaults(languages: readonly string[]): readonly Fault[] {
  return languages.flatMap((tag, index): readonly Fault[] => {
    const path = `languages.${index}`;
    if (languages.indexOf(tag) < index) return [fault(path, 'twice', tag)];
    const canonical = canonicalTag(tag);
    if (canonical === tag) return [];
    return [canonical === undefined ? fault(path, 'no-language', tag) : fault(path, 'other-tag', canonical, tag)];
  });
}

function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch (error) {
    // Our pattern accepts it, but it is invalid, such as `de-1996-1996`.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Warnings, not faults: the languages for which the interface has no words. */
export function languageNotes(languages: readonly string[]): readonly Fault[] {
  return languages.flatMap((tag, index) =>
    uiLanguageOf(tag) ? [] : [fault(`languages.${index}`, 'no-words', tag, uiLanguageFor(tag, languages))],
  );
}
