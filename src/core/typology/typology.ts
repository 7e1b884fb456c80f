import type { Survey } from '../survey/questionnaire.ts';
import type { Affinity, FactValues, Typology } from '../survey/typology-schema.ts';
import { gapOf } from './condition.ts';
import { completed, isOpen, openCriteria } from './decided.ts';
import { inputsOf } from './fact-domain.ts';
import { membersOf } from './fact-values.ts';

/** The nearest profile, with its reasons as data. The card turns them into sentences. */
export interface Nearest {
  readonly profile: string;
  /** Every criterion agrees. */
  readonly exact: boolean;
  /** How many criteria agree. */
  readonly matches: number;
  readonly criteria: readonly { readonly id: string; readonly matches: boolean }[];
  /** Profiles that agree on as many criteria, in the study's order. */
  readonly alsoNear: readonly string[];
  readonly decidedBy: DecidedBy;
  readonly outcome: ProfileOutcome;
}

/** Near one profile, between exactly two, or without a dominant one: too few criteria agree, or three profiles and more tie. */
export type ProfileOutcome = (typeof PROFILE_OUTCOMES)[number];

export const PROFILE_OUTCOMES = ['near', 'between', 'apart'] as const;

type DecidedBy = 'matches' | 'gap' | 'criteria-order' | 'profile-order';

export type Classification =
  | ({ readonly kind: 'profile' } & Nearest)
  /** A value is never guessed: the questions to answer, in study order. */
  | {
      readonly kind: 'not-computed';
      readonly missing: readonly { readonly criterion: string; readonly questions: readonly string[] }[];
    };

/** Takes the facts of the answers on the path. Throws when the survey has no typology. */
export function classify(survey: Survey, values: FactValues): Classification {
  const { typology } = survey;
  if (!typology) throw new Error(`survey ${survey.id} has no typology`);
  if (typology.affinity) return classifyByPoints(survey, typology.affinity, values);
  const missing = openCriteria(typology, survey.facts, values).map(({ id, facts }) => {
    const open = survey.facts.filter((fact) => facts.includes(fact.id) && isOpen(values[fact.id]));
    return { criterion: id, questions: questionsBehind(survey, open.flatMap(inputsOf)) };
  });
  return missing.length > 0
    ? { kind: 'not-computed', missing }
    : { kind: 'profile', ...nearestProfile(typology, completed(survey.facts, values)) };
}

/** Classifies a quiz by points: the facts already name its nearest profiles, and it has no criteria. */
function classifyByPoints(survey: Survey, affinity: Affinity, values: FactValues): Classification {
  const nearest = values.nearest === undefined ? [] : membersOf(values, 'nearest');
  const [profile, ...alsoNear] = nearest;
  if (profile === undefined) {
    const weighted = affinity.weights.map(({ item }) => item);
    return { kind: 'not-computed', missing: [{ criterion: '', questions: questionsBehind(survey, weighted) }] };
  }
  return {
    kind: 'profile',
    profile,
    exact: false,
    matches: 0,
    criteria: [],
    alsoNear,
    decidedBy: 'matches',
    outcome: PROFILE_OUTCOMES[alsoNear.length] ?? 'apart',
  };
}

function questionsBehind({ questions }: Survey, items: readonly string[]): readonly string[] {
  return questions.flatMap(({ id, items: own }) => (own.some((item) => items.includes(item)) ? [id] : []));
}

/**
 * Most matching criteria; then the smallest total gap; then the first criterion, in order, on which the match vectors differ;
 * then the order of the profiles, which is arbitrary and only makes totals add up. Needs every fact.
 */
export function nearestProfile(typology: Typology, values: FactValues): Nearest {
  const candidates = typology.profiles.map((profile) => {
    const gaps = typology.criteria.map((criterion) => {
      const required = profile.requires[criterion.id];
      return required ? gapOf(required.when, values) : 0;
    });
    return {
      id: profile.id,
      met: gaps.map((gap) => gap === 0),
      matches: gaps.filter((gap) => gap === 0).length,
      gap: gaps.reduce((total, gap) => total + gap, 0),
    };
  });

  const most = Math.max(...candidates.map((candidate) => candidate.matches));
  const tied = candidates.filter((candidate) => candidate.matches === most);
  const least = Math.min(...tied.map((candidate) => candidate.gap));
  const close = tied.filter((candidate) => candidate.gap === least);
  let first = close;
  for (let criterion = 0; criterion < typology.criteria.length && first.length > 1; criterion++) {
    const meeting = first.filter((candidate) => candidate.met[criterion]);
    if (meeting.length > 0) first = meeting;
  }
  const [chosen] = first;
  if (!chosen) throw new Error('a typology has at least one profile');
  return {
    profile: chosen.id,
    exact: most === typology.criteria.length,
    matches: most,
    criteria: typology.criteria.map((criterion, index) => ({ id: criterion.id, matches: chosen.met[index] === true })),
    alsoNear: tied.filter((candidate) => candidate !== chosen).map((candidate) => candidate.id),
    decidedBy:
      tied.length === 1
        ? 'matches'
        : close.length === 1
          ? 'gap'
          : first.length === 1
            ? 'criteria-order'
            : 'profile-order',
    outcome: (most >= (typology.compositeBelow ?? 0) && PROFILE_OUTCOMES[tied.length - 1]) || 'apart',
  };
}
