/**
 * What a respondent gave, by item id. An item is a question, a row of a matrix, or the text of a "préciser".
 * An absent key is a blank; the device never stores an empty string or an empty list.
 */
export type Answers = Readonly<Record<string, Answer>>;

/** The same, but a key may be present with `undefined` for a blank: for code that reads answers and does not store them. */
export type PossibleAnswers = Readonly<Record<string, Answer | undefined>>;

/** An option or level id, a text, a number, or the option ids of a multiple choice. */
export type Answer = string | number | readonly string[];

/** Returns whether the answer is this option, or includes it. */
export function has(answers: PossibleAnswers, item: string, option: string): boolean {
  const answer = answers[item];
  return typeof answer === 'object' ? answer.includes(option) : answer === option;
}
