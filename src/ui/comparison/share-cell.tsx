import type { SharingWords } from '../words/sharing-words.ts';
import type { Cell } from './compare.ts';
import styles from './comparison.module.css';

/** A share with what it is a share of, or that it is not published. */
export function ShareCell({ words, cell }: { readonly words: SharingWords; readonly cell: Cell | undefined }) {
  if (cell === undefined || cell === 'held-back') return <>{words.sharing['comparison.held-back']}</>;
  return (
    <>
      <strong>{words.share(cell.share)}</strong>{' '}
      <span class={styles.base}>
        {words.number(cell.count)} {words.sharing['comparison.base'](words.number(cell.base))}
      </span>
    </>
  );
}
