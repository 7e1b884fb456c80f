import { useState } from 'preact/hooks';
import { type Participation, participationReply } from '../../wire/organiser/organiser-reply.ts';
import type { Called } from '../calls/desk-client.ts';
import { useCalled } from '../calls/use-called.ts';
import { completeOn } from '../conducting/last-day.ts';
import { countQuery } from '../parts/counted.tsx';
import { may, useDesk } from '../parts/desk-context.ts';

/** Under this name the choice is kept for the tab; it goes with the session. */
const NAME = 'barometre-today';

/** Whether today is included, as it was put in this session: `undefined` until then. */
export function useTodayChoice(): readonly [boolean | undefined, (isIncluded: boolean) => void] {
  const [put, setPut] = useState(() => sessionStorage.getItem(NAME));
  const choose = (isIncluded: boolean) => {
    const chosen = isIncluded ? 'yes' : 'no';
    sessionStorage.setItem(NAME, chosen);
    setPut(chosen);
  };
  return [put === null ? undefined : put === 'yes', choose];
}

interface WithTodayProps {
  /** How many came today, on the page that counts again by itself; absent on the others, for which they are counted here. */
  readonly told?: number | undefined;
  readonly isTold: boolean;
  /** What the page shows: when it changes, they are counted again. */
  readonly shown: string;
}

/** The one switch of the desk that includes today, with how many complete responses that is. */
export function WithToday({ told, isTold, shown }: WithTodayProps) {
  const desk = useDesk();
  const { client, survey, me, words, withToday, putToday } = desk;
  const { today: text } = words.desk;
  const mayCount = withToday && !isTold && may(desk, 'read');
  const { called } = useCalled(
    async (signal): Promise<Called<Participation | undefined>> =>
      mayCount
        ? await client.get(`/api/organiser/participation/${survey.id}${countQuery(desk)}`, participationReply, signal)
        : { kind: 'ok', value: undefined },
    [client, survey.id, mayCount, shown],
  );
  const counted = called?.kind === 'ok' ? called.value : undefined;
  const count = isTold && withToday ? told : mayCount && counted ? completeOn(counted, me.today) : undefined;
  return (
    <label class="check target">
      <input type="checkbox" checked={withToday} onChange={({ currentTarget }) => putToday(currentTarget.checked)} />
      <span>
        {text.included}
        {count === undefined ? '' : text.complete(words.number(count), count)}
      </span>
    </label>
  );
}
