import { conductReply, participationReply } from '../calls/desk-reply.ts';
import { useCalled } from '../calls/use-called.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { Demonstrated } from '../parts/demonstrated.tsx';
import type { Desk } from '../parts/desk-context.ts';
import { ByDay } from './by-day.tsx';
import { DropOut } from './drop-out.tsx';
import { NoLongerThere } from './gone.tsx';
import { Invitations } from './invitations.tsx';
import { Totals } from './totals.tsx';

/** Who took part: how many, by day and channel, where the others stopped, and against how many invitations. */
export function ParticipationPage({ desk }: { readonly desk: Desk }) {
  const { client, survey, words } = desk;
  const { participation: text } = words.desk;
  const counts = useCalled(
    (signal) => client.get(`/api/organiser/participation/${survey.id}`, participationReply, signal),
    [client, survey.id],
  );
  const conduct = useCalled(
    (signal) => client.get(`/api/organiser/conduct/${survey.id}`, conductReply, signal),
    [client, survey.id],
  );
  return (
    <CalledPart asked={counts} words={words} slow={text.slow}>
      {(participation) => (
        <CalledPart asked={conduct} words={words}>
          {({ today, invited }) => {
            const { complete, partial } = participation;
            const begun = complete + partial;
            return (
              <>
                <h1 tabIndex={-1}>
                  {begun === 0 ? text.none : text.title(words.number(complete), words.number(begun), complete)}
                </h1>
                <Demonstrated is={participation.demonstration} words={words} />
                {begun === 0 ? (
                  <p>
                    <a href={`#/inviting?${new URLSearchParams({ s: survey.id })}`}>{text.noneYet}</a>
                  </p>
                ) : (
                  <p class="as-of">
                    {text.asOf(words.date(today))}{' '}
                    {participation.setAside > 0 ? text.counting(words.number(participation.counted)) : ''}
                  </p>
                )}
                <Totals desk={desk} participation={participation} today={today} invited={invited} />
                <NoLongerThere desk={desk} participation={participation} />
                {begun === 0 ? null : (
                  <>
                    <ByDay desk={desk} participation={participation} invited={invited} />
                    <DropOut desk={desk} participation={participation} />
                  </>
                )}
                <Invitations desk={desk} today={today} invited={invited} onChange={conduct.again} />
              </>
            );
          }}
        </CalledPart>
      )}
    </CalledPart>
  );
}
