import type { CardStrings } from '../words/later-words.ts';
import type { Words } from '../words/words.ts';
import { writeDay } from '../words/writing.ts';
import styles from './profile.module.css';

interface StampProps {
  readonly title: string;
  readonly words: Words;
  readonly text: CardStrings;
  /** In milliseconds since the epoch; unknown for a card brought by a link. */
  readonly finishedAt: number | undefined;
}

/** Which survey, and when: below the card on a screen, above it on paper, where the receipt's strip is cut off. */
export function Stamp({ title, words, text, finishedAt }: StampProps) {
  return (
    <p class={`paper-only ${styles.stamp}`} data-stamp>
      <span {...words.inSurvey}>{title}</span>
      {finishedAt !== undefined && ` · ${text['card.finished-on'](writeDay(finishedAt, words, 'with-year'))}`}
    </p>
  );
}
