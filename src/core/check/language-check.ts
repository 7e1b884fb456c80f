import type { Fault } from '../survey/fault.ts';
import { isLocalText } from '../survey/survey-parts.ts';

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
