import { useEffect, useState } from 'preact/hooks';
import type { StoreReading } from '../../../device/port/device.ts';
import type { RescueFile } from '../../../device/port/exported-file.ts';
import type { DayTally, Holdings } from '../../../device/port/tablet.ts';
import { rescueFileName, saveFile } from '../../elements/save-file.ts';
import { useScreen } from '../../elements/use-screen.ts';
import type { DayStrings } from '../../words/fr/day.ts';
import styles from './day.module.css';
import { type EveningProps, Sign } from './evening.tsx';

/** The counts at the time when the tablet was wiped. */
export interface WipeReport {
  readonly today: DayTally | undefined;
  /** In the rescue file and nowhere else: finished responses, and interviews left on the way. */
  readonly complete: number;
  readonly left: number;
}

export interface WipeProps extends EveningProps {
  readonly onWiped: (wiped: WipeReport) => void;
}

type Fault = 'day.wipe-failed' | 'day.wipe-others' | 'day.wipe-no-file' | 'day.no-code';

/** Nothing unsent is wiped that is not in a file, and nothing at all while the storage cannot be read. */
export function Wipe({ session, tablet, text, onWiped }: WipeProps) {
  const [held, setHeld] = useState<StoreReading<Holdings>>();
  const [kept, setKept] = useState(0);
  const [saved, setSaved] = useState<RescueFile>();
  const [fault, setFault] = useState<Fault>();
  const { outbox } = session;
  const status = outbox.value;
  const look = () => {
    void tablet.unsent().then(setHeld);
    // Only an advice: what is kept is with the endpoint already.
    void tablet.kept().then((read) => read.kind === 'done' && setKept(read.value));
  };
  // Read again whenever anything has left, or come.
  useEffect(look, [tablet, status]);
  if (held === undefined) return null;
  if (held.kind !== 'done')
    return (
      <>
        <p data-unsent="unread">{text['day.wipe-unread']}</p>
        <button type="button" class="secondary" onClick={look}>
          {text['day.wipe-look']}
        </button>
      </>
    );
  const { envelopes, interviews } = held.value;
  const isSafe = envelopes.every((name) => saved?.holds.includes(name));
  const unsent = envelopes.length;
  const complete = Math.min(unsent, (status.waiting ?? unsent) + (status.refused ?? 0));
  const left = unsent - complete;
  const save = async () => {
    const made = await session.device.outbox.exportFile();
    if (made === 'no-code') return setFault('day.no-code');
    if (made.kind === 'unread') return setFault('day.wipe-no-file');
    setFault(undefined);
    saveFile(made.file.content, rescueFileName(made.file, session.edition.peek().words.uiLanguage));
    setSaved(made.file);
  };
  const wipe = async () => {
    const today = await tablet.today();
    // What is on screen, and nothing else: the tablet refuses if another tab has put something there since.
    const outcome = await tablet.wipe({ envelopes: saved?.holds ?? [], interviews });
    if (outcome === 'wiped') return onWiped({ today: today.kind === 'done' ? today.value : undefined, complete, left });
    setFault(outcome === 'others-here' ? 'day.wipe-others' : 'day.wipe-failed');
    look();
  };
  return (
    <>
      <p data-unsent={unsent}>
        {unsent === 0
          ? text['day.wipe-none']
          : isSafe
            ? text['day.wipe-saved'](complete, left)
            : text['day.wipe-some'](complete, left)}
      </p>
      {interviews.length > 0 && <p data-begun={interviews.length}>{text['day.wipe-begun'](interviews.length)}</p>}
      {kept > 0 && <p data-kept={kept}>{text['day.wipe-kept'](kept)}</p>}
      {!isSafe && (
        <button type="button" class="primary" onClick={() => void save()}>
          {text['day.wipe-save']}
        </button>
      )}
      {isSafe && (
        <button type="button" class="secondary" onClick={() => void wipe()}>
          {text['day.wipe-sure'](unsent)}
        </button>
      )}
      <p role="status" class="fault">
        {fault ? text[fault] : ''}
      </p>
    </>
  );
}

interface AfterWipeProps {
  readonly wiped: WipeReport;
  /** Erasures that the service has yet to confirm: they stay, since they are a promise. */
  readonly erasing: number | undefined;
  readonly text: DayStrings;
  readonly onLeave: () => void;
}

/** The last page of a day: what became of its responses, and whether the tablet may be given back. */
export function AfterWipe({ wiped: { today, complete, left }, erasing, text, onLeave }: AfterWipeProps) {
  const heading = useScreen();
  const isFree = erasing === 0;
  return (
    <div class={styles.day} data-wiped={isFree ? 'free' : 'erasing'}>
      <h1 tabIndex={-1} ref={heading}>
        {text['day.wiped']}
      </h1>
      <Sign
        name="wiped"
        state={isFree ? 'good' : 'plain'}
        title={
          isFree
            ? text['day.wiped-back']
            : erasing === undefined
              ? text['day.not-known']
              : text['day.wiped-erasing'](erasing)
        }
        lines={[text['day.wiped-note']]}
      />
      {today && today.finished + today.erased > 0 && (
        <p>{text['day.evening'](today.finished + today.erased, today.erased, today.received)}.</p>
      )}
      {complete + left > 0 && <p>{text['day.wiped-file'](complete, left)}</p>}
      <button type="button" class="secondary" onClick={onLeave}>
        {text['day.wiped-open']}
      </button>
    </div>
  );
}
