import type { Question } from '../survey/questionnaire.ts';
import type { Option } from '../survey/survey-schema.ts';

/**
 * Returns the question with its options, or the rows of a matrix, sorted by `keyOf` their ids. Options that end a list keep their place
 * below the others: those that ask to specify or exclude the others, and `unknown`.
 */
export function inRandomOrder(question: Question, keyOf: (id: string) => string): Question {
  const sorted = <T extends { readonly id: string }>(some: readonly T[]): readonly T[] =>
    some
      .map((one) => ({ one, key: keyOf(one.id) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ one }) => one);
  if (question.kind === 'matrix') return { ...question, rows: [...sorted(question.rows)] };
  const { choices } = question;
  return { ...question, choices: [...sorted(choices.filter((one) => !isLast(one))), ...choices.filter(isLast)] };
}

function isLast({ id, specify, exclusive }: Option): boolean {
  return specify === true || exclusive === true || id === 'unknown';
}
