import { useEffect, useState } from 'preact/hooks';
import type { DayStrings } from '../../words/fr/day.ts';
import styles from './day.module.css';
import { type OfflineCheck, offlineInWords } from './offline-row.tsx';
import { OverAll } from './overlay.tsx';

interface NewResponseProps {
  readonly check: OfflineCheck;
  readonly text: DayStrings;
  /** How long a response takes. */
  readonly minutes: number;
  readonly onBegin: () => void;
}

/** The button for the next person. Where the tablet is not ready offline it asks first: a lost network could stop the interview. */
export function NewResponse({ check, text, minutes, onBegin }: NewResponseProps) {
  const [isAsked, setAsked] = useState(false);
  const isReady = check.proof?.kind === 'ready';
  // The worker may answer while the question is on screen.
  useEffect(() => {
    if (isAsked && isReady) onBegin();
  }, [isAsked, isReady]);
  const wait = () => {
    setAsked(false);
    check.askAgain();
  };
  const { title, detail = '' } = offlineInWords(check.proof, text);
  return (
    <>
      <button type="button" class={styles.new} onClick={() => (isReady ? onBegin() : setAsked(true))}>
        <span>
          <b>{text['day.new']}</b>
          <small>{text['day.new-note'](minutes)}</small>
        </span>
        <svg viewBox="0 0 52 52" fill="none" stroke="currentColor" stroke-width="5" aria-hidden="true">
          <path d="M8 26h36M28 10l16 16-16 16" />
        </svg>
      </button>
      {isAsked && !isReady && (
        <OverAll title={text['day.unready']} onCancel={wait}>
          <p data-unready={check.proof?.kind ?? 'asking'}>
            {title}
            {detail && `. ${detail}`}
          </p>
          <p>{text['day.unready-note']}</p>
          <button type="button" class="primary" onClick={wait}>
            {text['day.unready-wait']}
          </button>
          <button type="button" class="secondary" onClick={onBegin}>
            {text['day.unready-begin']}
          </button>
        </OverAll>
      )}
    </>
  );
}
