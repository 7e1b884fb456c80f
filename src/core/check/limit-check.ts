import { utf8Length } from '../answering/text-check.ts';
import { type Fault, fault } from '../survey/fault.ts';
import type { Notice } from '../survey/notice.ts';
import type { SurveyFile } from '../survey/survey-schema.ts';

/** Bytes of a field of the notice, of another text, and of the first page in one language; comparisons of all rules; their depth; parts. */
const MOST = { notice: 4_000, text: 20_000, page: 64_000, comparisons: 2_000, depth: 20, parts: 100_000 };
/** The values of a file, with four in each of its objects and lists. */
const VALUES = 4 * MOST.parts;

/** Checks JSON before a schema reads it: one that reads a rule nested 20 000 deep overflows the stack. */
export function limitFaults(json: unknown, kind: 'notice' | 'text'): readonly Fault[] {
  const faults: Fault[] = [];
  let comparisons = 0;
  const look = (node: object, keys: readonly string[]): void => {
    const depth = keys.filter((key) => /^(all|any|not)$/.test(key)).length;
    // Other parts of a file are never nested as deeply as rules.
    const isTooDeep = depth > MOST.depth || keys.length > 3 * MOST.depth;
    if (isTooDeep || (isComparison(node) && ++comparisons === MOST.comparisons + 1))
      faults.push(fault(keys.join('.'), 'rules-too-large', MOST.comparisons, MOST.depth));
    if (isTooDeep) return;
    // A list of a million is never copied: its entries would fill the memory.
    for (const [key, part] of Array.isArray(node) ? node.entries() : Object.entries(node)) {
      if (part instanceof Object) look(part, [...keys, String(key)]);
      if (typeof part === 'string' && utf8Length(part) > MOST[kind])
        faults.push(fault([...keys, key].join('.'), 'text-too-long', MOST[kind]));
    }
  };
  if (json instanceof Object) look(json, []);
  return faults;
}

/** Counts brackets and commas before JSON is read: 5 MB of empty objects would take half a gigabyte. Those within texts count too. */
export function partFaults(text: string): readonly Fault[] {
  const isOver = (mark: RegExp, most: number) => {
    let left = most;
    for (const _ of text.matchAll(mark)) if (--left < 0) return true;
    return false;
  };
  const isWhole = !isOver(/[[{]/g, MOST.parts) && !isOver(/,/g, VALUES);
  return isWhole ? [] : [fault('(file)', 'too-many-parts', MOST.parts, VALUES)];
}

/** Weights of a quiz, totals and figures of a study have such keys too, and others. */
function isComparison(node: object): boolean {
  const keys = Object.keys(node);
  return keys.length < 3 && !('says' in node) && ['item', 'fact', 'sum', 'answered'].some((key) => key in node);
}

/** Finds the languages in which the opening, the notice and the first question have too many bytes of text. */
export function firstPageFaults({ title, opening, sections, languages }: SurveyFile, notice?: Notice) {
  const [first] = sections[0]?.questions ?? [];
  const bytes: Record<string, number> = {};
  JSON.stringify([title, opening, first?.kind === 'single' && first, { ...notice, channels: 0 }], (key, value) => {
    if (typeof value === 'string') bytes[key] = (bytes[key] ?? 0) + utf8Length(value);
    return value;
  });
  const long = languages.filter((language) => (bytes[language] ?? 0) > MOST.page);
  return long.map((language) => fault('opening', 'page-too-long', MOST.page, language));
}
