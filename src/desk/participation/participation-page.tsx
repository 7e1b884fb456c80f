import type { Called } from '../calls/desk-client.ts';
import {
  conductReply,
  type InvitationTold,
  type Participation,
  participationReply,
  type RefusedCount,
  refusedReply,
} from '../calls/desk-reply.ts';
import { useRefreshed } from '../calls/use-refreshed.ts';
import { CoveragePart } from '../coverage/coverage-part.tsx';
import { CalledPart } from '../parts/called-part.tsx';
import type { Desk } from '../parts/desk-context.ts';
import { AsOfLine } from './as-of-line.tsx';
import { ByDay } from './by-day.tsx';
import { DropOut } from './drop-out.tsx';
import { EventList } from './event-list.tsx';
import { NoLongerThere } from './gone.tsx';
import { Invitations } from './invitations.tsx';
import { RefusedPart } from './refused-part.tsx';
import { Totals } from './totals.tsx';

interface FirstPage {
  readonly participation: Participation;
  readonly today: string;
  readonly invited: readonly InvitationTold[];
  readonly refused: readonly RefusedCount[];
}

/** Who took part: how many, by day, channel and event, where the others stopped, what was refused, and against how many invitations. */
export function ParticipationPage({ desk }: { readonly desk: Desk }) {
  const { client, survey, words } = desk;
  const { participation: text } = words.desk;
  const read = useRefreshed((signal) => readFirstPage(desk, signal), [client, survey.id]);
  const { shown, failed, again } = read;
  const called = shown ? ({ kind: 'ok', value: shown } as const) : failed;
  return (
    <CalledPart asked={{ called, again }} words={words} slow={text.slow}>
      {({ at, value: { participation, today, invited, refused } }) => {
        const { complete, partial, setAside, counted, events } = participation;
        const begun = complete + partial;
        return (
          <>
            <h1 tabIndex={-1}>
              {begun === 0 ? text.none : text.title(words.number(complete), words.number(begun), complete)}
            </h1>
            <AsOfLine
              desk={desk}
              read={read}
              at={at}
              today={today}
              more={setAside > 0 ? text.counting(words.number(counted)) : ''}
            />
            {begun === 0 ? (
              <p>
                <a href={`#/inviting?${new URLSearchParams({ s: survey.id })}`}>{text.noneYet}</a>
              </p>
            ) : null}
            <Totals desk={desk} participation={participation} today={today} invited={invited} />
            <NoLongerThere desk={desk} participation={participation} />
            <RefusedPart desk={desk} refused={refused} />
            <EventList desk={desk} events={events} />
            {begun === 0 ? null : (
              <>
                <ByDay desk={desk} participation={participation} invited={invited} />
                <CoveragePart desk={desk} />
                <DropOut desk={desk} participation={participation} />
              </>
            )}
            <Invitations desk={desk} today={today} invited={invited} onChange={again} />
          </>
        );
      }}
    </CalledPart>
  );
}

/** Read together, so that all that is shown is of one moment. */
async function readFirstPage({ client, survey: { id } }: Desk, signal: AbortSignal): Promise<Called<FirstPage>> {
  const [counts, conduct, refusals] = await Promise.all([
    client.get(`/api/organiser/participation/${id}?today=1`, participationReply, signal),
    client.get(`/api/organiser/conduct/${id}`, conductReply, signal),
    client.get('/api/organiser/refused', refusedReply, signal),
  ]);
  if (counts.kind !== 'ok') return counts;
  if (conduct.kind !== 'ok') return conduct;
  if (refusals.kind !== 'ok') return refusals;
  const { today, invited } = conduct.value;
  return { kind: 'ok', value: { participation: counts.value, today, invited, refused: refusals.value.refused } };
}
