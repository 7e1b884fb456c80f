import * as v from 'valibot';
import { type Fault, unknown } from '../survey/fault.ts';
import type { Survey } from '../survey/questionnaire.ts';
import { localText, optionId, slug } from '../survey/survey-parts.ts';

/*
 * Figures that a past study published on the questions of a survey: shown as that study's, with their base and their flaws,
 * never mixed with live counts.
 */

const words = v.pipe(v.string(), v.minLength(1));
/** A line of the study's text, from 1. */
const line = v.pipe(v.number(), v.integer(), v.minValue(1));
const lines = v.pipe(v.array(line), v.minLength(1));
const page = line;
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const base = v.pipe(count, v.minValue(1));

const printed = {
  /** Everybody, or strata of the survey. */
  scope: v.union([v.literal('all'), v.pipe(v.array(optionId), v.minLength(1))]),
  /** Where the scope holds several strata: the same is printed of each, or a mean of theirs. */
  together: v.optional(v.picklist(['each', 'mean'])),
  /** In the study's words, letter for letter as on the first of the lines: a decimal comma where it prints one. */
  published: words,
  /** Absent in the file of a wave, whose numbers no text prints. */
  lines: v.optional(lines),
  /** The base, where it is printed. */
  base: v.optional(base),
  note: v.optional(localText),
  /** Inconsistencies of the study that touch this figure. */
  flaws: v.optional(v.pipe(v.array(words), v.minLength(1))),
};

const figureSchema = v.strictObject({
  question: slug,
  /** The row, in a matrix. */
  item: v.optional(slug),
  /** The share or number of those who chose one of these; `null` when the study's words name no option. */
  options: v.nullable(v.pipe(v.array(optionId), v.minLength(1))),
  /** What was measured, where the options do not say it. */
  measure: v.optional(localText),
  /** What narrows the scope. */
  among: v.optional(localText),
  ...printed,
  /** `verbal` figures are given in words alone; `amount` is in euros. */
  kind: v.picklist(['pct', 'count', 'verbal', 'amount']),
  /** `null` when words or a range stand for it. */
  value: v.nullable(v.pipe(v.number(), v.finite())),
  range: v.optional(v.tuple([v.number(), v.number()])),
  qualifier: v.optional(v.picklist(['about', 'more-than', 'at-least', 'less-than'])),
  /**
   * Every number and base that gives back the printed value, and the others printed of the same table: by computation, the study
   * prints neither. Bases of 7 to 9 régions, 24 to 28 départements, 30 to 33 intercommunalités and 45 to 50 communes are held
   * possible, as its other figures show.
   */
  derived: v.optional(v.pipe(v.array(v.strictObject({ count, base })), v.minLength(1))),
});

/** A profile, or two with a bar between them. */
const profileFigureSchema = v.strictObject({ profile: words, ...printed });

export const referenceSchema = v.strictObject({
  survey: slug,
  study: v.strictObject({
    title: words,
    year: v.pipe(v.number(), v.integer()),
    /** An earlier wave of this survey, written from its final results: its shares of a multiple choice are of respondents, and it has no pages. */
    wave: v.optional(v.literal(true)),
  }),
  /** By the first line of each page; `to` if only a range of pages is known. */
  pages: v.array(v.strictObject({ page, to: v.optional(page), from: line })),
  /** Everyone and each stratum: how many answered at all. A question may have had fewer. */
  respondents: v.array(
    v.strictObject({
      group: v.union([v.literal('all'), optionId]),
      n: base,
      /** Printed, or computed from tables that hold for this number alone. */
      is: v.picklist(['printed', 'computed']),
      lines: v.optional(lines),
      /** What they are called, several: « régions ». */
      unit: localText,
    }),
  ),
  /** How the study was run; not figures of any question. */
  operation: v.array(
    v.strictObject({ id: slug, value: v.union([v.number(), words]), lines, flaws: v.optional(v.array(words)) }),
  ),
  figures: v.array(figureSchema),
  /** What it says of its profiles, in words alone: the charts are pictures. */
  profiles: v.array(profileFigureSchema),
  /** What it says about its typology before the profiles, and what was chosen where its text and its tables disagree or say nothing. */
  typology: v.optional(
    v.strictObject({
      preamble: v.strictObject({ published: words, lines }),
      choices: v.array(
        v.strictObject({
          number: words,
          lines,
          /** « eclaireur.axes »: what a profile requires by a criterion. */
          touches: v.array(words),
          what: localText,
        }),
      ),
    }),
  ),
  /** Questions that today's survey asks in another way: a difference between the numbers may come from that. */
  changed: v.optional(v.array(v.strictObject({ question: slug, lines: v.optional(lines), what: localText }))),
  /** By question of an earlier wave: its wording and options then. What differs today is shown with its numbers. */
  asked: v.optional(
    v.record(slug, v.strictObject({ text: localText, options: v.optional(v.record(optionId, localText)) })),
  ),
  /** By number: what contradicts what. */
  flaws: v.record(words, v.strictObject({ lines, what: localText })),
});

export type Reference = v.InferOutput<typeof referenceSchema>;
export type ReferenceFigure = Reference['figures'][number];
export type ProfileFigure = Reference['profiles'][number];

/** References of the figures to their survey that lead nowhere. */
export function referenceFaults(reference: Reference, survey: Survey): readonly Fault[] {
  const { figures, profiles, typology, changed = [], respondents } = reference;
  const { profiles: known = [] } = survey.typology ?? {};
  const isStratum = (id: string) => survey.question.get(survey.stratum ?? '')?.choice.has(id);
  const ofAny = (path: string, { scope, flaws = [] }: ReferenceFigure | ProfileFigure) => [
    ...unknown('stratum', scope === 'all' ? [] : scope, isStratum, path),
    ...unknown('flaw', flaws, (flaw) => flaw in reference.flaws, path),
  ];
  const ofFigures = figures.flatMap((figure, index) => {
    const path = `figures.${index}`;
    const question = survey.question.get(figure.question);
    if (!question) return [{ path, reason: `no question "${figure.question}"` }];
    const isRow = figure.item === undefined || question.items.includes(figure.item);
    const row = isRow ? [] : [{ path, reason: `"${figure.question}" has no row "${figure.item}"` }];
    const options = (figure.options ?? [])
      .filter((option) => !question.choice.has(option))
      .map((option) => ({ path, reason: `"${figure.question}" has no option "${option}"` }));
    return [...row, ...options, ...ofAny(path, figure)];
  });
  const ofProfiles = profiles.flatMap((figure, index) => [
    ...unknown('profile', figure.profile.split('|'), (id) => known.some((one) => one.id === id), `profiles.${index}`),
    ...ofAny(`profiles.${index}`, figure),
  ]);
  const required = known.flatMap(({ id, requires }) => Object.keys(requires).map((criterion) => `${id}.${criterion}`));
  const ofChoices = (typology?.choices ?? []).flatMap(({ touches }, index) =>
    unknown('requirement', touches, (touched) => required.includes(touched), `typology.choices.${index}`),
  );
  const ofChanged = changed.flatMap(({ question }, index) =>
    unknown('question', [question], (id) => survey.question.has(id), `changed.${index}`),
  );
  const groups = respondents.map(({ group }) => group).filter((group) => group !== 'all');
  const isOfAnother = reference.survey !== survey.id;
  return [
    ...(isOfAnother ? [{ path: 'survey', reason: `"${reference.survey}" is not survey "${survey.id}"` }] : []),
    ...ofFigures,
    ...ofProfiles,
    ...ofChoices,
    ...ofChanged,
    ...unknown('stratum', groups, isStratum, 'respondents'),
  ];
}

/** Returns the pages of these lines: « 12, 50 », or « 62–67 » if only a range is known; `undefined` if none is. */
export function pagesOf({ pages }: Reference, lines: readonly number[] | undefined): string | undefined {
  const found = (lines ?? []).map((at) => pages.filter(({ from }) => from <= at).at(-1));
  const told = found.flatMap((one) => (one ? [one.to === undefined ? `${one.page}` : `${one.page}–${one.to}`] : []));
  return told.length === 0 ? undefined : [...new Set(told)].join(', ');
}
