import { useState } from 'preact/hooks';
import { hrefTo } from '../../address/routes.ts';
import { Button } from '../../elements/button.tsx';
import type { PinAnswer } from '../../tablet/kept-day.ts';
import styles from './day.module.css';
import { OverAll } from './overlay.tsx';
import { PinForm } from './pin-form.tsx';
import { Reassuring } from './reassuring.tsx';
import { Wipe, type WipeProps } from './wipe-panel.tsx';

export interface LeavingProps extends WipeProps {
  /** Absent where the organiser's link had no PIN. */
  readonly tryPin: ((pin: string) => Promise<PinAnswer>) | undefined;
  /** The day is over: reloads the page as for any respondent. */
  readonly onLeave: () => void;
}

/** The rescue file for anyone, and behind the PIN what ends the day. */
export function Leaving({ session, tablet, text, tryPin, onLeave, onWiped }: LeavingProps) {
  const [asked, setAsked] = useState<'leave' | 'wipe'>();
  const [isRight, setRight] = useState(false);
  const isOpen = tryPin === undefined || isRight;
  const close = () => {
    setRight(false);
    setAsked(undefined);
  };
  return (
    <section class="stack" aria-label={text['day.leave']}>
      <div class={`row ${styles.ends}`}>
        <a class="secondary button" href={hrefTo({ screen: 'rescue' })}>
          {text['day.rescue']}
        </a>
        {(['leave', 'wipe'] as const).map((what) => (
          <Button label={text[`day.${what}`]} key={what} aria-haspopup="dialog" onClick={() => setAsked(what)} />
        ))}
      </div>
      {asked && (
        <OverAll
          key={asked}
          title={text[`day.${asked}`]}
          onCancel={close}
          acts={[
            ...(isOpen && asked === 'leave' ? ([['primary', text['day.leave'], onLeave]] as const) : []),
            ['quiet', text['day.cancel'], close],
          ]}
        >
          {tryPin ? null : <p>{text['day.pin-none']}</p>}
          {isOpen && asked === 'wipe' ? (
            <Wipe session={session} tablet={tablet} text={text} onWiped={onWiped} />
          ) : (
            <Reassuring of={asked === 'wipe' ? 'wipe-locked' : 'leave'} text={text} />
          )}
          {tryPin && !isOpen && <PinForm text={text} tryPin={tryPin} onRight={() => setRight(true)} />}
        </OverAll>
      )}
    </section>
  );
}
