import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { EventParticipation } from '../../wire/organiser/organiser-reply.ts';
import type { CountedEvent } from '../columns/event-columns.ts';
import type { EventRefusalCount } from '../storage/organiser-storage.ts';

interface Counts {
  readonly counted: readonly CountedEvent[];
  readonly refused: readonly EventRefusalCount[];
}

/** Counts what the tablets of each event have sent, for comparison with the count on the tablet. No channel first, then by name. */
export function eventParticipation(
  { counted, refused }: Counts,
  { current }: Pick<PublishedSurvey, 'current'>,
): readonly EventParticipation[] {
  const days = new Map(counted.map((one) => [one.channel, one.days]));
  for (const { channel } of refused) if (!days.has(channel)) days.set(channel, []);
  const isKnown = (channel: string | null) =>
    channel === null || current.notice?.channels?.some(({ id }) => id === channel) === true;
  return [...days]
    .toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    .map(([channel, all]) => ({
      channel,
      complete: sum(all.map(({ complete }) => complete)),
      partial: sum(all.map(({ partial }) => partial)),
      days: all.toSorted((a, b) => (a.receivedOn < b.receivedOn ? -1 : 1)),
      refused: isKnown(channel)
        ? refused.filter((one) => one.channel === channel).map(({ channel: _, ...count }) => count)
        : null,
    }));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
