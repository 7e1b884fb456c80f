import { type ReportText, type SentenceCode, type SentenceWords, sentence } from './sentences.ts';

/** A way to read what was not understood. A report offers several, the likeliest first. */
export interface ReportChoice {
  readonly id: string;
  readonly says: ReportText;
}

/** The choice that leaves out what was written. A cell that is accepted without a choice means the same. */
export const LEAVE_OUT = 'drop';

export function choiceOf(id: string, code: SentenceCode, words: SentenceWords = {}): ReportChoice {
  return { id, says: sentence(code, words) };
}

export const leaveOut = (): ReportChoice => choiceOf(LEAVE_OUT, 'take.drop');

/** Returns the author's choice for a place, such as `text!A23`, among those that are accepted as `text!A23=drop`. */
export function chosenFor(
  place: string,
  choices: readonly ReportChoice[],
  accepted: readonly string[],
): ReportChoice | undefined {
  const chosen = choices.find(({ id }) => accepted.includes(`${place}=${id}`));
  return chosen ?? (accepted.includes(place) ? choices.find(({ id }) => id === LEAVE_OUT) : undefined);
}

/** Returns the cells that wait for a decision. */
export function undecidedIn(decisions: readonly string[], accepted: readonly string[]): readonly string[] {
  return decisions.filter((cell) => !accepted.includes(cell) && !accepted.includes(`${cell}=${LEAVE_OUT}`));
}
