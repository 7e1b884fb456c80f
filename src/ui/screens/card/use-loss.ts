import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../../state/session.ts';

/** What the service has said of each response, so that it is asked once for each page. */
const asked = new WeakMap<Session, Map<string, Promise<boolean>>>();

/** Whether the service has lost a response that it had received: it was put back from a backup made before. */
export function useLoss(session: Session, id: string | undefined): boolean {
  const [lost, setLost] = useState<string>();
  const kept = session.finished.value.find((one) => one.id === id);
  const isReceived = kept?.epoch !== undefined && kept.delivery.state === 'received';
  useEffect(() => {
    if (!kept || !isReceived) return;
    const ofPage = asked.get(session) ?? new Map<string, Promise<boolean>>();
    asked.set(session, ofPage);
    const answer = ofPage.get(kept.id) ?? session.device.receipts.isLost(kept);
    ofPage.set(kept.id, answer);
    void answer.then((isLost) => isLost && setLost(kept.id));
  }, [session, kept?.id, isReceived]);
  return lost !== undefined && lost === id;
}
