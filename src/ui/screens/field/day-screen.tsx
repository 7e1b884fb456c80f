import { useEffect, useState } from 'preact/hooks';
import { isClosedOn } from '../../../core/survey/closing.ts';
import { useScreen } from '../../elements/use-screen.ts';
import type { Updates } from '../../state/updates.ts';
import { showOnIcon } from '../../tablet/app-badge.ts';
import { eveningOf, refusalsIn } from '../../tablet/evening-count.ts';
import type { Installing } from '../../tablet/installing.ts';
import { comparedKeys, noteComparedKeys } from '../../tablet/kept-day.ts';
import type { DayState } from '../../tablet/reassurance.ts';
import type { Watchable } from '../../tablet/watchable.ts';
import type { DayStrings } from '../../words/day-words.ts';
import { dayStrings } from '../../words/day-words.ts';
import { writeDay, writeHour } from '../../words/writing.ts';
import '../../elements/parts.css';
import styles from './day.module.css';
import { DayRow } from './day-row.tsx';
import { Counts, unsentOf, useDay } from './evening.tsx';
import { Leaving, type LeavingProps } from './leaving.tsx';
import { NewResponse } from './new-response.tsx';
import { OfflineRow, useOfflineCheck } from './offline-row.tsx';
import { Sign } from './reassuring.tsx';
import { ResumeRow } from './resume-row.tsx';
import { SendRow } from './send-row.tsx';
import { AwakeRow, InstallRow, RoomRow, useRoom, useWatched } from './tablet-rows.tsx';
import { AfterWipe, type WipeReport } from './wipe-panel.tsx';

interface DayProps extends Omit<LeavingProps, 'text' | 'onWiped'> {
  readonly updates: Updates;
  readonly installing: Installing;
  /** The screen stays on while the page is in sight. */
  readonly wake: Watchable<boolean>;
  /** The words of the keys; absent without keys. */
  readonly four: string | undefined;
  readonly channel: string | null;
  /** The day is over, and nothing but its last page is left. */
  readonly onOver: () => void;
}

/** A surveyor's day with one tablet: the next person first, then what was given, then whether the tablet holds. */
export function DayScreen(props: DayProps) {
  const { session, updates, tablet, installing, wake, four, channel, tryPin, onLeave, onOver } = props;
  const { survey, words } = session.edition.value;
  const text = dayStrings(words.uiLanguage);
  const outbox = session.outbox.value;
  const event = tablet.event ? words.of(tablet.event) : (channel ?? text['day.no-event']);
  const waiting = unsentOf(outbox);
  const isClosed = isClosedOn(survey, session.today());
  const check = useOfflineCheck(tablet, `${updates.offline.value} ${updates.waiting.value}`);
  const [wiped, setWiped] = useState<WipeReport>();
  const onWiped = (what: WipeReport) => {
    onOver();
    setWiped(what);
  };
  const heading = useScreen(`${text['day.title']} – ${words.of(survey.title)}`);
  useEffect(() => void (waiting !== undefined && showOnIcon(waiting)), [waiting]);
  // As long as it is not known, the code that resumes is asked for in its usual place.
  const [found, setFound] = useState<readonly string[]>([]);
  // Counted again once one of them is resumed, or let go.
  useEffect(
    () => void tablet.cutOff().then((read) => read.kind !== 'unread' && setFound(read.value)),
    [tablet, session.drafts.value],
  );
  // The code has opened them.
  const cutOff = session.drafts.value.length > 0 ? [] : found;
  const isResumeFirst = found.length > 0 || !tablet.hasSecret();
  const resume =
    four === undefined ? null : (
      <ResumeRow key="resume" session={session} tablet={tablet} text={text} cutOff={cutOff} />
    );
  const { today, now } = useDay(tablet, outbox);
  const room = useRoom(tablet, waiting);
  const [comparedAt, setComparedAt] = useState(four === undefined ? undefined : comparedKeys(four));
  const count = eveningOf(today, outbox);
  const state: DayState = {
    count,
    keeps: session.keeps.value,
    isPersistent: room.isPersistent,
    obstacle: outbox.obstacle,
    needsFile: refusalsIn(outbox).some(({ isForNow }) => !isForNow),
    isShortOfSpace: room.isLittle,
    closed: isClosed ? (survey.opensOn === undefined ? 'over' : 'early') : undefined,
    hasCutOff: cutOff.length > 0,
    lacks: four === undefined ? undefined : comparedAt ? (tablet.hasSecret() ? undefined : 'code') : 'keys',
    offline: check.proof?.kind,
    canInstall: useWatched(installing) === 'offered',
  };
  if (wiped) return <AfterWipe wiped={wiped} erasing={outbox.erasing} text={text} onLeave={onLeave} />;
  const lag = session.clockLag.value;
  const daysApart = Math.round(Math.abs(lag) / (24 * 60 * 60_000));
  return (
    <div class={styles.day}>
      <h1 tabIndex={-1} ref={heading}>
        {text['day.title']} · {event} · {writeDay(now + lag, words)}, {writeHour(now + lag)}
      </h1>
      {isClosed ? (
        <p class="caution">
          {survey.opensOn === undefined ? text['day.closed'] : text['day.opens'](writeDay(survey.opensOn, words))}
        </p>
      ) : (
        <NewResponse
          check={check}
          tablet={tablet}
          text={text}
          minutes={survey.opening.minutes}
          onCode={(secret) => {
            tablet.giveSecret(secret);
            void session.refresh();
          }}
          onBegin={() => session.router.go({ screen: 'opening' })}
        />
      )}
      <Sign name={count} of={state} text={text} />
      <Counts session={session} text={text} today={today} />
      {daysApart > 0 && (
        <p class="aside" data-days-apart={daysApart}>
          {text['day.clock'](daysApart)}
        </p>
      )}
      <h2 class="unseen">{text['day.state']}</h2>
      <ul class={styles.rows}>
        {/* Somebody waits whose interview has gone from the screen, or the next one could not be resumed: before all else. */}
        {isResumeFirst && resume}
        <SendRow session={session} text={text} />
        <OfflineRow check={check} text={text} />
        <RoomRow room={room} words={words} text={text} />
        <AwakeRow wake={wake} text={text} />
        <InstallRow installing={installing} text={text} />
        <KeysRow
          four={four}
          comparedAt={comparedAt}
          text={text}
          onSame={() => four && setComparedAt(noteComparedKeys(four, Date.now()))}
        />
        {!isResumeFirst && resume}
      </ul>
      <Leaving session={session} tablet={tablet} text={text} tryPin={tryPin} onLeave={onLeave} onWiped={onWiped} />
    </div>
  );
}

interface KeysProps extends Pick<DayProps, 'four'> {
  readonly comparedAt: ReturnType<typeof comparedKeys>;
  readonly text: DayStrings;
  readonly onSame: () => void;
}

/** The four words of the keys: right once somebody has compared them with the organiser's. Without keys, what that means. */
function KeysRow({ four, comparedAt, text, onSame }: KeysProps) {
  if (four === undefined)
    return <DayRow name="keys" state="caution" title={text['day.no-keys']} detail={text['day.no-keys-note']} />;
  return (
    <DayRow
      name="keys"
      state={comparedAt ? 'good' : 'caution'}
      title={text['day.keys']}
      detail={comparedAt ? text['day.keys-compared'](writeHour(comparedAt)) : undefined}
      act={!comparedAt && [text['day.keys-same'], onSame]}
    >
      {/* French in every language: they are compared, not read. */}
      <ul class={styles.four} lang="fr" dir="ltr">
        {four.split(' ').map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </DayRow>
  );
}
