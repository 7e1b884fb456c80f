import type { ResultsWords } from '../words/results-words.ts';
import type { Figure, FigureRow } from './figure.ts';

/** Those of a group who are in no level: printed, and never folded into the shares. */
export function besideInWords(
  { shown }: FigureRow,
  { asksUnknown }: Pick<Figure, 'asksUnknown'>,
  words: ResultsWords,
): string | undefined {
  if (!shown?.beside) return undefined;
  const { blank, unknown, notAsked, without } = shown.beside;
  const text = words.results;
  const notes = [
    ...(blank === undefined ? [] : [text['beside.blank'](words.number(blank))]),
    ...(asksUnknown && unknown !== undefined ? [text['beside.unknown'](words.number(unknown))] : []),
    ...(without === undefined ? [] : [text['beside.without'](words.number(without))]),
    ...(notAsked === undefined ? [] : [text['beside.not-asked'](words.number(notAsked))]),
  ];
  return notes.length > 0 ? notes.join(' · ') : undefined;
}
