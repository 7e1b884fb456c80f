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

/** The outcome of one press of the button: the receipts that came, and the responses that waited. */
interface SendReport {
  readonly received: number;
  /** `undefined` when it was not known how many waited. */
  readonly had: number | undefined;
}

export function SendRow({ session, text, card }: SendProps) {
  const [sent, setSent] = useState<SendReport | 'sending'>();
  const outbox = session.outbox.value;
  const send = async () => {
    setSent('sending');
    const before = session.outbox.peek();
    await session.device.outbox.send();
    setSent({ received: receivedIn(session.outbox.peek()) - receivedIn(before), had: before.waiting });
  };
  const { waiting, refused } = outbox;
  const isEmpty = waiting === 0 && refused === 0;
  const isAllRefused = waiting === 0 && refused !== undefined && refused > 0;
  const detail = isAllRefused
    ? text['day.send-refused']
    : (waiting !== 0 && obstacleOnTablet(outbox, text, card)) || text['day.send-note'];
  return (
    <DayRow
      name="send"
      state={isEmpty ? 'good' : refused !== undefined && refused > 0 ? 'caution' : 'plain'}
      title={text['day.send-title']}
      detail={detail}
      act={[text['day.send'], send]}
      isBusy={sent === 'sending'}
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

/** A fetch that fails does not say whether the network or the service is mute, and the browser does not know either. */
function obstacleOnTablet(outbox: OutboxStatus, text: DayStrings, card: CardStrings): string | undefined {
  const now = performance.now();
  if (outbox.obstacle === 'offline') return text['day.why-offline'];
  if (outbox.obstacle === 'server') return text['day.why-mute'](minutesUntil(outbox.nextTry ?? now, now));
  return obstacleInWords(outbox, card, now);
}

function minutesUntil(then: number, now: number): number {
  return Math.max(1, Math.ceil((then - now) / 60_000));
}

function inWords({ received, had }: SendReport, { waiting, refused }: OutboxStatus, text: DayStrings): string {
  if (waiting === undefined || refused === undefined) return text['day.sent-unknown'](received);
  if (waiting === 0 && refused > 0) return text['day.sent-refused'](received, refused);
  if (waiting === 0) return received === 0 && had === 0 ? text['day.sent-nothing'] : text['day.sent-all'](received);
  return received === 0 ? text['day.sent-none'](waiting) : text['day.sent-some'](received, waiting);
}
