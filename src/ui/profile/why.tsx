import type { CardStrings } from '../words/fr/later.ts';
import type { ProfileReading } from './reading.ts';
import styles from './why.module.css';

/** How the profile was found, why it may be composite, and what it is not. */
export function Why({ reading, text }: { readonly reading: ProfileReading; readonly text: CardStrings }) {
  const { composite, alsoNear, profile, decidedBy } = reading;
  return (
    <details class={styles.why}>
      <summary>{text['card.why']}</summary>
      {composite && (
        <p>{alsoNear.length > 0 ? text['card.why-tied'] : text['card.why-few'](String(reading.leastMatches))}</p>
      )}
      <p>{text[`card.why-${decidedBy}`](profile.name)}</p>
      <p>{text['card.why-rule']}</p>
      <p>{text['card.why-source'](reading.source)}</p>
    </details>
  );
}
