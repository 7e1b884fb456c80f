import { MOST_MINUTES } from '../../core/results/disclosure/durations.ts';
import { LEAST_OF_CHANNEL, OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { Participation } from '../../wire/organiser/organiser-reply.ts';
import type { StoredColumns } from './column-store.ts';
import { type CountedEvent, eventsOf } from './event-columns.ts';
import type { Tallied } from './tally-columns.ts';

/** The part that the columns know. */
export type CountedParticipation = Omit<Participation, 'events' | 'erased' | 'restoredOn' | 'missing'> & {
  readonly events: readonly CountedEvent[];
};

/** Counts who took part: complete and partial responses by day and channel, and where the partial ones stopped. Exact, for the organiser alone; channels of fewer than five responses in all are counted together. */
export function participationOf(
  survey: Survey,
  tallies: readonly Tallied[],
  columns: StoredColumns,
): CountedParticipation {
  const { aside, counted, minutes, length } = columns;
  const days = new Map<string, { receivedOn: string; channel: string | null; complete: number; partial: number }>();
  const stops = new Map<string | null, number>();
  const total = { complete: 0, partial: 0 };
  const shownAs = channelNames(tallies);
  for (const { receivedOn, channel: given, status, lastQuestion, responses } of tallies) {
    const channel = shownAs(given);
    const name = `${receivedOn} ${channel ?? ''}`;
    const day = days.get(name) ?? { receivedOn, channel, complete: 0, partial: 0 };
    day[status] += responses;
    total[status] += responses;
    days.set(name, day);
    if (status === 'partial') stops.set(lastQuestion, (stops.get(lastQuestion) ?? 0) + responses);
  }
  const place = (id: string | null) =>
    id === null ? 0 : (survey.question.get(id)?.number ?? Number.POSITIVE_INFINITY);
  const dropOuts = [...stops]
    .map(([lastQuestion, responses]) => ({ lastQuestion, responses }))
    .toSorted((a, b) => place(a.lastQuestion) - place(b.lastQuestion));
  const byMinutes = new Uint32Array(MOST_MINUTES + 1);
  let [setAside, inResults] = [0, 0];
  for (let row = 0; row < length; row++) {
    setAside += aside[row] ?? 0;
    if (counted[row] !== 1) continue;
    inResults++;
    const spent = Math.min(minutes[row] ?? 0, MOST_MINUTES);
    byMinutes[spent] = (byMinutes[spent] ?? 0) + 1;
  }
  return {
    survey: survey.id,
    ...total,
    setAside,
    counted: inResults,
    medianMinutes: medianOf(byMinutes, inResults),
    days: [...days.values()],
    dropOuts,
    events: eventsOf(columns, survey),
  };
}

/** The least number of minutes that half of them did not exceed. */
function medianOf(byMinutes: Uint32Array, all: number): number | null {
  if (all === 0) return null;
  let reached = 0;
  return byMinutes.findIndex((responses) => {
    reached += responses;
    return reached * 2 >= all;
  });
}

function channelNames(tallies: readonly Tallied[]): (channel: string | null) => string | null {
  const totals = new Map<string | null, number>();
  for (const { channel, responses } of tallies) totals.set(channel, (totals.get(channel) ?? 0) + responses);
  return (channel) => (channel !== null && (totals.get(channel) ?? 0) < LEAST_OF_CHANNEL ? OTHER_CHANNELS : channel);
}
