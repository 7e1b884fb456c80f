import { type Fault, fault } from '../survey/fault.ts';
import type { Survey } from '../survey/questionnaire.ts';
import { pointsByItem } from '../typology/affinity.ts';

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
