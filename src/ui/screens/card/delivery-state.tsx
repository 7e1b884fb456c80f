import type { Delivery } from '../../../device/port/device.ts';
import type { Saver } from '../../state/saver.ts';
import type { CardStrings } from '../../words/fr/later.ts';
import { writeHour } from '../../words/later-words.ts';
import styles from './delivery.module.css';
import type { LossInWords } from './loss.tsx';

interface DeliveryProps {
  readonly delivery: Delivery;
  /** Received, and gone from the service since. */
  readonly lost: Pick<LossInWords, 'word' | 'note'> | undefined;
  /** The save of the interview just finished; absent for a card found again. */
  readonly saver: Saver | undefined;
  readonly text: CardStrings;
  /** What the status line says aloud of the wait, and the button to try now. */
  readonly onSend: () => void;
  readonly waiting: string | undefined;
  /** What keeps a shared tablet from sending is for the day screen to say, and not for the person who has just answered. */
  readonly isField: boolean;
}

const DRAWINGS = {
  device: 'M9 3h14v26H9zM14 25h4',
  sending: 'M16 27V8m-8 8 8-8 8 8',
  received: 'm6 17 7 7L26 9',
  refused: 'M16 6v12m0 6v2',
  erasing: 'M8 16h16',
  erased: 'M8 16h16',
} as const;

/** The honest states of a response: a word, a sign, and what it means. The page's status line speaks for it aloud. */
export function DeliveryState({ delivery, lost, saver, text, onSend, waiting, isField }: DeliveryProps) {
  const kept = saver?.state.value;
  const { state } = delivery;
  const isUnfinished = saver?.trouble.value === 'no-code';
  // What is still being written is not on the device: its words are no state of a response, and scripts are told of none.
  const said = isUnfinished ? 'unfinished' : kept === 'saving' || kept === 'unsaved' ? kept : state;
  const word =
    said === 'received'
      ? (lost?.word ?? text['delivery.received'](writeHour(delivery.at ?? Date.now())))
      : text[`delivery.${said}`];
  const noteOf = (of: Exclude<Delivery['state'], 'received'>) => {
    if (of !== 'device') return text[`delivery.${of}-note`];
    // Whoever holds a shared tablet closes nothing.
    return isField ? text['delivery.device-field'] : (waiting ?? text['delivery.device-note']);
  };
  return (
    <section class={styles.delivery} data-delivery={said === state ? state : ''} aria-label={text['delivery.title']}>
      <p class={styles.state}>
        <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true">
          <path d={DRAWINGS[lost ? 'refused' : state]} />
        </svg>
        {word}
      </p>
      {lost && <p>{lost.note}</p>}
      {isUnfinished && <p>{text['status.no-code']}</p>}
      {said === state && state !== 'received' && <p>{noteOf(state)}</p>}
      {state === 'device' && kept !== 'saving' && !isUnfinished && !(isField && kept === 'saved') && (
        <button type="button" class="secondary" onClick={onSend}>
          {text['status.send']}
        </button>
      )}
    </section>
  );
}
