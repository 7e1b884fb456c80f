import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/core/answering/csv-line.ts';

/** Reads with a parser that is not ours, as a spreadsheet would. */
const cellsOf = (line: string, delimiter: ';' | ',') => Papa.parse<string[]>(line.trimEnd(), { delimiter }).data[0];

const FORMULAS = [
  ...['=1+1', '+33 6 12 34 56 78', '-2', '@SUM(A1)', '\tx', '\rx', '\nx', '\r\n=1', '\n+1'],
  ...['＝HYPERLINK("http://a")', '＋1', '－1', '＠x', '﹢1', '﹣1', '﹦1', '﹫x'],
];
const INVISIBLE = [
  ...[' ', '\u00a0', '\u2003', '\u3000', '\u0000', '\u0007', '\u007f', '\u0085', '\u00ad', '\u034f', '\u061c'],
  ...['\u115f', '\u180e', '\u200b', '\u200f', '\u2028', '\u202e', '\u2060', '\u2064', '\u2066', '\u2069', '\u3164'],
  ...['\ufe0f', '\ufeff', '\ufff9', '\u{e0001}', '\u{e0100}'],
];

describe.each([[';'], [',']] as const)('a text in a CSV with %s', (delimiter) => {
  it.each(FORMULAS)('runs nothing when it is %j', (text) => {
    const line = csvLine([text, 'x'], delimiter);
    expect(line.startsWith(`"'`)).toBe(true);
    expect(cellsOf(line, delimiter)).toEqual([`'${text}`, 'x']);
  });

  it.each(INVISIBLE)('runs nothing when %j precedes the formula, once or often', (sign) => {
    for (const text of [`${sign}=1`, `${sign}${sign} ${sign}＝1`])
      expect(csvLine([text], delimiter).startsWith(`"'`), JSON.stringify(text)).toBe(true);
  });

  it.each([['a;b,c'], ['a"b'], ['a\nb'], ['a\r\nb'], [' spaces '], ['a;=1+1'], [''], ['marie@example.org'], ['06 12']])(
    'is left as it is when it is %j',
    (text) => {
      expect(cellsOf(csvLine([text, 'x'], delimiter), delimiter)).toEqual([text, 'x']);
    },
  );

  it('is distinguished from a number, a mark and a blank', () => {
    expect(csvLine([-2, 0.5, true, null, '7'], delimiter)).toBe(['-2', '0.5', 'true', '', '"7"\r\n'].join(delimiter));
  });
});
