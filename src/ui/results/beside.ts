import type { ResultsWords } from '../words/results-words.ts';
import type { Figure, FigureRow } from './figure.ts';
import { countInWords } from './told-figure.ts';

/** Those of a group who are in no level: printed, and never folded into the shares. */
export function besideInWords(
  { shown, phase }: FigureRow,
  { asksUnknown }: Pick<Figure, 'asksUnknown'>,
  words: ResultsWords,
): string | undefined {
  if (!shown?.beside) return undefined;
  const { blank, unknown, notAsked } = shown.beside;
  const say = (n: number) => countInWords(n, phase, words);
  const text = words.results;
  return [
    text['beside.blank'](say(blank)),
    ...(asksUnknown ? [text['beside.unknown'](say(unknown))] : []),
    text['beside.not-asked'](say(notAsked)),
  ].join(' · ');
}
