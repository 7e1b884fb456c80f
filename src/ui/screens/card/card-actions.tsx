import type { CardStrings } from '../../words/later-words.ts';
import styles from './card.module.css';

/** A panel that opens below the head of the card. */
export type Panel = 'share' | 'picture' | 'carry';

interface ActionsProps {
  readonly text: CardStrings;
  readonly mode: 'self' | 'field';
  readonly panel: Panel | undefined;
  readonly onPanel: (panel: Panel) => void;
}

/** In sight without scrolling. On a shared tablet the card leaves by the respondent's own camera alone; the next person comes first. */
export function CardActions({ text, mode, panel, onPanel }: ActionsProps) {
  if (mode === 'field')
    return (
      <div class={styles.actions}>
        <button type="button" class="secondary" aria-expanded={panel === 'carry'} onClick={() => onPanel('carry')}>
          {text['card.take']}
        </button>
      </div>
    );
  return (
    <div class={styles.actions}>
      <button type="button" class="primary" onClick={() => onPanel('share')}>
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.25" aria-hidden="true">
          <path d="M12 15V3.5m-4 4 4-4 4 4M8 10.5H5V20h14v-9.5h-3" />
        </svg>
        {text['card.share']}
      </button>
      <button type="button" class="secondary" aria-haspopup="dialog" onClick={() => onPanel('picture')}>
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.25" aria-hidden="true">
          <path d="M12 4v11m-5-5 5 5 5-5M5 20h14" />
        </svg>
        {text['card.picture']}
      </button>
    </div>
  );
}
