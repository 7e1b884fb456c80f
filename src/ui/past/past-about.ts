import type { PastPrinted, PastStudy } from '../../core/results/past-study.ts';
import type { PastWords } from '../words/past-words.ts';

/** Returns the notes that a printed figure is never shown without: its base, its page, the numbers of the flaws that touch it, and what is to be said of it. */
export function aboutInWords(
  words: PastWords,
  past: PastStudy,
  figure: PastPrinted,
  groups: readonly string[],
): string {
  const text = words.past;
  const parts = [
    baseInWords(words, past, figure, groups),
    // A wave has no pages.
    figure.page !== undefined ? text['past.page'](figure.page) : past.wave ? undefined : text['past.no-page'],
    ...(figure.flaws ?? []),
  ].filter((part) => part !== undefined);
  const about = parts.length > 0 ? [`(${whole(parts.join(', '))})`] : [];
  return [...about, ...(figure.note ? [words.of(figure.note)] : [])].join(' ');
}

/** No line ends inside a range of pages or the number of a flaw, nor between a number and what it counts. */
function whole(text: string): string {
  return text.replaceAll(/[-–](?=\d)/g, '$&\u2060').replaceAll(/(?<=\d) (?=\p{L})/gu, '\u00a0');
}

/** Returns the base of a share, because a share of few is never shown without one. Without a printed base, all who answered are its upper bound. */
function baseInWords(
  words: PastWords,
  past: PastStudy,
  { base, baseIs }: PastPrinted,
  groups: readonly string[],
): string | undefined {
  if (baseIs === 'in-words') return undefined;
  const text = words.past;
  const sizes = groups.flatMap((id) => {
    const group = past.groups[id];
    return group ? [text['past.group'](words.number(base ?? group.n), words.of(group.unit))] : [];
  });
  if (sizes.length === 0) return undefined;
  const how = base === undefined ? 'past.base-most' : baseIs === 'computed' ? 'past.base-computed' : 'past.base';
  return text[how](words.list(sizes));
}
