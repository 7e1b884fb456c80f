import type { Answer } from '../core/answers.ts';
import { factsFrom, inputsOf } from '../core/facts.ts';
import type { Survey } from '../core/questionnaire.ts';
import { classify } from '../core/typology.ts';
import type { WireAnswers } from '../wire/envelope.ts';
import { readerOf } from './stored-answers.ts';

/** Points of a typology whose profile is remembered; the shipped survey has 15 168. */
const MOST_POINTS = 20_000;

/** The profile of a stored response, `null` when it has none. */
export type ProfileOf = (answers: WireAnswers) => string | null;

/**
 * Classifies what a survey's revision stored: answers checked when they came, which are those of the path. A million responses
 * lie on a few thousand points of the typology, so that most of them are looked up.
 */
export function profilerOf(survey: Survey): ProfileOf {
  if (!survey.typology) return () => null;
  const inputs = [...new Set(survey.facts.flatMap(inputsOf))].map((item) => [item, readerOf(survey, item)] as const);
  const known = new Map<string, string | null>();
  return (stored) => {
    const answers: Record<string, Answer> = {};
    for (const [item, read] of inputs) {
      const answer = read(stored);
      if (answer !== undefined) answers[item] = answer;
    }
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
