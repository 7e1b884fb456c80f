import type { Answer, Answers } from '../../src/core/survey/answers.ts';
import type { WireAnswer, WireAnswers } from '../../src/wire/envelope.ts';
import { isRows } from '../../src/wire/wire-answers.ts';

/** The inverse of `toWire`. */
export function fromWire(wire: WireAnswers): Answers {
  const given = ([item, answer]: readonly [string, WireAnswer]): readonly (readonly [string, Answer])[] =>
    isRows(answer) ? Object.entries(answer) : [[item, answer]];
  return Object.fromEntries(Object.entries(wire).flatMap(given));
}
