import { participationReply } from '../../wire/organiser/organiser-reply.ts';
import { CalledPart } from '../parts/called-part.tsx';
import { useDesk } from '../parts/desk-context.ts';
import { useGet } from '../parts/use-get.ts';
import { completeOn } from './last-day.ts';

/** Warns that responses still arrived on the last day that the final results count: those of later days are not published. */
export function LastDayNotice({ day, today }: { readonly day: string; readonly today: string }) {
  const { survey, words } = useDesk();
  const { conducting: text } = words.desk;
  const asked = useGet(`/api/organiser/participation/${survey.id}?today=1`, participationReply);
  const on = day === today ? undefined : words.date(day);
  return (
    <CalledPart asked={asked}>
      {(participation) => {
        const count = completeOn(participation, day);
        if (count === 0) return null;
        return (
          <p class="notice">
            <b>{text.cameOnLastDay(words.number(count), count, on)}.</b> {text.notPublishedAfter}
          </p>
        );
      }}
    </CalledPart>
  );
}
