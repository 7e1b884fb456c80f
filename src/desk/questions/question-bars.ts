import type { Question } from '../../core/survey/questionnaire.ts';
import { withoutAccents } from '../../core/without-accents.ts';
import type { QuestionCounts } from '../../wire/organiser/organiser-reply.ts';
import type { Offered } from '../crossing/crossed-table.ts';

/** An option, a level, a band or a place, with how many gave it. */
export interface Bar {
  readonly id: string;
  readonly count: number;
  /** Share of the respondents who answered the question, from 0 to 1. */
  readonly share: number;
}

export type Bars = ReturnType<typeof barsOf>;

/** Up to so many options keep the order of the questionnaire; of more the most frequent are shown first. */
const MOST_IN_ORDER = 8;
const MOST_SHOWN = 6;

/** The options of today in their order, all of them where that order says something, as of bands; those of an earlier revision only where somebody gave them. */
export function barsOf(one: QuestionCounts, offered: Offered, isOrdered = false) {
  const { item, isMultiple, options, counts, states } = one;
  const base = isMultiple ? (states.given ?? 0) : counts.reduce((sum, count) => sum + count, 0);
  const today = offered(item) ?? options;
  const all: readonly Bar[] = [...today, ...options.filter((id) => !today.includes(id))]
    .map((id) => ({ id, count: counts[options.indexOf(id)] ?? 0 }))
    .filter(({ id, count }) => count > 0 || (today.includes(id) && today.length <= MOST_IN_ORDER))
    .map((bar) => ({ ...bar, share: base === 0 ? 0 : bar.count / base }));
  if (isOrdered || all.length <= MOST_IN_ORDER) return { shown: all, folded: [], base };
  const sorted = all.toSorted((one, other) => other.count - one.count);
  return { shown: sorted.slice(0, MOST_SHOWN), folded: sorted.slice(MOST_SHOWN), base };
}

/** Whether every word is in one of the texts; a number alone must be that of the question. */
export function isFound(wanted: string, question: Pick<Question, 'number'>, texts: readonly string[]): boolean {
  const words = withoutAccents(wanted).split(/\s+/).filter(Boolean);
  if (words.length === 1 && /^\d+$/.test(words[0] ?? '')) return String(question.number) === words[0];
  const all = withoutAccents(texts.join(' '));
  return words.every((word) => all.includes(word));
}
