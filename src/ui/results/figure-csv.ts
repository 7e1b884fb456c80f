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
    const number = (count: number) => (count === 0 ? countInWords(count, phase, words) : String(count));
    const given = levels.flatMap((level) => {
      const told = toldOf(row, level, of);
      if (!told) return [];
      const { share, range, count, base } = told;
      return [
        [
          name,
          asOf,
          String(base),
          level.label,
          number(count),
          share === undefined ? '' : String(share),
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
  const written = [head.map((name) => text[`csv.${name}`]), ...lines].map((line) =>
    [...line, ...mark].map(cell).join(','),
  );
  return `${written.join('\r\n')}\r\n`;
}

function cell(text: string): string {
  // A spreadsheet would run what begins so.
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
