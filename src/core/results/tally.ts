import type { PossibleAnswers } from '../survey/answers.ts';
import type { Survey } from '../survey/questionnaire.ts';
import { inputsOf } from '../typology/facts.ts';

/** The name under which all complete responses are counted, whatever their stratum. */
export const EVERYONE = 'all';

/** Exact counts of complete responses. Never published as they are: `protect` comes between. */
export interface Tally {
  /** By stratum, `all` included. */
  readonly strata: Map<string, StratumTally>;
}

export interface StratumTally {
  n: number;
  /** By profile id. */
  readonly profiles: Counts;
  /** By item, then by option. Respondents, not citations: a multiple choice counts each person once per option. */
  readonly items: Map<string, ItemTally>;
}

export interface ItemTally {
  /** How many answered the item. */
  base: number;
  readonly options: Counts;
}

export type Counts = Map<string, number>;

/** The items whose counts the card compares: choices that feed the typology. */
export function comparedItems(survey: Survey): readonly string[] {
  const inputs = new Set(survey.facts.flatMap(inputsOf));
  return survey.questions
    .filter((question) => question.choices.length > 0 && question.kind !== 'territory')
    .flatMap((question) => question.items.filter((item) => item !== question.otherItem && inputs.has(item)));
}

export function emptyTally(survey: Survey): Tally {
  const strata = survey.stratum ? (survey.question.get(survey.stratum)?.choices.map((option) => option.id) ?? []) : [];
  return { strata: new Map([EVERYONE, ...strata].map((stratum) => [stratum, emptyStratum(survey)])) };
}

function emptyStratum(survey: Survey): StratumTally {
  const zero = (ids: readonly string[]) => new Map(ids.map((id) => [id, 0]));
  return {
    n: 0,
    profiles: zero(survey.typology?.profiles.map((profile) => profile.id) ?? []),
    items: new Map(
      comparedItems(survey).map((item) => {
        const choices = survey.questionOfItem.get(item)?.choices ?? [];
        return [item, { base: 0, options: zero(choices.map((option) => option.id)) }];
      }),
    ),
  };
}

/** Adds one complete response: its answers on the path, and its profile where it has one. */
export function count(tally: Tally, survey: Survey, answers: PossibleAnswers, profile: string | null): void {
  const stratum = survey.stratum ? answers[survey.stratum] : undefined;
  for (const name of [EVERYONE, stratum]) {
    const counts = typeof name === 'string' ? tally.strata.get(name) : undefined;
    if (!counts) continue;
    counts.n++;
    if (profile !== null) increment(counts.profiles, profile);
    for (const [item, counted] of counts.items) {
      const answer = answers[item];
      if (answer === undefined) continue;
      counted.base++;
      for (const option of typeof answer === 'object' ? answer : [String(answer)]) increment(counted.options, option);
    }
  }
}

function increment(counts: Counts, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
