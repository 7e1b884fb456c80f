import { hrefTo } from '../../address/routes.ts';
import type { Interview } from '../../state/interview.ts';
import type { CardStrings } from '../../words/fr/later.ts';
import styles from './card.module.css';

/** Until leaving, the answers may be changed: finishing again replaces what was sent. */
export function Modify({ interview, text }: { readonly interview: Interview; readonly text: CardStrings }) {
  const changed = interview.changedSince.value;
  return (
    <section class={styles.modify}>
      {changed && <p>{text['card.changed']}</p>}
      <a class={changed ? 'primary button' : 'secondary button'} href={hrefTo({ screen: 'check' })}>
        {changed ? text['card.confirm'] : text['card.modify']}
      </a>
      {!changed && <p>{text['card.modify-note']}</p>}
    </section>
  );
}
