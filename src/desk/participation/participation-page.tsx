import { Button } from '../../ui/elements/button.tsx';
import {
  type LifecycleReply,
  lifecycleReply,
  type Participation,
  participationReply,
  type RefusedCount,
  refusedReply,
} from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { type Refreshed, useRefreshed } from '../calls/use-refreshed.ts';
import { PublicView } from '../conducting/public-view.tsx';
import { CoveragePart } from '../coverage/coverage-part.tsx';
import { failureText } from '../parts/call-failure.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import { countQuery, cutText, NothingCounted } from '../parts/counted.tsx';
import { addressTo, type TakeCounts } from '../parts/desk-address.ts';
import { type Desk, may, useDesk } from '../parts/desk-context.ts';
import { wordFor } from '../words/desk-words.ts';
import { ByDay } from './by-day.tsx';
import { DropOut } from './drop-out.tsx';
import { EventList } from './event-list.tsx';
import { HomeFold } from './home-fold.tsx';
import { Invitations } from './invitations.tsx';
import { ToDoList } from './to-do-list.tsx';
import { Totals } from './totals.tsx';

interface FirstPage {
  readonly participation: Participation;
  readonly conduct: LifecycleReply;
  readonly refused: readonly RefusedCount[];
}

/** Who took part: how many, by day, channel and event, where the others stopped, what was refused; what to do next, and what the public sees. */
export function ParticipationPage({ onCounts }: { readonly onCounts: TakeCounts }) {
  const desk = useDesk();
  const { client, survey, words } = desk;
  const read = useRefreshed((signal) => readFirstPage(desk, signal), [client, survey.id, desk.withToday]);
  const { shown, failed, again } = read;
  const called = shown ? ({ kind: 'ok', value: shown } as const) : failed;
  return (
    <CalledPart asked={{ called, again }} slow={words.desk.participation.slow}>
      {(first) => <Home onCounts={onCounts} read={read} first={first} />}
    </CalledPart>
  );
}

interface HomeProps {
  readonly onCounts: TakeCounts;
  readonly read: Refreshed<FirstPage>;
  readonly first: { readonly value: FirstPage; readonly at: number };
}

function Home({ onCounts, read, first: { value, at } }: HomeProps) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { participation, conduct, refused } = value;
  const { today, invited, isFinalMade, publication } = conduct;
  const hasBegun = participation.complete + participation.partial > 0;
  return (
    <div class="home stack">
      <div class="home-head">
        <HomeTitle participation={participation} />
        <AsOfLine read={read} at={at} today={today} more={countingText(desk, participation)} />
        {hasBegun || desk.withToday ? <Totals participation={participation} today={today} invited={invited} /> : null}
      </div>
      <ToDoList known={{ ...conduct, participation }} onCounts={onCounts} />
      <div class="home-days">
        <NoLongerThere participation={participation} />
        <RefusedPart refused={refused} />
        {hasBegun ? <ByDay participation={participation} invited={invited} /> : null}
      </div>
      <div class="home-public">
        <PublicView />
        <NextNight next={isFinalMade ? null : publication?.next} />
      </div>
      <div class="home-rest">
        <EventList events={participation.events} />
        {hasBegun && survey.question.get(survey.stratum ?? '') ? (
          <HomeFold id="coverage" title={words.desk.coverage.title} digest={words.desk.coverage.digest}>
            <CoveragePart />
          </HomeFold>
        ) : null}
        {hasBegun ? <DropOut participation={participation} /> : null}
        <Invitations today={today} invited={invited} onChange={read.again} />
      </div>
    </div>
  );
}

function HomeTitle({ participation: { complete, partial } }: Pick<FirstPage, 'participation'>) {
  const { survey, words } = useDesk();
  const { participation: text } = words.desk;
  const begun = complete + partial;
  if (begun > 0) return <h1 tabIndex={-1}>{text.title(words.number(complete), words.number(begun), complete)}</h1>;
  return (
    <>
      <h1 tabIndex={-1}>{words.desk.pages.participation}</h1>
      <NothingCounted />
      <p>
        <a href={addressTo('inviting', { s: survey.id })}>{text.noneYet}</a>
      </p>
    </>
  );
}

function countingText({ words }: Desk, { setAside, counted }: Participation): string {
  return setAside > 0 ? words.desk.participation.counting(words.number(counted)) : '';
}

/** Read together, so that all that is shown is of one moment. */
async function readFirstPage(desk: Desk, signal: AbortSignal): Promise<Called<FirstPage>> {
  const { client, survey } = desk;
  const { id } = survey;
  const [counts, conduct, refusals] = await Promise.all([
    client.get(`/api/organiser/participation/${id}${countQuery(desk)}`, participationReply, signal),
    client.get(`/api/organiser/conduct/${id}`, lifecycleReply, signal),
    client.get('/api/organiser/refused', refusedReply, signal),
  ]);
  if (counts.kind !== 'ok') return counts;
  if (conduct.kind !== 'ok') return conduct;
  if (refusals.kind !== 'ok') return refusals;
  const { refused } = refusals.value;
  return { kind: 'ok', value: { participation: counts.value, conduct: conduct.value, refused } };
}

interface AsOfLineProps {
  readonly read: Omit<Refreshed<unknown>, 'shown'>;
  /** When the figures below were read. */
  readonly at: number;
  readonly today: string;
  /** What else is to be known of the figures. */
  readonly more: string;
}

/** When the figures were read, with the button that reads them again; and why the latest reading failed. */
function AsOfLine({ read: { failed, isByHand, again }, at, today, more }: AsOfLineProps) {
  const desk = useDesk();
  const { words } = desk;
  const { participation: text } = words.desk;
  return (
    <>
      <div class="row">
        <p class="as-of">
          {text.asOf(words.date(today), words.time(at), cutText(desk))} {more}
        </p>
        <Button label={text.refresh} class="quiet flush" onClick={again} />
        {/* Only a reading asked for by hand is announced: every half minute would disturb a screen reader's user. */}
        <p role="status" class="status-text">
          {isByHand && !failed ? text.refreshed : ''}
        </p>
      </div>
      {failed ? (
        <div role="alert" class="failure">
          <p>{`${failureText(failed, words)} ${text.notRefreshed(words.time(at))}`}</p>
        </div>
      ) : null}
    </>
  );
}

interface NextNightProps {
  /** The day of the next publication; `undefined` before the opening is a day old, `null` after the final one. */
  readonly next: string | null | undefined;
}

/** When the public sees new numbers, and the two pages where one goes on from here. */
function NextNight({ next }: NextNightProps) {
  const desk = useDesk();
  const { survey, words } = desk;
  const { participation: text } = words.desk;
  const of = { s: survey.id };
  return (
    <section aria-labelledby="next-night">
      <h2 id="next-night">
        {next ? text.nextNight(words.date(next)) : next === null ? text.noNextNight : text.firstNight}
      </h2>
      <p class="row screen-only">
        <a class="button secondary" href={addressTo('inviting', of)}>
          {text.invite}
        </a>
        {may(desk, 'decide') ? (
          <a class="button secondary" href={addressTo('conducting', of)}>
            {text.publishOrClose}
          </a>
        ) : null}
      </p>
    </section>
  );
}

/** What is not there: erased at somebody's request, or lost with a backup that was put back. */
function NoLongerThere({ participation }: { readonly participation: Participation }) {
  const { words } = useDesk();
  const { participation: text } = words.desk;
  const { erased, restoredOn, missing } = participation;
  return (
    <>
      {restoredOn ? (
        <div class="notice">
          <p>{text.restored(words.date(restoredOn))}</p>
          {missing.map(({ day, responses }) => (
            <p key={day}>{text.missing(words.date(day), responses)}</p>
          ))}
        </div>
      ) : null}
      {erased.length > 0 ? (
        <details>
          <summary>{text.erasedByDay}</summary>
          <ul>
            {erased.map(({ day, responses }) => (
              <li key={day}>{text.erasedOn(words.date(day), words.number(responses))}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

/** Refusals by reason, most frequent first. They are shown here, since people do not look for a page of faults that they do not know of. */
function RefusedPart({ refused }: { readonly refused: readonly RefusedCount[] }) {
  const { survey, words } = useDesk();
  const { participation: text, quality, pages } = words.desk;
  const byCode = new Map<string, number>();
  for (const { survey: of, code, envelopes } of refused)
    if (of === survey.id || of === '') byCode.set(code, (byCode.get(code) ?? 0) + envelopes);
  const counts = [...byCode].toSorted(([, one], [, other]) => other - one);
  const all = counts.reduce((sum, [, envelopes]) => sum + envelopes, 0);
  if (all === 0) return null;
  return (
    <section aria-labelledby="refused" class="notice">
      <h2 id="refused">{text.refused(all, words.number(all))}</h2>
      <ul class="counted stack">
        {counts.map(([code, envelopes]) => (
          <li key={code}>{text.refusedFor(words.number(envelopes), wordFor(quality.reasons, code) ?? code)}</li>
        ))}
      </ul>
      <p>
        {text.refusedWhere} <a href={`#/quality?${new URLSearchParams({ s: survey.id })}`}>{pages.quality}</a>
      </p>
    </section>
  );
}
