import { useState } from 'preact/hooks';
import type { OutboxStatus } from '../../../device/port/device.ts';
import type { Session } from '../../state/session.ts';
import { obstacleInWords } from '../../state/status-messages.ts';
import type { DayStrings } from '../../words/fr/day.ts';
import type { CardStrings } from '../../words/fr/later.ts';
import { DayRow } from './day-row.tsx';

interface SendProps {
  readonly session: Session;
  readonly text: DayStrings;
  readonly card: CardStrings;
}

/** What one press of the button has done, by the receipts that came and by what is still here. */
interface Sent {
  readonly received: number;
  /** `undefined` when it was not known how many waited. */
  readonly had: number | undefined;
}

export function SendRow({ session, text, card }: SendProps) {
  const [sent, setSent] = useState<Sent | 'sending'>();
  const outbox = session.outbox.value;
  const why =
    outbox.obstacle === 'offline' ? text['day.why-offline'] : obstacleInWords(outbox, card, performance.now());
  const send = async () => {
    setSent('sending');
    const before = session.outbox.peek();
    await session.device.outbox.send();
    setSent({ received: receivedIn(session.outbox.peek()) - receivedIn(before), had: before.waiting });
  };
  const waits = outbox.waiting !== 0;
  const detail = waits ? (why ?? text['day.send-note']) : text['day.send-note'];
  return (
    <DayRow
      name="send"
      state={waits ? 'plain' : 'good'}
      title={text['day.send-title']}
      detail={detail}
      action={
        <button
          type="button"
          class="secondary"
          aria-disabled={sent === 'sending'}
          onClick={() => sent !== 'sending' && void send()}
        >
          {text['day.send']}
        </button>
      }
    >
      <p role="status" data-sent>
        {sent === 'sending' ? text['day.sending'] : sent && inWords(sent, outbox, text)}
      </p>
    </DayRow>
  );
}

function receivedIn({ deliveries }: OutboxStatus): number {
  return [...deliveries.values()].filter(({ state }) => state === 'received').length;
}

function inWords({ received, had }: Sent, { waiting }: OutboxStatus, text: DayStrings): string {
  if (waiting === undefined) return text['day.sent-unknown'](received);
  if (waiting === 0) return received === 0 && had === 0 ? text['day.sent-nothing'] : text['day.sent-all'](received);
  return received === 0 ? text['day.sent-none'](waiting) : text['day.sent-some'](received, waiting);
}
