import * as v from 'valibot';
import { type Fault, unknown } from '../survey/fault.ts';
import type { Survey } from '../survey/questionnaire.ts';
import { localText, optionId, slug } from '../survey/survey-parts.ts';
import { isBeyondNoise, type Noise } from './disclosure/geometric.ts';

/*
 * Known totals of the population that a survey addresses, by stratum and size, and what the respondents cover of it. This is no
 * response rate: several people of one organisation may answer.
 */

const units = v.pipe(v.number(), v.integer(), v.minValue(0));

export const populationSchema = v.strictObject({
  asOf: v.pipe(v.string(), v.isoDate(), v.description('The day for which the totals hold, YYYY-MM-DD.')),
  source: v.pipe(localText, v.description('Where the totals come from and what they leave out, for the results page.')),
  by: v.optional(
    v.pipe(slug, v.description('The single choice whose options divide each stratum further: a size, a region.')),
  ),
  strata: v.pipe(
    v.record(
      optionId,
      v.strictObject({
        total: v.pipe(units, v.minValue(1), v.description('How many units of this stratum exist.')),
        parts: v.optional(
          v.pipe(
            v.record(optionId, units),
            v.description(
              'How many of them have each option of `by`; an absent option has none. Their sum is the total.',
            ),
          ),
        ),
      }),
    ),
    v.description('By stratum: an option of the question that divides respondents into strata.'),
  ),
});

export type Population = v.InferOutput<typeof populationSchema>;

/** References that lead nowhere, and parts that do not add up. */
export function populationFaults({ by, strata }: Population, survey: Survey): readonly Fault[] {
  const isStratum = (id: string) => survey.question.get(survey.stratum ?? '')?.choice.has(id);
  const sizes = by === undefined ? undefined : survey.question.get(by);
  const isDivided = by === undefined || (sizes?.kind === 'single' && by !== survey.stratum);
  const ofStrata = Object.entries(strata).flatMap(([stratum, { total, parts }]) => {
    const path = `population.strata.${stratum}`;
    if (!isStratum(stratum) || !parts) return unknown('stratum', [stratum], isStratum, path);
    const sum = Object.values(parts).reduce((all, one) => all + one, 0);
    return [
      ...unknown('option', Object.keys(parts), (option) => sizes?.choice.has(option), `${path}.parts`),
      ...(sum === total ? [] : [{ path: `${path}.parts`, reason: `the parts add up to ${sum}, not ${total}` }]),
    ];
  });
  return isDivided
    ? ofStrata
    : [{ path: 'population.by', reason: `no single choice "${by}" other than the strata` }, ...ofStrata];
}

/** How many responded, of a stratum or of a part of it. */
export interface Respondents {
  readonly n: number;
  /** That of the number; absent where it is exact. */
  readonly noise?: Noise | undefined;
  /** By option of `by`; absent where it is not shown. */
  readonly parts?: Readonly<Record<string, number>> | undefined;
}

export interface CoveredPart {
  readonly option: string;
  readonly total: number;
  /** `undefined` where it is not shown. */
  readonly respondents: number | undefined;
}

export interface Covered {
  readonly stratum: string;
  readonly total: number;
  readonly respondents: number | undefined;
  /** More responses than units, and not because of the noise: several people of one unit answered, or some chose the wrong stratum. */
  readonly isExceeded: boolean;
  /** Without the parts that neither exist nor responded. */
  readonly parts: readonly CoveredPart[];
}

/** Known totals next to respondents, in the order of the survey; strata without a known total are left out. */
export function coverageOf(
  { by, strata }: Population,
  survey: Survey,
  respondentsOf: (stratum: string) => Respondents | undefined,
): readonly Covered[] {
  const order = survey.question.get(survey.stratum ?? '')?.choices ?? [];
  const options = survey.question.get(by ?? '')?.choices ?? [];
  return order.flatMap(({ id: stratum }) => {
    const known = strata[stratum];
    if (!known) return [];
    const found = respondentsOf(stratum);
    const more = (found?.n ?? 0) - known.total;
    const parts = (known.parts ? options : []).map(({ id: option }) => ({
      option,
      total: known.parts?.[option] ?? 0,
      respondents: found?.parts && (found.parts[option] ?? 0),
    }));
    return [
      {
        stratum,
        total: known.total,
        respondents: found?.n,
        isExceeded: more > 0 && (!found?.noise || isBeyondNoise(more, found.noise)),
        parts: parts.filter(({ total, respondents = 0 }) => total > 0 || respondents > 0),
      },
    ];
  });
}

export interface StratumTarget {
  readonly stratum: string;
  readonly wanted: number;
  readonly have: number;
  readonly missing: number;
}

/** How far each stratum is from the number of responses wanted, in the order given; strata without a target are left out. */
export function targetsOf(
  strata: readonly string[],
  wanted: Readonly<Record<string, number>>,
  have: (stratum: string) => number,
): readonly StratumTarget[] {
  return strata.flatMap((stratum) => {
    const aim = wanted[stratum];
    if (aim === undefined) return [];
    const n = have(stratum);
    return [{ stratum, wanted: aim, have: n, missing: Math.max(0, aim - n) }];
  });
}

/** The strata to invite next: those with the smallest share of their target, until every target is met. */
export function inviteNext(targets: readonly StratumTarget[]): readonly string[] {
  const open = targets.filter(({ missing }) => missing > 0);
  const least = Math.min(...open.map(({ have, wanted }) => have / wanted));
  return open.filter(({ have, wanted }) => have / wanted === least).map(({ stratum }) => stratum);
}
