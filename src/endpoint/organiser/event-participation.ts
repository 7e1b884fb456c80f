import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { CountedEvent, EventDay } from '../columns/event-columns.ts';
import type { EventRefusalCount, SealedCount } from '../storage/organiser-storage.ts';

export interface EventParticipation extends CountedEvent {
  readonly complete: number;
  readonly partial: number;
  /** Envelopes that were refused, one for each attempt; `null` where it is not known of which event they were. */
  readonly refused: readonly Omit<EventRefusalCount, 'channel'>[] | null;
}

interface Counts {
  readonly counted: readonly CountedEvent[];
  /** Of the whole survey, each channel under the name it may be shown by. */
  readonly sealed: readonly SealedCount[];
  readonly refused: readonly EventRefusalCount[];
}

/** What the tablets of each event have sent: a surveyor compares it with what the tablet counted. No channel first, then by name. */
export function eventParticipation(
  { counted, sealed, refused }: Counts,
  { current }: Pick<PublishedSurvey, 'current'>,
): readonly EventParticipation[] {
  const days = new Map<string | null, EventDay[]>();
  const add = (channel: string | null, more: readonly EventDay[]) =>
    days.set(channel, [...(days.get(channel) ?? []), ...more]);
  for (const one of counted) add(one.channel, one.days);
  for (const { mode, channel, receivedOn, status, responses } of sealed)
    if (mode === 'field') add(channel, [{ receivedOn, complete: 0, partial: 0, [status]: responses }]);
  for (const { channel } of refused) add(channel, []);
  const isKnown = (channel: string | null) =>
    channel === null || current.notice?.channels?.some(({ id }) => id === channel) === true;
  return [...days]
    .toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
    .map(([channel, all]) => ({
      channel,
      complete: sum(all.map(({ complete }) => complete)),
      partial: sum(all.map(({ partial }) => partial)),
      days: together(all),
      refused: isKnown(channel)
        ? refused.filter((one) => one.channel === channel).map(({ channel: _, ...count }) => count)
        : null,
    }));
}

function together(days: readonly EventDay[]): readonly EventDay[] {
  const byDay = new Map<string, EventDay>();
  for (const { receivedOn, complete, partial } of days) {
    const known = byDay.get(receivedOn) ?? { receivedOn, complete: 0, partial: 0 };
    byDay.set(receivedOn, { receivedOn, complete: known.complete + complete, partial: known.partial + partial });
  }
  return [...byDay.values()].toSorted((a, b) => (a.receivedOn < b.receivedOn ? -1 : 1));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
