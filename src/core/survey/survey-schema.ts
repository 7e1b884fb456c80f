import * as v from 'valibot';
import type { Notice } from './notice.ts';
import {
  bound,
  type Frozen,
  type LocalText,
  languageTag,
  localText,
  optionId,
  provenance,
  rule,
  slug,
} from './survey-parts.ts';
import { fact, typology } from './typology-schema.ts';

/*
 * The schema of a survey file: what an organiser writes, and the only place that says what a file may contain.
 * `survey-check.ts` looks at the references between its parts; `questionnaire.ts` prepares it for use.
 */

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
  showIf: v.optional(rule),
  required: v.optional(v.literal(true)),
  ...provenance,
};

const options = v.pipe(v.array(option), v.minLength(2));
/** Options, or the rows of a matrix, in an order of each response's own; levels of a scale keep theirs. */
const order = v.optional(v.literal('random'));
const question = v.variant('kind', [
  v.strictObject({
    ...asked,
    kind: v.literal('single'),
    options,
    order,
    /** A link may bring its answer: `/?s=<survey>&a.<question>=<option>`. */
    prefill: v.optional(v.literal(true)),
  }),
  v.strictObject({
    ...asked,
    kind: v.literal('multiple'),
    options,
    order,
    min: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    max: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  v.strictObject({
    ...asked,
    kind: v.literal('matrix'),
    rows: v.pipe(v.array(row), v.minLength(1)),
    scale: slug,
    order,
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
    /** The label of the consent box next to a personal text: an item named `<question>-consent`. */
    consent: v.optional(localText),
  }),
  v.strictObject({
    ...asked,
    kind: v.literal('territory'),
    /** Names a list in `lists/<list>.json`, whose areas come before the options below. */
    list: slug,
    options: v.array(option),
  }),
]);

const section = v.strictObject({
  id: slug,
  title: localText,
  questions: v.pipe(v.array(question), v.minLength(1)),
  ...provenance,
});

/** Questions, and in a sentence what became of them and why. */
const revision = v.strictObject({ questions: v.pipe(v.array(slug), v.minLength(1)), what: localText });

/** An inconsistency that shows a warning and may be confirmed. */
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
  languages: v.pipe(v.array(languageTag), v.minLength(1)),
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
  /** What this revision asks in another way than the one before; the page about the method lists it. No phone loads it. */
  revised: v.optional(
    v.strictObject({
      /** The day it was written (YYYY-MM-DD). */
      on: v.pipe(v.string(), v.isoDate()),
      changes: v.pipe(v.array(revision), v.minLength(1)),
      /** What stays as it was, though it could be asked better. */
      kept: v.optional(v.array(revision)),
    }),
  ),
  /** No interview and no response before this day, but for trial responses (YYYY-MM-DD). */
  opensOn: v.optional(v.pipe(v.string(), v.isoDate())),
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

/** `notice` comes from the `notice.json` next to the file; the code that reads the files joins them. */
export type SurveyFile = Frozen<v.InferOutput<typeof surveySchema>> & {
  readonly notice?: Notice;
  /** As phones load it: the notice has keys, which a shared tablet fetches. */
  readonly seals?: true;
  /** The file is made for phones and its translation has no signature. Texts that bind people are also in a reviewed language, which is first. */
  readonly unreviewed?: true;
  /** The organiser offers no copy of the answers, as phones load it. */
  readonly uncopied?: true;
  /** As phones load it: its language is written from right to left. */
  readonly dir?: 'rtl';
  /** As phones load it: the question that its opening asks. */
  readonly asked?: LocalText;
};
export type AskedQuestion = SurveyFile['sections'][number]['questions'][number];
export type Option = Frozen<v.InferOutput<typeof option>>;
export type Row = Frozen<v.InferOutput<typeof row>>;
export type Revised = NonNullable<SurveyFile['revised']>;
export type Warning = NonNullable<SurveyFile['warnings']>[number];
