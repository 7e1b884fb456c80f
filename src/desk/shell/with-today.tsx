import { type Participation, participationReply } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { useCalled } from '../calls/use-called.ts';
import { completeOn } from '../conducting/last-day.ts';
import { countQuery } from '../parts/counted.tsx';
import { may, useDesk } from '../parts/desk-context.ts';

interface WithTodayProps {
  /** How many came today, of a page that counts again by itself, `null` until it does; on other pages they are counted here. */
  readonly told: number | null | undefined;
  /** Names what the page shows: when it changes, they are counted again. */
  readonly shown: string;
}

/** The one switch of the desk that includes today, with how many complete responses that is. */
export function WithToday({ told, shown }: WithTodayProps) {
  const desk = useDesk();
  const { client, survey, me, words, withToday, putToday } = desk;
  const { today: text } = words.desk;
  const mayCount = withToday && told === undefined && may(desk, 'read');
  const { called } = useCalled(
    async (signal): Promise<Called<Participation | undefined>> =>
      mayCount
        ? await client.get(`/api/organiser/participation/${survey.id}${countQuery(desk)}`, participationReply, signal)
        : { kind: 'ok', value: undefined },
    [client, survey.id, mayCount, shown],
  );
  const counted = called?.kind === 'ok' ? called.value : undefined;
  const count = mayCount ? counted && completeOn(counted, me.today) : told;
  return (
    <label class="check target">
      <input type="checkbox" checked={withToday} onChange={({ currentTarget }) => putToday(currentTarget.checked)} />
      <span>
        {text.included}
        {withToday && typeof count === 'number' ? text.complete(words.number(count), count) : ''}
      </span>
    </label>
  );
}
