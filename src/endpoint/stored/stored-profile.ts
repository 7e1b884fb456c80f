import type { Answer } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { factsFrom, inputsOf } from '../../core/typology/facts.ts';
import { classify } from '../../core/typology/typology.ts';
import type { ItemAnswers } from './stored-answers.ts';

/** Points of a typology whose profile is remembered; the shipped survey has 15 168. */
const MOST_POINTS = 20_000;

/** The profile of a stored response, `null` when it has none. */
export type ProfileOf = (answers: ItemAnswers) => string | null;

/** The items that decide the profile. */
export function profileItems(survey: Survey): readonly string[] {
  return survey.typology ? [...new Set(survey.facts.flatMap(inputsOf))] : [];
}

/**
 * Classifies what a survey's revision stored: answers checked when they came, which are those of the path. A million responses
 * lie on a few thousand points of the typology, so that most of them are looked up. `items` are those that were read, in order.
 */
export function profilerOf(survey: Survey, items: readonly string[]): ProfileOf {
  if (!survey.typology) return () => null;
  const inputs = profileItems(survey).map((item) => [item, items.indexOf(item)] as const);
  const known = new Map<string, string | null>();
  // One object for all responses, with a key for each input, answered or not.
  const answers: Record<string, Answer | undefined> = {};
  return (given) => {
    for (const [item, place] of inputs) answers[item] = given[place];
    const values = factsFrom(survey.facts, answers);
    const point = JSON.stringify(values);
    let profile = known.get(point);
    if (profile === undefined) {
      const classification = classify(survey, values);
      profile = classification.kind === 'profile' ? classification.profile : null;
      if (known.size >= MOST_POINTS) known.clear();
      known.set(point, profile);
    }
    return profile;
  };
}
