import type { CardStrings } from '../words/fr/later.ts';
import type { ProfileStrings } from '../words/fr/profile.ts';
import type { ProfileReading } from './reading.ts';
import styles from './why.module.css';

interface WhyProps {
  readonly reading: ProfileReading;
  readonly text: CardStrings;
  readonly said: ProfileStrings;
}

/** How the profile was found, why it may be composite, and what it is not. */
export function Why({ reading, text, said }: WhyProps) {
  const { composite, alsoNear, profile } = reading;
  return (
    <details class={styles.why}>
      <summary>{said.why}</summary>
      {composite && <p>{alsoNear.length > 0 ? said['why-tied'] : said['why-few'](String(reading.leastMatches))}</p>}
      {alsoNear.length === 0 && <p>{said['why-matches'](profile.name)}</p>}
      <p>{text['card.why-rule']}</p>
      <p>{said['why-source'](reading.source)}</p>
    </details>
  );
}
