import type { SharingWords } from '../words/sharing-words.ts';
import type { Beside, Cell } from './compare.ts';
import styles from './comparison.module.css';

interface ShareCellProps {
  readonly words: SharingWords;
  readonly cell: Cell | undefined;
}

/** Shows a share with its base, or that it is not published. */
export function ShareCell({ words, cell }: ShareCellProps) {
  const text = words.sharing;
  if (cell === undefined || cell === 'held-back') return <>{text['comparison.held-back']}</>;
  const { share, range, counts, count, base } = cell;
  return (
    <>
      {share === undefined ? null : <strong>{text['comparison.about'](words.share(share / 100))} </strong>}
      {range ? <span class={styles.base}>{text['comparison.range'](range.least, range.most)} </span> : null}
      <span class={styles.base}>
        {words.number(count)} {text['comparison.base'](words.number(base))}
        {counts && counts.least < counts.most ? ` ${text['comparison.within'](counts.least, counts.most)}` : null}
      </span>
    </>
  );
}

/** Shows who is in no share of a group: « sans réponse : 20 · ne sait pas : 55 ». */
export function besideInShort({ blank, unknown }: Beside, words: SharingWords): string {
  const text = words.sharing;
  return [
    ...(blank === undefined ? [] : [text['comparison.blank'](words.number(blank))]),
    ...(unknown === undefined ? [] : [text['comparison.unknown'](words.number(unknown))]),
  ].join(' · ');
}
