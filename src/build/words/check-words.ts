import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { argumentsOf, formsIn, pluralsOf, printedIn, readMessage, textLength, unquoted } from './message.ts';

/** A file of words as FormatJS and Weblate have it: messages by key. */
export type WordsFile = Readonly<Record<string, { readonly defaultMessage: string; readonly description?: string }>>;

/**
 * `syntax`: no ICU message. `empty`: no text, where the source has one. `key-missing`, `key-unknown`: against the source. `arguments`: other ones than in the source, or counted here
 * alone. `described`: the description of the source does not name each argument once. `plural-forms`: not those of the language.
 * `too-long`: over 1.6 times the source. `apostrophe`: a straight one, which ICU may take for a quotation mark.
 */
export type WordsFaultCode =
  | 'syntax'
  | 'empty'
  | 'key-missing'
  | 'key-unknown'
  | 'arguments'
  | 'described'
  | 'plural-forms'
  | 'too-long'
  | 'apostrophe';

export interface WordsFault {
  readonly language: string;
  readonly key: string;
  readonly code: WordsFaultCode;
  readonly detail: string;
}

const LONGEST_SHARE = 1.6;
/** Characters that every text may have more than the source: "OK" becomes "Aceptar". */
const SPARE = 8;

/** Checks a language against the source, French. One that overlays its source, as easy French does, may lack keys. */
export function checkWords(
  file: WordsFile,
  language: string,
  source: WordsFile,
  overlays = false,
): readonly WordsFault[] {
  const found: WordsFault[] = [];
  const fault = (key: string, code: WordsFaultCode, detail = '') => void found.push({ language, key, code, detail });
  for (const key of Object.keys(source)) if (!overlays && !Object.hasOwn(file, key)) fault(key, 'key-missing');
  for (const [key, { defaultMessage, description = '' }] of Object.entries(file)) {
    const original = source[key];
    const read = safely(defaultMessage);
    if (typeof read === 'string') fault(key, 'syntax', read);
    else if (!original) fault(key, 'key-unknown');
    else {
      if (unquoted(defaultMessage).includes("'")) fault(key, 'apostrophe');
      const inSource = safely(original.defaultMessage);
      if (file === source) checkDescription(description, read, (detail) => fault(key, 'described', detail));
      else if (typeof inSource !== 'string') {
        const detail = differenceOf(read, inSource);
        if (detail) fault(key, 'arguments', detail);
        const most = Math.floor(textLength(inSource) * LONGEST_SHARE + SPARE);
        if (textLength(read) > most) fault(key, 'too-long', `${textLength(read)} characters, ${most} at most`);
        if (read.length === 0 && inSource.length > 0) fault(key, 'empty');
      }
      const wrong = wrongForms(read, language);
      if (wrong) fault(key, 'plural-forms', wrong);
    }
  }
  return found;
}

/** The arguments of a message, in the order in which its description names them: code passes them in this order. */
export function orderedArguments(description: string): readonly string[] {
  return [...description.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

function checkDescription(description: string, read: readonly MessageFormatElement[], fault: (detail: string) => void) {
  const used = [...argumentsOf(read).keys()].sort().join();
  const named = [...orderedArguments(description)].sort().join();
  if (used !== named) fault(`${named || 'none'} for ${used || 'none'}`);
}

function differenceOf(
  read: readonly MessageFormatElement[],
  inSource: readonly MessageFormatElement[],
): string | undefined {
  const own = argumentsOf(read);
  const wanted = argumentsOf(inSource);
  const printed = printedIn(inSource);
  const names = new Set([...own.keys(), ...wanted.keys()]);
  for (const name of names) {
    const kind = own.get(name);
    // A language may print what the source counts, and leave out what only chooses words in the source.
    if (!wanted.has(name)) return `{${name}} is not in the source`;
    if (kind === undefined && printed.has(name)) return `{${name}} is lost`;
    if (kind !== undefined && kind !== 'any' && kind !== wanted.get(name))
      return `{${name}} is ${kind} here, ${wanted.get(name)} in the source`;
  }
  return undefined;
}

function wrongForms(read: readonly MessageFormatElement[], language: string): string | undefined {
  const { forms } = formsIn(language);
  const known = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const { options } of pluralsOf(read)) {
    const written = Object.keys(options).filter((key) => !key.startsWith('='));
    const lacking = forms.filter((form) => !written.includes(form));
    const foreign = written.filter((form) => !known.some((one) => one === form));
    if (lacking.length + foreign.length > 0)
      return [...lacking.map((one) => `lacks "${one}"`), ...foreign.map((one) => `has no "${one}"`)].join(', ');
  }
  return undefined;
}

function safely(text: string): readonly MessageFormatElement[] | string {
  try {
    return readMessage(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}
