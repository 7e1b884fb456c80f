import type { DayStrings } from '../../words/fr/day.ts';
import styles from './day.module.css';
import { DayRow } from './day-row.tsx';

/** The four words of the keys, to be compared with those of the organiser; without keys, what that means. */
export function KeysRow({ four, text }: { readonly four: string | undefined; readonly text: DayStrings }) {
  if (four === undefined)
    return <DayRow name="keys" state="caution" title={text['day.no-keys']} detail={text['day.no-keys-note']} />;
  return (
    <DayRow name="keys" state="good" title={text['day.keys']} detail={text['day.keys-note']}>
      {/* French in every language: they are compared, not read. */}
      <ul class={styles.four} lang="fr">
        {four.split(' ').map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </DayRow>
  );
}
