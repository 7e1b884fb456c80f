import { useEffect, useRef, useState } from 'preact/hooks';
import { latinDigits } from '../../../core/answering/latin-digits.ts';
import { Button } from '../../elements/button.tsx';
import type { PinAnswer } from '../../tablet/kept-day.ts';
import type { DayStrings } from '../../words/day-words.ts';
import styles from './day.module.css';

export interface PinProps {
  readonly text: DayStrings;
  readonly tryPin: (pin: string) => Promise<PinAnswer>;
  readonly onRight: () => void;
}

/** No password of a browser: it would offer to keep it, on the tablet that it protects. */
export function PinForm({ text, tryPin, onRight }: PinProps) {
  const [statusText, setStatusText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const pin = latinDigits(field.current?.value ?? '');
    if (!/^\d{4,8}$/.test(pin)) return setStatusText(text['day.pin-digits']);
    // At once: the next digits may be typed before this answer comes.
    if (field.current) field.current.value = '';
    const answer = await tryPin(pin);
    if (answer.kind === 'right') return onRight();
    const wait = answer.seconds > 0 ? text['day.pin-wait'](answer.seconds) : '';
    setStatusText(answer.kind === 'wait' ? wait : `${text['day.pin-wrong']} ${wait}`.trim());
    field.current?.focus();
  };
  return (
    <form class={`stack start ${styles.code}`} onSubmit={submit} noValidate data-pin>
      <label class="stack">
        {text['day.pin']}
        <input
          ref={field}
          class={styles.pin}
          type="text"
          inputMode="numeric"
          autocomplete="off"
          maxLength={8}
          aria-describedby="pin-status"
        />
      </label>
      <Button label={text['day.pin-go']} type="submit" class="primary" />
      <p id="pin-status" role="status" class="fault">
        {statusText}
      </p>
    </form>
  );
}
