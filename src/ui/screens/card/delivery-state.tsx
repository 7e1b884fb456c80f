import type { Delivery } from '../../../device/port/finished-response.ts';
import type { Saver } from '../../state/saver.ts';
import type { CardStrings } from '../../words/later-words.ts';
import { writeHour } from '../../words/writing.ts';
import styles from './card.module.css';
import type { LossInWords } from './loss.tsx';

export interface DeliveryProps {
  readonly shown: DeliveryDisplay;
  readonly delivery: Delivery;
  /** Received, and gone from the service since. */
  readonly lost: Pick<LossInWords, 'word' | 'note'> | undefined;
  /** The save of the interview just finished; absent for a card found again. */
  readonly saver: Saver | undefined;
  readonly text: CardStrings;
}

const DRAWINGS = {
  device: 'M9 3h14v26H9zM14 25h4',
  sending: 'M16 27V8m-8 8 8-8 8 8',
  received: 'm6 17 7 7L26 9',
  refused: 'M16 6v12m0 6v2',
  erasing: 'M8 16h16',
  erased: 'M8 16h16',
} as const;

/**
 * The honest states of a response: a sign and a word, on a line whose height no state changes. The page's status line speaks for it
 * aloud.
 */
export function DeliveryState({ shown, delivery, lost, text }: Omit<DeliveryProps, 'saver'>) {
  const { state } = delivery;
  const word =
    shown === 'received'
      ? (lost?.word ?? text['delivery.received'](writeHour(delivery.at ?? Date.now())))
      : text[`delivery.${shown}`];
  return (
    <section
      class={styles.delivery}
      data-delivery={shown === state || shown === 'memory' ? state : ''}
      aria-label={text['delivery.title']}
    >
      <p class={styles.state} data-safe>
        <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true">
          <path d={DRAWINGS[lost ? 'refused' : state]} />
        </svg>
        <span>
          {word}
          {shown === 'device' && <span class={styles.soon}> · {text['delivery.soon']}</span>}
        </span>
      </p>
    </section>
  );
}

type DeliveryDisplay = Delivery['state'] | 'saving' | 'unsaved' | 'unfinished' | 'memory';

/** A response that is still being written is not on the device, so it has no state for scripts to read. */
export function deliveryDisplay({ state }: Delivery, saver: Saver | undefined): DeliveryDisplay {
  const kept = saver?.state.value;
  if (saver?.trouble.value === 'no-code') return 'unfinished';
  // Where the browser keeps nothing, nothing is said to be kept.
  if (kept === 'memory' && state === 'device') return kept;
  return kept === 'saving' || kept === 'unsaved' ? kept : state;
}
