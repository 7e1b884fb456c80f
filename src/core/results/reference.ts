import * as v from 'valibot';
import type { Fault } from '../survey/fault.ts';
import type { Survey } from '../survey/questionnaire.ts';
import { optionId, slug } from '../survey/survey-parts.ts';

/*
 * Figures that a past study published on the questions of a survey: shown as that study's, with their base and their flaws,
 * never mixed with live counts.
 */

const words = v.pipe(v.string(), v.minLength(1));
const lines = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.minLength(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const figureSchema = v.strictObject({
  question: slug,
  /** The row, in a matrix. */
  item: v.optional(slug),
  /** The share or number of those who chose one of these; `null` when the study's words name no option. */
  options: v.nullable(v.pipe(v.array(optionId), v.minLength(1))),
  measure: words,
  /** Everybody, or strata of the survey taken together. */
  scope: v.union([v.literal('all'), v.pipe(v.array(optionId), v.minLength(1))]),
  /** What narrows the scope, or how several strata were put together. */
  among: v.optional(words),
  /** As printed. */
  published: words,
  /** `verbal` is a fraction in words; `amount` is in euros. */
  kind: v.picklist(['pct', 'count', 'verbal', 'amount']),
  /** `null` when words or a range stand for it. */
  value: v.nullable(v.pipe(v.number(), v.finite())),
  range: v.optional(v.tuple([v.number(), v.number()])),
  qualifier: v.optional(v.picklist(['about', 'more-than', 'at-least', 'less-than'])),
  /** A share of citations; of respondents when absent. */
  of: v.optional(v.literal('citations')),
  /** Number and base that the printed value comes from, by computation: the study prints neither. */
  derived: v.optional(v.strictObject({ count, base: v.pipe(count, v.minValue(1)) })),
  /** The base, where it is printed or can be told without the count. */
  base: v.optional(v.pipe(count, v.minValue(1))),
  lines,
  note: v.optional(words),
  /** Inconsistencies of the study that touch this figure. */
  flaws: v.optional(v.pipe(v.array(words), v.minLength(1))),
});

export const referenceSchema = v.strictObject({
  survey: slug,
  study: v.strictObject({ title: words, year: v.pipe(v.number(), v.integer()) }),
  /** How the study was run; not figures of any question. */
  operation: v.array(
    v.strictObject({
      id: slug,
      value: v.union([v.number(), v.pipe(v.string(), v.isoDate())]),
      lines,
      flaws: v.optional(v.array(words)),
    }),
  ),
  figures: v.array(figureSchema),
  /** By number: what contradicts what, and what to make of it. */
  flaws: v.record(words, v.strictObject({ lines: words, what: words, advice: words })),
});

export type Reference = v.InferOutput<typeof referenceSchema>;
export type ReferenceFigure = Reference['figures'][number];

/** References of the figures to their survey that lead nowhere. */
export function referenceFaults(reference: Reference, survey: Survey): readonly Fault[] {
  const strata = survey.question.get(survey.stratum ?? '')?.choices.map((option) => option.id) ?? [];
  const faults = reference.figures.flatMap((figure, index) => {
    const path = `figures.${index}`;
    const question = survey.question.get(figure.question);
    if (!question) return [{ path, reason: `no question "${figure.question}"` }];
    const known = question.choices.map((option) => option.id);
    return [
      ...(figure.item === undefined || question.items.includes(figure.item)
        ? []
        : [{ path, reason: `"${figure.question}" has no row "${figure.item}"` }]),
      ...(figure.options ?? [])
        .filter((option) => !known.includes(option))
        .map((option) => ({ path, reason: `"${figure.question}" has no option "${option}"` })),
      ...(figure.scope === 'all' ? [] : figure.scope)
        .filter((stratum) => !strata.includes(stratum))
        .map((stratum) => ({ path, reason: `no stratum "${stratum}"` })),
      ...(figure.flaws ?? [])
        .filter((flaw) => !(flaw in reference.flaws))
        .map((flaw) => ({ path, reason: `no flaw "${flaw}"` })),
    ];
  });
  return reference.survey === survey.id
    ? faults
    : [{ path: 'survey', reason: `"${reference.survey}" is not survey "${survey.id}"` }, ...faults];
}

/** What a past study printed of one answer in one group, and where: what a card compares, of all that `Reference` holds. */
export interface PastFigure {
  readonly item: string;
  readonly options: readonly string[];
  /** A stratum, or everyone. */
  readonly group: string;
  /** In the study's own words. */
  readonly published: string;
  /** A share of citations, not of respondents. */
  readonly ofCitations?: true;
  readonly lines: readonly number[];
}

/** Made by the build from the survey's reference file: the figures of the answers that the card compares, and no other. */
export interface PastFigures {
  readonly year: number;
  readonly figures: readonly PastFigure[];
}
