import type { Question } from '../../core/survey/questionnaire.ts';
import type { ResultsWords } from '../words/results-words.ts';

type NumberQuestion = Extract<Question, { kind: 'number' }>;
type Scale = Pick<NumberQuestion, 'decimals' | 'max'>;

/** « De 10 000 à moins de 50 000 € »: the lower edge is in the band, the upper one is not. */
export function bandInWords(
  { from, to }: { readonly from: number; readonly to: number | undefined },
  question: NumberQuestion,
  words: ResultsWords,
): string {
  const text = words.results;
  if (isOneValue(from, to, question)) return amount(from, question, words);
  if (to === undefined) return text['band.last'](amount(from, question, words));
  if (from === question.min) return text['band.first'](amount(to, question, words));
  return text['band.between'](words.number(from), amount(to, question, words));
}

/** Whether a band of a whole number is one value. */
export function isOneValue(from: number, to: number | undefined, { decimals, max }: Scale): boolean {
  return decimals === 0 && (to ?? max + 1) === from + 1;
}

export function amount(value: number, { unit }: NumberQuestion, words: ResultsWords): string {
  return unit ? `${words.number(value)}\u00a0${words.of(unit)}` : words.number(value);
}
