import type { SharingWords } from '../../words/sharing-words.ts';
import styles from './print-button.module.css';

export function PrintButton({ words }: { readonly words: SharingWords }) {
  const text = words.sharing;
  return (
    <section class={styles.print} aria-labelledby="print-title">
      <h2 id="print-title">{text['print.title']}</h2>
      <p>{text['print.how']}</p>
      <button type="button" class="secondary" onClick={() => print()}>
        {text['print.button']}
      </button>
    </section>
  );
}
