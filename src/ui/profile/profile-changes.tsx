import { Emblem } from '../emblems/emblem.tsx';
import type { ProfileStrings } from '../words/fr/profile.ts';
import type { LanguageMark } from '../words/words.ts';
import type { ChangesToOne } from './changes-by-profile.ts';
import styles from './why.module.css';

interface ChangesProps {
  readonly changes: readonly ChangesToOne[];
  readonly strings: ProfileStrings;
  /** The language of the survey's texts, if the page is in another one. */
  readonly mark: LanguageMark | undefined;
}

/** What a single change would lead to, something added or something gone alike. Folded where several profiles would take a screen. */
export function Changes({ changes, strings, mark }: ChangesProps) {
  if (changes.length === 0)
    return (
      <section class={styles.changes} aria-labelledby="changes-title">
        <h2 id="changes-title">{strings.changes}</h2>
        <p class={styles.quiet}>{strings['changes-none']}</p>
      </section>
    );
  return (
    <details class={styles.why} open={changes.length === 1 || matchMedia('(min-width: 51.25rem)').matches}>
      <summary>
        <h2>{strings.changes}</h2>
        <span class={styles.led} aria-hidden="true">
          {changes.map(({ profile }) => (
            <Emblem key={profile.id} profile={profile.id} />
          ))}
        </span>
      </summary>
      <div class={styles.changes}>
        <p class={styles.quiet}>{strings['changes-intro']}</p>
        {changes.map(({ profile, sentences }) => (
          <div key={profile.id} class={styles.leads} data-emblem={profile.id}>
            <Emblem profile={profile.id} />
            <div>
              <h3 {...mark}>{profile.name}</h3>
              <ul {...mark}>
                {sentences.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </div>
          </div>
        ))}
      </div>
    </details>
  );
}
