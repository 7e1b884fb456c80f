import type { PinAnswer } from '../../tablet/kept-day.ts';
import type { DayStrings } from '../../words/fr/day.ts';
import styles from './field-note.module.css';
import { PinForm } from './pin-form.tsx';

interface OtherDayProps {
  readonly text: DayStrings;
  readonly tryPin: (pin: string) => Promise<PinAnswer>;
  readonly onChange: () => void;
  readonly onKeep: () => void;
}

/** Another link was opened while the day lasts: only a person who may end the day may change it. */
export function OtherDay({ text, tryPin, onChange, onKeep }: OtherDayProps) {
  return (
    <div class="page">
      <main data-screen="field" class={styles.alone}>
        <div class="opening" data-field="other-day">
          <h1>{text['day.other-title']}</h1>
          <p>{text['day.other']}</p>
          <PinForm text={text} tryPin={tryPin} onRight={onChange} />
          <button type="button" class="secondary" onClick={onKeep}>
            {text['day.other-keep']}
          </button>
        </div>
      </main>
    </div>
  );
}
