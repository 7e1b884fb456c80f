import { useEffect, useRef, useState } from 'preact/hooks';
import { isClosedOn } from '../../../core/survey/closing.ts';
import type { OutboxStatus } from '../../../device/port/device.ts';
import type { DayTally, Tablet } from '../../../device/port/tablet.ts';
import { dayOf } from '../../../wire/day.ts';
import { useArrival } from '../../elements/use-arrival.ts';
import type { Session } from '../../state/session.ts';
import type { Updates } from '../../state/updates.ts';
import { showOnIcon } from '../../tablet/app-badge.ts';
import type { Installing } from '../../tablet/installing.ts';
import type { PinAnswer } from '../../tablet/kept-day.ts';
import { waitingAge } from '../../tablet/waiting-age.ts';
import type { WakeKeeper } from '../../tablet/wake-lock.ts';
import { dayStrings } from '../../words/day-words.ts';
import type { DayStrings } from '../../words/fr/day.ts';
import { cardStrings } from '../../words/later-words.ts';
import styles from './day.module.css';
import { KeysRow } from './keys-row.tsx';
import { Leaving } from './leaving.tsx';
import { NewResponse } from './new-response.tsx';
import { OfflineRow, useOfflineCheck } from './offline-row.tsx';
import { ResumeRow } from './resume-row.tsx';
import { SendRow } from './send-row.tsx';
import { AwakeRow, BatteryRow, InstallRow, PersistenceRow, PlaceRow } from './tablet-rows.tsx';

export interface DayProps {
  readonly session: Session;
  readonly updates: Updates;
  readonly tablet: Tablet;
  readonly installing: Installing;
  readonly wake: WakeKeeper;
  /** The words of the keys; absent without keys. */
  readonly four: string | undefined;
  readonly channel: string | null;
  readonly tryPin: ((pin: string) => PinAnswer) | undefined;
  readonly onLeave: () => void;
}

/** A surveyor's day with one tablet: the next person first, then what was given, then whether the tablet holds. */
export function DayScreen(props: DayProps) {
  const { session, updates, tablet, installing, wake, four, channel, tryPin, onLeave } = props;
  const { survey, words } = session.edition.value;
  const text = dayStrings(words.language);
  const outbox = session.outbox.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const event = tablet.event ? words.of(tablet.event) : (channel ?? text['day.no-event']);
  const waiting = unsentOf(outbox);
  const isClosed = isClosedOn(survey, dayOf(new Date()));
  const check = useOfflineCheck(tablet, `${updates.ready.value} ${updates.waiting.value}`);
  useArrival(heading);
  useEffect(() => {
    document.title = `${text['day.title']} – ${words.of(survey.title)}`;
  }, [text, words, survey]);
  useEffect(() => void (waiting !== undefined && showOnIcon(waiting)), [waiting]);
  // As long as it is not known, the code that resumes is asked for in its usual place.
  const [cutOff, setCutOff] = useState(0);
  // Counted again once one of them is resumed, or let go.
  useEffect(
    () => void tablet.cutOff().then((read) => read.kind !== 'unread' && setCutOff(read.value)),
    [tablet, session.drafts.value],
  );
  const resume =
    four === undefined ? null : (
      <ResumeRow key="resume" session={session} tablet={tablet} text={text} cutOff={cutOff} />
    );
  return (
    <div class={styles.day}>
      <h1 tabIndex={-1} ref={heading}>
        {text['day.title']} · {event}
      </h1>
      {isClosed ? (
        <p class={styles.closed}>{text['day.closed']}</p>
      ) : (
        <NewResponse
          check={check}
          text={text}
          minutes={survey.opening.minutes}
          onBegin={() => session.router.go({ screen: 'opening' })}
        />
      )}
      <Counts {...props} text={text} />
      <h2 class="unseen">{text['day.state']}</h2>
      <ul class={styles.rows}>
        {/* Somebody stands there whose interview has gone from the screen: before all else. */}
        {cutOff > 0 && resume}
        <OfflineRow check={check} text={text} />
        <SendRow session={session} text={text} card={cardStrings(words.language)} />
        <PersistenceRow tablet={tablet} text={text} />
        <BatteryRow text={text} />
        <PlaceRow words={words} text={text} news={waiting} />
        <AwakeRow wake={wake} text={text} />
        <InstallRow installing={installing} text={text} />
        <KeysRow four={four} text={text} />
        {cutOff === 0 && resume}
      </ul>
      <Leaving session={session} tablet={tablet} text={text} tryPin={tryPin} onLeave={onLeave} />
    </div>
  );
}

/** What was given here today, as large as what has not left yet. */
function Counts({ session, tablet, text }: Pick<DayProps, 'session' | 'tablet'> & { readonly text: DayStrings }) {
  const [today, setToday] = useState<DayTally>();
  const [now, setNow] = useState(Date.now);
  const outbox = session.outbox.value;
  const { words } = session.edition.value;
  useEffect(() => {
    const look = () => {
      setNow(Date.now());
      void tablet.today().then((read) => setToday(read.kind === 'done' ? read.value : undefined));
    };
    look();
    const timer = setInterval(look, 30_000);
    return () => clearInterval(timer);
  }, [tablet, outbox]);
  const unsent = unsentOf(outbox);
  return (
    <div class={styles.counts}>
      <section aria-labelledby="today">
        <h2 id="today">{text['day.today']}</h2>
        <p>
          <b data-today>{today && words.number(today.finished)}</b>{' '}
          {today ? text['day.finished'](today.finished) : text['day.not-known']}
        </p>
        {today && today.left > 0 && <p data-left={today.left}>{text['day.left'](today.left)}</p>}
      </section>
      <section aria-labelledby="unsent">
        <h2 id="unsent">{text['day.unsent']}</h2>
        <p>
          <b data-waiting>{unsent !== undefined && words.number(unsent)}</b>{' '}
          {unsent === undefined
            ? text['day.not-known']
            : unsent === 0
              ? text['day.nothing-waits']
              : outbox.oldest === undefined
                ? ''
                : ageInWords(outbox.oldest, now, text)}
        </p>
        {outbox.refused !== undefined && outbox.refused > 0 && <p>{text['day.refused'](outbox.refused)}</p>}
      </section>
    </div>
  );
}

/** `undefined` as long as the outbox could not be read: that is not nothing. */
function unsentOf({ waiting, refused }: OutboxStatus): number | undefined {
  return waiting === undefined || refused === undefined ? undefined : waiting + refused;
}

function ageInWords(since: number, now: number, text: DayStrings): string {
  const age = waitingAge(since, now);
  switch (age.kind) {
    case 'unknown':
      return text['day.oldest-unknown'];
    case 'very-long':
      return text['day.oldest-long'];
    case 'minutes':
      return text['day.oldest'](text['day.minutes'](age.minutes));
    case 'hours':
      return text['day.oldest'](text['day.hours'](Math.floor(age.minutes / 60), age.minutes % 60));
    case 'days':
      return text['day.oldest'](text['day.days'](Math.floor(age.minutes / (24 * 60))));
  }
}
