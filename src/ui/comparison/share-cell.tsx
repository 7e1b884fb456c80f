import type { SharingWords } from '../words/sharing-words.ts';
import type { Cell } from './compare.ts';
import styles from './comparison.module.css';

/** A share with what it is a share of, or that it is not published. */
export function ShareCell({ words, cell }: { readonly words: SharingWords; readonly cell: Cell | undefined }) {
  const text = words.sharing;
  if (cell === undefined || cell === 'held-back') return <>{text['comparison.held-back']}</>;
  const { share, range, count, base } = cell;
  return (
    <>
      {share === undefined ? null : <strong>{text['comparison.about'](words.share(share / 100))} </strong>}
      {range ? <span class={styles.base}>{text['comparison.range'](range.least, range.most)} </span> : null}
      <span class={styles.base}>
        {count === 0 ? text['comparison.few'](cell.few) : words.number(count)}{' '}
        {text['comparison.base'](words.number(base))}
      </span>
    </>
  );
}
