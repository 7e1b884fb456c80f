import type { CardStrings } from '../../text/card.fr.ts';
import styles from './card.module.css';
import type { Reading } from './reading.ts';

export function Why({ reading, text }: { readonly reading: Reading; readonly text: CardStrings }) {
  const also = reading.alsoNear.map((one) => one.name).join(', ');
  return (
    <details class={styles.why}>
      <summary>{text['card.why']}</summary>
      <p>{text[`card.why-${reading.decidedBy}`]}</p>
      {also && <p>{text['card.also'](also)}</p>}
      <p>{text['card.why-rule']}</p>
    </details>
  );
}
