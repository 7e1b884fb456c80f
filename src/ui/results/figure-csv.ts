import { csvLine } from '../../core/answering/csv-line.ts';
import type { ResultsWords } from '../words/results-words.ts';
import type { Figure } from './figure.ts';
import { countInWords, type Of, shareInWords, toldOf, whyHidden } from './told-figure.ts';

/** The shown numbers of a figure and nothing else, one line for each answer of each group, then those of it who are in no answer. */
export function csvOf(
  { levels, rows, asksUnknown }: Figure,
  of: Of,
  words: ResultsWords,
  isDemonstration = false,
): string {
  const text = words.results;
  const head = ['group', 'day', 'base', 'answer', 'count', 'share', 'range'] as const;
  const lines = rows.flatMap((row) => {
    const { name, asOf = '', shown, phase } = row;
    if (!shown) return [[name, asOf, '', whyHidden(row, words), text['csv.hidden'], '', '']];
    const number = (count: number) => (count === 0 ? countInWords(count, phase, words) : count);
    const given = levels.flatMap((level) => {
      const told = toldOf(row, level, of);
      if (!told) return [];
      const { share, range, count, base } = told;
      return [
        [
          name,
          asOf,
          base,
          level.label,
          number(count),
          share ?? '',
          range ? shareInWords({ count, base, range, few: told.few }, phase, words) : '',
        ],
      ];
    });
    const { beside } = shown;
    if (!beside) return given;
    const besides = ['blank', ...(asksUnknown ? (['unknown'] as const) : []), 'notAsked'] as const;
    return [...given, ...besides.map((one) => [name, asOf, '', text[`csv.${one}`], number(beside[one]), '', ''])];
  });
  // In each line: a line that is copied alone says it too.
  const mark = isDemonstration ? [text['csv.demonstration']] : [];
  return [head.map((name) => text[`csv.${name}`]), ...lines].map((line) => csvLine([...line, ...mark], ',')).join('');
}
