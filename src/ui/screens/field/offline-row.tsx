import { useEffect, useState } from 'preact/hooks';
import type { OfflineProof, Tablet } from '../../../device/port/tablet.ts';
import type { DayStrings } from '../../words/fr/day.ts';
import { writeHour } from '../../words/later-words.ts';
import { DayRow } from './day-row.tsx';

interface OfflineProps {
  readonly tablet: Tablet;
  readonly text: DayStrings;
  /** The page has heard that its release is here, or that another waits: worth another look. */
  readonly news: string;
}

/** Whether the page opens without a network: the worker was asked, at an hour that is told. */
export function OfflineRow({ tablet, text, news }: OfflineProps) {
  const [proof, setProof] = useState<OfflineProof & { readonly at: number }>();
  const [times, setTimes] = useState(0);
  // Asked again by the button, and when there is news of the release.
  useEffect(() => {
    let wanted = true;
    setProof(undefined);
    void tablet.proveOffline().then((found) => wanted && setProof({ ...found, at: Date.now() }));
    return () => {
      wanted = false;
    };
  }, [tablet, times, news]);
  const again = (
    <button type="button" class="secondary" onClick={() => setTimes(times + 1)}>
      {text['day.offline-again']}
    </button>
  );
  if (!proof) return <DayRow name="offline" state="plain" title={text['day.offline-asking']} action={again} />;
  const { kind } = proof;
  const title = kind === 'incomplete' ? text['day.offline-incomplete'](proof.missing) : text[`day.offline-${kind}`];
  const detail =
    kind === 'ready' ? text['day.offline-ready-note'](writeHour(proof.at)) : text[`day.offline-${kind}-note`];
  return (
    <DayRow
      name="offline"
      state={kind === 'ready' ? 'good' : 'caution'}
      title={title}
      detail={detail}
      action={kind === 'impossible' ? null : again}
    />
  );
}
