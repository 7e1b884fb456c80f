import * as v from 'valibot';
import { LANGUAGE_TAG, textOrPlain } from '../language.ts';

/* Schemas that every part of a survey file uses. */

export const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case letters, digits and hyphens'),
  v.maxLength(64),
);

/** INSEE codes have capitals (2A, 2B), so option ids may have them too; no other ids may. */
export const optionId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, 'an option id is letters, digits and hyphens'),
  v.maxLength(64),
);

export const languageTag = v.pipe(
  v.string(),
  v.regex(LANGUAGE_TAG, 'a language is a BCP 47 tag, written as in "fr", "pt-BR" or "zh-Hant"'),
  v.maxLength(35),
);

/** One text in each language of the file: `{ "fr": "Oui", "en": "Yes" }`. */
export const localText = v.pipe(
  v.record(languageTag, v.pipe(v.string(), v.minLength(1))),
  v.minEntries(1, 'a text in no language'),
);

/** Returns whether an object of a file is a text in several languages: all its keys are language tags. */
export function isLocalText(node: object): node is LocalText {
  const entries = Object.entries(node);
  return entries.length > 0 && entries.every(([key, value]) => typeof value === 'string' && LANGUAGE_TAG.test(key));
}

/** Gives the texts that a variety of a language leaves out in that language: « Français facile » in French. */
export function withVarieties<Part>(part: Part, languages: readonly string[]): Part {
  const varieties = languages.filter((tag) => tag.includes('-'));
  if (varieties.length === 0) return part;
  return JSON.parse(JSON.stringify(part), (_, node) =>
    typeof node === 'object' && node !== null && isLocalText(node)
      ? { ...node, ...Object.fromEntries(varieties.map((tag) => [tag, textOrPlain(node, tag)])) }
      : node,
  );
}

/**
 * Where a wording or an option comes from: printed in the study, deduced from its comments, or added to make a complete list.
 * `source` names the lines of the study, as in "l. 144-161".
 */
export const provenance = {
  evidence: v.optional(v.picklist(['study', 'inferred', 'reconstructed'])),
  source: v.optional(v.string()),
  /** The study's wording, if ours differs; in parts if the study prints it in parts. */
  printed: v.optional(v.union([v.string(), v.pipe(v.array(v.string()), v.minLength(2))])),
};

/** A count of things. */
export const bound = v.pipe(v.number(), v.integer(), v.minValue(0));

export type Rule =
  | { readonly item: string; readonly is: string }
  | { readonly item: string; readonly in: readonly string[] }
  | { readonly answered: string }
  /** The number is at least, or at most, this. */
  | { readonly item: string; readonly atLeast: number }
  | { readonly item: string; readonly atMost: number }
  /** At least this many options of the multiple choice are chosen. */
  | { readonly item: string; readonly chosen: { readonly atLeast: number } }
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule };

export const rule: v.GenericSchema<Rule> = v.union([
  v.strictObject({ item: slug, is: optionId }),
  v.strictObject({ item: slug, in: v.pipe(v.array(optionId), v.minLength(1)) }),
  v.strictObject({ answered: slug }),
  v.strictObject({ item: slug, atLeast: v.pipe(v.number(), v.finite()) }),
  v.strictObject({ item: slug, atMost: v.pipe(v.number(), v.finite()) }),
  v.strictObject({ item: slug, chosen: v.strictObject({ atLeast: bound }) }),
  v.strictObject({ all: v.array(v.lazy(() => rule)) }),
  v.strictObject({ any: v.array(v.lazy(() => rule)) }),
  v.strictObject({ not: v.lazy(() => rule) }),
]);

export type LocalText = Readonly<Record<string, string>>;

/** The output of a schema, read-only throughout. */
export type Frozen<T> = T extends readonly (infer U)[]
  ? readonly Frozen<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;
