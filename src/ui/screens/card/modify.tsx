import { hrefTo } from '../../address/routes.ts';
import type { Interview } from '../../state/interview.ts';
import type { CardStrings } from '../../words/fr/later.ts';
import styles from './card.module.css';
import './fold.css';

interface ModifyProps {
  readonly interview: Interview;
  readonly text: CardStrings;
}

/** Until leaving, the answers may be changed: finishing again replaces what was sent. */
export function Modify({ interview, text }: ModifyProps) {
  if (interview.changedSince.value) return null;
  return (
    <div class="fold-row">
      <a href={hrefTo({ screen: 'check' })}>
        {text['card.modify']}
        <span>{text['card.modify-note']}</span>
      </a>
    </div>
  );
}

/** Above all else: what was changed and not sent. */
export function Changed({ interview, text }: ModifyProps) {
  if (!interview.changedSince.value) return null;
  return (
    <section class={styles.changed}>
      <p>{text['card.changed']}</p>
      <a class="primary button" href={hrefTo({ screen: 'check' })}>
        {text['card.confirm']}
      </a>
    </section>
  );
}
