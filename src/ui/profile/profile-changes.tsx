import { Emblem } from '../emblems/emblem.tsx';
import type { CardStrings } from '../words/fr/later.ts';
import type { ProfileReading } from './reading.ts';
import styles from './why.module.css';

/** What a single different answer would lead to, something added or something gone alike. */
export function Changes({ reading, text }: { readonly reading: ProfileReading; readonly text: CardStrings }) {
  const { changes } = reading;
  return (
    <details class={styles.why}>
      <summary>{text['card.changes']}</summary>
      <p>{changes.length > 0 ? text['card.changes-intro'] : text['card.changes-none']}</p>
      {changes.map(({ profile, sentences }) => (
        <section key={profile.id} class={styles.change} aria-label={profile.name}>
          <h3>
            <span class={styles.emblem} data-emblem={profile.id}>
              <Emblem profile={profile.id} />
            </span>
            {text['card.changes-to'](profile.name)}
          </h3>
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}
