/**
 * What a respondent gave, by item id. An item is a question, a row of a matrix, or the text of a "préciser".
 * An absent key is a blank; the device never stores an empty string or an empty list.
 */
export type Answers = Readonly<Record<string, Answer>>;

/** The same where a key may stand for a blank: what reads answers without keeping them takes both. */
export type PossibleAnswers = Readonly<Record<string, Answer | undefined>>;

/** An option or level id, a text, a number, or the option ids of a multiple choice. */
export type Answer = string | number | readonly string[];

/** Whether the item holds this option: equal to it, or among those chosen. */
export function has(answers: PossibleAnswers, item: string, option: string): boolean {
  const answer = answers[item];
  return typeof answer === 'object' ? answer.includes(option) : answer === option;
}
