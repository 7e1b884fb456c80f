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
import { CalledPart } from '../parts/called-part.tsx';
import { addressTo, type OpenCounts } from '../parts/desk-address.ts';
import { type Desk, useDesk } from '../parts/desk-context.ts';
import { AsOfLine } from './as-of-line.tsx';
import { ByDay } from './by-day.tsx';
import { DropOut } from './drop-out.tsx';
import { EventList } from './event-list.tsx';
import { NoLongerThere } from './gone.tsx';
import { HomeFold } from './home-fold.tsx';
import { Invitations } from './invitations.tsx';
import { NextNight } from './next-night.tsx';
import { RefusedPart } from './refused-part.tsx';
import { ToDoList } from './to-do-list.tsx';
import { Totals } from './totals.tsx';

interface FirstPage {
  readonly participation: Participation;
  readonly conduct: LifecycleReply;
  readonly refused: readonly RefusedCount[];
}

interface ParticipationPageProps {
  readonly onCounts: (counts: OpenCounts) => void;
}

/** Who took part: how many, by day, channel and event, where the others stopped, what was refused; what to do next, and what the public sees. */
export function ParticipationPage({ onCounts }: ParticipationPageProps) {
  const desk = useDesk();
  const { client, survey, words } = desk;
  const read = useRefreshed((signal) => readFirstPage(desk, signal), [client, survey.id]);
  const { shown, failed, again } = read;
  const called = shown ? ({ kind: 'ok', value: shown } as const) : failed;
  return (
    <CalledPart asked={{ called, again }} slow={words.desk.participation.slow}>
      {(first) => <Home onCounts={onCounts} read={read} first={first} />}
    </CalledPart>
  );
}

interface HomeProps extends ParticipationPageProps {
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
        <Totals participation={participation} today={today} invited={invited} />
      </div>
      <ToDoList known={{ ...conduct, participation }} onCounts={onCounts} />
      <div class="home-days">
        <NoLongerThere participation={participation} />
        <RefusedPart refused={refused} />
        {hasBegun ? <ByDay participation={participation} invited={invited} /> : null}
      </div>
      <div class="home-public">
        <PublicView />
        <NextNight next={isFinalMade ? null : (publication?.next ?? null)} />
      </div>
      <div class="home-rest stack">
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

function HomeTitle({
  participation: { complete, partial },
}: Omit<HomeProps, 'read' | 'first' | 'onCounts'> & Pick<FirstPage, 'participation'>) {
  const { survey, words } = useDesk();
  const { participation: text } = words.desk;
  const begun = complete + partial;
  if (begun > 0) return <h1 tabIndex={-1}>{text.title(words.number(complete), words.number(begun), complete)}</h1>;
  return (
    <>
      <h1 tabIndex={-1}>{text.none}</h1>
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
async function readFirstPage({ client, survey: { id } }: Desk, signal: AbortSignal): Promise<Called<FirstPage>> {
  const [counts, conduct, refusals] = await Promise.all([
    client.get(`/api/organiser/participation/${id}?today=1`, participationReply, signal),
    client.get(`/api/organiser/conduct/${id}`, lifecycleReply, signal),
    client.get('/api/organiser/refused', refusedReply, signal),
  ]);
  if (counts.kind !== 'ok') return counts;
  if (conduct.kind !== 'ok') return conduct;
  if (refusals.kind !== 'ok') return refusals;
  const { refused } = refusals.value;
  return { kind: 'ok', value: { participation: counts.value, conduct: conduct.value, refused } };
}
