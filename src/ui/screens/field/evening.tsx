import { useEffect, useState } from 'preact/hooks';
import type { OutboxStatus } from '../../../device/port/device.ts';
import type { DayTally, Tablet } from '../../../device/port/tablet.ts';
import type { Session } from '../../state/session.ts';
import { refusalsIn } from '../../tablet/evening-count.ts';
import type { DayStrings } from '../../words/day-words.ts';
import type { Words } from '../../words/words.ts';
import { writeDay, writeHour } from '../../words/writing.ts';
import styles from './evening.module.css';

/** The tally of the day, and the time, read twice a minute and whenever the outbox changes. */
export function useDay(tablet: Tablet, outbox: OutboxStatus) {
  const [today, setToday] = useState<DayTally>();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const look = () => {
      setNow(Date.now());
      void tablet.today().then((read) => setToday(read.kind === 'done' ? read.value : undefined));
    };
    look();
    const timer = setInterval(look, 30_000);
    return () => clearInterval(timer);
  }, [tablet, outbox]);
  return { today, now };
}

interface CountsProps {
  readonly session: Session;
  readonly text: DayStrings;
  readonly today: DayTally | undefined;
}

/** Shows what was finished here next to what the service received: in the evening both are equal, or the page says why not. */
export function Counts({ session, text, today }: CountsProps) {
  const outbox = session.outbox.value;
  const { words, survey } = session.edition.value;
  const unsent = unsentOf(outbox);
  const number = (n: number | undefined) => n !== undefined && words.number(n);
  return (
    <>
      <div class={styles.counts}>
        <section aria-labelledby="today">
          <h2 id="today">{text['day.finished']}</h2>
          <b data-today>{number(today && today.finished + today.erased)}</b>
          {today === undefined && <p>{text['day.not-known']}</p>}
          {(['erased', 'missing', 'restored'] as const).map(
            (what) =>
              today &&
              today[what] > 0 && (
                <p key={what} {...{ [`data-${what}`]: today[what] }}>
                  {text[`day.of-${what}`](today[what])}
                </p>
              ),
          )}
        </section>
        <section aria-labelledby="received">
          <h2 id="received">{text['day.received']}</h2>
          <b data-received>{number(today?.received)}</b>
        </section>
        <section aria-labelledby="unsent">
          <h2 id="unsent">{text['day.unsent']}</h2>
          <b data-waiting>{number(unsent)}</b>
          <p>
            {unsent === undefined
              ? text['day.not-known']
              : unsent === 0
                ? text['day.nothing-waits']
                : outbox.oldest === undefined
                  ? ''
                  : text['day.oldest'](timeInWords(outbox.oldest, words))}
          </p>
          {outbox.refused !== undefined && outbox.refused > 0 && <p>{text['day.refused'](outbox.refused)}</p>}
        </section>
      </div>
      {today && today.left > 0 && (
        <p class="aside" data-left={today.left}>
          {text['day.left'](today.left, survey.partials)}
        </p>
      )}
      <Refusals outbox={outbox} text={text} />
    </>
  );
}

/** Each reason in words, with how many it keeps here. */
function Refusals({ outbox, text }: { readonly outbox: OutboxStatus; readonly text: DayStrings }) {
  const refusals = refusalsIn(outbox);
  if (refusals.length === 0) return null;
  return (
    <section class={styles.refusals} aria-labelledby="refusals">
      <h2 id="refusals">{text['day.refusals']}</h2>
      <ul class="lines">
        {refusals.map(({ problem, count }) => (
          <li key={problem} data-refusal={problem} data-count={count}>
            <b>{text['day.refused'](count)}</b>
            <p>{text[`day.refusal-${problem}`]}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `undefined` as long as the outbox could not be read: that is not nothing. */
export function unsentOf({ waiting, refused }: Pick<OutboxStatus, 'waiting' | 'refused'>): number | undefined {
  return waiting === undefined || refused === undefined ? undefined : waiting + refused;
}

/** The hour; of another day, the day. */
function timeInWords(then: number, words: Words): string {
  return writeDay(then, words) === writeDay(Date.now(), words) ? writeHour(then) : writeDay(then, words);
}
