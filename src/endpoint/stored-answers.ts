import type { Answer } from '../core/answers.ts';
import type { Survey } from '../core/questionnaire.ts';
import type { WireAnswers } from '../wire/envelope.ts';

/** Finds the answer to one item. */
export type ReadItem = (answers: WireAnswers) => Answer | undefined;

/**
 * Reads an item of a stored response where it is. Laying its hundred answers out by item first, as `fromWire` does, takes a
 * fifth of the time of an export.
 */
export function readerOf(survey: Survey, item: string): ReadItem {
  const question = survey.questionOfItem.get(item);
  // Checked when they came: a matrix holds its rows, and all else stands under its own name.
  if (question?.kind !== 'matrix' || item === question.otherItem)
    return (answers) => answers[item] as Answer | undefined;
  const { id } = question;
  return (answers) => (answers[id] as Readonly<Record<string, string>> | undefined)?.[item];
}
