import { useEffect, useState } from 'preact/hooks';
import type { Tablet } from '../../../device/port/tablet.ts';
import { hrefTo } from '../../address/routes.ts';
import { saveFile } from '../../elements/save-file.ts';
import type { Session } from '../../state/session.ts';
import type { PinAnswer } from '../../tablet/kept-day.ts';
import type { DayStrings } from '../../words/fr/day.ts';
import styles from './day.module.css';
import { PinForm } from './pin-form.tsx';

export interface LeavingProps {
  readonly session: Session;
  readonly tablet: Tablet;
  readonly text: DayStrings;
  /** Absent where the organiser's link had no PIN. */
  readonly tryPin: ((pin: string) => PinAnswer) | undefined;
  /** The day is over: the page opens anew, as for anyone. */
  readonly onLeave: () => void;
}

type Asked = 'leave' | 'wipe';

/** The rescue file for anyone, and behind the PIN what ends the day. */
export function Leaving({ session, tablet, text, tryPin, onLeave }: LeavingProps) {
  const [asked, setAsked] = useState<Asked>();
  const [isOpen, setOpen] = useState(false);
  const ask = (what: Asked) => {
    setOpen(tryPin === undefined);
    setAsked(what === asked ? undefined : what);
  };
  return (
    <section class={styles.leaving} aria-label={text['day.leave']}>
      <div class={styles.ends}>
        <a class="secondary button" href={hrefTo({ screen: 'rescue' })}>
          {text['day.rescue']}
        </a>
        {(['leave', 'wipe'] as const).map((what) => (
          <button type="button" class="secondary" key={what} aria-expanded={asked === what} onClick={() => ask(what)}>
            {text[`day.${what}`]}
          </button>
        ))}
      </div>
      {asked && (
        <div class={styles.panel} key={asked}>
          {tryPin ? null : <p>{text['day.pin-none']}</p>}
          {tryPin && !isOpen && <PinForm text={text} tryPin={tryPin} onRight={() => setOpen(true)} />}
          {isOpen && asked === 'leave' && <Leave text={text} onLeave={onLeave} />}
          {isOpen && asked === 'wipe' && <Wipe session={session} tablet={tablet} text={text} onWiped={onLeave} />}
          <button type="button" class="quiet" onClick={() => setAsked(undefined)}>
            {text['day.cancel']}
          </button>
        </div>
      )}
    </section>
  );
}

function Leave({ text, onLeave }: { readonly text: DayStrings; readonly onLeave: () => void }) {
  return (
    <>
      <p>{text['day.leave-note']}</p>
      <button type="button" class="primary" onClick={onLeave}>
        {text['day.leave-sure']}
      </button>
    </>
  );
}

interface WipeProps extends Pick<LeavingProps, 'session' | 'tablet' | 'text'> {
  readonly onWiped: () => void;
}

/** Nothing unsent is wiped before it has been handed over as a file; what has come since has not. */
function Wipe({ session, tablet, text, onWiped }: WipeProps) {
  const [unsent, setUnsent] = useState<number>();
  const [kept, setKept] = useState(0);
  const [saved, setSaved] = useState<number>();
  const [fault, setFault] = useState<'day.wipe-failed' | 'day.no-code'>();
  const { outbox } = session;
  const status = outbox.value;
  // Counted again whenever anything has left, or come.
  useEffect(() => {
    void tablet.unsent().then(setUnsent);
    void tablet.kept().then(setKept);
  }, [tablet, status]);
  if (unsent === undefined) return null;
  const save = async () => {
    const file = await session.device.outbox.exportFile();
    setFault(file ? undefined : 'day.no-code');
    if (!file) return;
    saveFile(file.content, `${session.edition.peek().survey.id}.txt`);
    setSaved(file.sealed + file.clear);
  };
  const wipe = async () => {
    // Asked of the disk at the last moment: another tab may have put something there.
    const count = await tablet.unsent();
    setUnsent(count);
    if (count > (saved ?? 0)) return setSaved(undefined);
    const outcome = await tablet.wipe();
    if (outcome === 'wiped') onWiped();
    else setFault('day.wipe-failed');
  };
  const isSafe = unsent <= (saved ?? 0);
  return (
    <>
      <p data-unsent={unsent}>
        {unsent === 0
          ? text['day.wipe-none']
          : isSafe
            ? text['day.wipe-saved'](saved ?? 0)
            : text['day.wipe-some'](unsent, Math.max(0, unsent - status.waiting - status.refused))}
      </p>
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
      <p role="status" class={styles.fault}>
        {fault ? text[fault] : ''}
      </p>
    </>
  );
}
