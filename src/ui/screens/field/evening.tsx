import { useEffect, useState } from 'preact/hooks';
import type { OutboxStatus } from '../../../device/port/device.ts';
import type { DayTally, Tablet } from '../../../device/port/tablet.ts';
import type { Session } from '../../state/session.ts';
import { type EveningCount, eveningOf, refusalsIn } from '../../tablet/evening-count.ts';
import type { DayStrings } from '../../words/fr/day.ts';
import { type RowState, StateSign } from './day-row.tsx';
import styles from './evening.module.css';

export interface EveningProps {
  readonly session: Session;
  readonly tablet: Tablet;
  readonly text: DayStrings;
}

/** Shows what was finished here next to what the service received: in the evening both are equal, or the page says why not. */
export function Evening({ session, tablet, text }: EveningProps) {
  const [today, setToday] = useState<DayTally>();
  const [now, setNow] = useState(Date.now);
  const outbox = session.outbox.value;
  const { words, survey } = session.edition.value;
  useEffect(() => {
    const look = () => {
      setNow(Date.now());
      void tablet.today().then((read) => setToday(read.kind === 'done' ? read.value : undefined));
    };
    look();
    const timer = setInterval(look, 30_000);
    return () => clearInterval(timer);
  }, [tablet, outbox]);
  const count = eveningOf(today, outbox);
  const unsent = unsentOf(outbox);
  const number = (n: number | undefined) => n !== undefined && words.number(n);
  return (
    <>
      {count !== 'nothing' && <Banner count={count} text={text} />}
      <div class={styles.counts}>
        <section aria-labelledby="today">
          <h2 id="today">{text['day.finished']}</h2>
          <b data-today>{number(today && today.finished + today.erased)}</b>
          {today === undefined && <p>{text['day.not-known']}</p>}
          {today && today.erased > 0 && <p data-erased={today.erased}>{text['day.of-erased'](today.erased)}</p>}
        </section>
        <section aria-labelledby="received">
          <h2 id="received">{text['day.received']}</h2>
          <b data-received>{number(today?.received)}</b>
          <p>{text['day.by-service']}</p>
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
                  : ageInWords(outbox.oldest, now, text)}
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

/** `waiting` and what is not known are neither good nor bad: they need time. */
const STATES = { missing: 'alert', refused: 'alert', waiting: 'plain', same: 'good' } as const;

interface BannerProps {
  readonly count: Exclude<ReturnType<typeof eveningOf>, 'nothing'>;
  readonly text: DayStrings;
}

function Banner({ count, text }: BannerProps) {
  if (count === 'unknown')
    return (
      <Sign name={count} state="plain" title={text['day.evening-unknown']} lines={[text['day.evening-unknown-note']]} />
    );
  const [title = '', ...lines] = linesOf(count, text);
  return <Sign name={count.kind} state={STATES[count.kind]} title={title} lines={lines} />;
}

interface SignProps {
  readonly name: string;
  readonly state: RowState;
  readonly title: string;
  readonly lines: readonly string[];
}

/** One thing in a frame: a sign, what it says, and what follows from it. */
export function Sign({ name, state, title, lines }: SignProps) {
  return (
    <section class={`box ${styles.evening}`} data-evening={name} data-state={state}>
      <StateSign state={state} />
      <div role="status">
        <p class={styles.number}>{title}</p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </section>
  );
}

/** The numbers of the day are below: this says what they mean. */
function linesOf(count: EveningCount, text: DayStrings): readonly string[] {
  const { kind, finished, missing, refused, waiting, restored } = count;
  return [
    ...(finished === 0 ? [text['day.evening-earlier'](waiting + refused)] : []),
    ...(missing > 0 ? [text['day.evening-missing'](missing)] : []),
    ...(refused > 0 ? [text['day.evening-refused'](refused)] : []),
    ...(waiting > 0 ? [text['day.evening-waiting'](waiting)] : []),
    ...(kind === 'same' ? [text['day.evening-same']] : []),
    ...(restored > 0 ? [text['day.evening-restored'](restored)] : []),
  ];
}

/** Each reason in words, with how many it keeps here and what to do. */
function Refusals({ outbox, text }: { readonly outbox: OutboxStatus; readonly text: DayStrings }) {
  const refusals = refusalsIn(outbox);
  if (refusals.length === 0) return null;
  return (
    <section class={styles.refusals} aria-labelledby="refusals">
      <h2 id="refusals">{text['day.refusals']}</h2>
      <ul class="lines">
        {refusals.map(({ problem, count, isForNow }) => (
          <li key={problem} data-refusal={problem} data-count={count}>
            <b>{text['day.refused'](count)}</b>
            <div>
              <p>{text[`day.refusal-${problem}`]}</p>
              <p class="aside">{text[isForNow ? 'day.refusal-again' : 'day.refusal-file']}</p>
            </div>
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

/** Nothing when the clock of the tablet was set back in between. */
function ageInWords(since: number, now: number, text: DayStrings): string {
  const minutes = Math.floor((now - since) / 60_000);
  if (minutes < 0) return '';
  if (minutes < 60) return text['day.oldest'](text['day.minutes'](minutes));
  if (minutes < 48 * 60) return text['day.oldest'](text['day.hours'](Math.floor(minutes / 60), minutes % 60));
  return text['day.oldest'](text['day.days'](Math.floor(minutes / (24 * 60))));
}
