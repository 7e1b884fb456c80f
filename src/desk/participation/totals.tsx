import { sum } from '../../core/results/disclosure/fit-tables.ts';
import type { InvitationRow, Participation } from '../../wire/organiser/organiser-reply.ts';
import { completeOn } from '../conducting/last-day.ts';
import { useDesk } from '../parts/desk-context.ts';

interface TotalsProps {
  readonly participation: Participation;
  readonly today: string;
  readonly invited: readonly InvitationRow[];
}

export function Totals({ participation, today, invited }: TotalsProps) {
  const { words, withToday } = useDesk();
  const { participation: text } = words.desk;
  const ofToday = participation.days.filter(({ receivedOn }) => receivedOn === today);
  const completeToday = completeOn(participation, today);
  const partialToday = sum(ofToday.map(({ partial }) => partial));
  const erased = sum(participation.erased.map(({ responses }) => responses));
  const people = sum(invited.map((one) => one.people));
  const { medianMinutes, partial, setAside } = participation;
  const figures: readonly (false | readonly [count: number | string, name: string, more?: string | false])[] = [
    withToday && [completeToday, text.today(completeToday)],
    [partial, text.partial(partial), partialToday > 0 && text.partialToday(words.number(partialToday))],
    [setAside, text.setAside(setAside)],
    [erased, text.erased(erased)],
    medianMinutes !== null && [
      medianMinutes < 1 ? text.lessThanOne : medianMinutes,
      text.medianMinutes(Math.max(1, medianMinutes)),
    ],
    people > 0 && [people, text.invited(people)],
  ];
  const shown = figures.filter((figure) => figure !== false);
  return (
    <dl class="totals">
      {shown.map(([count, name, more]) => (
        <div key={name}>
          <dt>
            {name}
            {more ? <span>{`, ${more}`}</span> : null}
          </dt>
          <dd>{typeof count === 'number' ? words.number(count) : count}</dd>
        </div>
      ))}
    </dl>
  );
}
