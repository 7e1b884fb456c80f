import type { ResultsWords } from '../words/results-words.ts';
import type { Figure, FigureRow } from './figure.ts';
import type { PublishedNumbers } from './shown-numbers.ts';

/** How many were not asked, and their share of all, with which a share of those asked can be converted to a share of all. */
export function notAskedInWords({ all = 0, beside }: PublishedNumbers, words: ResultsWords): string | undefined {
  const notAsked = beside?.notAsked;
  if (notAsked === undefined) return undefined;
  const share = Math.round((notAsked / Math.max(1, all)) * 100);
  const responses = words.results['page.responses'](all, words.number(all));
  return words.results['beside.not-asked'](words.number(notAsked), words.percent(share), responses);
}

/** Respondents of a group who are in no level: printed separately, never part of the shares. */
export function besideInWords(
  { shown }: FigureRow,
  { asksUnknown }: Pick<Figure, 'asksUnknown'>,
  words: ResultsWords,
): string | undefined {
  if (!shown?.beside) return undefined;
  const { blank, unknown, without } = shown.beside;
  const notAsked = notAskedInWords(shown, words);
  const text = words.results;
  const notes = [
    ...(blank === undefined ? [] : [text['beside.blank'](words.number(blank))]),
    ...(asksUnknown && unknown !== undefined ? [text['beside.unknown'](words.number(unknown))] : []),
    ...(without === undefined ? [] : [text['beside.without'](words.number(without))]),
    ...(notAsked === undefined ? [] : [notAsked]),
  ];
  return notes.length > 0 ? notes.join(' · ') : undefined;
}
