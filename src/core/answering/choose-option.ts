import type { Answer } from '../survey/answers.ts';
import type { Question } from '../survey/questionnaire.ts';

/**
 * Returns the answer after an option is chosen or cleared. An exclusive option clears the others, and any other option clears it.
 * Option ids are in the order of the file.
 */
export function chooseOption(
  question: Question,
  held: Answer | undefined,
  option: string,
  isChosen: boolean,
): Answer | undefined {
  const isExclusive = (id: string) => question.choice.get(id)?.exclusive === true;
  const others = (typeof held === 'object' ? held : []).filter((id) => id !== option);
  const kept = isChosen ? [...others.filter((id) => !isExclusive(option) && !isExclusive(id)), option] : others;
  if (kept.length === 0) return undefined;
  // Not `choices`, which may be shown in another order.
  return [...question.choice.keys()].filter((id) => kept.includes(id));
}
