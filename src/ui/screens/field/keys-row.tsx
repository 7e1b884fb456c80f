import { useState } from 'preact/hooks';
import { comparedKeys, noteComparedKeys } from '../../tablet/kept-day.ts';
import type { DayStrings } from '../../words/fr/day.ts';
import { writeHour } from '../../words/writing.ts';
import styles from './day.module.css';
import { DayRow } from './day-row.tsx';

/** The four words of the keys: right once somebody has compared them with the organiser's. Without keys, what that means. */
export function KeysRow({ four, text }: { readonly four: string | undefined; readonly text: DayStrings }) {
  const [comparedAt, setComparedAt] = useState(four && comparedKeys(four));
  if (four === undefined)
    return <DayRow name="keys" state="caution" title={text['day.no-keys']} detail={text['day.no-keys-note']} />;
  return (
    <DayRow
      name="keys"
      state={comparedAt ? 'good' : 'caution'}
      title={text['day.keys']}
      detail={comparedAt ? text['day.keys-compared'](writeHour(comparedAt)) : text['day.keys-note']}
      action={
        comparedAt ? null : (
          <button type="button" class="secondary" onClick={() => setComparedAt(noteComparedKeys(four, Date.now()))}>
            {text['day.keys-same']}
          </button>
        )
      }
    >
      {/* French in every language: they are compared, not read. */}
      <ul class={styles.four} lang="fr">
        {four.split(' ').map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </DayRow>
  );
}
