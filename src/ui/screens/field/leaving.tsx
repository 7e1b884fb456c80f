import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { hrefTo } from '../../address/routes.ts';
import type { PinAnswer } from '../../tablet/kept-day.ts';
import type { DayStrings } from '../../words/fr/day.ts';
import styles from './day.module.css';
import { PinForm } from './pin-form.tsx';
import { Wipe, type WipeProps } from './wipe-panel.tsx';

interface LeavingProps extends WipeProps {
  /** Absent where the organiser's link had no PIN. */
  readonly tryPin: ((pin: string) => Promise<PinAnswer>) | undefined;
  /** The day is over: reloads the page as for any respondent. */
  readonly onLeave: () => void;
}

type Ending = 'leave' | 'wipe';

/** The rescue file for anyone, and behind the PIN what ends the day. */
export function Leaving({ session, tablet, text, tryPin, onLeave, onWiped }: LeavingProps) {
  const [asked, setAsked] = useState<Ending>();
  const [isOpen, setOpen] = useState(false);
  const ask = (what: Ending) => {
    setOpen(tryPin === undefined);
    setAsked(what === asked ? undefined : what);
  };
  return (
    <section class="stack" aria-label={text['day.leave']}>
      <div class={`row ${styles.ends}`}>
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
        <Panel key={asked}>
          <p class="strong">{text[`day.${asked}`]}</p>
          {tryPin ? null : <p>{text['day.pin-none']}</p>}
          {tryPin && !isOpen && <PinForm text={text} tryPin={tryPin} onRight={() => setOpen(true)} />}
          {isOpen && asked === 'leave' && <Leave text={text} onLeave={onLeave} />}
          {isOpen && asked === 'wipe' && <Wipe session={session} tablet={tablet} text={text} onWiped={onWiped} />}
          <button type="button" class="quiet" onClick={() => setAsked(undefined)}>
            {text['day.cancel']}
          </button>
        </Panel>
      )}
    </section>
  );
}

/** Below the buttons, where a phone does not show it: it is scrolled into view, and again when it grows. */
function Panel({ children }: { readonly children: ComponentChildren }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const shown = panel.current;
    if (!shown) return;
    const growth = new ResizeObserver(() => shown.scrollIntoView({ block: 'nearest' }));
    growth.observe(shown);
    return () => growth.disconnect();
  }, []);
  return (
    <div class="box stack start" ref={panel}>
      {children}
    </div>
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
