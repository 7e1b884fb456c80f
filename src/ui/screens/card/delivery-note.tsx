import { useEffect, useState } from 'preact/hooks';
import styles from './card-parts.module.css';
import type { DeliveryProps } from './delivery-state.tsx';

interface NoteProps extends DeliveryProps {
  /** What the status line says aloud of the wait, and the button to try now. */
  readonly waiting: string | undefined;
  readonly onSend: () => void;
  /** What keeps a shared tablet from sending is for the day screen to say, and not for the person who has just answered. */
  readonly isField: boolean;
}

/** Milliseconds. Most responses are received before: nothing may move under the finger meanwhile. */
const SOON = 5000;

/** What a state means, and the button to send now: below what one does with the card, and only once the wait is one. */
export function DeliveryNote({ shown, delivery, lost, saver, text, waiting, onSend, isField }: NoteProps) {
  const { state } = delivery;
  const isWait = shown === 'device' || shown === 'sending';
  const [isLong, setLong] = useState(saver === undefined);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), SOON);
    return () => clearTimeout(timer);
  }, []);
  if (isWait && !isLong) return null;
  const kept = saver?.state.value;
  const note =
    shown === 'unfinished'
      ? text['status.no-code']
      : shown === 'device'
        ? isField
          ? text['delivery.device-field']
          : (waiting ?? text['delivery.device-note'])
        : shown === 'received'
          ? lost?.note
          : shown === 'saving' || shown === 'unsaved'
            ? undefined
            : text[`delivery.${shown}-note`];
  const canSend = state === 'device' && kept !== 'saving' && shown !== 'unfinished' && !(isField && kept === 'saved');
  if (note === undefined && !canSend) return null;
  return (
    <div class={styles.note}>
      {note && <p>{note}</p>}
      {canSend && (
        <button type="button" class="secondary" onClick={onSend}>
          {text['status.send']}
        </button>
      )}
    </div>
  );
}
