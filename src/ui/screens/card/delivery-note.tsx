import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../elements/button.tsx';
import styles from './card-parts.module.css';
import type { DeliveryProps } from './delivery-state.tsx';

interface NoteProps extends DeliveryProps {
  /** The reason for the wait, as the status line announces it, or that one may close. */
  readonly waiting: string | undefined;
  readonly onSend: () => void;
}

/** Milliseconds. Most responses are received before: nothing may move under the finger meanwhile. */
const SOON = 5000;

/** Explains a state, with a button to send now. It is below the buttons of the card, and appears only after a wait. */
export function DeliveryNote({ shown, delivery, lost, saver, text, waiting, onSend }: NoteProps) {
  const { state } = delivery;
  const isWait = shown === 'device' || shown === 'sending' || shown === 'memory';
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
        ? waiting
        : shown === 'received'
          ? lost?.note
          : shown === 'saving' || shown === 'unsaved' || shown === 'memory'
            ? undefined
            : text[`delivery.${shown}-note`];
  const canSend = state === 'device' && kept !== 'saving' && shown !== 'unfinished';
  if (note === undefined && !canSend) return null;
  return (
    <div class={styles.note}>
      {note && <p>{note}</p>}
      {canSend && <Button label={text['status.send']} onClick={onSend} />}
    </div>
  );
}
