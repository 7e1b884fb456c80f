import { type Phase, RULES } from '../../core/results/disclosure.ts';
import { type Told, tell, tellCitation } from '../../core/results/shares.ts';
import type { ResultsWords } from '../words/results-words.ts';
import type { FigureRow, Level } from './figure.ts';

export type Of = 'respondents' | 'citations';

/** One number of a row that is shown; `undefined` for a level that this publication does not know. */
export function toldOf({ shown, phase }: FigureRow, { id }: Level, of: Of): Told | undefined {
  const count = shown?.counts[id];
  if (!shown || count === undefined) return undefined;
  if (of === 'respondents') return tell(count, shown.base, phase);
  const others = Object.entries(shown.counts).flatMap(([option, n]) => (option === id ? [] : [n]));
  return tellCitation(count, others, phase);
}

export function citationsOf({ shown }: FigureRow): number {
  return Object.values(shown?.counts ?? {}).reduce((total, count) => total + count, 0);
}

/** A shown number: what is shown as 0 may be a few. */
export function countInWords(count: number, phase: Phase, words: ResultsWords): string {
  return count === 0 ? words.results[`cell.few-${phase}`] : words.number(count);
}

/** The share, else the range that stands for it, else the count among its base: « 8 sur 28 ». */
export function shareInWords({ share, range, count, base }: Told, phase: Phase, words: ResultsWords): string {
  if (share !== undefined) return words.percent(share);
  if (range) return words.results['cell.range'](range.least, range.most);
  return words.results['cell.of'](countInWords(count, phase, words), words.number(base));
}

/** Why nothing of a group is shown. */
export function whyHidden({ phase, why }: FigureRow, words: ResultsWords): string {
  const { leastBase } = RULES[phase];
  if (why === 'absent') return words.results['group.absent'];
  return why === 'few' ? words.results['group.few'](leastBase) : words.results[`group.hidden-${phase}`](leastBase);
}
