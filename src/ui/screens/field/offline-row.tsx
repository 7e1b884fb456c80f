import { useEffect, useState } from 'preact/hooks';
import type { OfflineProof, Tablet } from '../../../device/port/tablet.ts';
import type { DayStrings } from '../../words/day-words.ts';
import { writeHour } from '../../words/writing.ts';
import { DayRow } from './day-row.tsx';

/** The reply of the worker with its time. Without a proof the worker has not replied yet. */
export interface OfflineCheck {
  readonly proof: (OfflineProof & { readonly at: number }) | undefined;
  readonly askAgain: () => void;
}

type ProofAtHour = NonNullable<OfflineCheck['proof']>;

/** The last answer, so that the next person's surveyor does not wait for another one. */
const lastProofs = new WeakMap<Tablet, ProofAtHour>();

/**
 * Asks the worker whether the page opens without a network. It is asked again by `askAgain`, and when `news` changes: the page has
 * heard that its release is here, or that another waits.
 */
export function useOfflineCheck(tablet: Tablet, news: string): OfflineCheck {
  const [proof, setProof] = useState<ProofAtHour | undefined>(lastProofs.get(tablet));
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let wanted = true;
    void tablet.proveOffline().then((found) => {
      const dated = { ...found, at: Date.now() };
      lastProofs.set(tablet, dated);
      if (wanted) setProof(dated);
    });
    return () => {
      wanted = false;
    };
  }, [tablet, times, news]);
  return {
    proof,
    askAgain() {
      setProof(undefined);
      setTimes((before) => before + 1);
    },
  };
}

interface OfflineProps {
  readonly check: OfflineCheck;
  readonly text: DayStrings;
}

/** Says whether the page opens without a network, and at what hour the worker said so. */
export function OfflineRow({ check: { proof, askAgain }, text }: OfflineProps) {
  return (
    <DayRow
      name="offline"
      state={proof === undefined ? 'plain' : proof.kind === 'ready' ? 'good' : 'caution'}
      title={offlineInWords(proof, text)}
      detail={proof?.kind === 'ready' ? text['day.offline-ready-note'](writeHour(proof.at)) : undefined}
      act={proof?.kind !== 'impossible' && [text['day.offline-again'], askAgain]}
    />
  );
}

export function offlineInWords(proof: OfflineCheck['proof'], text: DayStrings): string {
  if (!proof) return text['day.offline-asking'];
  return proof.kind === 'incomplete'
    ? text['day.offline-incomplete'](proof.missing)
    : text[`day.offline-${proof.kind}`];
}
