import * as v from 'valibot';
import SENTENCES from './fault-sentences.json' with { type: 'json' };

/**
 * Names what is wrong, and its sentence in English, where each `{}` is a value of the fault, in their order. The last three are of values
 * that do not have the shape of the schema.
 */
export type FaultCode = keyof typeof SENTENCES | 'key-missing' | 'wrong-type' | 'out-of-bounds';
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

export function fault(path: string, code: keyof typeof SENTENCES, ...values: Values): Fault {
  return { path, reason: filledSentence(SENTENCES[code], values), code, values };
}

/** Puts values in the places of a sentence. */
function filledSentence(sentence: string, values: Values): string {
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
    (one) => SENTENCES[one] === message,
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
