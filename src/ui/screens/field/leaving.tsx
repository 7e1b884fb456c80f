import { useEffect, useState } from 'preact/hooks';
import type { Read, RescueFile } from '../../../device/port/device.ts';
import type { Holdings, Tablet } from '../../../device/port/tablet.ts';
import { hrefTo } from '../../address/routes.ts';
import { rescueFileName, saveFile } from '../../elements/save-file.ts';
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

type Fault = 'day.wipe-failed' | 'day.wipe-others' | 'day.wipe-no-file' | 'day.no-code';

/** Nothing unsent is wiped that is not in a file, and nothing at all while the storage cannot be read. */
function Wipe({ session, tablet, text, onWiped }: WipeProps) {
  const [held, setHeld] = useState<Read<Holdings>>();
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
  const save = async () => {
    const made = await session.device.outbox.exportFile();
    if (made === 'no-code') return setFault('day.no-code');
    if (made.kind === 'unread') return setFault('day.wipe-no-file');
    setFault(undefined);
    saveFile(made.file.content, rescueFileName(made.file, session.edition.peek().words.language));
    setSaved(made.file);
  };
  const wipe = async () => {
    // What is on screen, and nothing else: the tablet refuses if another tab has put something there since.
    const outcome = await tablet.wipe({ envelopes: saved?.holds ?? [], interviews });
    if (outcome === 'wiped') return onWiped();
    setFault(outcome === 'others-here' ? 'day.wipe-others' : 'day.wipe-failed');
    look();
  };
  const unsent = envelopes.length;
  const complete = (status.waiting ?? unsent) + (status.refused ?? 0);
  return (
    <>
      <p data-unsent={unsent}>
        {unsent === 0
          ? text['day.wipe-none']
          : isSafe
            ? text['day.wipe-saved'](unsent)
            : text['day.wipe-some'](unsent, Math.max(0, unsent - complete))}
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
      <p role="status" class={styles.fault}>
        {fault ? text[fault] : ''}
      </p>
    </>
  );
}
