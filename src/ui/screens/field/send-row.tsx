import { useState } from 'preact/hooks';
import type { OutboxStatus } from '../../../device/port/device.ts';
import type { Session } from '../../state/session.ts';
import type { DayStrings } from '../../words/day-words.ts';
import { DayRow } from './day-row.tsx';

export function SendRow({ session, text }: { readonly session: Session; readonly text: DayStrings }) {
  const [sent, setSent] = useState<number | 'sending'>();
  const outbox = session.outbox.value;
  const send = async () => {
    setSent('sending');
    const before = receivedIn(session.outbox.peek());
    await session.device.outbox.send();
    setSent(receivedIn(session.outbox.peek()) - before);
  };
  const { waiting, refused } = outbox;
  const isEmpty = waiting === 0 && refused === 0;
  return (
    <DayRow
      name="send"
      state={isEmpty ? 'good' : refused !== undefined && refused > 0 ? 'caution' : 'plain'}
      title={text['day.send-title']}
      detail={waiting === 0 ? undefined : obstacleOnTablet(outbox, text)}
      act={[text['day.send'], send]}
      isBusy={sent === 'sending'}
    >
      <p role="status" data-sent>
        {sent === 'sending' ? text['day.sending'] : sent !== undefined && inWords(sent, outbox, text)}
      </p>
    </DayRow>
  );
}

function receivedIn({ deliveries }: OutboxStatus): number {
  return [...deliveries.values()].filter(({ state }) => state === 'received').length;
}

/** A fetch that fails does not say whether the network or the service is mute, and the browser does not know either. */
function obstacleOnTablet({ obstacle, nextTry }: OutboxStatus, text: DayStrings): string | undefined {
  const now = performance.now();
  if (obstacle === 'offline') return text['day.why-offline'];
  const minutes = Math.max(1, Math.ceil(((nextTry ?? now) - now) / 60_000));
  return obstacle === 'server' ? text['day.why-mute'](minutes) : undefined;
}

/** The receipts that came by one press of the button, and what waits. */
function inWords(received: number, { waiting, refused }: OutboxStatus, text: DayStrings): string {
  if (waiting === undefined || refused === undefined) return text['day.not-known'];
  if (waiting === 0) return received === 0 ? text['day.sent-nothing'] : text['day.sent-all'](received);
  return received === 0 ? text['day.sent-none'](waiting) : text['day.sent-some'](received, waiting);
}
