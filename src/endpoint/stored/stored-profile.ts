import type { Answer } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Typology } from '../../core/survey/typology-schema.ts';
import { weightedItems, withQuizFacts } from '../../core/typology/affinity.ts';
import { inputsOf } from '../../core/typology/fact-domain.ts';
import { factsFrom } from '../../core/typology/facts.ts';
import { type Classification, classify, type ProfileOutcome } from '../../core/typology/typology.ts';
import type { ItemAnswers } from './stored-answers.ts';

/** Points of a typology whose profile is remembered; the shipped survey has 15 168. */
const MOST_POINTS = 20_000;

/** Exports say this instead of a profile for a response that is not near one alone. */
export const COMPOSITE = 'composite';

export interface StoredProfile {
  /** A profile's id, `composite`, or `null` when none can be computed. */
  readonly profile: string | null;
  readonly kind: ProfileOutcome | null;
  /** The nearest of them, in the study's order; none when there is no profile. */
  readonly nearest: readonly string[];
}

type ProfileOf = (answers: ItemAnswers) => StoredProfile;

const NONE: StoredProfile = { profile: null, kind: null, nearest: [] };

export function profileItems(survey: Survey): readonly string[] {
  const { typology, facts } = survey;
  if (typology?.affinity) return weightedItems(typology.affinity);
  return typology ? [...new Set(facts.flatMap(inputsOf))] : [];
}

/**
 * Classifies what a survey's revision stored: answers checked when they came, which are those of the path. A million responses
 * lie on a few thousand points of the typology, so that most of them are looked up. `items` are those that were read, in order.
 */
export function profilerOf(survey: Survey, items: readonly string[]): ProfileOf {
  const { typology } = survey;
  if (!typology) return () => NONE;
  const inputs = profileItems(survey).map((item) => [item, items.indexOf(item)] as const);
  const read = withQuizFacts(survey);
  const known = new Map<string, StoredProfile>();
  // One object for all responses, with a key for each input, answered or not.
  const answers: Record<string, Answer | undefined> = {};
  return (given) => {
    for (const [item, place] of inputs) answers[item] = given[place];
    const values = factsFrom(read, answers);
    const point = JSON.stringify(values);
    let profile = known.get(point);
    if (profile === undefined) {
      profile = toStored(classify(survey, values), typology);
      if (known.size >= MOST_POINTS) known.clear();
      known.set(point, profile);
    }
    return profile;
  };
}

function toStored(found: Classification, { profiles }: Typology): StoredProfile {
  if (found.kind !== 'profile') return NONE;
  const near = [found.profile, ...found.alsoNear];
  return {
    profile: found.outcome === 'near' ? found.profile : COMPOSITE,
    kind: found.outcome,
    nearest: profiles.map(({ id }) => id).filter((id) => near.includes(id)),
  };
}
