import type { Fault } from '../survey/fault.ts';

/** Every text in every language. A text is an object whose keys are all language codes. */
export function languageFaults(node: unknown, languages: readonly string[], path = ''): readonly Fault[] {
  if (typeof node !== 'object' || node === null) return [];
  const entries = Object.entries(node);
  const isText =
    !Array.isArray(node) &&
    entries.length > 0 &&
    entries.every(([key, value]) => /^[a-z]{2}$/.test(key) && typeof value === 'string');
  if (isText) {
    const absent = languages.filter((language) => !(language in node));
    return absent.map((language) => ({ path, reason: `no text in "${language}"` }));
  }
  return entries.flatMap(([key, value]) => languageFaults(value, languages, path ? `${path}.${key}` : key));
}
