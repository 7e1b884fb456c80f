import type { PossibleAnswers } from '../survey/answers.ts';
import type { CardFactsOf, Question, Survey } from '../survey/questionnaire.ts';
import type { Affinity } from '../survey/typology-schema.ts';
import { CARD_OUTCOME, NEAREST_SO_FAR } from './facts.ts';

/** Profiles that are so near to the nearest are as near, where a quiz says nothing else. */
export const MARGIN = 0.05;

/** The points that an answer to one item gives each profile, in the order of profiles. */
interface WeightedItem {
  readonly item: string;
  readonly points: ReadonlyMap<string, readonly number[]>;
  /** The points of the least and of the most favourable answer. */
  readonly least: readonly number[];
  readonly most: readonly number[];
}

// A million responses are read by one survey: its weights are looked up once.
const itemsByAffinity = new WeakMap<Affinity, readonly WeightedItem[]>();

interface NearestByPoints {
  /** The profiles whose closeness is the largest, or below it by the margin at most. Empty where no profile can be compared. */
  readonly nearest: readonly string[];
  /** At least half of the weighted items are answered. */
  readonly isEnough: boolean;
}

/** Closeness is (points - least) / (most - least) over the items answered. A profile whose most is its least is not compared. */
export function nearestByPoints(
  { typology, questionOfItem }: Pick<Survey, 'typology' | 'questionOfItem'>,
  answers: PossibleAnswers,
): NearestByPoints {
  const { affinity, profiles = [] } = typology ?? {};
  if (!affinity) return { nearest: [], isEnough: false };
  const items = itemsByAffinity.get(affinity) ?? pointsByItem(affinity, profiles, questionOfItem);
  itemsByAffinity.set(affinity, items);
  const answered = items.filter(({ item }) => answers[item] !== undefined);
  const found = profiles.flatMap(({ id }, place) => {
    let [points, least, most] = [0, 0, 0];
    for (const one of answered) {
      const answer = answers[one.item];
      for (const option of typeof answer === 'object' ? answer : [String(answer)])
        points += one.points.get(option)?.[place] ?? 0;
      least += one.least[place] ?? 0;
      most += one.most[place] ?? 0;
    }
    return most > least ? [{ id, closeness: (points - least) / (most - least) }] : [];
  });
  const largest = Math.max(...found.map(({ closeness }) => closeness));
  // Sums of floating-point numbers: what is equal on paper must not differ here.
  const near = found.filter(({ closeness }) => closeness >= largest - (affinity.compositeMargin ?? MARGIN) - 1e-9);
  near.sort((one, other) => other.closeness - one.closeness);
  return { nearest: near.map(({ id }) => id), isEnough: near.length > 0 && answered.length * 2 >= items.length };
}

export function weightedItems({ weights }: Affinity): readonly string[] {
  return [...new Set(weights.map(({ item }) => item))];
}

/** The items that have weights and are there. */
export function pointsByItem(
  affinity: Affinity,
  profiles: readonly { readonly id: string }[],
  questionOfItem: Survey['questionOfItem'],
): readonly WeightedItem[] {
  return weightedItems(affinity).flatMap((item) => {
    const question = questionOfItem.get(item);
    if (!question) return [];
    const own = affinity.weights.filter((one) => one.item === item);
    const points = new Map(own.map((one) => [one.option, profiles.map(({ id }) => one.points[id] ?? 0)]));
    const most = profiles.map((_, place) => mostOf(question, (option) => points.get(option)?.[place] ?? 0));
    const least = profiles.map((_, place) => -mostOf(question, (option) => -(points.get(option)?.[place] ?? 0)));
    return [{ item, points, least, most }];
  });
}

/** The most points that one answer brings; options without a weight bring none. */
export function mostOf(question: Question, numberOf: (option: string) => number): number {
  if (question.kind !== 'multiple') return Math.max(...question.choices.map(({ id }) => numberOf(id)));
  const together = question.options.flatMap(({ id, exclusive }) => (exclusive ? [] : [numberOf(id)]));
  const alone = question.options.flatMap(({ id, exclusive }) => (exclusive ? [numberOf(id)] : []));
  let sum = 0;
  const sums = together
    .sort((one, other) => other - one)
    .flatMap((number, index) => {
      sum += number;
      const count = index + 1;
      return count >= (question.min ?? 1) && count <= (question.max ?? count) ? [sum] : [];
    });
  return Math.max(...sums, ...alone);
}

/** The facts of a quiz, which has no other. What is nearest by fewer than half of the answers is for its card alone. */
export const quizFacts: CardFactsOf = (survey, answers) => {
  const { nearest, isEnough } = nearestByPoints(survey, answers);
  return isEnough ? { nearest } : { [CARD_OUTCOME]: 'open', [NEAREST_SO_FAR]: nearest };
};

/** The survey as `factsFrom` reads it, where nothing is loaded late. */
export function withQuizFacts(survey: Survey): Survey {
  return survey.typology?.affinity ? { ...survey, cardFacts: quizFacts } : survey;
}
