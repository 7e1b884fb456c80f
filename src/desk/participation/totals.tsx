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
  const figures: readonly (readonly [count: number | string, name: string, more?: string | undefined])[] = [
    ...(withToday ? ([[completeToday, text.today(completeToday)]] as const) : []),
    [
      participation.partial,
      text.partial(participation.partial),
      partialToday > 0 ? text.partialToday(words.number(partialToday)) : undefined,
    ],
    [participation.setAside, text.setAside(participation.setAside)],
    [erased, text.erased(erased)],
    ...(participation.medianMinutes === null
      ? []
      : participation.medianMinutes < 1
        ? ([[text.lessThanOne, text.medianMinutes(1)]] as const)
        : ([[participation.medianMinutes, text.medianMinutes(participation.medianMinutes)]] as const)),
    ...(people > 0 ? ([[people, text.invited(people)]] as const) : []),
  ];
  return (
    <dl class="totals">
      {figures.map(([count, name, more]) => (
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
