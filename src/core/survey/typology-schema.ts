import * as v from 'valibot';
import { bound, type Frozen, localText, optionId, provenance, rule, slug } from './survey-parts.ts';

/* Facts computed from answers, and the typology over them, as a survey file writes them. */

/** How a value reads on the card. `{n}` is the number, `{list}` the members. Plural forms are those of Intl.PluralRules. */
export const plural = v.strictObject({ zero: v.optional(localText), one: localText, other: localText });

const named = {
  id: slug,
  /** A note for readers of the file; no screen shows it. */
  title: v.optional(localText),
};
export const fact = v.variant('kind', [
  v.strictObject({
    ...named,
    kind: v.literal('flag'),
    /** Tried in this order; when neither holds, the value is missing. */
    yes: rule,
    no: rule,
    says: v.strictObject({ yes: localText, no: localText }),
    /** In two or three words, for the card at a glance; `says` when absent. */
    short: v.optional(v.strictObject({ yes: localText, no: localText })),
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
      v.array(
        v.strictObject({
          id: slug,
          when: v.optional(rule),
          says: localText,
          short: v.optional(localText),
          ifChanged: localText,
        }),
      ),
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
          short: v.optional(localText),
          ifChanged: v.strictObject({ added: localText, removed: localText }),
        }),
      ),
      v.minLength(1),
      v.maxLength(8),
    ),
    says: v.strictObject({ none: localText, some: localText }),
    /** For an empty set. */
    short: v.optional(localText),
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

/** A classic quiz: options of questions bring points to profiles, and the profile with the largest share of its points is nearest. */
const affinity = v.strictObject({
  weights: v.pipe(
    v.array(
      v.strictObject({
        item: slug,
        option: optionId,
        /** By profile. */
        points: v.record(slug, v.pipe(v.number(), v.integer(), v.minValue(-3), v.maxValue(3))),
      }),
    ),
    v.minLength(1),
  ),
  /** Profiles whose closeness (0 to 1) is this much below the largest are as near; 0.05 when absent. */
  compositeMargin: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.5))),
});

export const typology = v.strictObject({
  title: localText,
  /** In place of criteria and what profiles require of them, which are then empty, as are the facts. */
  affinity: v.optional(affinity),
  /** The profiles' sentences were written by us, since the study prints none. The card says so. */
  reconstructed: v.optional(v.literal(true)),
  /** In the order that breaks ties; a criterion is missing while one of its facts is. */
  criteria: v.array(
    v.strictObject({
      id: slug,
      title: localText,
      /** One word, for narrow places; the title when absent. */
      short: v.optional(localText),
      facts: v.pipe(v.array(slug), v.minLength(1)),
      /** The card's short text for counts that belong together. */
      total: v.optional(v.strictObject({ sum, says: plural })),
      ...provenance,
    }),
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
  /**
   * `missing`: a criterion with blank rows is missing, unless the other rows already decide it for every profile. An item that
   * was not asked is blank too. Without this, one answered row is enough, and a blank one does not count.
   */
  blankRows: v.optional(v.literal('missing')),
  /** Options that count like a blank answer, such as *don't know*: facts stay open. One that is not named here is an answer like any other. */
  blankOptions: v.optional(v.pipe(v.array(optionId), v.minLength(1))),
  /** Combinations of facts that no answers can give; they are neither enumerated nor proposed as a change. */
  impossible: v.optional(v.array(condition)),
  /** A profile alone, or two that tie, are named from this number of matching criteria on; below it none is dominant. */
  compositeBelow: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});

export type Fact = Frozen<v.InferOutput<typeof fact>>;
export type Affinity = Frozen<v.InferOutput<typeof affinity>>;
export type Typology = Frozen<v.InferOutput<typeof typology>>;

/** "yes" or "no" for a flag, a number or a span for a count, a case id for a category, member ids in file order for a set. */
export type FactValue = number | Span | string | readonly string[];

/** The range of a count, both ends included, while some of its rows are blank. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A fact whose inputs are unanswered is absent: missing is never "no". */
export type FactValues = Readonly<Record<string, FactValue>>;
