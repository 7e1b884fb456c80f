import { isAlphabetical } from '../words/alphabet.ts';
import type { CardStrings } from '../words/fr/later.ts';
import type { ProfileStrings } from '../words/fr/profile.ts';
import type { ProfileReading } from './card-reading.ts';
import styles from './why.module.css';

interface WhyProps {
  readonly reading: ProfileReading;
  readonly text: CardStrings;
  readonly said: ProfileStrings;
  readonly language: string;
}

/** How the profile was found, why it may be composite, and what it is not. */
export function Why({ reading, text, said, language }: WhyProps) {
  const { composite, nearest, profile, columns } = reading;
  const isTied = nearest.length > 1;
  return (
    <details class={styles.why}>
      <summary>{said.why}</summary>
      {composite && <p>{isTied ? said['why-tied'] : said['why-few'](String(reading.leastMatches))}</p>}
      {!isTied && <p>{said['why-matches'](profile.name)}</p>}
      <p>{said['why-answers']}</p>
      <p>
        {text['card.why-rule']}
        {isAlphabetical(
          columns.map((one) => one.name),
          language,
        ) && ` ${said['why-order']}`}
      </p>
      <p>{said['why-source'](reading.source)}</p>
    </details>
  );
}
