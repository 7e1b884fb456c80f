import { LEAST_OF_CHANNEL, OTHER_CHANNELS } from '../../core/survey/channel-id.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { daysAfter } from '../../wire/day.ts';
import type { InvitationRow, Participation } from '../../wire/organiser/organiser-reply.ts';

export interface ChannelCount {
  /** `null` for those who came without one. */
  readonly channel: string | null;
  readonly complete: number;
  readonly partial: number;
  /** Complete ones, one for each day of `days`. */
  readonly byDay: readonly number[];
}

/** Every day from the first response or invitation to the last, those without any included. */
export function daysOf(
  { days }: Pick<Participation, 'days'>,
  invited: readonly Pick<InvitationRow, 'on'>[] = [],
): readonly string[] {
  const known = [...days.map(({ receivedOn }) => receivedOn), ...invited.map(({ on }) => on)].sort();
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return [];
  const all: string[] = [];
  for (let day = first; day <= last; day = daysAfter(day, 1)) all.push(day);
  return all;
}

/**
 * In the order in which they had brought five responses, from which on they are named; those that are counted together come last. So a
 * channel keeps its place, and the pattern that it is drawn in, whatever comes later.
 */
export function channelCounts({ days }: Pick<Participation, 'days'>, all: readonly string[]): readonly ChannelCount[] {
  const place = new Map(all.map((day, index) => [day, index]));
  const counts = new Map<string | null, { complete: number; partial: number; byDay: number[]; namedOn: string }>();
  for (const { receivedOn, channel, complete, partial } of days.toSorted((a, b) =>
    a.receivedOn < b.receivedOn ? -1 : 1,
  )) {
    const count = counts.get(channel) ?? { complete: 0, partial: 0, byDay: all.map(() => 0), namedOn: '' };
    count.complete += complete;
    count.partial += partial;
    if (count.namedOn === '' && count.complete + count.partial >= LEAST_OF_CHANNEL) count.namedOn = receivedOn;
    const index = place.get(receivedOn);
    if (index !== undefined) count.byDay[index] = (count.byDay[index] ?? 0) + complete;
    counts.set(channel, count);
  }
  // Letters come after digits: what has no such day is last.
  const orderOf = (channel: string | null, namedOn: string) =>
    `${channel === OTHER_CHANNELS ? 'z' : namedOn || 'y'} ${channel ?? ''}`;
  return [...counts]
    .map(([channel, { namedOn, ...count }]) => ({ at: orderOf(channel, namedOn), one: { channel, ...count } }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ one }) => one);
}

/** The first `most - 1`, and the rest as one where there are more than `most`. */
export function fewest(channels: readonly ChannelCount[], most: number): readonly (readonly ChannelCount[])[] {
  if (channels.length <= most) return channels.map((one) => [one]);
  return [...channels.slice(0, most - 1).map((one) => [one]), channels.slice(most - 1)];
}

export interface Reached {
  /** `null` for those who stopped before the first. */
  readonly question: string | null;
  readonly number: number;
  readonly reached: number;
  readonly stopped: number;
}

/**
 * How many reached each question and how many went no further, the questions in the order of the file. A question that a filter
 * skips is passed by, not stopped at. Stops at a question that the current revision does not ask are counted at the first row.
 */
export function reachedBy(survey: Survey, { complete, partial, dropOuts }: Participation): readonly Reached[] {
  const stops = new Map(dropOuts.map(({ lastQuestion, responses }) => [lastQuestion, responses]));
  const known = survey.questions.map(({ id, number }) => ({ question: id as string | null, number }));
  const elsewhere = dropOuts
    .filter(({ lastQuestion }) => lastQuestion === null || !survey.question.has(lastQuestion))
    .reduce((sum, { responses }) => sum + responses, 0);
  let reached = complete + partial;
  return [{ question: null, number: 0 }, ...known].map(({ question, number }) => {
    const stopped = question === null ? elsewhere : (stops.get(question) ?? 0);
    const row = { question, number, reached, stopped };
    reached -= stopped;
    return row;
  });
}
