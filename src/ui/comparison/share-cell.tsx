import type { SharingWords } from '../words/sharing-words.ts';
import type { Beside, Cell } from './compare.ts';
import styles from './comparison.module.css';

interface ShareCellProps {
  readonly words: SharingWords;
  readonly cell: Cell | undefined;
  readonly beside?: Beside | undefined;
}

/** A share with what it is a share of, and those in no share; or that it is not published. */
export function ShareCell({ words, cell, beside }: ShareCellProps) {
  const text = words.sharing;
  if (cell === undefined || cell === 'held-back') return <>{text['comparison.held-back']}</>;
  const { share, range, count, base, few } = cell;
  const shown = (n: number) => (n === 0 ? text['comparison.few'](few) : words.number(n));
  return (
    <>
      {share === undefined ? null : <strong>{text['comparison.about'](words.share(share / 100))} </strong>}
      {range ? <span class={styles.base}>{text['comparison.range'](range.least, range.most)} </span> : null}
      <span class={styles.base}>
        {shown(count)} {text['comparison.base'](words.number(base))}
      </span>
      {beside ? (
        <span class={styles.base}>
          {' '}
          {text['comparison.blank'](shown(beside.blank))}
          {beside.unknown === undefined ? null : ` · ${text['comparison.unknown'](shown(beside.unknown))}`}
        </span>
      ) : null}
    </>
  );
}
