import { Emblem } from '../emblems/emblem.tsx';
import type { ProfileStrings } from '../words/fr/profile.ts';
import type { ChangesToOne } from './changes-by-profile.ts';
import styles from './why.module.css';

/** More of them would be a list to go through: the others wait below. */
const MOST_SHOWN = 4;

/** What a single change would lead to, something added or something gone alike. */
export function Changes({
  changes,
  said,
}: {
  readonly changes: readonly ChangesToOne[];
  readonly said: ProfileStrings;
}) {
  const most = Math.max(1, Math.floor(MOST_SHOWN / Math.max(1, changes.length * 2)));
  const shown = changes.map(({ profile, sentences }) => ({ profile, sentences: sentences.slice(0, most) }));
  const others = changes.flatMap(({ profile, sentences }) =>
    sentences.length > most ? [{ profile, sentences: sentences.slice(most) }] : [],
  );
  return (
    <section class={styles.changes} aria-labelledby="changes-title">
      <h2 id="changes-title">{said.changes}</h2>
      <p class={styles.quiet}>{changes.length > 0 ? said['changes-intro'] : said['changes-none']}</p>
      {shown.map(({ profile, sentences }) => (
        <section key={profile.id} class={styles.leads} data-emblem={profile.id} aria-label={profile.name}>
          <Emblem profile={profile.id} />
          <div>
            <h3>{profile.name}</h3>
            <ul>
              {sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </div>
        </section>
      ))}
      {others.length > 0 ? (
        <details class={styles.why}>
          <summary>{said['changes-others']}</summary>
          {others.map(({ profile, sentences }) => (
            <section key={profile.id} class={styles.change} aria-label={profile.name}>
              <h3>{profile.name}</h3>
              <ul>
                {sentences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </section>
          ))}
        </details>
      ) : null}
    </section>
  );
}
