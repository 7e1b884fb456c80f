import { useEffect } from 'preact/hooks';
import type { Session } from '../../state/session.ts';
import type { SharingWords } from '../../words/sharing-words.ts';

/** A response that the service received and has lost, in words. */
export interface LossInWords {
  readonly id: string;
  readonly word: string;
  readonly note: string;
}

/** Caches the reply of the service for each response, so that each page asks once. */
const asked = new WeakMap<Session, Map<string, Promise<boolean>>>();

interface LossProps {
  readonly session: Session;
  readonly words: SharingWords;
  readonly id: string;
  readonly onLost: (lost: LossInWords) => void;
}

/** Asks whether the service has lost what it had received, after it was put back from a backup made before. Shows nothing itself. */
export function LossPart({ session, words: { sharing }, id, onLost }: LossProps) {
  const kept = session.finished.value.find((one) => one.id === id);
  const isReceived = kept?.epoch !== undefined && kept.delivery.state === 'received';
  useEffect(() => {
    if (!kept || !isReceived) return;
    const ofPage = asked.get(session) ?? new Map<string, Promise<boolean>>();
    asked.set(session, ofPage);
    const answer = ofPage.get(id) ?? session.device.receipts.isLost(kept);
    ofPage.set(id, answer);
    void answer.then(
      (isLost) => isLost && onLost({ id, word: sharing['delivery.lost'], note: sharing['delivery.lost-note'] }),
    );
  }, [session, id, isReceived]);
  return null;
}
