import { type Chance, randomFrom } from '../answering/random-answers.ts';
import type { Answer } from '../survey/answers.ts';
import { type Fault, fault } from '../survey/fault.ts';
import type { Question, Survey } from '../survey/questionnaire.ts';
import { nearestByPoints, pointsByItem, weightedItems } from '../typology/affinity.ts';

/** Returns the names in a quiz that do not exist, and the fields that may not be combined with a quiz. */
export function affinityFaults({ typology, facts, questionOfItem }: Survey): readonly Fault[] {
  if (!typology) return [];
  const { affinity, criteria, profiles } = typology;
  if (!affinity) return criteria.length > 0 ? [] : [fault('typology.criteria', 'no-criteria')];
  const known = new Set(profiles.map(({ id }) => id));
  const seen = new Set<string>();
  const faults: Fault[] = [];
  if (criteria.length > 0) faults.push(fault('typology.criteria', 'quiz-criteria'));
  if (facts.length > 0) faults.push(fault('facts', 'quiz-facts'));
  for (const [index, { item, option, points }] of affinity.weights.entries()) {
    const path = `typology.affinity.weights.${index}`;
    const question = questionOfItem.get(item);
    const isChoice = question && question.kind !== 'number' && question.kind !== 'text' && item !== question.otherItem;
    if (!question) faults.push(fault(path, 'no-item', item));
    else if (!isChoice) faults.push(fault(path, 'no-weighted-options', item));
    else if (!question.choice.has(option)) faults.push(fault(path, 'no-option', item, option));
    if (seen.has(`${item} ${option}`)) faults.push(fault(path, 'weighted-twice', option, item));
    seen.add(`${item} ${option}`);
    for (const profile of Object.keys(points))
      if (!known.has(profile)) faults.push(fault(path, 'unknown', 'profile', profile));
  }
  return faults;
}

/** The seed of the random answers, so that a survey gets the same result everywhere. */
const SEED = 20_171_116;
const DRAWS = 100_000;

/**
 * Returns the share of random answers for which each profile is nearest, alone or tied. Answers are uniform and independent,
 * whatever conditions the questions have.
 */
export function profileShares(survey: Survey): ReadonlyMap<string, number> {
  const { typology } = survey;
  const profiles = typology?.profiles ?? [];
  const items = typology?.affinity ? weightedItems(typology.affinity) : [];
  const questions = items.flatMap((item) => {
    const question = survey.questionOfItem.get(item);
    return question ? [[item, question] as const] : [];
  });
  const counts = new Map(profiles.map(({ id }) => [id, 0]));
  const next = randomFrom(SEED);
  const answers: Record<string, Answer> = {};
  // A large quiz gets fewer draws, so that the check takes no longer than reading the survey.
  const draws = Math.min(DRAWS, Math.ceil(20_000_000 / Math.max(1, questions.length * profiles.length * 8)));
  for (let draw = 0; draw < draws; draw++) {
    for (const [item, question] of questions) answers[item] = drawn(question, next);
    for (const id of nearestByPoints(survey, answers).nearest) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return new Map([...counts].map(([id, count]) => [id, count / draws]));
}

/** Answers to different questions are independent, so every profile that some option favours is nearest for some answers. */
export function affinityReachFaults({ typology, questionOfItem }: Survey): readonly Fault[] {
  if (!typology?.affinity) return [];
  const { affinity, profiles } = typology;
  const items = pointsByItem(affinity, profiles, questionOfItem);
  return profiles.flatMap((_, place) =>
    items.some(({ least, most }) => most[place] !== least[place])
      ? []
      : [fault(`typology.profiles.${place}`, 'never-nearest')],
  );
}

function drawn(question: Question, next: Chance): Answer {
  const { choices } = question;
  const one = () => choices[Math.floor(next() * choices.length)]?.id ?? '';
  if (question.kind !== 'multiple') return one();
  const free = question.options.filter(({ exclusive }) => !exclusive).map(({ id }) => id);
  const alone = question.options.find(({ exclusive }) => exclusive);
  if (alone && next() < 1 / choices.length) return [alone.id];
  const least = Math.min(question.min ?? 1, free.length);
  const most = Math.min(question.max ?? free.length, free.length);
  const count = least + Math.floor(next() * (most - least + 1));
  const chosen: string[] = [];
  while (chosen.length < count) {
    const option = free[Math.floor(next() * free.length)];
    if (option !== undefined && !chosen.includes(option)) chosen.push(option);
  }
  return chosen;
}
