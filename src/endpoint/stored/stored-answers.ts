import type { Answer } from '../../core/survey/answers.ts';
import type { WireAnswers } from '../../wire/envelope.ts';
import { isRows } from '../../wire/wire-answers.ts';

/** The answers to a list of items, in its order. */
export type ItemAnswers = readonly (Answer | undefined)[];

/**
 * Returns a function that reads answers from their JSON text. It fills a list, because respondents answer different subsets of a hundred
 * items: an object of each subset would get its own hidden class.
 */
export function answerReader(items: readonly string[]): (answers: string) => ItemAnswers {
  const places = new Map(items.map((item, place) => [item, place]));

  function fill(answers: (Answer | undefined)[], given: WireAnswers): void {
    for (const item in given) {
      const answer = given[item];
      if (answer === undefined) continue;
      const place = places.get(item);
      // The rows of a matrix are items too.
      if (isRows(answer)) fill(answers, answer);
      else if (place !== undefined) answers[place] = answer;
    }
  }

  return (stored) => {
    const answers = new Array<Answer | undefined>(items.length).fill(undefined);
    fill(answers, JSON.parse(stored));
    return answers;
  };
}
