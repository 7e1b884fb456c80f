import { sum } from '../../core/results/disclosure/fit-tables.ts';
import { daysAfter } from '../../wire/day.ts';
import type { LifecycleReply, Participation } from '../../wire/organiser/organiser-reply.ts';

/** Returns the last day whose arrivals the final results count, from that day until they are made. */
export function lastCountedDay({
  today,
  finalOn,
  isFinalMade,
}: Pick<LifecycleReply, 'today' | 'finalOn' | 'isFinalMade'>) {
  return finalOn === null || isFinalMade || finalOn > daysAfter(today, 1) ? undefined : daysAfter(finalOn, -1);
}

export function completeOn({ days }: Pick<Participation, 'days'>, day: string | undefined): number {
  return sum(days.filter(({ receivedOn }) => receivedOn === day).map(({ complete }) => complete));
}
