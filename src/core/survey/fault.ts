import * as v from 'valibot';

/** Sentences in English that say what is wrong with a survey file, by code. Each `{}` is a value of the fault, in their order. */
export const FAULT_SENTENCES = {
  twice: '"{}" appears twice',
  unknown: 'no {} "{}"',
  'no-item': 'no question or row "{}"',
  'no-fact': 'no fact "{}"',
  'id-taken': '"{}" is already the id of {}',
  reserved: '"{}" is a reserved word: choose another id',
  'no-text': 'no text in "{}"',
  'no-language': '"{}" is no language',
  'other-tag': 'write "{}" for "{}"',
  'text-too-long': 'a text here has {} bytes at most',
  'too-many-parts': 'a file has {} objects and lists at most, and {} values',
  'page-too-long': 'the first page has more than {} bytes of text in "{}"',
  'rules-too-large': 'rules make {} comparisons at most in all, and are nested {} deep at most',
  'no-words':
    'the interface has no words in "{}": buttons and messages around its texts are in the reader’s language if it has that, otherwise in "{}"',
  'no-buttons': 'the interface has no words in "{}"',
  'no-list': 'no lists/{}.json',
  'asked-later': '"{}" is asked later, or here',
  'no-option': '"{}" has no option "{}"',
  'no-level': '"{}" has no level "{}"',
  'not-single': '"{}" is not a single-choice question',
  'not-multiple': '"{}" is not a multiple choice',
  'not-number': '"{}" is not a number',
  'empty-any': 'an empty "any" never holds: nothing behind it can be reached',
  'consent-unneeded': 'only a personal text asks for consent: others are exported as they are',
  'bounds-crossed': 'min is not below max',
  'max-above-options': 'max is {}, above the number of options, which is {}',
  'min-above-max': 'min is above max, or above the number of options',
  'level-specified': 'a level of a scale cannot be specified',
  'no-fill-level': 'no level "{}" in scale "{}"',
  'first-ordered': 'the first question has no random order: no response has an id yet',
  'scale-ordered': 'the levels of a scale have no random order',
  'prefill-options': 'a link answers questions of {} options at most',
  'prefill-combinations': 'links could tell {} people apart, which is above {}',
  'no-blank-option': 'no question that the facts read has an option "{}"',
  'question-unreachable': 'no answers can reach this question',
  'no-criteria': 'there is no criterion',
  'quiz-criteria': 'a quiz with weights has no criteria',
  'quiz-facts': 'a quiz with weights has no facts',
  'no-weighted-options': '"{}" has no options to be weighted',
  'weighted-twice': '"{}" of "{}" is weighted twice',
  'never-nearest': 'no answer brings it more points than another: it is never nearest',
  'composite-above': '{} is above the number of criteria, which is {}: no profile would ever be dominant',
  'nothing-required': 'it requires nothing: every response would match it',
  'fact-not-read': 'criterion "{}" does not read fact "{}"',
  'fact-not-counted': 'criterion "{}" counts no fact "{}"',
  'not-summed': 'fact "{}" is not a count and cannot be summed',
  'is-count': 'fact "{}" is a count: use "sum"',
  'equals-of-set': '"equals" is for sets, "is" and "in" for flags and categories',
  'never-is': 'fact "{}" never is "{}"',
  'same-conditions': 'the same conditions as profile "{}": "{}" would never be named',
  'same-weights': 'as near as profile "{}" however all questions are answered: "{}" would never be named alone',
  'profile-covered':
    '"{}" never comes alone: answers that meet its criteria meet those of "{}" too, whose "{}" asks for less. Example: {}',
  'profile-outweighed': '"{}" never comes alone: "{}" is as near, however all questions are answered. Example: {}',
  'profile-never-alone': '"{}" never comes alone, whatever is answered. Example: {}',
  'profile-rare': '"{}" comes alone for {} of {} random respondents',
  'profiles-several':
    '{} % of {} random respondents are between several profiles: so many cards will have two names or more',
  'decided-by-one':
    'question {}, "{}", decides nearly alone: its answer tells the profile of {} % of {} random respondents',
  'profile-unreachable': 'no answers can reach this profile exactly',
  'same-emblem': 'the same emblem as "{}"',
  'population-named':
    '"{}" names a population: the share is of responses, so begin with a verb, and name a group in "of"',
  'not-https': 'an address begins with https://',
  // Schemas say these themselves.
  'wrong-id': 'an id is lower-case letters, digits and hyphens',
  'wrong-option-id': 'an option id is letters, digits and hyphens',
  'contacts-kept-longer': 'contacts are kept for less time than answers',
} as const;

/** Names what is wrong. The last three are of values that do not have the shape of the schema. */
export type FaultCode = keyof typeof FAULT_SENTENCES | 'key-missing' | 'wrong-type' | 'out-of-bounds';
type Values = readonly (string | number)[];

/** Says what is wrong with a survey file and where: `sections.0.questions.2.showIf: …`. One line each. */
export interface Fault {
  readonly path: string;
  /** In English. */
  readonly reason: string;
  /** Absent where only English has a sentence. */
  readonly code?: FaultCode;
  readonly values?: Values;
}

export function fault(path: string, code: keyof typeof FAULT_SENTENCES, ...values: Values): Fault {
  return { path, reason: filledSentence(FAULT_SENTENCES[code], values), code, values };
}

/** Puts values in the places of a sentence. */
export function filledSentence(sentence: string, values: Values): string {
  let place = 0;
  return sentence.replaceAll('{}', () => String(values[place++]));
}

/** Reads JSON of the shape of a schema, with its faults; without that shape there is no value. `faultsIn` looks at what no schema says. */
export function checkJson<S extends v.GenericSchema>(
  json: unknown,
  schema: S,
  faultsIn: (value: v.InferOutput<S>) => readonly Fault[] = () => [],
): { readonly value?: v.InferOutput<S>; readonly faults: readonly Fault[] } {
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return { value: parsed.output, faults: faultsIn(parsed.output) };
  const pathOf = (issue: v.BaseIssue<unknown>) => v.getDotPath(issue) ?? '(file)';
  return { faults: parsed.issues.map((one) => ({ path: pathOf(one), reason: one.message, ...codeOf(one) })) };
}

function codeOf({ message, expected, received }: v.BaseIssue<unknown>): Pick<Fault, 'code' | 'values'> {
  const [, what = ''] = /^Invalid (\w+): /.exec(message) ?? [];
  if (what === 'key' && received === 'undefined')
    return { code: 'key-missing', values: [expected?.slice(1, -1) ?? ''] };
  if (what === 'type') return { code: 'wrong-type', values: [received] };
  if (what === 'length' || what === 'value') return { code: 'out-of-bounds', values: [] };
  const code = (['wrong-id', 'wrong-option-id', 'contacts-kept-longer'] as const).find(
    (one) => FAULT_SENTENCES[one] === message,
  );
  return code ? { code, values: [] } : {};
}

/** Returns one fault for each duplicate id. */
export function repeated(ids: readonly string[], path: string): readonly Fault[] {
  const seen = new Set<string>();
  return [...new Set(ids.filter((id) => seen.size === seen.add(id).size))].map((id) => fault(path, 'twice', id));
}

/** Returns one fault for each id that leads nowhere: `no option "other"`. */
export function unknown(
  what: string,
  ids: readonly string[],
  isKnown: (id: string) => boolean | undefined,
  path: string,
): readonly Fault[] {
  return ids.filter((id) => !isKnown(id)).map((id) => fault(path, 'unknown', what, id));
}
