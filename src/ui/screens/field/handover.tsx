import { useEffect, useState } from 'preact/hooks';
import type { UiLanguage } from '../../../words/languages.ts';
import { rescueFileName, saveFile } from '../../elements/save-file.ts';
import type { Interview } from '../../state/interview.ts';
import type { Session } from '../../state/session.ts';
import { clearingRisk } from '../../tablet/clearing-risk.ts';
import { watchIdle } from '../../tablet/idle-watch.ts';
import type { DayStrings } from '../../words/day-words.ts';
import { dayStrings } from '../../words/day-words.ts';
import styles from './handover.module.css';
import { type Act, OverAll } from './overlay.tsx';
import { Reassuring } from './reassuring.tsx';

export interface HandoverProps {
  readonly session: Session;
  /** Idle time before the screen asks who is there, in milliseconds. */
  readonly quiet: number;
  /** To the day screen, whatever becomes of the interview. */
  readonly goHome: () => void;
  /** Called when the person has left, in any way. */
  readonly onHome: () => void;
  /** Called with what to do when somebody would be left without a word; gives the way to stop. */
  readonly onHeld: (ask: () => void) => () => void;
}

/**
 * Separates two people on a shared tablet: a way out on every screen, and a screen that clears itself when no one is there. The line on
 * accessibility becomes text: its link would lead out of an interview.
 */
export function Handover({ session, quiet, goHome, onHome, onHeld }: HandoverProps) {
  const { words } = session.edition.value;
  const text = dayStrings(words.uiLanguage);
  const interview = session.interview.value;
  const risk = clearingRisk(interview);
  const isHome = session.router.route.value.screen === 'field';
  const [isAsked, setAsked] = useState(false);
  const [left, setLeft] = useState<number>();
  const [watch, setWatch] = useState<{ readonly stay: () => void }>();
  const leave = () => {
    setAsked(false);
    setLeft(undefined);
    goHome();
  };

  useEffect(() => onHeld(() => setAsked(true)), [onHeld]);
  useEffect(() => {
    const statement = document.querySelector('body > footer > a');
    statement?.replaceWith(...statement.childNodes);
  }, []);
  useEffect(() => {
    if (isHome) onHome();
  }, [isHome]);
  useEffect(() => {
    const started = watchIdle({
      quiet,
      isWatched: () => session.router.route.peek().screen !== 'field',
      onLeft: setLeft,
      onOver() {
        setLeft(undefined);
        const risk = clearingRisk(session.interview.peek());
        // What is nowhere else is not thrown away by a clock: it is hidden, and said.
        if (risk === 'unsaved' || risk === 'saving') setAsked(true);
        else leave();
      },
    });
    setWatch(started);
    return started.stop;
  }, [session, quiet]);
  useEffect(() => {
    if (isAsked && (risk === 'free' || isHome)) leave();
  }, [isAsked, risk, isHome]);

  if (isHome) return null;
  // The card of somebody who has finished has one button for this, under the thumb.
  const hasNext = session.router.route.value.screen === 'card' && interview?.outcome.value !== undefined;
  return (
    <>
      {!hasNext && <WayOut text={text} onQuit={() => (risk === 'free' ? leave() : setAsked(true))} />}
      {left !== undefined && !isAsked && (
        <StillThere
          left={left}
          text={text}
          risk={risk === 'free' && interview?.outcome.value ? 'kept' : risk}
          onStay={() => watch?.stay()}
          onOther={() => (risk === 'unsaved' || risk === 'saving' ? setAsked(true) : leave())}
        />
      )}
      {isAsked && interview && risk !== 'free' && (
        <LeaveQuestion
          interview={interview}
          language={session.edition.value.words.uiLanguage}
          text={text}
          risk={risk}
          onStay={() => {
            setAsked(false);
            watch?.stay();
          }}
          onCheck={() => {
            setAsked(false);
            session.router.go({ screen: 'check' });
          }}
          onLeave={leave}
        />
      )}
    </>
  );
}

function WayOut({ text, onQuit }: { readonly text: DayStrings; readonly onQuit: () => void }) {
  return (
    <nav class={styles.bar} aria-label={text['between.quit']}>
      <button type="button" class="quiet" data-quit onClick={onQuit}>
        <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2.25" aria-hidden="true">
          <path d="m5 5 10 10M15 5 5 15" />
        </svg>
        {text['between.quit']}
      </button>
    </nav>
  );
}

interface StillThereProps {
  readonly left: number;
  readonly text: DayStrings;
  readonly risk: ReturnType<typeof clearingRisk> | 'kept';
  readonly onStay: () => void;
  readonly onOther: () => void;
}

/** Heard at these seconds, and not at each. */
const HEARD = [10, 30, 60];

function StillThere({ left, text, risk, onStay, onOther }: StillThereProps) {
  const heard = HEARD.find((seconds) => left <= seconds) ?? left;
  return (
    <OverAll
      title={text['between.idle-title']}
      onCancel={onStay}
      acts={[
        ['primary', text['between.idle-stay'], onStay],
        ['secondary', text['between.idle-other'], onOther],
      ]}
    >
      <p class={styles.left} aria-hidden="true" data-left-seconds={left}>
        {text['between.idle-left'](left)}
      </p>
      <p class="unseen" role="status">
        {text['between.idle-left'](heard)}
      </p>
      <Reassuring of={risk} text={text} />
    </OverAll>
  );
}

interface LeaveQuestionProps {
  readonly interview: Interview;
  readonly language: UiLanguage;
  readonly text: DayStrings;
  readonly risk: 'unfinished' | 'saving' | 'unsaved' | 'changed';
  readonly onStay: () => void;
  readonly onCheck: () => void;
  readonly onLeave: () => void;
}

/** Says what would be lost by leaving now. The way back comes first. */
function LeaveQuestion({ interview, language, text, risk, onStay, onCheck, onLeave }: LeaveQuestionProps) {
  const ask = (title: string, ...acts: readonly Act[]) => (
    <OverAll title={title} onCancel={onStay} acts={acts}>
      <Reassuring of={risk} text={text} />
    </OverAll>
  );
  const rescue = async () => {
    const file = await interview.rescueFile();
    if (file) saveFile(file.content, rescueFileName(file, language));
  };
  switch (risk) {
    case 'saving':
      return ask(text['between.saving']);
    case 'changed':
      return ask(
        text['between.changed-title'],
        ['primary', text['between.changed-back'], onCheck],
        ['secondary', text['between.drop-changes'], onLeave],
      );
    case 'unfinished':
      return ask(
        text['between.quit-title'],
        ['primary', text['between.quit-stay'], onStay],
        ['secondary', text['between.quit-sure'], onLeave],
      );
    case 'unsaved':
      return ask(
        text['between.unsaved-title'],
        ['primary', text['between.retry'], interview.retry],
        ...(interview.outcome.value ? ([['secondary', text['day.send'], interview.sendNow]] as const) : []),
        ['secondary', text['day.rescue'], rescue],
        ['secondary', text['between.quit-stay'], onStay],
        ['quiet', text['between.drop'], onLeave],
      );
  }
}
