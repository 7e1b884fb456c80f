import type { PastFigure, PastPrinted, PastStudy } from '../../core/results/past-study.ts';
import type { PastWords } from '../words/past-words.ts';
import { typeset } from '../words/typeset.ts';
import styles from './past.module.css';

interface PastCellProps {
  readonly words: PastWords;
  readonly past: PastStudy;
  readonly figures: readonly PastFigure[] | undefined;
  /** The group beside whose live counts they stand. */
  readonly group: string;
  /** Says which study: where no heading of a row or column does. */
  readonly isNamed?: boolean;
}

/** What a past study printed of one answer in one group; nothing where it printed nothing. */
export function PastCell({ words, past, figures = [], group, isNamed = false }: PastCellProps) {
  return (
    <>
      {figures.map((figure) => (
        <span key={`${figure.published} ${figure.page}`} class={styles.past}>
          {isNamed ? `${words.past['past.named'](past.year)} ` : null}
          <Printed words={words} past={past} figure={figure} groups={[group]} />
        </span>
      ))}
    </>
  );
}

interface PrintedProps {
  readonly words: PastWords;
  readonly past: PastStudy;
  readonly figure: PastPrinted;
  readonly groups: readonly string[];
}

/** As printed, in the study's language; then its base, its page, and the numbers of the notes that it needs. */
export function Printed({ words, past, figure, groups }: PrintedProps) {
  const text = words.past;
  const about = [
    baseInWords(words, past, figure, groups),
    figure.page === undefined ? text['past.no-page'] : text['past.page'](figure.page),
    ...(figure.flaws ?? []),
  ].filter((part) => part !== undefined);
  return (
    <>
      <span lang="fr" class={styles.published}>
        {typeset(figure.published, 'fr')}
      </span>{' '}
      <span>({about.join(', ')})</span>
      {figure.note ? <span> {words.of(figure.note)}</span> : null}
    </>
  );
}

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
