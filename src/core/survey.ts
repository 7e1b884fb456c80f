import * as v from 'valibot';
import type { Notice } from './notice.ts';

/*
 * The schema of a survey file: what an organiser writes, and the only place that says what a file may contain.
 * `survey-check.ts` looks at the references between its parts; `questionnaire.ts` prepares it for use.
 */

export const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case letters, digits and hyphens'),
  v.maxLength(64),
);

/** INSEE codes have capitals (2A, 2B): options alone may too. */
export const optionId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, 'an option id is letters, digits and hyphens'),
  v.maxLength(64),
);

/** One text in each language of the file: `{ "fr": "Oui", "en": "Yes" }`. */
export const localText = v.pipe(
  v.record(v.pipe(v.string(), v.regex(/^[a-z]{2}$/)), v.pipe(v.string(), v.minLength(1))),
  v.minEntries(1, 'a text in no language'),
);

/**
 * Where a wording or an option comes from: printed in the study, deduced from its comments, or added to make a complete list.
 * `source` names the lines of the study, as in "l. 144-161".
 */
const provenance = {
  evidence: v.optional(v.picklist(['study', 'inferred', 'reconstructed'])),
  source: v.optional(v.string()),
};

export type Rule =
  | { readonly item: string; readonly is: string }
  | { readonly item: string; readonly in: readonly string[] }
  | { readonly answered: string }
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule };

export const rule: v.GenericSchema<Rule> = v.union([
  v.strictObject({ item: slug, is: optionId }),
  v.strictObject({ item: slug, in: v.pipe(v.array(optionId), v.minLength(1)) }),
  v.strictObject({ answered: slug }),
  v.strictObject({ all: v.array(v.lazy(() => rule)) }),
  v.strictObject({ any: v.array(v.lazy(() => rule)) }),
  v.strictObject({ not: v.lazy(() => rule) }),
]);

const option = v.strictObject({
  id: optionId,
  label: localText,
  /** Choosing it opens a text item named `<question>-other`. */
  specify: v.optional(v.literal(true)),
  /** In a multiple choice: excludes every other option. */
  exclusive: v.optional(v.literal(true)),
  ...provenance,
});

const row = v.strictObject({ id: slug, label: localText, ...provenance });

const asked = {
  id: slug,
  text: localText,
  help: v.optional(localText),
  /** The wording as the study prints it, when ours departs from it. */
  printed: v.optional(v.string()),
  showIf: v.optional(rule),
  required: v.optional(v.literal(true)),
  ...provenance,
};

const options = v.pipe(v.array(option), v.minLength(2));
const question = v.variant('kind', [
  v.strictObject({ ...asked, kind: v.literal('single'), options }),
  v.strictObject({
    ...asked,
    kind: v.literal('multiple'),
    options,
    min: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    max: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  v.strictObject({
    ...asked,
    kind: v.literal('matrix'),
    rows: v.pipe(v.array(row), v.minLength(1)),
    scale: slug,
    /** The level that may be given to every remaining row at once. */
    fillWith: v.optional(slug),
  }),
  v.strictObject({
    ...asked,
    kind: v.literal('number'),
    unit: v.optional(localText),
    min: v.pipe(v.number(), v.finite()),
    max: v.pipe(v.number(), v.finite()),
    decimals: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
    /** Offers "je ne sais pas", stored as `"unknown"`. */
    unknown: v.optional(v.literal(true)),
  }),
  v.strictObject({
    ...asked,
    kind: v.literal('text'),
    maxBytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16_384)),
    lines: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(12))),
    /** A free comment stays out of every export that has strata or order. */
    personal: v.optional(v.literal(true)),
  }),
  v.strictObject({
    ...asked,
    kind: v.literal('territory'),
    /** Names a list in `lists/<list>.json`, whose areas come before the options below. */
    list: slug,
    options: v.array(option),
  }),
]);

const section = v.strictObject({ id: slug, title: localText, questions: v.pipe(v.array(question), v.minLength(1)) });

/** How a value reads on the card. `{n}` is the number, `{list}` the members. Plural forms are those of Intl.PluralRules. */
const plural = v.strictObject({ zero: v.optional(localText), one: localText, other: localText });

const named = { id: slug, title: localText };
const fact = v.variant('kind', [
  v.strictObject({
    ...named,
    kind: v.literal('flag'),
    /** Tried in this order; when neither holds, the value is missing. */
    yes: rule,
    no: rule,
    says: v.strictObject({ yes: localText, no: localText }),
    ifChanged: v.strictObject({ yes: localText, no: localText }),
  }),
  v.strictObject({
    ...named,
    kind: v.literal('count'),
    rows: v.pipe(v.array(slug), v.minLength(1)),
    levels: v.pipe(v.array(slug), v.minLength(1)),
    /** Missing while none of these rows is answered; `rows` when absent. */
    basis: v.optional(v.array(slug)),
    says: plural,
    ifChanged: v.strictObject({ more: localText, fewer: localText }),
  }),
  v.strictObject({
    ...named,
    kind: v.literal('category'),
    basis: v.pipe(v.array(slug), v.minLength(1)),
    /** The first case whose rule holds; a case without rule always holds. */
    cases: v.pipe(
      v.array(v.strictObject({ id: slug, when: v.optional(rule), says: localText, ifChanged: localText })),
      v.minLength(2),
    ),
  }),
  v.strictObject({
    ...named,
    kind: v.literal('set'),
    basis: v.pipe(v.array(slug), v.minLength(1)),
    members: v.pipe(
      v.array(
        v.strictObject({
          id: slug,
          when: rule,
          label: localText,
          ifChanged: v.strictObject({ added: localText, removed: localText }),
        }),
      ),
      v.minLength(1),
      v.maxLength(8),
    ),
    says: v.strictObject({ none: localText, some: localText }),
  }),
]);

/** A condition over facts. Each has a gap: the number of elementary changes that would satisfy it. */
export type Condition =
  | { readonly fact: string; readonly is: string }
  | { readonly fact: string; readonly in: readonly string[] }
  | { readonly fact: string; readonly equals: readonly string[] }
  | { readonly sum: readonly string[]; readonly atLeast: number }
  | { readonly sum: readonly string[]; readonly atMost: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

const bound = v.pipe(v.number(), v.integer(), v.minValue(0));
const sum = v.pipe(v.array(slug), v.minLength(1));
export const condition: v.GenericSchema<Condition> = v.union([
  v.strictObject({ fact: slug, is: slug }),
  v.strictObject({ fact: slug, in: v.pipe(v.array(slug), v.minLength(1)) }),
  v.strictObject({ fact: slug, equals: v.array(slug) }),
  v.strictObject({ sum, atLeast: bound }),
  v.strictObject({ sum, atMost: bound }),
  v.strictObject({ all: v.array(v.lazy(() => condition)) }),
  v.strictObject({ any: v.pipe(v.array(v.lazy(() => condition)), v.minLength(1)) }),
]);

const typology = v.strictObject({
  title: localText,
  /** In the order that breaks ties; a criterion is missing while one of its facts is. */
  criteria: v.pipe(
    v.array(
      v.strictObject({ id: slug, title: localText, facts: v.pipe(v.array(slug), v.minLength(1)), ...provenance }),
    ),
    v.minLength(1),
  ),
  /** In the study's neutral order, which is also the last tie-break. */
  profiles: v.pipe(
    v.array(
      v.strictObject({
        id: slug,
        name: localText,
        /** One sentence for the card. */
        sentence: localText,
        /** By criterion: what the profile requires, as a condition and in words. */
        requires: v.record(slug, v.strictObject({ when: condition, says: localText, ...provenance })),
        ...provenance,
      }),
    ),
    v.minLength(2),
  ),
  /** Combinations of facts that no answers can give; they are neither enumerated nor proposed as a change. */
  impossible: v.optional(v.array(condition)),
  /** Below this number of matching criteria the card says that the profile is composite. */
  compositeBelow: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

/** An inconsistency that warns; insisting is allowed. */
const warning = v.strictObject({
  id: slug,
  question: slug,
  when: rule,
  message: localText,
  source: v.optional(v.string()),
});

export const surveySchema = v.strictObject({
  $schema: v.optional(v.string()),
  id: slug,
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** The first is the language of reference. */
  languages: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z]{2}$/))), v.minLength(1)),
  title: localText,
  opening: v.strictObject({
    who: localText,
    why: localText,
    minutes: bound,
    kept: localText,
    origin: v.optional(localText),
  }),
  /** Whether unfinished answers may be sent when the respondent ends a section or leaves; the opening says so. */
  partials: v.boolean(),
  /** No new interview and no new response from this day on (YYYY-MM-DD). */
  closedFrom: v.optional(v.pipe(v.string(), v.isoDate())),
  /** The question whose options are the strata of the results. */
  stratum: v.optional(slug),
  scales: v.record(slug, v.strictObject({ levels: v.pipe(v.array(option), v.minLength(2)) })),
  sections: v.pipe(v.array(section), v.minLength(1)),
  facts: v.array(fact),
  typology: v.optional(typology),
  warnings: v.optional(v.array(warning)),
});

/** A list of areas that territory questions name: `[["01", "Ain"], …]`, labels being the same in every language. */
export const areaListSchema = v.strictObject({
  source: v.string(),
  areas: v.pipe(v.array(v.tuple([optionId, v.string()])), v.minLength(1)),
});

type Frozen<T> = T extends readonly (infer U)[]
  ? readonly Frozen<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

export type LocalText = Readonly<Record<string, string>>;
/** `notice` comes from the `notice.json` beside the file; whoever reads the files joins them. */
export type SurveyFile = Frozen<v.InferOutput<typeof surveySchema>> & { readonly notice?: Notice };
export type AreaList = Frozen<v.InferOutput<typeof areaListSchema>>;
export type AskedQuestion = SurveyFile['sections'][number]['questions'][number];
export type Option = Frozen<v.InferOutput<typeof option>>;
export type Row = Frozen<v.InferOutput<typeof row>>;
export type Fact = SurveyFile['facts'][number];
export type Typology = NonNullable<SurveyFile['typology']>;
export type Warning = NonNullable<SurveyFile['warnings']>[number];
