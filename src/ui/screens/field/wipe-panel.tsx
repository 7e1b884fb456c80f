import { useEffect, useState } from 'preact/hooks';
import type { StoreReading } from '../../../device/port/device.ts';
import type { RescueFile } from '../../../device/port/exported-file.ts';
import type { DayTally, Holdings, Tablet } from '../../../device/port/tablet.ts';
import { Button } from '../../elements/button.tsx';
import { rescueFileName, saveFile } from '../../elements/save-file.ts';
import { useScreen } from '../../elements/use-screen.ts';
import type { Session } from '../../state/session.ts';
import type { DayStrings } from '../../words/day-words.ts';
import styles from './day.module.css';
import { Reassuring, Sign } from './reassuring.tsx';

/** The counts at the time when the tablet was wiped. */
export interface WipeReport {
  readonly today: DayTally | undefined;
  /** In the rescue file and nowhere else: finished responses, and interviews left on the way. */
  readonly complete: number;
  readonly left: number;
}

export interface WipeProps {
  readonly session: Session;
  readonly tablet: Tablet;
  readonly text: DayStrings;
  readonly onWiped: (wiped: WipeReport) => void;
}

/** Nothing unsent is wiped that is not in a file, and nothing at all while the storage cannot be read. */
export function Wipe({ session, tablet, text, onWiped }: WipeProps) {
  const [held, setHeld] = useState<StoreReading<Holdings>>();
  const [kept, setKept] = useState(0);
  const [saved, setSaved] = useState<RescueFile>();
  const [fault, setFault] = useState<'wipe-failed' | 'wipe-others' | 'no-code'>();
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
        <div data-unsent="unread">
          <Reassuring of="wipe-unread" text={text} />
        </div>
        <Button label={text['between.retry']} onClick={look} />
      </>
    );
  const { envelopes, interviews } = held.value;
  const isSafe = envelopes.every((name) => saved?.holds.includes(name));
  const unsent = envelopes.length;
  const complete = Math.min(unsent, (status.waiting ?? unsent) + (status.refused ?? 0));
  const left = unsent - complete;
  const state = unsent === 0 ? 'wipe-none' : 'wipe-saved';
  const save = async () => {
    const made = await session.device.outbox.exportFile();
    if (made === 'no-code') return setFault('no-code');
    if (made.kind === 'unread') return setFault('wipe-failed');
    setFault(undefined);
    saveFile(made.file.content, rescueFileName(made.file, session.edition.peek().words.uiLanguage));
    setSaved(made.file);
  };
  const wipe = async () => {
    const today = await tablet.today();
    // What is on screen, and nothing else: the tablet refuses if another tab has put something there since.
    const outcome = await tablet.wipe({ envelopes: saved?.holds ?? [], interviews });
    if (outcome === 'wiped') return onWiped({ today: today.kind === 'done' ? today.value : undefined, complete, left });
    setFault(outcome === 'others-here' ? 'wipe-others' : 'wipe-failed');
    look();
  };
  return (
    <>
      <div role="status" class="stack" data-unsent={unsent}>
        <Reassuring
          of={fault ?? (!isSafe ? 'wipe-some' : kept > 0 ? `${state}-kept` : state)}
          text={text}
          values={[holdingsInWords(complete, left, text)]}
        />
      </div>
      {interviews.length > 0 && <p data-begun={interviews.length}>{text['day.wipe-begun'](interviews.length)}</p>}
      {kept > 0 && <p data-kept={kept}>{text['day.wipe-kept'](kept)}</p>}
      {!isSafe && <Button label={text['day.wipe-save']} class="primary" onClick={() => void save()} />}
      {isSafe && <Button label={text['day.wipe-sure'](unsent)} onClick={() => void wipe()} />}
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
  const state = complete + left > 0 ? 'wiped-file' : 'wiped';
  return (
    <div class={styles.day} data-wiped={isFree ? 'free' : 'erasing'}>
      <h1 tabIndex={-1} ref={heading}>
        {text['day.wiped']}
      </h1>
      <Sign
        name={isFree ? 'wiped' : 'waiting'}
        of={isFree ? state : `${state}-erasing`}
        text={text}
        values={[holdingsInWords(complete, left, text)]}
      />
      {today && today.finished + today.erased > 0 && (
        <p>{text['day.evening'](today.finished + today.erased, today.erased, today.received)}.</p>
      )}
      {!isFree && <p>{erasing === undefined ? text['day.not-known'] : text['day.wiped-erasing'](erasing)}</p>}
      <Button label={text['day.wiped-open']} onClick={onLeave} />
    </div>
  );
}

function holdingsInWords(complete: number, left: number, text: DayStrings): string {
  const responses = text['day.holds-responses'](complete);
  const interviews = text['day.holds-interviews'](left);
  if (left === 0) return responses;
  return complete > 0 ? text['day.holds-both'](responses, interviews) : interviews;
}
